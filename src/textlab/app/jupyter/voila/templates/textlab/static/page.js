// What a notebook's widgets cannot do for themselves: turn back what is too large to send, keep browsers from
// remembering what is written, and say that the page's kernel has gone.
"use strict";
(() => {
  const MOST_BYTES = 20 * 1024 * 1024;
  const MOST_CHARACTERS = 2_000_000;
  const LOOK_EVERY = 15_000;

  // Voila's loader asks for these two by name.
  window.voila_finish = window.display_cells = () => {};

  let gone = false;
  const notice = (text) => {
    const place = document.getElementById("page-notice");
    if (place && place.textContent !== text) place.textContent = text;
  };

  /** Return why a field may not be sent, or "". */
  const fault = (field) => {
    if (field.type === "file") {
      const large = [...field.files].find((file) => file.size > MOST_BYTES);
      return large ? `「${large.name}」は大きすぎます。${MOST_BYTES >> 20} MBまでのファイルを選んでください。` : "";
    }
    const length = field.tagName === "TEXTAREA" ? field.value.length : 0;
    return length > MOST_CHARACTERS
      ? `長すぎます（${length.toLocaleString("ja")}字）。いくつかに分けて、貼り付けなおしてください。`
      : "";
  };

  const guard = (event) => {
    const said = fault(event.target);
    if (said) {
      event.stopImmediatePropagation();
      if (event.target.type === "file") event.target.value = "";
    }
    if (said || !gone) notice(said);
  };
  for (const kind of ["change", "input", "keyup", "blur"]) document.addEventListener(kind, guard, true);

  // The widget's own field for files never stands in the page, so that it is met where it is opened.
  const click = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type === "file") this.addEventListener("change", guard, true);
    click.call(this);
  };

  // A tap on a button leaves the field it was written in, on every browser, so that the kernel has it first; and what
  // was turned back is not read in its older form.
  const leave = (event) => {
    const field = document.activeElement;
    if (field?.tagName === "TEXTAREA" && !field.contains(event.target)) field.blur();
    const said = event.target.closest?.(".tla-main") && [...document.querySelectorAll("textarea")].map(fault).find(Boolean);
    if (said) {
      event.stopImmediatePropagation();
      notice(said);
    }
  };
  document.addEventListener("click", leave, true);

  // Browsers keep what is typed, and send it away to check its spelling, unless each field says no.
  const SILENT = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", translate: "no", "data-gramm": "false" };
  const COUNT = /\s*\(\d+\)$/;
  const dress = () => {
    for (const field of document.querySelectorAll("textarea:not([data-dressed]), input:not([data-dressed])")) {
      field.dataset.dressed = "";
      for (const [name, value] of Object.entries(SILENT)) field.setAttribute(name, value);
    }
    // The number of files, which is one or none, says nothing.
    for (const button of document.querySelectorAll(".widget-upload")) {
      const text = button.lastChild;
      if (text?.nodeType === Node.TEXT_NODE && COUNT.test(text.data)) text.data = text.data.replace(COUNT, "");
    }
    for (const place of document.querySelectorAll(".tla-says:not([aria-live])")) place.setAttribute("aria-live", "polite");
    if (document.querySelector(".tla")) document.getElementById("loading")?.remove();
  };

  // One question without an answer may be a machine that just woke up.
  let unanswered = 0;
  const look = async () => {
    const config = document.getElementById("jupyter-config-data");
    if (gone || !config) return;
    const { baseUrl, kernelId } = JSON.parse(config.textContent);
    try {
      const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store" });
      unanswered = 0;
      gone = answer.status === 404;
    } catch {
      unanswered += 1;
      gone = unanswered > 1;
    }
    if (gone) notice("つながりが切れました。書いたものを手もとに写してから、ページを開きなおしてください。");
  };

  document.addEventListener("DOMContentLoaded", () => {
    dress();
    new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
    setInterval(look, LOOK_EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  });
})();
