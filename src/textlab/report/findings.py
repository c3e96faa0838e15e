"""Number the findings and give each an address that stays as long as its article's text does."""

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from textlab.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

# Letters of an article's hash in an address: eight keep a million articles apart in nearly every corpus.
_HASH = 8
# What a browser drops, changes or obeys instead of showing it; each becomes one �, so that offsets stay.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NEEDED = {
    "codings": ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"],
    "articles": ["article", "title", "text"],
    "sentences": ["article", "sentence", "start", "end", "kind", "text"],
}


class Finding(NamedTuple):
    """A finding with its number in the report, its address and its evidence; "" where a theme has nothing."""

    number: int
    address: str
    article: str
    sentence: int
    start: int
    end: int
    kind: str
    code: str
    status: str
    holder: str
    rule: str


def check_tables(codebook: "Codebook", **tables: "pd.DataFrame") -> None:
    """Raise a TableError that names a missing column, or an article or code that is not known."""
    for name, columns in _NEEDED.items():
        missing = [column for column in columns if column not in tables[name]]
        if missing:
            raise TableError(f"{name}: no column {missing[0]!r}; there are: {', '.join(map(str, tables[name]))}")
    known = {"article": tables["articles"]["article"].astype(str).tolist(), "code": codebook.ids()}
    for name, column in [("codings", "article"), ("codings", "code"), ("sentences", "article")]:
        strange = sorted(set(tables[name][column].astype(str)) - set(known[column]))
        if strange:
            raise TableError(f"{name}: unknown {column} {strange[0]!r}; known: {', '.join(known[column][:20])}")


def number_findings(codings: "pd.DataFrame") -> list[Finding]:
    """Return the findings in the codings' order."""
    seen: Counter[str] = Counter()
    texts = {
        name: codings[name].astype(object).where(codings[name].notna(), "").astype(str) for name in _NEEDED["codings"]
    }
    rows = zip(*texts.values(), strict=True)
    return [_finding(number, row, seen) for number, row in enumerate(rows)]


def article_hash(article: str) -> str:
    """Return a few letters that stand for an article's name in an address.

    >>> article_hash("01.md")
    '39307f16'
    """
    return sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def make_plain(text: str) -> str:
    r"""Return a text as a page can show it: no control characters, line ends as \n.

    >>> make_plain("a\x00b\r\nc")
    'a�b\nc'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r\n", "\n").replace("\r", "\n")


def _finding(number: int, row: tuple[str, ...], seen: Counter[str]) -> Finding:
    article, sentence, start, end, kind, code, status, holder, rule = row
    address = f"f-{article_hash(article)}-{start}-{end}-{code}"
    seen[address] += 1
    # Two rules of one code may show the same words; the second has an address of its own.
    address += f"-{seen[address]}" if seen[address] > 1 else ""
    return Finding(
        number, address, article, int(sentence), int(start), int(end), kind, code, status, holder, make_plain(rule)
    )
