"""Write words as letters, so that rules become regular expressions over words.

Every word of a text becomes one character. The character tells its class (predicate, noun, particle, ...) and,
for the words that some rule names, which of them it is. A rule then is an ordinary regular expression, and the
regular-expression engine does the matching.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textlab.tokens import Cut
from textlab.words import ADVERB, CONJUNCTIVE, NOUN, PARTICLE, PREDICATE, Word, is_read_beside, read_beside, read_type

# One Unicode plane a class of words, from the first supplementary plane on: 65,536 letters each.
_PLANE = 0x10000
CONTENT = (NOUN, ADVERB, PREDICATE)
# A noun that says when or how may be read as an adverb.
_KINDS = {NOUN: (NOUN, ADVERB), ADVERB: (ADVERB, NOUN)}
GA = Word("が", frozenset(), PARTICLE)


@dataclass(frozen=True)
class Line:
    """A sentence in letters; ``tokens[i]`` is the number, within the sentence, of the token of letter i."""

    letters: str
    tokens: list[int]


@dataclass(frozen=True)
class Alphabet:
    """The letters for the words that a set of rules names.

    ``spellings`` holds, for each key, the different sets of kanji that rules write it with: 辞める and 止める share
    a lemma, and must not find each other, while やめる is found by both.
    """

    spellings: dict[str, list[frozenset[str]]]
    offsets: dict[str, int]
    conjunctive: re.Pattern[str]
    _letters: dict[int, str] = field(default_factory=dict)
    _beside: set[int] = field(default_factory=set)
    _classes: dict[Word, str] = field(default_factory=dict)

    def spell(self, cut: Cut) -> Line:
        """Write the tokens of a sentence as letters."""
        parts: list[str] = []
        tokens: list[int] = []
        known = self._letters
        for position, number in enumerate(cut.types):
            letters = known.get(number)
            if letters is None:
                letters = self._learn(number)
            if number in self._beside and (words := read_beside(cut.types, position)) is not None:
                letters = "".join(map(self.letter_of, words))
            parts.append(letters)
            tokens += [position] * len(letters)
        return Line(self._join_clauses("".join(parts)), tokens)

    def _learn(self, number: int) -> str:
        """Return the letters of a token type met for the first time."""
        if is_read_beside(number):
            self._beside.add(number)
        self._letters[number] = letters = "".join(map(self.letter_of, read_type(number)))
        return letters

    def _join_clauses(self, letters: str) -> str:
        """Read が after a predicate as conjunctive, whatever the analysis says: 悔しいが、後悔はない."""
        return self.conjunctive.sub(lambda match: chr(ord(match.group()) + _PLANE * (CONJUNCTIVE - PARTICLE)), letters)

    def letters_of(self, word: Word) -> str:
        """Return all letters that stand for a word of a rule, in any spelling that it accepts."""
        letters = self._classes.get(word)
        if letters is None:
            letters = self._classes[word] = _letters_of(word, self.spellings, self.offsets)
        return letters

    def letter_of(self, word: Word) -> str:
        """Return the letter that a word of a text is written as."""
        spellings = self.spellings.get(word.key, ())
        mask = sum(1 << i for i, kanji in enumerate(spellings) if kanji <= word.kanji or word.kanji <= kanji)
        return chr(_PLANE * (word.kind + 1) + (self.offsets[word.key] + mask if mask else 0))


def build_alphabet(words: Iterable[Word]) -> Alphabet:
    """Make the alphabet for all words that rules name."""
    spellings: dict[str, list[frozenset[str]]] = {}
    for word in words:
        known = spellings.setdefault(word.key, [])
        if word.kanji not in known:
            known.append(word.kanji)
    return _number(spellings)


def restore_alphabet(spellings: Mapping[str, Iterable[str]]) -> Alphabet:
    """Make an alphabet again from its spellings: for each key, the kanji of each, in their order."""
    return _number({key: list(map(frozenset, known)) for key, known in spellings.items()})


def _number(spellings: dict[str, list[frozenset[str]]]) -> Alphabet:
    offsets, following = {}, 0
    for key, known in spellings.items():
        offsets[key] = following
        following += (1 << len(known)) - 1
    if following >= _PLANE:
        raise ValueError(f"the rules name too many words: {following:,}; at most {_PLANE - 1:,} spellings fit")
    ga = _letters_of(GA, spellings, offsets)
    return Alphabet(spellings, offsets, re.compile(f"(?<=[{letter_class([PREDICATE])}])[{ga}]"))


def _letters_of(word: Word, spellings: dict[str, list[frozenset[str]]], offsets: dict[str, int]) -> str:
    bit = 1 << spellings[word.key].index(word.kanji)
    masks = [mask for mask in range(1, 1 << len(spellings[word.key])) if mask & bit]
    kinds = _KINDS.get(word.kind, (word.kind,))
    return "".join(chr(_PLANE * (kind + 1) + offsets[word.key] + mask) for kind in kinds for mask in masks)


def letter_class(kinds: Sequence[int]) -> str:
    """Return the inside of a regular expression's [...] for all letters of some classes.

    >>> letter_class([PARTICLE])
    '\\U00040000-\\U0004ffff'
    """
    return "".join(f"{chr(_PLANE * (kind + 1))}-{chr(_PLANE * (kind + 2) - 1)}" for kind in kinds)


def class_of(letter: str) -> int:
    """Return the class of the word that a letter stands for.

    >>> class_of("\\U00040001") == PARTICLE
    True
    """
    return ord(letter) // _PLANE - 1
