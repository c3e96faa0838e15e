"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from textlab.codebook import Code, Codebook, list_codes, load_codebook
from textlab.coding import STATUSES
from textlab.corpus import front_matter_end
from textlab.data import load_data
from textlab.errors import TableError
from textlab.kwic import concordance
from textlab.measures.counts import keep_status, spread
from textlab.report.findings import Finding, make_plain, number_findings
from textlab.report.texts import Block, Piece, Span, lay_out
from textlab.sentences import split_text

if TYPE_CHECKING:
    import pandas as pd

_FOUND = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TAGS = {"heading": "h4", "quote": "blockquote"}
_HEADS = {"article": "記事", "left": "左", "text": "言葉", "right": "右", "status": "語られ方", "holder": "だれの"}
# Not seen, not spoken: equal counts in a row need labels that differ, or ipywidgets marks the wrong button.
_JOINER = "\N{WORD JOINER}"
_SHADES = 6
# JupyterLab's own colours where it gives them, so that a dark theme stays dark.
_STYLE = Markup("""<style>
.tl-read,.tl-cells{--ink:var(--jp-content-font-color1,CanvasText);--ground:var(--jp-layout-color1,Canvas);color:var(--ink)}
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
.tl-grid .tl-t{width:14em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:26px}
.tl-grid .tl-h{display:flex;align-items:flex-end;line-height:1}
.tl-grid .tl-h span{width:32px;writing-mode:vertical-rl;line-height:32px}
.tl-grid .widget-toggle-buttons,.tl-grid .widget-html{margin:0}.tl-grid .widget-toggle-buttons>div{white-space:nowrap}
.tl-grid button.widget-toggle-button{width:30px;height:26px;margin:1px;padding:0;line-height:26px;box-shadow:none;
color:var(--jp-ui-font-color1);background:color-mix(in srgb,var(--jp-brand-color1,#1976d2) var(--s,3%),transparent)}
.tl-grid button.widget-toggle-button.mod-active{outline:3px solid var(--jp-ui-font-color1);font-weight:700}
.tl-list{max-height:26em;overflow:auto}.tl-list td{text-align:left!important;vertical-align:top;line-height:1.6}
.tl-list td:nth-child(2){text-align:right!important}.tl-list td:nth-child(3){font-weight:700}
</style>""")


@dataclass(frozen=True, repr=False)
class Highlight:
    """Articles with their evidence marked: HTML in a notebook, plain text when printed."""

    titles: list[str]
    blocks: list[list[Block]]
    findings: list[list[Finding]]
    codes: dict[str, tuple[str, str]]

    def __repr__(self) -> str:
        return f"<Highlight: {sum(map(len, self.findings))} findings in {len(self.titles)} articles>"

    def __str__(self) -> str:
        return "\n\n".join(_write(*page, self.codes) for page in self._pages())

    def _repr_html_(self) -> str:
        pages = (_show(*page, self.codes) for page in self._pages())
        return Markup('{}<div class="tl-read" lang="ja">{}</div>').format(_STYLE, Markup("").join(pages))

    def _pages(self) -> Iterator[tuple[str, list[Block], list[Finding]]]:
        return zip(self.titles, self.blocks, self.findings, strict=True)


def highlight(
    codings: "pd.DataFrame",
    *,
    articles: "pd.DataFrame",
    article: str | Sequence[str] | None = None,
    codes: "pd.DataFrame | None" = None,
) -> Highlight:
    """Show articles in full, below their front matter, with the words marked that were found.

    In a notebook a felt emotion has a solid line and a ground, a denied one a hollow line, a raised one a dashed
    line, a theme a thin one; pointing at the words, or the Tab key, names code, status, holder and rule.

    Parameters
    ----------
    codings
        Findings with the columns article, sentence, start, end (half-open code-point offsets), kind, code,
        status, holder, rule; from `code`, or some of its rows.
    articles
        The articles: article, text, and title if they have one.
    article
        Which to show: a name, several, or None for all.
    codes
        Which codes to mark, from `list_codes` (code, label, colour); None for all of the shipped codebook.

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
    ...     "code": ["regret"], "status": ["felt"], "holder": ["self"], "rule": ["後悔"]})
    >>> print(highlight(found, articles=articles))
    朝
    <BLANKLINE>
    【後悔】[1]した。
    <BLANKLINE>
    [1] 後悔・抱いている・書き手　規則：後悔
    """
    looks = _looks(codings, codes)
    names = articles["article"].astype(str).tolist()
    chosen = names if article is None else [article] if isinstance(article, str) else list(article)
    _check("article", chosen, names)
    own = codings[codings["article"].astype(str).isin(chosen) & codings["code"].isin(list(looks))]
    ...
