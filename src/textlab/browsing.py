"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from textlab.codebook import Codebook, list_codes, load_codebook
from textlab.coding import STATUSES
from textlab.corpus import front_matter_end
from textlab.data import load_data
from textlab.errors import TableError
from textlab.kwic import concordance
from textlab.measures.counts import keep_status
from textlab.report.findings import Finding, make_plain, number_findings
from textlab.report.texts import Block, Piece, Span, lay_out
from textlab.sentences import split_text

if TYPE_CHECKING:
    import pandas as pd

_FOUND = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]
_HEADS = {
    "article": "記事", "left": "左", "text": "言葉", "right": "右",
    "status": "語られ方", "holder": "だれの", "rule": "規則",
}  # fmt: skip
# Zero findings are no proof of absence, and the panel says so.
_NONE = Markup("<p>見つかりませんでした。「なかった」とは限りません。</p>")
_GREY = "#777777"
_TAGS = {"heading": "h4", "quote": "blockquote"}
# Neither seen nor spoken. Equal counts in a row need labels that differ: ipywidgets finds a button by its label.
_JOINER = "\N{WORD JOINER}"
# JupyterLab's own colours where it gives them, so that a dark theme stays dark.
_STYLE = Markup("""<style>
.tl-read,.tl-grid,.tl-list{--ink:var(--jp-content-font-color1,CanvasText);--paper:var(--jp-layout-color1,Canvas)}
.tl-read{max-width:44em;line-height:2.2;overflow-wrap:anywhere;padding-bottom:4em;color:var(--ink)}
.tl-read .tl-b{white-space:pre-wrap;position:relative;margin:.8em 0;padding:0;border:0;font-size:1em;line-height:2.2}
.tl-read .heading{font-weight:700}.tl-read .boilerplate{opacity:.75}
.tl-read .item,.tl-read .quote{padding-left:1em;border-left:3px solid color-mix(in srgb,var(--ink) 25%,transparent)}
.tl-read mark{background:none;color:inherit}.tl-key{display:flex;flex-wrap:wrap;gap:0 1.3em;font-size:.9em;margin:0}
.tl-read h3{line-height:1.5}.tl-key i{display:inline-block;width:.8em;height:.8em;margin-right:.3em;background:var(--c)}
.tl-m{--k:color-mix(in srgb,var(--c) 75%,var(--ink));border-bottom:2px solid var(--k);padding-bottom:calc(var(--n)*5px)}
.tl-m.felt{border-bottom-width:4px;background:color-mix(in srgb,var(--c) 24%,transparent)}
.tl-m.denied{border-bottom:5px double var(--k)}.tl-m.raised{border-bottom:3px dashed var(--k)}
.tl-read mark:focus{outline:2px solid var(--ink);outline-offset:1px}
.tl-read mark:focus::after{content:attr(title);position:absolute;z-index:9;left:0;margin-top:2em;padding:.2em .8em;
white-space:pre-wrap;font-size:.9em;line-height:1.7;color:var(--ink);background:var(--paper);
border:1px solid var(--ink)}
.tl-grid .tl-t{width:14em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:28px}
.tl-grid .tl-h{display:flex;align-items:flex-end}.tl-h span{width:32px;writing-mode:vertical-rl;line-height:32px}
.tl-grid .widget-toggle-buttons,.tl-grid .widget-html{margin:0}.tl-grid .widget-toggle-buttons>div{white-space:nowrap}
.tl-grid button.jupyter-button{width:30px;height:26px;margin:1px;padding:0;line-height:26px;box-shadow:none;
color:var(--ink);background:color-mix(in srgb,var(--jp-brand-color1,#1976d2) var(--s,4%),transparent)}
.tl-grid button.jupyter-button.mod-active{outline:3px solid var(--ink);font-weight:700}
.tl-list{max-height:26em;overflow:auto;color:var(--ink);line-height:1.6}.tl-list th{white-space:nowrap;opacity:.8}
.tl-list th,.tl-list td{vertical-align:top;padding:.2em .7em;text-align:left}.tl-list td:last-child{min-width:16em}
.tl-list th:nth-child(2),.tl-list td:nth-child(2){text-align:right}.tl-list td:nth-child(-n+5){min-width:5em}
.tl-list td:nth-child(3){font-weight:700}
</style>""")


@dataclass(frozen=True, repr=False)
class Highlight:
    """Articles with their evidence marked, as title, blocks and findings: HTML in a notebook, text when printed."""

    pages: list[tuple[str, list[Block], list[Finding]]]
    codes: dict[str, tuple[str, str]]

    def __repr__(self) -> str:
        return f"<Highlight: articles={len(self.pages)}, findings={sum(len(found) for *_, found in self.pages)}>"

    def __str__(self) -> str:
        return "\n\n\n".join(_write(*page, self.codes) for page in self.pages)

    def _repr_html_(self) -> str:
        pages = Markup("").join(_show(*page, self.codes) for page in self.pages)
        return f'{_STYLE}<div class="tl-read" lang="ja">{pages}</div>'


def highlight(
    codings: "pd.DataFrame",
    *,
    articles: "pd.DataFrame",
    article: str | Sequence[str] | None = None,
    codes: "pd.DataFrame | None" = None,
) -> Highlight:
    """Show articles in full, below their front matter, with the words marked that were found.

    A felt emotion has a thick line and a ground, a denied one a hollow line, a raised one a dashed line, a theme a
    thin one. Pointing at the words, or the Tab key, names code, status, holder and rule.

    Parameters
    ----------
    codings
        Findings: article, sentence, start, end (half-open code-point offsets), kind, code, status, holder, rule.
    articles
        The articles: article, text, and title if they have one.
    article
        Which to show: a name, several, or None for all.
    codes
        Which codes to mark, from `list_codes`: code, label, colour. None marks all, by the shipped codebook.

    Raises
    ------
    TableError
        If a column is missing, an article or code is unknown, a colour is not ``#rrggbb``, or a finding stands
        outside its article.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article": ["a"], "title": ["朝"], "text": ["後悔した。"]})
    >>> found = pd.DataFrame({"article": ["a"], "sentence": [0], "start": [0], "end": [2], "kind": ["emotion"],
    ...                       "code": ["regret"], "status": ["felt"], "holder": ["self"], "rule": ["後悔"]})
    >>> print(highlight(found, articles=articles))
    朝
    <BLANKLINE>
    【後悔】[1]した。
    <BLANKLINE>
    [1] 後悔・抱いている・書き手・規則：後悔
    """
    _check("codings", codings, _FOUND)
    looks, texts, titles = _looks(codes, codings), _column(articles, "text"), _column(articles, "title")
    shown = list(texts) if article is None else [article] if isinstance(article, str) else list(article)
    _know("article", [*shown, *codings["article"].astype(str)], texts)
    own = codings[codings["article"].astype(str).isin(shown) & codings["code"].isin(list(looks))]
    found: dict[str, list[Finding]] = {name: [] for name in shown}
    for one in sorted(number_findings(own), key=lambda one: (one.start, one.end)):
        if not front_matter_end(texts[one.article]) <= one.start < one.end <= len(texts[one.article]):
            raise TableError(f"codings: {one.start}:{one.end} stands outside the text of {one.article!r}")
        found[one.article].append(one)
    return Highlight([(titles[name], _lay_out(texts[name], found[name]), found[name]) for name in found], looks)


def browse(rates: "pd.DataFrame", *, codings: "pd.DataFrame", articles: "pd.DataFrame", codebook: Codebook) -> Any:
    """Show the table of articles x codes; a click on a number shows the findings that it counts.

    The numbers are the rates' n, zeros included; choosing a status counts anew. Below stand the findings of the
    chosen cell: article, left, words, right, status, holder, rule.

    Parameters
    ----------
    rates
        From `rate`, or its rows for some articles or codes: article, code, n.
    codings
        The codings that the rates count, with the columns that `highlight` needs.
    articles
        The articles: article, text, and title if they have one.
    codebook
        Labels and order of the codes.

    Returns
    -------
    ipywidgets.VBox
        The panel: the choice of status, the table, the findings.

    Raises
    ------
    TableError
        If a column is missing, an article or code is unknown, or n is not what the codings hold.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article": ["a"], "title": ["朝"], "text": ["後悔した。"]})
    >>> found = pd.DataFrame({"article": ["a"], "sentence": [0], "start": [0], "end": [2], "kind": ["emotion"],
    ...                       "code": ["regret"], "status": ["felt"], "holder": ["self"], "rule": ["後悔"]})
    >>> rates = pd.DataFrame({"article": ["a", "a"], "code": ["regret", "hope"], "n": [1, 0]})
    >>> panel = browse(rates, codings=found, articles=articles, codebook=load_codebook())
    >>> panel.children[1].children[3].tooltips
    ('朝 × 後悔：1文', '朝 × 希望：0文')
    """
    _check("codings", codings, _FOUND)
    _check("rates", rates, ["article", "code", "n"])
    titles, labels = _column(articles, "title"), {code.id: code.label for code in codebook.codes}
    n = dict(zip(_cells(rates), rates["n"], strict=True))
    _know("article", [article for article, _ in n], titles)
    _know("code", [code for _, code in n], labels)
    names = {article: titles[article] for article, _ in n}
    shown = {code: label for code, label in labels.items() if code in {code for _, code in n}}
    table = _Table(names, shown, codings, articles, "characters" in rates)
    panel = _Panel(table, *_make_widgets(table, status=_status_of(n, table)))
    return panel.open_first(max(n, key=lambda cell: n[cell], default=None))


@dataclass(frozen=True, eq=False)
class _Table:
    """What is counted: titles by article, labels by code, codings; whether places are, instead of sentences."""

    titles: dict[str, str]
    labels: dict[str, str]
    codings: "pd.DataFrame"
    articles: "pd.DataFrame"
    places: bool

    def count(self, status: str | None) -> Counter[tuple[str, str]]:
        """Return n by article and code, as `rate` counts it."""
        once = ["start", "end"] if self.places else ["sentence"]
        found = keep_status(self.codings, status=status).drop_duplicates(["article", "code", *once])
        return Counter(_cells(found))

    def name(self, article: str, code: str, n: int) -> str:
        """Return a cell's name and number."""
        return make_plain(f"{self.titles[article]} × {self.labels[code]}：{n}{'か所' if self.places else '文'}")

    def open(self, article: str, code: str, status: str | None) -> Markup:
        """Return a cell's name and number, and its findings in their context."""
        found = keep_status(self.codings, status=status)
        found = found[found["article"].astype(str).eq(article) & found["code"].astype(str).eq(code)]
        shown = concordance(found, articles=self.articles)[list(_HEADS)].astype(object)
        shown = shown.where(shown.notna(), "").replace({"status": _labels("statuses"), "holder": _labels("holders")})
        shown = shown.assign(article=self.titles[article]).map(lambda value: make_plain(str(value)))
        name = self.name(article, code, self.count(status)[article, code])
        places = "" if self.places else f"（{len(found)}か所）"
        return Markup("<b>{}{}</b>{}").format(name, places, _table(shown) if len(found) else _NONE)


@dataclass(frozen=True, eq=False)
class _Panel:
    """The widgets of `browse`, and what fills them."""

    table: _Table
    box: Any
    status: Any
    rows: dict[str, Any]
    shades: Any
    found: Any

    def open_first(self, cell: tuple[str, str] | None) -> Any:
        """Fill the table, open a cell, listen from now on, and return the box."""
        self.fill()
        self.status.observe(self.fill, "value")
        if cell:
            self.rows[cell[0]].index = list(self.table.labels).index(cell[1])
        else:
            self.found.value = str(_NONE)
        return self.box

    def fill(self, _: object = None) -> None:
        """Count anew by the chosen status; the chosen cell stays."""
        n, codes = self.table.count(self.status.value or None), self.table.labels
        for article, row in self.rows.items():
            chosen = row.index
            row.unobserve_all("index")
            with row.hold_sync():
                row.tooltips = [self.table.name(article, code, n[article, code]) for code in codes]
                row.options = [f"{n[article, code]}{_JOINER * i}" for i, code in enumerate(codes, 1)]
                row.index = chosen
            row.observe(self.open, "index")
        self.shades.value = _shade([[n[article, code] for code in codes] for article in self.rows], self.found.model_id)
        self.show()

    def open(self, change: dict[str, Any]) -> None:
        """Show the cell that was clicked, and let go of the one before."""
        if change["new"] is not None:
            for row in self.rows.values():
                row.index = row.index if row is change["owner"] else None
            self.show()

    def show(self) -> None:
        """Show the findings of the chosen cell."""
        for article, row in self.rows.items():
            if row.index is not None:
                code = list(self.table.labels)[row.index]
                shown = self.table.open(article, code, self.status.value or None)
                self.found.value = f'<div class="tl-list" tabindex="0">{shown}</div>'


def _table(shown: "pd.DataFrame") -> Markup:
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):
        return Markup(shown.rename(columns=_HEADS).to_html(index=False, border=0, escape=True))


def _make_widgets(table: _Table, *, status: str | None) -> tuple[Any, ...]:
    """Return the box, the choice of status, a row of buttons for each article, the shades, and what was found."""
    from ipywidgets import HTML, Dropdown, GridBox, Layout, ToggleButtons, VBox  # type: ignore[import-untyped]

    # Not None, which to ipywidgets is no choice at all.
    choices = [("すべて", ""), *((label, name) for name, label in _labels("statuses").items())]
    chooser = Dropdown(options=choices, value=status or "", description="語られ方")
    rows = {article: ToggleButtons() for article in table.titles}
    shades, found = HTML(), HTML()
    heads = Markup("").join(Markup("<span>{}</span>").format(label) for label in table.labels.values())
    cells = [HTML(str(_STYLE)), HTML(f'<div class="tl-h">{heads}</div>')]
    for i, (article, row) in enumerate(rows.items()):
        title = make_plain(table.titles[article])
        cells += [
            HTML(str(Markup('<div class="tl-t" title="{} {}">{}</div>').format(title, make_plain(article), title))),
            row,
        ]
        row.add_class(f"tl-{i}")
    grid = GridBox(cells, layout=Layout(grid_template_columns="max-content max-content", overflow="auto"))
    grid.add_class("tl-grid")
    grid.add_class(f"tl-{found.model_id}")
    return VBox([chooser, grid, shades, found]), chooser, rows, shades, found


def _shade(counts: list[list[int]], own: str) -> str:
    """Return a ground for each button of a panel's own; it follows the root, so that one high cell leaves the rest."""
    top = max([1, *(n for row in counts for n in row)])
    shades = [
        f".tl-{own} .tl-{i} button:nth-child({j}){{--s:{ceil(10 + 50 * sqrt(n / top))}%}}"
        for i, row in enumerate(counts)
        for j, n in enumerate(row, 1)
        if n
    ]
    return f"<style>{''.join(shades)}</style>"


def _status_of(n: dict[tuple[str, str], int], table: _Table) -> str | None:
    """Return the status by which the rates were counted, so that every number opens what it counts."""
    for status in (*STATUSES, None):
        held = table.count(status)
        if all(held[cell] == given for cell, given in n.items()):
            return status
    (article, code), given = next((cell, given) for cell, given in n.items() if held[cell] != given)
    raise TableError(
        f"rates: n of {code} in {article!r} is {given}, but the codings hold {held[article, code]}; "
        "give the codings that rate() counted"
    )


def _looks(codes: "pd.DataFrame | None", codings: "pd.DataFrame") -> dict[str, tuple[str, str]]:
    """Return label and colour by code."""
    table = list_codes(load_codebook()) if codes is None else codes
    _check("codes", table, ["code", "label", "colour"])
    rows = zip(table["code"], table["label"], table["colour"], strict=True)
    looks = {str(code): (str(label), str(colour)) for code, label, colour in rows}
    if codes is None:
        _know("code", codings["code"].astype(str), looks)
    for code, (_, colour) in looks.items():
        if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            raise TableError(f"codes: the colour of {code} is {colour!r}; write it as #rrggbb")
    return looks


def _check(name: str, table: "pd.DataFrame", columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise TableError(f"{name}: no column {missing[0]!r}; there are: {', '.join(map(str, table))}")


def _know(name: str, given: Iterable[str], known: Iterable[str]) -> None:
    strange = sorted(set(given) - set(known))
    if strange:
        raise TableError(f"unknown {name} {strange[0]!r}; known: {', '.join(list(known)[:20])}")


def _column(articles: "pd.DataFrame", column: str) -> dict[str, str]:
    """Return a column by article; an article without a title is called by its name."""
    _check("articles", articles, ["article", "text"])
    names = articles["article"].astype(str).tolist()
    values = articles[column].astype(str) if column in articles else names
    return {name: value or name for name, value in zip(names, values, strict=True)}


def _cells(table: "pd.DataFrame") -> list[tuple[str, str]]:
    return list(zip(table["article"].astype(str), table["code"].astype(str), strict=True))


def _labels(column: str) -> dict[str, str]:
    """Return what the report calls a column's values."""
    return dict(load_data("report/labels.toml")[column])


def _lay_out(text: str, findings: list[Finding]) -> list[Block]:
    spans = [Span(number, one.start, one.end, one.kind) for number, one in enumerate(split_text(text))]
    return lay_out(text, spans=spans, findings=findings)


def _tell(found: Finding, codes: dict[str, tuple[str, str]]) -> str:
    """Return code, status, holder and rule of a finding; themes have neither status nor holder."""
    status, holder = (
        _labels("statuses").get(found.status, found.status),
        _labels("holders").get(found.holder, found.holder),
    )
    parts = [codes[found.code][0], *([status, holder] if found.status else []), f"規則：{found.rule}"]
    return make_plain("・".join(part for part in parts if part))


def _parts(block: Block, view: Callable[[Piece], str]) -> list[str]:
    return [part for line in block.lines for part in (line.gap, *map(view, line.pieces))]


def _write(title: str, blocks: list[Block], findings: list[Finding], codes: dict[str, tuple[str, str]]) -> str:
    """Return an article as plain text: findings in numbered brackets, then the list of them."""
    numbers = {found.number: i for i, found in enumerate(findings, 1)}

    def view(piece: Piece) -> str:
        ends = sorted(piece.ends, key=lambda found: -found.start)
        return "【" * len(piece.begins) + piece.text + "".join(f"】[{numbers[found.number]}]" for found in ends)

    texts = ["".join(_parts(block, view)) for block in blocks]
    notes = [f"[{i}] {_tell(found, codes)}" for i, found in enumerate(findings, 1)]
    return "\n\n".join([make_plain(title), *texts, "\n".join(notes)]).rstrip()


def _show(title: str, blocks: list[Block], findings: list[Finding], codes: dict[str, tuple[str, str]]) -> Markup:
    """Return an article as HTML, under a key to its colours and lines."""
    mark = partial(_mark, codes=codes, lanes=_lanes(findings))
    texts = [
        Markup('<{0} class="tl-b {1}">{2}</{0}>').format(
            _TAGS.get(block.kind, "p"), block.kind, Markup("").join(_parts(block, mark))
        )
        for block in blocks
    ]
    return Markup("<h3>{}</h3>{}{}").format(make_plain(title), _key(findings, codes), Markup("").join(texts))


def _lanes(findings: list[Finding]) -> dict[int, int]:
    """Return how deep each finding's line lies, so that it stays level where another begins: emotions on top."""
    lanes: dict[int, int] = {}
    for found in sorted(findings, key=lambda one: one.kind != "emotion"):
        over = [one for one in findings if one.start < found.end and found.start < one.end]
        taken = {lanes.get(one.number) for one in over}
        lanes[found.number] = next(lane for lane in count() if lane not in taken)
    return lanes


def _mark(piece: Piece, *, codes: dict[str, tuple[str, str]], lanes: dict[int, int]) -> Markup:
    """Return a piece with a line for each of its findings, one below the other."""
    shown = Markup.escape(piece.text)
    for found in sorted(piece.findings, key=lambda found: lanes[found.number]):
        shown = _line(shown, found.status or "theme", codes[found.code][1], lanes[found.number])
    if not piece.findings:
        return shown
    tip = "\n".join(_tell(found, codes) for found in piece.findings)
    stop = Markup(' tabindex="0"') if piece.begins else ""
    numbers = " ".join(str(found.number) for found in piece.findings)
    return Markup('<mark data-f="{}" title="{}"{}>{}</mark>').format(numbers, tip, stop, shown)


def _line(text: str, status: str, colour: str, depth: int = 0) -> Markup:
    return Markup('<span class="tl-m {}" style="--c:{};--n:{}">{}</span>').format(status, colour, depth, text)


def _key(findings: list[Finding], codes: dict[str, tuple[str, str]]) -> Markup:
    """Return how often each code stands in an article, in its colour, and what the lines mean."""
    n, held = Counter(found.code for found in findings), {found.status or "theme" for found in findings}
    chips = [
        Markup('<span><i style="--c:{}"></i>{} {}</span>').format(colour, label, n[code])
        for code, (label, colour) in codes.items()
        if n[code]
    ]
    names = _labels("statuses") | {"theme": _labels("kinds")["theme"]}
    lines = [_line(label, status, _GREY) for status, label in names.items() if status in held]
    shown = [Markup('<p class="tl-key">{}</p>').format(Markup("").join(part)) for part in (chips, lines)]
    return Markup("").join(shown if chips else [])
