"""Find where phrases stand in sentences: each phrase is tried only where all its words occur."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from textlab.alphabet import Alphabet, Line, build_alphabet, restore_alphabet
from textlab.phrases import Reading, read_known, words_of
from textlab.phrases.parts import ARU, slot_words
from textlab.phrases.spelling import Spelled, Ways, spell
from textlab.phrases.store import READERS, save_readings
from textlab.tokens.cache import code_version, find_kept, keep
from textlab.words import FULL_STOP, TE, TO

# A sentence, eight of which share a byte, is looked for only in bytes that are not empty.
_SOME = re.compile(rb"[^\0]")


class Match(NamedTuple):
    """A phrase found: its number, the sentence's number, the half-open span of letters."""

    phrase: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Matcher:
    """Phrases made ready to be found together; each item may be several phrases that count as one."""

    alphabet: Alphabet
    phrases: Sequence[Spelled]
    _compiled: dict[int, re.Pattern[str]] = field(default_factory=dict)

    def find(self, lines: Sequence[Line], *, index: "Index | None" = None) -> Iterator[Match]:
        """Find every phrase in every sentence; the matches of one phrase do not overlap.

        ``index`` is the `Index` of the same sentences, where several matchers share it.
        """
        index = index or Index(lines)
        for number, phrase in enumerate(self.phrases):
            if phrase.rare and not index.holding(phrase.rare):
                continue
            for place in index.places(index.meeting(phrase.read_ways())):
                for found in self.compiled(number).finditer(lines[place].letters):
                    yield Match(number, place, found.start(), found.end())

    def compiled(self, number: int) -> re.Pattern[str]:
        """Return the regular expression, over letters, of one phrase."""
        known = self._compiled.get(number)
        if known is None:
            known = self._compiled[number] = re.compile(self.phrases[number].expression)
        return known

    def naming(self, letters: set[str]) -> Iterator[int]:
        """Return the numbers of the phrases that name one of some letters."""
        return (number for number, phrase in enumerate(self.phrases) if not letters.isdisjoint(phrase.ways))


class Index:
    """Which sentences hold which letters: a number a letter, with a bit for each sentence."""

    def __init__(self, lines: Sequence[Line]) -> None:
        places: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            for letter in set(line.letters):
                places.setdefault(letter, []).append(number)
        self.everywhere = (1 << len(lines)) - 1
        self._bits = {letter: _bits(numbers, len(lines)) for letter, numbers in places.items()}
        self._known: dict[str, int] = {}

    def meeting(self, ways: Ways) -> int:
        """Return the sentences, as bits, that hold all letters of some way."""
        found = 0
        for way in ways:
            meeting = self.everywhere
            for part in way:
                meeting &= self.holding(part) if isinstance(part, str) else self.meeting(part)
                if not meeting:
                    break
            found |= meeting
        return found

    def holding(self, letters: str) -> int:
        """Return the sentences that hold one of some letters."""
        found = self._known.get(letters)
        if found is None:
            # Where one letter occurs alone, its own number is kept, not a copy.
            first, *others = [self._bits[letter] for letter in letters if letter in self._bits] or [0]
            for bits in others:
                first |= bits
            found = self._known[letters] = first
        return found

    @staticmethod
    def places(bits: int) -> Iterator[int]:
        """Return the numbers of the sentences whose bits are set."""
        for some in _SOME.finditer(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
            byte, place = some.group()[0], 8 * some.start()
            yield from (place + bit for bit in range(8) if byte >> bit & 1)


def _bits(numbers: Sequence[int], size: int) -> int:
    digits = bytearray(size // 8 + 1)
    for number in numbers:
        digits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(digits, "little")


Groups = Mapping[str, Sequence[Sequence[str]]]
Lists = Mapping[str, Sequence[str]]


def build_matchers(groups: Groups, *, lists: Lists) -> dict[str, Matcher]:
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
    everything = [read_lists.values(), *readings.values()]
    named = (word for part in everything for group in part for word in words_of(group))
    # The particles of the slots come first, so that their letters are a range.
    alphabet = build_alphabet(chain(slot_words(), [ARU, TE, TO, FULL_STOP], named))
    spelled = spell(readings, alphabet=alphabet, lists=read_lists)
    return {name: Matcher(alphabet, phrases) for name, phrases in spelled.items()}


def find_matchers(groups: Groups, *, lists: Lists) -> dict[str, Matcher]:
    """Make matchers, as `build_matchers` does, or take up those that an earlier run made of the same phrases."""
    content = json.dumps([{**groups}, {**lists}]) + code_version(*READERS, "alphabet.py", "matching.py")
    key = hashlib.sha256(content.encode()).hexdigest()[:16]
    kept = find_kept("rules", key)
    if kept is None:
        matchers = build_matchers(groups, lists=lists)
        save_readings()
        keep("rules", key, _raw(matchers))
        return matchers
    alphabet = restore_alphabet(kept["spellings"])
    return {name: Matcher(alphabet, list(map(Spelled._make, group))) for name, group in kept["phrases"].items()}


def _raw(matchers: Mapping[str, Matcher]) -> dict[str, Any]:
    spellings = next(iter(matchers.values())).alphabet.spellings
    return {
        "spellings": {key: ["".join(sorted(kanji)) for kanji in known] for key, known in spellings.items()},
        "phrases": {name: matcher.phrases for name, matcher in matchers.items()},
    }


def _read_all(phrases: Sequence[str], lists: Mapping[str, tuple[Reading, ...]]) -> Iterator[Reading]:
    for phrase in phrases:
        yield from read_known(phrase, lists=lists)
