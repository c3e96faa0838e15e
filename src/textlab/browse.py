"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from textlab.codebook import Codebook, list_codes, load_codebook
from textlab.corpus import front_matter_end
from textlab.data import load_data
from textlab.errors import TableError
from textlab.kwic import concordance
from textlab.measures.counts import keep_status
from textlab.report.findings import Finding, make_plain, number_findings
from textlab.report.texts import Block, Line, Piece, Span, lay_out
from textlab.sentences import split_sentences

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]
_TAGS = {"heading": "h4", "quote": "blockquote"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# The colours are JupyterLab's own where it gives them, so that a dark theme stays dark.
_STYLE = Markup("""<style>
.tl-read,.tl-list{--ink:var(--jp-content-font-color1,CanvasText);--ground:var(--jp-layout-color1,Canvas);color:var(--ink)}
.tl-read{max-width:44em;line-height:2.3;overflow-wrap:anywhere;padding-bottom:5em}
.tl-read .tl-p{white-space:pre-wrap;position:relative;margin:.8em 0;padding:0;border:0;font-size:1em;line-height:inherit}
.tl-read h3,.tl-read h4{font-weight:700}
.tl-read .item,.tl-read .quote{padding-left:1em;border-left:3px solid color-mix(in srgb,var(--ink) 25%,transparent)}
.tl-read .boilerplate{opacity:.7}
.tl-legend{display:flex;flex-wrap:wrap;gap:0 1.2em;font-size:.9em;margin:0}
.tl-read mark,.tl-list mark{background:none;color:inherit}
.tl-m{--k:color-mix(in srgb,var(--c) 75%,var(--ink));border-bottom:2px solid var(--k);padding-bottom:calc(var(--n)*5px);
box-decoration-break:clone;-webkit-box-decoration-break:clone}
.tl-m.felt{border-bottom-width:4px;background:color-mix(in srgb,var(--c) 24%,transparent)}
.tl-m.denied{border-bottom:5px double var(--k)}
.tl-m.raised{border-bottom:3px dashed var(--k)}
.tl-read mark:focus{outline:2px solid var(--ink);outline-offset:1px}
.tl-read mark:focus::after{content:attr(title);position:absolute;z-index:9;left:0;margin-top:2.1em;max-width:100%;
box-sizing:border-box;padding:.2em .8em;white-space:pre-wrap;font-size:.9em;line-height:1.7;color:var(--ink);
background:var(--ground);border:1px solid var(--ink);border-radius:4px}
</style>""")


@dataclass(frozen=True)
class Look:
    """What a code is called and its colour, #rrggbb."""

    label: str
    colour: str


@dataclass(frozen=True)
class Page:
    """An article laid out for reading, with its findings in the order of the text."""

    article: str
    title: str
    blocks: list[Block]
    findings: list[Finding]


@dataclass(frozen=True, repr=False)
class Highlight:
    """Articles with their evidence marked: HTML in a notebook, plain text when printed."""

    pages: list[Page]
    looks: Mapping[str, Look]

    def __repr__(self) -> str:
        found = sum(len(page.findings) for page in self.pages)
        return f"<Highlight of {found} findings in: {', '.join(page.article for page in self.pages)}>"

    def __str__(self) -> str:
        return "\n\n".join("\n".join(_plain(page, self.looks)) for page in self.pages)

    def _repr_html_(self) -> str:
        body = Markup("").join(_page_view(page, self.looks) for page in self.pages)
        return Markup('{}<div class="tl-read" lang="ja">{}</div>').format(_STYLE, body)


def highlight(
    codings: "pd.DataFrame",
    *,
    articles: "pd.DataFrame",
    article: str | Sequence[str] | None = None,
    codes: "pd.DataFrame | None" = None,
) -> Highlight:
    """Show articles in full, without their front matter, with the evidence marked at its place."""
    looks = _looks(codings, codes)
    names = [article] if isinstance(article, str) else article
    texts = _texts(articles, names)
    own = codings[codings["article"].astype(str).isin(list(texts)) & codings["code"].isin(list(looks))]
    found: dict[str, list[Finding]] = {name: [] for name in texts}
    for finding in sorted(number_findings(own), key=lambda one: (one.start, one.end)):
        found[finding.article].append(finding)
    return Highlight([_page(articles, name, found[name]) for name in texts], looks)
