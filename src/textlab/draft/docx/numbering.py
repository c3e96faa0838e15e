"""Number the lists of a Word file as Word shows them: each level counts, deeper ones begin anew."""

import re
from typing import TYPE_CHECKING, NamedTuple

from textlab.draft.docx.markup import attribute, child, local, number
from textlab.draft.docx.styles import ListPlace, Styles

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BULLET = "・"
HIGHEST = 32_767  # the largest number that Word counts to
LABEL_LIMIT = 40  # code points of a level's text: a longer one would swell the draft with every item
_PLACE = re.compile("%([1-9])")


class _Level(NamedTuple):
    format: str
    text: str
    start: int
    restart: int  # the level, from 1, after which this one begins anew


class _Pattern(NamedTuple):
    link: str  # the style that keeps the levels instead
    levels: dict[int, "Element"]


class _List(NamedTuple):
    pattern: str
    starts: dict[int, int]  # where this list, unlike others of its pattern, begins anew
    levels: dict[int, "Element"]


class Numbering:
    """The lists of a document, counting."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        parts = [] if root is None else list(root)
        self._styles = styles
        self._patterns = {
            attribute(one, "abstractNumId"): _Pattern(
                attribute(child(one, "numStyleLink"), "val"), _by_level(tuple(one), "lvl")
            )
            for one in parts
            if local(one) == "abstractNum"
        }
        self._lists = {attribute(one, "numId"): _read_list(one) for one in parts if local(one) == "num"}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def find_level(self, place: ListPlace, style: str) -> int:
        """Return the level of an item: as given, else the level that belongs to its style."""
        if place.level is not None:
            return place.level
        levels = self._elements_of(place.number or "")
        linked = (at for at, one in levels.items() if style and attribute(child(one, "pStyle"), "val") == style)
        return next(linked, 0)

    def count(self, num: str, level: int, *, heading: bool = False) -> str:
        """Count an item and return its label, "" for a list without marks.

        An item has "・", "1. " whatever marks stand by its number, or "第1章 " where words do; a heading has its number
        as Word shows it, "1.2 ", and no bullet.
        """
        if num not in self._lists:
            return ""
        counts, levels = self._advance(num, level), self._levels_of(num)
        shape = levels.get(level, _Level("decimal", f"%{level + 1}.", 1, level))
        if shape.format == "bullet":
            return "" if heading else BULLET
        plain = not heading and not any(char.isalpha() for char in shape.text)
        shown = f"{counts[level]}." if plain and shape.text else _show_number(shape.text, counts, levels)
        return "" if shape.format == "none" or not shown else shown + " "

    def _advance(self, num: str, level: int) -> dict[int, int]:
        levels, begins = self._levels_of(num), self._lists[num].starts
        counts = self._counts.setdefault(self._pattern_of(num), {})
        anew = level in begins and (num, level) not in self._begun
        self._begun.add((num, level))
        first = begins.get(level, levels[level].start if level in levels else 1)
        counts[level] = first if anew or level not in counts else counts[level] + 1
        for deeper in [one for one in counts if one > level]:
            if level < (levels[deeper].restart if deeper in levels else deeper):
                del counts[deeper]
        return counts

    def _pattern_of(self, num: str) -> str:
        # A list's pattern may be kept in a style, which names another list, which has the levels.
        pattern = self._lists[num].pattern if num in self._lists else ""
        link = self._patterns[pattern].link if pattern in self._patterns else ""
        place = self._styles.list_place(link) if link else None
        linked = self._lists.get(place.number or "") if place is not None else None
        return pattern if linked is None else linked.pattern

    def _elements_of(self, num: str) -> dict[int, "Element"]:
        pattern = self._patterns.get(self._pattern_of(num))
        return {} if pattern is None else pattern.levels

    def _levels_of(self, num: str) -> dict[int, _Level]:
        if num not in self._levels:
            found = self._elements_of(num) | self._lists[num].levels
            self._levels[num] = {level: _read_level(one, level) for level, one in found.items()}
        return self._levels[num]


def _read_list(element: "Element") -> _List:
    overrides = _by_level(tuple(element), "lvlOverride")
    begins = {level: child(one, "startOverride") for level, one in overrides.items()}
    levels = {level: child(one, "lvl") for level, one in overrides.items()}
    return _List(
        attribute(child(element, "abstractNumId"), "val"),
        {level: _read_number(one, 1) for level, one in begins.items() if one is not None},
        {level: one for level, one in levels.items() if one is not None},
    )


def _by_level(elements: "tuple[Element, ...]", name: str) -> "dict[int, Element]":
    found = [one for one in elements if local(one) == name]
    return {number(attribute(one, "ilvl"), default=0, highest=8): one for one in found}


def _read_level(element: "Element", level: int) -> _Level:
    return _Level(
        attribute(child(element, "numFmt"), "val", "decimal"),
        attribute(child(element, "lvlText"), "val")[:LABEL_LIMIT],
        _read_number(child(element, "start"), 0),
        _read_number(child(element, "lvlRestart"), level),
    )


def _read_number(element: "Element | None", default: int) -> int:
    return number(attribute(element, "val"), default=default, highest=HIGHEST)


def _show_number(text: str, counts: dict[int, int], levels: dict[int, _Level]) -> str:
    def show(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        return str(counts.get(at, levels[at].start if at in levels else 1))

    return _PLACE.sub(show, text).strip()
