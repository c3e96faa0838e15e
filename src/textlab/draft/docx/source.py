"""Gather what a Word file's text depends on: styles, lists, notes, and what is left out of the text."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textlab.draft.docx.markup import attribute, local
from textlab.draft.docx.messages import fault, remark
from textlab.draft.docx.numbering import Numbering
from textlab.draft.docx.package import Package, Relation
from textlab.draft.docx.styles import Styles, read_styles
from textlab.errors import CorpusError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOTES = ("footnote", "endnote")
MARGINS = ("header", "footer")
# The order in which a writer is told.
REMARKS = ("deleted", "hidden", "comment", *NOTES, "lost-note", "embedded", "placeholder", "symbol", "margin")


@dataclass
class Source:
    """A document with what its text depends on.

    ``notes`` are foot- and endnotes by their kind and id, None once written; ``tally`` counts what the reading leaves
    out or moves.
    """

    root: "Element"
    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], "Element | None"] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)

    def list_remarks(self) -> tuple[str, ...]:
        """Return what the writer should know."""
        return tuple(remark(key, n=self.tally[key]) for key in REMARKS if self.tally[key])


def read_source(package: Package) -> Source:
    """Read the parts of a package that matter to its text.

    Raises
    ------
    CorpusError
        If the package holds no Word document, or a part of it cannot be read.
    """
    main = package.find_main()
    root = package.parse(main)
    if root is None:
        raise fault(package.name, "no-part", part=main)
    if local(root) != "document":
        raise fault(package.name, "not-word", found=local(root)[:40])
    relations = package.relations(main)
    styles = read_styles(_parse_first(package, relations, "styles"))
    numbering = Numbering(_parse_first(package, relations, "numbering"), styles)
    notes: dict[tuple[str, str], Element | None] = {
        (kind, attribute(note, "id")): note
        for kind in NOTES
        for note in _children(_parse_first(package, relations, f"{kind}s"))
        if local(note) == kind and attribute(note, "type", "normal") == "normal"
    }
    return Source(root, styles, numbering, notes, _tally_outside(package, relations))


def _tally_outside(package: Package, relations: list[Relation]) -> Counter[str]:
    # Nothing of these parts is read into the text, so none of them stops the reading.
    tally: Counter[str] = Counter()
    try:
        comments = _children(_parse_first(package, relations, "comments"))
        tally["comment"] = sum(local(one) == "comment" for one in comments)
        margins = dict.fromkeys(relation.part for relation in relations if relation.kind in MARGINS)
        tally["margin"] = int(any(_has_words(package.parse(part)) for part in margins))
    except CorpusError:
        pass
    return tally


def _has_words(root: "Element | None") -> bool:
    # A page's number alone is nothing to tell of.
    texts = [] if root is None else [one.text or "" for one in root.iter() if local(one) == "t"]
    return any(char.isalpha() for char in "".join(texts))


def _parse_first(package: Package, relations: list[Relation], kind: str) -> "Element | None":
    part = next((relation.part for relation in relations if relation.kind == kind), None)
    return None if part is None else package.parse(part)


def _children(root: "Element | None") -> list["Element"]:
    return [] if root is None else list(root)
