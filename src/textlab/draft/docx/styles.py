"""Read the styles of a Word file: which are headings, which are lists, which hide their text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textlab.data import load_data
from textlab.draft.docx.markup import attribute, child, local, number, switch

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CHAIN_LIMIT = 30  # styles: none is based on so many others; a circle is.
BODY_LEVEL = 9  # the outline level by which Word says "no heading"


class ListPlace(NamedTuple):
    """A place in a list: the list's number (`numId`) and the level from 0; None where it is left open."""

    number: str | None
    level: int | None


class _Style(NamedTuple):
    """What a style says itself; None where it leaves the word to the style it is based on."""

    based_on: str
    level: int | None
    place: ListPlace | None
    hides: bool | None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, _Style] = field(default_factory=dict)

    def heading_level(self, style: str) -> int:
        """Return the level of a heading's style from 1, 0 for a style that heads nothing."""
        if style not in self.by_id:
            return _named_level(style)  # without styles.xml, the id is the name
        return next((own.level for own in self._chain(style) if own.level is not None), 0)

    def list_place(self, style: str) -> ListPlace | None:
        """Return the place in a list that a style gives its paragraphs."""
        return next((own.place for own in self._chain(style) if own.place is not None), None)

    def hides(self, style: str) -> bool:
        """Tell whether a style hides its text."""
        return next((own.hides for own in self._chain(style) if own.hides is not None), False)

    def _chain(self, style: str) -> Iterator[_Style]:
        for _ in range(CHAIN_LIMIT):
            if style not in self.by_id:
                return
            yield self.by_id[style]
            style = self.by_id[style].based_on


def read_styles(root: "Element | None") -> Styles:
    """Read the styles from their part."""
    styles = [] if root is None else [one for one in root if local(one) == "style"]
    return Styles({attribute(one, "styleId"): _read_style(one) for one in styles})


def _read_style(element: "Element") -> _Style:
    properties = child(element, "pPr")
    level = read_outline_level(properties)
    return _Style(
        attribute(child(element, "basedOn"), "val"),
        (_named_level(attribute(child(element, "name"), "val")) or None) if level is None else level,
        read_list_place(child(properties, "numPr")),
        switch(child(element, "rPr", "vanish")),
    )


def read_outline_level(properties: "Element | None") -> int | None:
    """Return the level of a heading that properties of a paragraph give, 0 for none, None where they are silent."""
    outline = child(properties, "outlineLvl")
    if outline is None:
        return None
    level = number(attribute(outline, "val"), default=BODY_LEVEL, highest=BODY_LEVEL)
    return 0 if level == BODY_LEVEL else level + 1


def read_list_place(properties: "Element | None") -> ListPlace | None:
    """Return the place that `numPr` gives, None without it."""
    if properties is None:
        return None
    level = child(properties, "ilvl")
    return ListPlace(
        attribute(child(properties, "numId"), "val") or None,
        None if level is None else number(attribute(level, "val"), default=0, highest=8),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = load_data("draft/docx/word.toml")["headings"]
    return tuple(re.compile("|".join(names[key]), re.IGNORECASE) for key in ("first", "second", "numbered"))


def _named_level(name: str) -> int:
    first, second, numbered = _patterns()
    if first.fullmatch(name) or second.fullmatch(name):
        return 1 if first.fullmatch(name) else 2
    found = numbered.fullmatch(name)
    return int(next(filter(None, found.groups()))) if found else 0
