"""The parts that a phrase is read as: words, marks and choices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from textlab.data import load_data
from textlab.words import PARTICLE, PREDICATE, Word, read_phrase


@dataclass(frozen=True)
class Mark:
    """A part that is no word: ``any``, ``near``, ``far``, ``start``, ``end``, ``slot``, ``bare`` or ``list``."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Choice:
    """A part that can be read in several ways."""

    readings: "tuple[Reading, ...]"


Part = Word | Mark | Choice
Reading = tuple[Part, ...]

ARU = Word("有る", frozenset(), PREDICATE)
_NOUN = "勉強"


def words_of(readings: Iterable[Reading]) -> Iterator[Word]:
    """Return every word that the readings name."""
    for part in (part for reading in readings for part in reading):
        if isinstance(part, Word):
            yield part
        elif isinstance(part, Choice):
            yield from words_of(part.readings)


def lists_of(reading: Reading) -> Iterator[str]:
    """Return the names of all lists that a reading names."""
    for part in reading:
        if isinstance(part, Choice):
            yield from (name for choice in part.readings for name in lists_of(choice))
        elif isinstance(part, Mark) and part.kind == "list":
            yield part.name


@cache
def slot_words() -> tuple[Word, ...]:
    """Return the particles that a phrase may drop or swap."""
    # A particle alone may be read as a conjunction; after a noun it is none.
    words = [read_phrase(_NOUN + particle)[1:] for particle in load_data("cues/variants.toml")["slot"]]
    return tuple(dict.fromkeys(word for particle in words for word in particle if word.kind == PARTICLE))
