"""Show articles in full, with the words marked that were found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from textlab.browsing.marking import lay_out_page, show_page, write_page
from textlab.browsing.tables import FOUND, check, column, know, load_style
from textlab.codebook import list_codes, load_codebook
from textlab.corpus import front_matter_end
from textlab.errors import TableError
from textlab.report.findings import Finding, number_findings
from textlab.report.texts import Block

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Highlight:
    """Articles with their evidence marked, as title, blocks and findings: HTML in a notebook, text when printed."""

    pages: list[tuple[str, list[Block], list[Finding]]]
    codes: dict[str, tuple[str, str]]

    def __repr__(self) -> str:
        return f"<Highlight: articles={len(self.pages)}, findings={sum(len(found) for *_, found in self.pages)}>"

    def __str__(self) -> str:
        return "\n\n\n".join(write_page(*page, self.codes) for page in self.pages)

    def _repr_html_(self) -> str:
        pages = Markup("").join(show_page(*page, self.codes) for page in self.pages)
        return f'{load_style()}<div class="tl-read" lang="ja">{pages}</div>'


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
    check("codings", codings, FOUND)
    looks, texts, titles = _looks(codes, codings), column(articles, "text"), column(articles, "title")
    shown = list(texts) if article is None else [article] if isinstance(article, str) else list(article)
    know("article", [*shown, *codings["article"].astype(str)], texts)
    own = codings[codings["article"].astype(str).isin(shown) & codings["code"].isin(list(looks))]
    found: dict[str, list[Finding]] = {name: [] for name in shown}
    for one in sorted(number_findings(own), key=lambda one: (one.start, one.end)):
        if not front_matter_end(texts[one.article]) <= one.start < one.end <= len(texts[one.article]):
            raise TableError(f"codings: {one.start}:{one.end} stands outside the text of {one.article!r}")
        found[one.article].append(one)
    return Highlight([(titles[name], lay_out_page(texts[name], found[name]), found[name]) for name in found], looks)


def _looks(codes: "pd.DataFrame | None", codings: "pd.DataFrame") -> dict[str, tuple[str, str]]:
    """Return label and colour by code."""
    table = list_codes(load_codebook()) if codes is None else codes
    check("codes", table, ["code", "label", "colour"])
    rows = zip(table["code"], table["label"], table["colour"], strict=True)
    looks = {str(code): (str(label), str(colour)) for code, label, colour in rows}
    if codes is None:
        know("code", codings["code"].astype(str), looks)
    for code, (_, colour) in looks.items():
        if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            raise TableError(f"codes: the colour of {code} is {colour!r}; write it as #rrggbb")
    return looks
