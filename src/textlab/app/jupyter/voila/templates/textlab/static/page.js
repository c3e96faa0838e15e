// What a notebook's widgets cannot do for themselves: say that the page is gone, keep browsers from remembering what
// is written, and turn back what is too large to send.
"use strict";

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

const refuse = (event, text) => {
  event.stopImmediatePropagation();
  notice(text);
};

const guard = (event) => {
  const field = event.target;
  if (field.type === "file") {
    const large = [...field.files].find((file) => file.size > MOST_BYTES);
    if (large) {
      field.value = "";
      return refuse(event, `「${large.name}」は大きすぎます。${MOST_BYTES >> 20} MBまでのファイルを選んでください。`);
    }
  } else if (field.tagName === "TEXTAREA" && field.value.length > MOST_CHARACTERS) {
    const length = field.value.length.toLocaleString("ja");
    return refuse(event, `長すぎます（${length}字）。いくつかに分けて、貼り付けなおしてください。`);
  }
  if (!gone) notice("");
};
// A tap on a button leaves the field it was written in, on every browser, so that the page has it first.
document.addEventListener("click", ({ target }) => {
  const field = document.activeElement;
  if (field?.tagName === "TEXTAREA" && !field.contains(target)) field.blur();
}, true);
for (const kind of ["change", "input", "keyup", "blur"]) document.addEventListener(kind, guard, true);

// The widget's own field for files never stands in the page, so that it is met where it is opened.
const open = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type === "file") this.addEventListener("change", guard, true);
  open.call(this);
};

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

const look = async () => {
  const config = document.getElementById("jupyter-config-data");
  if (gone || !config) return;
  const { baseUrl, kernelId } = JSON.parse(config.textContent);
  try {
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store" });
    gone = answer.status === 404;
  } catch {
    gone = true;
  }
  if (gone) notice("つながりが切れました。書いたものを手もとに写してから、ページを開きなおしてください。");
};

document.addEventListener("DOMContentLoaded", () => {
  dress();
  new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || look());
});
