"""Find where phrases stand in sentences: each phrase is tried only where its rarest word occurs."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from textlab.alphabet import Alphabet, Line, build_alphabet
from textlab.errors import PhraseError
from textlab.phrases import Choice, Reading, expression, lists_of, read_rule, words_of
from textlab.words import Word

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

    def find(self, lines: Sequence[Line]) -> Iterator[Match]:
        """Find every phrase in every sentence; the matches of one phrase do not overlap."""
        index = _index(lines)
        for number in range(len(self.readings)):
            places = self._places(number, index, len(lines))
            if places:
                compiled = self.compiled(number)
                for place in places:
                    for found in compiled.finditer(lines[place].letters):
                        yield Match(number, place, found.start(), found.end())

    def compiled(self, number: int) -> re.Pattern[str]:
        """Return the regular expression, over letters, of one phrase."""
        known = self._compiled.get(number)
        if known is None:
            text = expression(self.readings[number], alphabet=self.alphabet, lists=self.lists)
            known = self._compiled[number] = re.compile(text)
        return known

    def _places(self, number: int, index: Mapping[str, list[int]], size: int) -> Sequence[int]:
        """Return the sentences that hold, for some reading, its rarest word."""
        places: set[int] = set()
        for reading in self.readings[number]:
            count, letters = self._rarest(reading, index)
            if not letters:
                return range(size)
            if count:
                places.update(place for letter in letters for place in index.get(letter, ()))
        return sorted(places)

    def _rarest(self, reading: Reading, index: Mapping[str, list[int]]) -> tuple[int, str]:
        """Return the letters one of which every match holds, those that are rarest, and how often they occur."""
        best: tuple[int, str] = (sys.maxsize, "")
        for part in reading:
            if isinstance(part, Word):
                letters = self.alphabet.letters_of(part)
                found = (sum(len(index.get(letter, ())) for letter in letters), letters)
            elif isinstance(part, Choice):
                choices = [self._rarest(choice, index) for choice in part.readings]
                if not all(letters for _, letters in choices):
                    continue
                found = (sum(count for count, _ in choices), "".join(letters for _, letters in choices))
            else:
                continue
            best = min(best, found)
        return best


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
    readings = {
        name: [tuple(_read_all(phrases, read_lists)) for phrases in group] for name, group in groups.items()
    }
    everything = [read_lists.values(), *readings.values()]
    alphabet = build_alphabet(word for part in everything for group in part for word in words_of(group))
    return {name: Matcher(alphabet, group, read_lists) for name, group in readings.items()}


def _read_all(phrases: Sequence[str], lists: Mapping[str, tuple[Reading, ...]]) -> Iterator[Reading]:
    for phrase in phrases:
        for reading in read_rule(phrase):
            unknown = [name for name in lists_of(reading) if name not in lists]
            if unknown:
                known = ", ".join(lists) or "none"
                raise PhraseError(f"「{phrase}」 names the list <{unknown[0]}>; the lists here are: {known}")
            yield reading


def _index(lines: Sequence[Line]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for letter in set(line.letters):
            index.setdefault(letter, []).append(number)
    return index
