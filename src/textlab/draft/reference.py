"""The articles that a draft stands beside: read, coded, and kept coded between runs.

What is kept holds offsets and codes and no word of any text; it lies in the user's cache folder, as JSON, and can be
deleted at any time. A draft is never kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import textlab
from textlab.codebook import Codebook, join_codebooks
from textlab.corpus import decode, find_articles, read_title
from textlab.draft.coded import Coded, Hit, code_texts, cut_whole
from textlab.draft.report import Example
from textlab.draft.store import Store
from textlab.errors import CorpusError, TableError

if TYPE_CHECKING:
    import pandas as pd

    Source: TypeAlias = "str | Path | Reference | pd.DataFrame | None"

# A sentence to read is neither a fragment nor a page; one of about this many characters comes first.
_READABLE = 40


@dataclass(frozen=True)
class Reference:
    """A corpus coded with a codebook, to hold drafts against: its name, the articles' names, and their codings."""

    name: str
    codebook: Codebook
    articles: tuple[str, ...]
    coded: tuple[Coded, ...]

    def examples(self, code: str, *, most: int | None = None) -> list[Example]:
        """Return the corpus's sentences on a code, those that read best first, headings last; emotions when felt."""
        found = [(number, hit) for number in range(len(self.coded)) for hit in self._hits(number, code)]
        once = {self._text(*place): place for place in reversed(found)}
        return [self._example(*place) for place in sorted(once.values(), key=self._readable)[:most]]

    def without(self, draft: Coded) -> "Reference":
        """Return the corpus without a draft, should that be one of its own articles."""
        kept = [number for number, coded in enumerate(self.coded) if coded.words != draft.words]
        return self if len(kept) == len(self.coded) else self._keep(kept)

    def comparable(self) -> "Reference":
        """Return the articles that are long enough to compare."""
        return self._keep([number for number, coded in enumerate(self.coded) if not coded.short])

    def join(self, *own: Codebook) -> "Reference":
        """Return the corpus coded with codebooks beside its own; themes are coded alone, as they change nothing else.

        Raises a CodebookError if the codebooks cannot stand together.
        """
        joined = join_codebooks(self.codebook, *own)
        added = joined.codes[len(self.codebook.codes) :]
        if not added:
            return self
        if any(code.kind == "emotion" for code in added):
            return _code(self.name, _texts_of(self), joined, None)
        found = code_texts([cut_whole(coded.text) for coded in self.coded], codebook=replace(joined, codes=added))
        coded = tuple(one.add(other.hits) for one, other in zip(self.coded, found, strict=True))
        return replace(self, codebook=joined, coded=coded)

    def _keep(self, numbers: list[int]) -> "Reference":
        articles, coded = tuple(self.articles[n] for n in numbers), tuple(self.coded[n] for n in numbers)
        return Reference(self.name, self.codebook, articles, coded)

    def _hits(self, number: int, code: str) -> list[Hit]:
        """Return an article's hits of a code, one a sentence."""
        coded = self.coded[number]
        own = {hit.sentence: hit for hit in reversed(coded.hits) if hit.code == code and hit.status in ("", "felt")}
        return list(own.values())

    def _text(self, number: int, hit: Hit) -> str:
        span = self.coded[number].segments[hit.sentence]
        return self.coded[number].text[span.start : span.end]

    def _readable(self, found: tuple[int, Hit]) -> tuple[bool, int]:
        """Return how far a sentence is from one that reads well by itself."""
        heading = self.coded[found[0]].segments[found[1].sentence].kind == "heading"
        return heading, abs(len(self._text(*found)) - _READABLE)

    def _example(self, number: int, hit: Hit) -> Example:
        coded = self.coded[number]
        segment = coded.segments[hit.sentence]
        place = coded.lines.place(segment.start, segment.end)
        text = self._text(number, hit)
        title = read_title(coded.text, self.articles[number])
        return Example(self.articles[number], title, place, text, hit.start - segment.start, hit.end - segment.start)


def read_reference(
    source: "Source" = None, *, codebook: Codebook, announce: Callable[[int], None] | None = None
) -> Reference:
    """Read and code the articles that drafts are held against.

    Parameters
    ----------
    source
        A folder or file of articles, a table of articles from `read_corpus`, a `Reference`, or None for the
        narratives that ship with textlab.
    codebook
        What to look for.
    announce
        Called with the number of articles to be coded, before that begins; not when all are kept from before.

    Raises
    ------
    CorpusError
        If the articles cannot be read.
    TableError
        If a table lacks article or text, or names an article twice.
    """
    if isinstance(source, Reference):
        return source if source.codebook == codebook else _code(source.name, _texts_of(source), codebook, announce)
    if source is None or isinstance(source, str | Path):
        path = shipped_corpus() if source is None else Path(source)
        return _read_folder(path, codebook, announce)
    return _code("articles", _texts_in(source), codebook, announce)


def shipped_corpus() -> Path:
    """Return the folder of the narratives that ship with textlab, in an installed package or beside its sources."""
    package = Path(textlab.__file__).parent
    for folder in (package / "narratives", package.parents[1] / "corpus"):
        if folder.is_dir():
            return folder
    raise CorpusError("the narratives that ship with textlab are missing: name a folder of articles instead.")


def _read_folder(path: Path, codebook: Codebook, announce: Callable[[int], None] | None) -> Reference:
    """Read a folder; only articles that are not kept from before are coded."""
    texts = {name: decode(file.read_bytes(), str(file)) for name, file in find_articles(path).items()}
    store = Store(str(path.resolve()), codebook)
    new = [text for text in texts.values() if text not in store]
    if new:
        for name, text in texts.items():
            read_title(text, name)  # Malformed front matter is refused before the long work begins.
        if announce:
            announce(len(new))
        store.keep(code_texts([*map(cut_whole, new)], codebook=codebook), among=list(texts.values()))
    return Reference(str(path), codebook, tuple(texts), tuple(store.find(text) for text in texts.values()))


def _code(name: str, texts: dict[str, str], codebook: Codebook, announce: Callable[[int], None] | None) -> Reference:
    if announce:
        announce(len(texts))
    coded = code_texts([*map(cut_whole, texts.values())], codebook=codebook)
    return Reference(name, codebook, tuple(texts), tuple(coded))


def _texts_in(articles: "pd.DataFrame") -> dict[str, str]:
    """Return the texts of a table by article."""
    missing = [column for column in ("article", "text") if column not in articles]
    if missing:
        known = ", ".join(map(str, articles))
        raise TableError(f"corpus: no column {missing[0]!r}; there are: {known}. Read articles with read_corpus.")
    names = articles["article"].astype(str).tolist()
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise TableError(f"corpus: two rows are named {twice[0]!r}. Give each article its own name.")
    for name, text in zip(names, articles["text"], strict=True):
        if not isinstance(text, str):
            raise TableError(f"corpus: the text of {name!r} is missing. Leave that row out, or give it its text.")
    return dict(zip(names, articles["text"], strict=True))


def _texts_of(reference: Reference) -> dict[str, str]:
    return dict(zip(reference.articles, (coded.text for coded in reference.coded), strict=True))
