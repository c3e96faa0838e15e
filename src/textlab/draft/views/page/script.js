"use strict";
// Tells about a mark beside its words, shows one code alone, walks from mark to mark, opens what a link leads to.
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const tip = document.getElementById("tld-tip"), said = document.querySelector("[data-status]");
  const boxes = all(".tld-show"), marks = all("a.tld-m");
  let told = null, finger = false;
  document.body.classList.add("tld-live");

  // --- which codes are shown ---
  const hidden = () => new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
  const codes = (mark) => mark.dataset.k.split(" ");
  const seen = (mark) => mark.tabIndex >= 0;
  const filter = () => {
    const off = hidden();
    hush();
    marks.forEach((mark) => { mark.tabIndex = codes(mark).some((code) => !off.has(code)) ? 0 : -1; });
    const names = boxes.filter((box) => box.checked).map((box) => `「${box.closest("label").querySelector(".tld-chip").textContent}」`);
    said.textContent = !off.size ? "" : names.length > 3 ? `${names.length}種の印を表示中` : names.length ? `${names.join("")}だけを表示中` : "印はどれも出ていません";
  };
  const check = (wanted) => {
    boxes.forEach((box) => { box.checked = wanted(box.value); });
    filter();
  };
  const step = (by) => {
    const own = marks.filter(seen);
    if (!own.length) return;
    const at = own.indexOf(told ?? last);
    go(own[at < 0 ? (by > 0 ? 0 : own.length - 1) : (at + by + own.length) % own.length]);
  };
  let last = null;
  const go = (mark) => {
    last = mark;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    tell(mark);
  };

  // --- what is told of a mark ---
  const tell = (mark) => {
    if (!seen(mark)) return;
    hush();
    const off = hidden(), lines = mark.dataset.t.split("\n");
    tip.textContent = codes(mark).map((code, i) => off.has(code) ? "" : lines[i]).filter(Boolean).join("\n");
    tip.hidden = false;
    const place = mark.getClientRects()[0], room = document.documentElement.clientWidth - tip.offsetWidth - 12;
    const above = place.top - tip.offsetHeight - 6, below = mark.getBoundingClientRect().bottom + 14;
    tip.style.left = `${Math.max(12, Math.min(place.left, room)) + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : below) + scrollY}px`;
    mark.setAttribute("aria-describedby", tip.id);
    told = mark;
  };
  const hush = () => {
    told?.removeAttribute("aria-describedby");
    told = null;
    tip.hidden = true;
  };
  const markOf = ({ target }) => target.closest?.("a.tld-m");
  document.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark && event.pointerType !== "touch") tell(mark);
    else if (told && told !== document.activeElement && !tip.contains(event.target)) hush();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) { last = mark; tell(mark); } else hush();
  });
  document.addEventListener("pointerdown", (event) => { finger = event.pointerType === "touch" && markOf(event) !== told; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });

  // --- what a writer does ---
  document.addEventListener("click", (event) => {
    const mark = markOf(event), button = event.target.closest("button");
    // The first touch tells, as there is no hovering; the second follows.
    if (mark && (finger || !seen(mark))) { event.preventDefault(); if (finger) go(mark); }
    if (!button) return;
    const { all: every, none, step: by, only } = button.dataset;
    if (every !== undefined) check(() => true);
    if (none !== undefined) check(() => false);
    if (by) step(+by);
    if (only) { check((code) => code === only); last = null; step(1); }
  });
  boxes.forEach((box) => box.addEventListener("change", filter));
  const open = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = place?.closest("details") ?? (place?.matches(".tld-row") ? place.querySelector("details") : null);
    if (!details) return;
    details.open = true;
    place.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", open);
  open();
})();
