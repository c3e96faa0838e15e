"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
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
from textlab.report.texts import Block, Line, Piece, Span, lay_out
from textlab.sentences import split_text

if TYPE_CHECKING:
    import pandas as pd

_FOUND = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]
_HEADS = ["記事", "左", "言葉", "右", "語られ方", "だれの", "規則"]
_TAGS = {"heading": "h4", "quote": "blockquote"}
# Neither seen nor spoken. Equal counts in a row need labels that differ: ipywidgets finds a button by its label.
_JOINER = "\N{WORD JOINER}"
# JupyterLab's own colours where it gives them, so that a dark theme stays dark.
_STYLE = Markup("""<style>
.tl-read,.tl-grid,.tl-list{--ink:var(--jp-content-font-color1,CanvasText);--ground:var(--jp-layout-color1,Canvas);color:var(--ink)}
.tl-read{max-width:44em;line-height:2.2;overflow-wrap:anywhere;padding-bottom:4em}
.tl-read .tl-b{white-space:pre-wrap;position:relative;margin:.8em 0;padding:0;border:0;font-size:1em;line-height:inherit}
.tl-read .heading{font-weight:700}.tl-read .boilerplate{opacity:.75}
.tl-read .item,.tl-read .quote{padding-left:1em;border-left:3px solid color-mix(in srgb,var(--ink) 25%,transparent)}
.tl-read mark{background:none;color:inherit}.tl-key{display:flex;flex-wrap:wrap;gap:0 1.3em;font-size:.9em}
.tl-m{--k:color-mix(in srgb,var(--c) 75%,var(--ink));border-bottom:2px solid var(--k);padding-bottom:calc(var(--n)*5px)}
.tl-m.felt{border-bottom-width:4px;background:color-mix(in srgb,var(--c) 24%,transparent)}
.tl-m.denied{border-bottom:5px double var(--k)}.tl-m.raised{border-bottom:3px dashed var(--k)}
.tl-read mark:focus{outline:2px solid var(--ink);outline-offset:1px}
.tl-read mark:focus::after{content:attr(title);position:absolute;z-index:9;left:0;margin-top:2em;padding:.2em .8em;
white-space:pre-wrap;font-size:.9em;line-height:1.7;color:var(--ink);background:var(--ground);border:1px solid var(--ink)}
.tl-grid .tl-t{width:14em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:28px}
.tl-grid .tl-h{display:flex;align-items:flex-end}.tl-h span{width:32px;writing-mode:vertical-rl;line-height:32px}
.tl-grid .widget-toggle-buttons,.tl-grid .widget-html{margin:0}.tl-grid .widget-toggle-buttons>div{white-space:nowrap}
.tl-grid button.jupyter-button{width:30px;height:26px;margin:1px;padding:0;line-height:26px;box-shadow:none;color:var(--ink);
background:color-mix(in srgb,var(--jp-brand-color1,#1976d2) var(--s,4%),transparent)}
.tl-grid button.jupyter-button.mod-active{outline:3px solid var(--ink);font-weight:700}
.tl-list{max-height:26em;overflow:auto}.tl-list td{vertical-align:top;line-height:1.6;padding:.2em .6em;text-align:left}
.tl-list td:nth-child(2){text-align:right}.tl-list td:nth-child(3){font-weight:700}
</style>""")


@dataclass(frozen=True, repr=False)
class Highlight:
    """Articles with their evidence marked, as title, blocks and findings: HTML in a notebook, text when printed."""

    pages: list[tuple[str, list[Block], list[Finding]]]
    codes: dict[str, tuple[str, str]]

    def __repr__(self) -> str:
        return f"<Highlight of {sum(len(found) for *_, found in self.pages)} findings in {len(self.pages)} articles>"

    def __str__(self) -> str:
        return "\n\n\n".join(_write(*page, self.codes) for page in self.pages)

    def _repr_html_(self) -> str:
        pages = Markup("").join(_show(*page, self.codes) for page in self.pages)
        return Markup('{}<div class="tl-read" lang="ja">{}</div>').format(_STYLE, pages)


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
    looks = _looks(codes, codings)
    texts, titles = _column(articles, "text"), _column(articles, "title")
    shown = list(texts) if article is None else [article] if isinstance(article, str) else list(article)
    _know("article", [*shown, *codings["article"].astype(str)], texts)
    own = codings[codings["article"].astype(str).isin(shown) & codings["code"].isin(list(looks))]
    found: dict[str, list[Finding]] = {name: [] for name in shown}
    for one in sorted(number_findings(own), key=lambda one: (one.start, one.end)):
        if not front_matter_end(texts[one.article]) <= one.start < one.end <= len(texts[one.article]):
            raise TableError(f"codings: {one.start}:{one.end} stands outside the text of {one.article!r}")
        found[one.article].append(one)
    return Highlight([(titles[name], _lay_out(texts[name], found[name]), found[name]) for name in shown], looks)


def browse(rates: "pd.DataFrame", *, codings: "pd.DataFrame", articles: "pd.DataFrame", codebook: Codebook) -> Any:
    """Show the table of articles x codes; a click on a number shows the sentences that it counts.

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
        The panel: the choice of status, the table, the sentences.

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
    from ipywidgets import HTML, Box, Dropdown, GridBox, Layout, ToggleButtons, VBox  # type: ignore[import-untyped]

    titles, labels = _column(articles, "title"), {code.id: code.label for code in codebook.codes}
    _check("codings", codings, _FOUND)
    _check("rates", rates, ["article", "code", "n"])
    _know("rates: article", rates["article"].astype(str), titles)
    _know("rates: code", rates["code"].astype(str), labels)
    cells = _Cells(*_trim(rates, codings, codebook), articles, titles, labels)
    choices = [("すべて", None), *((label, status) for status, label in _labels("statuses").items())]
    status = Dropdown(options=choices, value=cells.status_of(rates), description="語られ方")
    rows = [ToggleButtons(options=[]) for _ in cells.articles]
    ...


