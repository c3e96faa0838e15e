"""Spell the readings of phrases as letters: the expression that finds one, and the letters that must occur at all."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textlab.alphabet import Alphabet
from textlab.phrases.expression import expression
from textlab.phrases.parts import Choice, Reading
from textlab.words import Word

# One of several ways must be met whole: each is made of letters, of which one must occur, and of ways again.
Ways = Sequence[Sequence["str | Ways"]]
Readings = Sequence[Reading]


class Spelled(NamedTuple):
    """A phrase, or several that count as one, in letters.

    A sentence with none of the ``rare`` letters cannot hold it ("" where there is no such test), nor can one that
    meets none of the ``ways``. Those stay JSON text until they are needed: a text meets few of thousands of phrases.
    """

    rare: str
    ways: str
    expression: str

    def read_ways(self) -> Ways:
        """Return the ways to meet the phrase."""
        ways: Ways = json.loads(self.ways)
        return ways


def spell(
    groups: Mapping[str, Sequence[Readings]], *, alphabet: Alphabet, lists: Mapping[str, Readings]
) -> dict[str, list[Spelled]]:
    """Spell groups of phrases by their readings; ``lists`` holds the readings of each list that they may name."""
    ways = {name: [_ways(phrase, alphabet, lists) for phrase in group] for name, group in groups.items()}
    uses = Counter(letter for group in ways.values() for phrase in group for letter in letters_in(phrase))
    return {
        name: [
            Spelled(_rare(way, uses) or "", _write(way), expression(phrase, alphabet=alphabet, lists=lists))
            for way, phrase in zip(ways[name], group, strict=True)
        ]
        for name, group in groups.items()
    }


def _ways(readings: Readings, alphabet: Alphabet, lists: Mapping[str, Readings]) -> Ways:
    """Return the ways to meet the readings; those that ask for one word alone are one."""
    ways = [_way(reading, alphabet, lists) for reading in readings]
    single = [part for way in ways if len(way) == 1 for part in way if isinstance(part, str)]
    rest = [way for way in ways if len(way) != 1 or not isinstance(way[0], str)]
    return [*rest, ["".join(dict.fromkeys("".join(single)))]] if single else rest


def _way(reading: Reading, alphabet: Alphabet, lists: Mapping[str, Readings]) -> list[str | Ways]:
    way: list[str | Ways] = []
    for part in reading:
        if isinstance(part, Word):
            way.append(alphabet.letters_of(part))
        elif isinstance(part, Choice) or part.kind == "list":
            ways = _ways(part.readings if isinstance(part, Choice) else lists[part.name], alphabet, lists)
            way += ways[0] if len(ways) == 1 else [ways]
    return way


def letters_in(ways: Ways) -> Iterator[str]:
    """Return all letters that some way names."""
    for way in ways:
        for part in way:
            yield from part if isinstance(part, str) else letters_in(part)


def _rare(ways: Ways, uses: Mapping[str, int]) -> str | None:
    """Return letters of which each way needs one, those that the fewest phrases name; None if a way needs none."""
    rare = []
    for way in ways:
        parts = [part if isinstance(part, str) else _rare(part, uses) for part in way]
        needed = [part for part in parts if part is not None]
        if not needed:
            return None
        rare.append(min(needed, key=lambda part: sum(map(uses.__getitem__, part))))
    return "".join(dict.fromkeys("".join(rare)))


def _write(ways: Ways) -> str:
    return json.dumps(ways, ensure_ascii=False, separators=(",", ":"))
