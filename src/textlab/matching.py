"""Find where phrases stand in sentences: each phrase is tried only where its rarest word occurs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from textlab.alphabet import Alphabet, Line, build_alphabet
from textlab.errors import PhraseError
from textlab.phrases import Choice, Reading, expression, lists_of, read_rule, words_of
from textlab.phrases.parts import ARU, slot_words
from textlab.phrases.store import save_readings
from textlab.words import FULL_STOP, TE, TO, Word

Lists = Mapping[str, Sequence[str]]


class Match(NamedTuple):
    """A phrase found: its number, the sentence's number, the half-open span of letters."""

    phrase: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Matcher:
    """Phrases made ready to be found together.

    Each item of ``readings`` holds the readings of one or several phrases that count as one.
    """

    alphabet: Alphabet
    readings: Sequence[tuple[Reading, ...]]
    lists: Mapping[str, tuple[Reading, ...]]
    _compiled: dict[int, re.Pattern[str]] = field(default_factory=dict)

    def find(self, lines: Sequence[Line], *, index: "Index | None" = None) -> Iterator[Match]:
        """Find every phrase in every sentence; the matches of one phrase do not overlap.

        ``index`` is the `Index` of the same sentences, where several matchers share it.
        """
        index = index or Index(lines)
        for number in range(len(self.readings)):
            for place in index.places(self._holding(number, index)):
                for found in self.compiled(number).finditer(lines[place].letters):
                    yield Match(number, place, found.start(), found.end())

    def compiled(self, number: int) -> re.Pattern[str]:
        """Return the regular expression, over letters, of one phrase."""
        known = self._compiled.get(number)
        if known is None:
            text = expression(self.readings[number], alphabet=self.alphabet, lists=self.lists)
            known = self._compiled[number] = re.compile(text)
        return known

    def _holding(self, number: int, index: "Index") -> int:
        """Return the sentences, as bits, that hold all the words of some reading of a phrase."""
        return self._any(self.readings[number], index)

    def _any(self, readings: Sequence[Reading], index: "Index") -> int:
        found = 0
        for reading in readings:
            found |= self._all(reading, index)
        return found

    def _all(self, reading: Reading, index: "Index") -> int:
        found = index.everywhere
        for part in reading:
            if isinstance(part, Word):
                found &= index.holding(self.alphabet.letters_of(part))
            elif isinstance(part, Choice):
                found &= self._any(part.readings, index)
            elif part.kind == "list":
                found &= self._any(self.lists[part.name], index)
            if not found:
                return 0
        return found


class Index:
    """Which sentences hold which letters: a number a letter, with a bit for each sentence."""

    def __init__(self, lines: Sequence[Line]) -> None:
        places: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            for letter in set(line.letters):
                places.setdefault(letter, []).append(number)
        self.everywhere = (1 << len(lines)) - 1
        self._bits = {letter: _bits(numbers, len(lines)) for letter, numbers in places.items()}

    def holding(self, letters: str) -> int:
        """Return the sentences that hold one of some letters."""
        found = 0
        for letter in letters:
            found |= self._bits.get(letter, 0)
        return found

    @staticmethod
    def places(bits: int) -> Iterator[int]:
        """Return the numbers of the sentences whose bits are set."""
        digits = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        for place, byte in enumerate(digits):
            if byte:
                yield from (8 * place + bit for bit in range(8) if byte >> bit & 1)


def _bits(numbers: Sequence[int], size: int) -> int:
    digits = bytearray(size // 8 + 1)
    for number in numbers:
        digits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(digits, "little")


def build_matchers(groups: Mapping[str, Sequence[Sequence[str]]], *, lists: Lists) -> dict[str, Matcher]:
    """Make matchers that share one alphabet, so that a sentence is spelled once for all of them.

    Parameters
    ----------
    groups
        For each matcher's name, its phrases; each item is a sequence of phrases that count as one.
    lists
        The words that ``<name>`` stands for in a phrase.

    Raises
    ------
    PhraseError
        If a phrase cannot be read or names a list that is not there.
    """
    read_lists = {name: tuple(_read_all(words, {})) for name, words in lists.items()}
    readings = {name: [tuple(_read_all(phrases, read_lists)) for phrases in group] for name, group in groups.items()}
    save_readings()
    everything = [read_lists.values(), *readings.values()]
    named = (word for part in everything for group in part for word in words_of(group))
    # The particles of the slots come first, so that their letters are a range.
    alphabet = build_alphabet(chain(slot_words(), [ARU, TE, TO, FULL_STOP], named))
    return {name: Matcher(alphabet, group, read_lists) for name, group in readings.items()}


def _read_all(phrases: Sequence[str], lists: Mapping[str, tuple[Reading, ...]]) -> Iterator[Reading]:
    for phrase in phrases:
        for reading in read_rule(phrase):
            unknown = [name for name in lists_of(reading) if name not in lists]
            if unknown:
                known = ", ".join(lists) or "none"
                raise PhraseError(f"「{phrase}」 names the list <{unknown[0]}>; the lists here are: {known}")
            yield reading
