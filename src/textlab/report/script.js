"use strict";
// Filters findings, keeps every count in step, lists sentences behind a count, and tells about a finding.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const findings = data.findings.map(([article, sentence, code, status, holder, rule, address], number) => ({
    number, article, sentence, status, holder, address, rule: data.rules[rule],
    code: data.codes[code][0], label: data.codes[code][1], kind: data.codes[code][2], line: `s-${article}-${sentence}`,
  }));
  const order = new Map(findings.map((found) => [found.address, found]));
  const marks = all("[data-f]").map((node) => ({ node, own: node.dataset.f.split(" ").map((n) => findings[n]) }));
  const links = marks.filter(({ node }) => node.matches("a"));
  const linkOf = new Map();
  links.forEach(({ node, own }) => own.forEach((found) => linkOf.has(found) || linkOf.set(found, node)));
  const form = byId("form"), detail = byId("detail"), list = byId("list");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map(all("#articles .s").map((node) => [node.id, fold(node.textContent)]));
  let only = null, shown = new Set(findings), listed = null, current = null, opener = null;

  const make = (tag, text = "", name = "") => {
    const node = document.createElement(tag);
    node.textContent = text;
    node.className = name;
    return node;
  };

  // --- filter ---
  const chosen = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));
  const filter = () => {
    const codes = chosen("code"), statuses = chosen("status"), holders = chosen("holder");
    const query = fold(byId("query").value.trim());
    const passes = (found) => codes.has(found.code)
      && (found.kind === "theme" || ((!found.status || statuses.has(found.status)) && (!found.holder || holders.has(found.holder))))
      && (only === null || found.article === only) && (!query || texts.get(found.line)?.includes(query));
    shown = new Set(findings.filter(passes));
    marks.forEach(paint);
    all("[data-code]").forEach((node) => node.classList.toggle("gone", !codes.has(node.dataset.code)));
    all("figure[data-article], article[data-article]").forEach((node) =>
      node.classList.toggle("gone", only !== null && +node.dataset.article !== only));
    showHits(query);
    showOnly();
    count();
    if (listed) fill();
    if (current && !current.some((found) => shown.has(found))) hush();
  };
  const paint = ({ node, own }) => {
    const seen = own.filter((found) => shown.has(found));
    node.classList.toggle("off", !seen.length);
    if (!node.matches("a")) return;
    const now = node.classList.contains("now") ? " now" : "";
    node.setAttribute("class", seen.length ? `m ${seen.slice(0, 3).map((found, i) => `${"cde"[i]}-${found.code}`).join(" ")} ${seen[0].status || "theme"} n${Math.min(3, seen.length)}${now}` : "m off");
    if (seen.length) node.href = `#${(seen.find((found) => linkOf.get(found) === node) ?? seen[0]).address}`; else node.removeAttribute("href");
    node.title = seen.map((found) => told(found).join("・")).join("\n");
    const ends = (node.dataset.e || "").split(" ").filter(Boolean).map((n) => findings[n]).filter((found) => shown.has(found));
    if (ends.length) node.dataset.l = ends.map(name).join("・"); else delete node.dataset.l;
  };
  const name = (found) => found.label + (["", "felt"].includes(found.status) ? "" : `（${data.statuses[found.status] ?? found.status}）`);
  const told = (found) => [found.label, data.statuses[found.status] ?? found.status, data.holders[found.holder] ?? found.holder].filter(Boolean);
  const showHits = (query) => {
    const hits = query ? [...texts].filter(([id, text]) => text.includes(query) && inReach(id)).length : 0;
    byId("hits").hidden = !query;
    byId("show-hits").textContent = `「${byId("query").value.trim()}」のある文：${hits}（一覧を見る）`;
  };
  const inReach = (id) => only === null || id.startsWith(`s-${only}-`);
  const showOnly = () => {
    byId("only").hidden = only === null;
    if (only !== null) byId("leave-only").textContent = `「${data.articles[only][1]}」だけを表示中。全部にもどす`;
    all("[data-only]").forEach((node) => node.setAttribute("aria-pressed", String(+node.dataset.only === only)));
  };

  // --- counts ---
  const key = (code, status, article) => `${code}|${status}|${article}`;
  const count = () => {
    const numbers = new Map(), lines = new Map();
    for (const found of shown) for (const status of new Set(["", found.status])) for (const article of ["", found.article]) {
      const place = key(found.code, status, article);
      numbers.set(place, (numbers.get(place) ?? 0) + 1);
      lines.set(place, (lines.get(place) ?? new Set()).add(found.line));
    }
    const number = ({ c, s, a, u }) => u ? lines.get(key(c, s, a))?.size ?? 0 : numbers.get(key(c, s, a)) ?? 0;
    all(".n").forEach((node) => { node.textContent = number(node.dataset); });
    shade();
    all(".bar").forEach((bar) => drawBar(bar, number));
    byId("status").textContent = shown.size === findings.length ? `全${findings.length}件を表示` : `${findings.length}件のうち${shown.size}件`;
  };
  const shade = () => {
    const own = all("#heat .n"), top = Math.max(1, ...own.map((node) => +node.textContent));
    own.forEach((node) => {
      const cell = node.parentElement;
      cell.className = `h${Math.ceil(data.shades * Math.sqrt(node.textContent / top))}${cell.classList.contains("gone") ? " gone" : ""}`;
      node.setAttribute("aria-label", `${data.articles[node.dataset.a][1]}、${labelOf(node.dataset.c)}：${node.textContent}文`);
    });
  };
  const labelOf = (id) => data.codes.find((code) => code[0] === id)[1];
  const drawBar = (bar, number) => {
    let left = 0;
    all("rect", bar).forEach((rect) => {
      // The bar of no status is a theme's; an emotion has one bar for each status.
      const theme = data.codes.find((code) => code[0] === rect.dataset.c)[2] === "theme";
      const width = theme === !rect.dataset.s ? 98 * number({ ...rect.dataset, a: "" }) / bar.dataset.most : 0;
      rect.setAttribute("x", `${left}%`);
      rect.setAttribute("width", `${width}%`);
      left += width;
    });
  };

  // --- list of sentences ---
  const open = (query, from) => {
    listed = query;
    opener = from;
    fill();
    list.hidden = false;
    list.focus({ preventScroll: true });
    list.scrollIntoView({ block: "nearest" });
  };
  const fill = () => {
    const { code, status, article, words } = listed;
    const groups = new Map();
    if (words) [...texts].filter(([id, text]) => text.includes(words) && inReach(id)).forEach(([id]) => groups.set(id, []));
    for (const found of shown) {
      const fits = words ? groups.has(found.line) : found.code === code && (!status || found.status === status) && (article === "" || found.article === +article);
      if (fits) groups.set(found.line, [...(groups.get(found.line) ?? []), found]);
    }
    const parts = words ? [`言葉「${words}」`] : [article === "" ? "" : `「${data.articles[article][1]}」`, `「${labelOf(code)}」`, data.statuses[status]];
    byId("h-list").textContent = `${parts.filter(Boolean).join(" × ")}：${groups.size ? `${groups.size}文` : "いまの絞り込みでは見つかりません"}`;
    byId("rows").replaceChildren(...[...groups].map(([line, own]) => row(line, own)));
  };
  const row = (line, own) => {
    const item = make("li"), text = byId(line).cloneNode(true), about = make("div", "", "quiet");
    [text, ...all("[id]", text)].forEach((node) => node.removeAttribute("id"));
    all(".m", text).filter((node) => !node.dataset.f.split(" ").some((n) => own.includes(findings[n])))
      .forEach((node) => { node.className = "m off"; node.removeAttribute("href"); });
    const place = byId(line).closest("article"), title = make("a", listed.article ? "本文で読む" : data.articles[place.dataset.article][1]);
    title.href = `#${own.length ? own[0].address : line}`;
    about.append(title, ...own.map((found) => make("span", told(found).join("・"))));
    item.append(text, about);
    return item;
  };
  const close = () => { list.hidden = true; listed = null; opener?.focus(); };

  // --- one finding ---
  const tell = (node) => {
    const own = node.dataset.f.split(" ").map((n) => findings[n]).filter((found) => shown.has(found));
    if (!own.length) return;
    current = own;
    byId("detail-rows").replaceChildren(...own.map(describe));
    detail.hidden = false;
  };
  const describe = (found) => {
    const line = make("p"), chip = make("span", "", `chip c-${found.code}`), evidence = links.filter(({ own }) => own.includes(found));
    chip.append(make("i", "", "swatch"), make("b", found.label));
    const link = make("a", "ここへのリンク");
    link.href = `#${found.address}`;
    line.append(chip, ...told(found).slice(1).map((text) => make("span", text)), make("span", `「${evidence.map(({ node }) => node.textContent).join("")}」`, "evidence"), link,
      make("span", "規則", "quiet"), make("code", found.rule));
    return line;
  };
  const hush = () => {
    detail.hidden = true;
    current = null;
    all(".now").forEach((node) => node.classList.remove("now"));
  };
  const select = (found) => {
    if (!shown.has(found)) { only = null; form.reset(); filter(); }
    const node = linkOf.get(found);
    if (!node) return;
    hush();
    marks.filter(({ own }) => own.includes(found)).forEach((mark) => mark.node.classList.add("now"));
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
    tell(node);
  };
  const step = (by) => {
    const seen = findings.filter((found) => shown.has(found)), at = (current ?? []).map((found) => seen.indexOf(found));
    location.hash = seen[((by > 0 ? Math.max(...at) : Math.min(...at)) + by + seen.length) % seen.length].address;
    follow();
  };
  const follow = () => {
    const found = order.get(decodeURIComponent(location.hash.slice(1)));
    if (found) select(found);
  };

  // --- what a reader does ---
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { only = null; setTimeout(filter); });
  form.addEventListener("click", ({ target }) => {
    const kind = target.dataset.all ?? target.dataset.none;
    if (!kind) return;
    const own = data.codes.filter((code) => code[2] === kind).map((code) => code[0]);
    all("input[name=code]", form).filter((box) => own.includes(box.value)).forEach((box) => { box.checked = "all" in target.dataset; });
    filter();
  });
  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, a.m, .k[data-f]");
    if (!target) return;
    if (target.matches(".n")) open({ code: target.dataset.c, status: target.dataset.s, article: target.dataset.a }, target);
    if (target.matches("[data-sort]")) sort(target);
    if (target.matches("[data-only]")) { only = only === +target.dataset.only ? null : +target.dataset.only; filter(); }
    if (target.matches(".k")) location.hash = marks.find(({ node }) => node === target).own.find((found) => shown.has(found)).address;
    if (!target.matches("#articles a.m[href]") || target.getAttribute("href") !== location.hash) return;
    // Left alone, the browser would go to the same place again and take the focus with it.
    event.preventDefault();
    if (target.matches(".now")) detail.focus(); else follow();
  });
  const sort = (button) => {
    const head = button.parentElement, body = byId("heat").tBodies[0], down = head.getAttribute("aria-sort") !== "descending";
    const size = (line) => down ? -line.querySelector(`[data-c="${button.dataset.sort}"]`).textContent : 0;
    all("#heat th[aria-sort]").forEach((cell) => cell.setAttribute("aria-sort", "none"));
    if (down) head.setAttribute("aria-sort", "descending");
    body.append(...[...body.rows].sort((a, b) => size(a) - size(b) || a.dataset.article - b.dataset.article));
  };
  for (const [id, act] of [["close-list", close], ["close-detail", () => { linkOf.get(current?.[0])?.focus(); hush(); }], ["previous", () => step(-1)], ["next", () => step(1)],
    ["leave-only", () => { only = null; filter(); }], ["show-hits", () => open({ words: fold(byId("query").value.trim()) }, byId("query"))]]) byId(id).addEventListener("click", act);
  byId("labels").addEventListener("change", ({ target }) => document.body.classList.toggle("bare", !target.checked));
  byId("articles").addEventListener("focusin", ({ target }) => {
    if (target.matches("a.m[href]:not(.now)")) { hush(); tell(target); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") (detail.hidden ? () => listed && close() : () => byId("close-detail").click())();
  });

  // --- arrow keys in the heat map: one stop for Tab, the rest by arrows ---
  const heat = byId("heat");
  all("td .n", heat).forEach((node, i) => { node.tabIndex = i ? -1 : 0; });
  heat.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!move || !event.target.matches("td .n")) return;
    const rows = [...heat.tBodies[0].rows].map((line) => all("td:not(.gone) .n", line));
    const y = rows.findIndex((line) => line.includes(event.target)), x = rows[y].indexOf(event.target);
    const next = rows[y + move[0]]?.[x + move[1]];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // --- comparison: one field at a time ---
  const field = byId("field");
  const pick = () => all("[data-field]").forEach((node) => { node.hidden = node.dataset.field !== field.value; });
  if (field) { byId("choose").hidden = false; field.addEventListener("change", pick); pick(); }

  if (matchMedia("(max-width:64rem)").matches) byId("filter").open = false;
  addEventListener("hashchange", follow);
  form.reset();
  filter();
  follow();
})();
