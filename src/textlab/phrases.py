"""Read the phrases that rules are written in: plain Japanese with a few marks.

| mark            | means                                                                               |
|-----------------|-------------------------------------------------------------------------------------|
| ``迷惑をかける``  | these words in any inflection; を/が/は/も may be dropped or swapped                     |
| ``(A|B)``       | one of these                                                                        |
| ``[A]``         | this or nothing                                                                     |
| ``<name>``      | any word of the codebook's list of that name                                        |
| ``〜した``        | any predicate where the form of する stands: 〜すればよかった finds 行けばよかった              |
| ``…`` / ``……``  | a gap of up to six words / of any length within the sentence                        |
| ``^`` / ``。``   | the start / the end of the sentence                                                 |
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from textlab.alphabet import Alphabet, letter_class
from textlab.data import load_data
from textlab.errors import PhraseError
from textlab.tokens import cut_text
from textlab.normalize import fold
from textlab.words import (
    ADVERB, COMMA, CONJUNCTIVE, FINAL, NOUN, PARTICLE, PREDICATE, STOP, SYMBOL, Word, read_phrase, read_type,
)

# What a phrase may unfold into; more means a rule that should be several.
MOST_READINGS = 400
NEAR, FAR = 6, 60

_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_MARKS = re.compile(r"(……|…|\^|。$|<[^<>]+>|[〜~])")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_OUTER = "\0"
_TOP_GAPS = re.compile(f"({_OUTER}…(?:{_OUTER}…)?)")
_STEM = "勉強"


@dataclass(frozen=True)
class Mark:
    """A part of a reading that is no word: ``any``, ``near``, ``far``, ``start``, ``end``, ``slot`` or ``list``."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Choice:
    """A part of a phrase between gaps that can be read in several ways."""

    readings: "tuple[Reading, ...]"


Part = Word | Mark | Choice
Reading = tuple[Part, ...]


@lru_cache(maxsize=None)
def read_rule(phrase: str) -> tuple[Reading, ...]:
    """Read a rule's phrase as all its readings, each a sequence of words, marks and choices.

    Between its gaps, a phrase unfolds part by part: (A|B)…(C|D) makes two choices, not four readings.

    Raises
    ------
    PhraseError
        If the phrase is empty, a bracket is open, 〜 stands before no form of する, or it unfolds into too many.
    """
    pieces = _TOP_GAPS.split(_outer_gaps(fold(phrase).text))
    if len(pieces) == 1:
        readings = _unfolded(pieces[0], phrase)
        if not all(map(_names_a_word, readings)):
            raise PhraseError(f"「{phrase}」 names no word")
        return readings
    parts: list[Part] = []
    for piece in filter(None, pieces):
        gap = _mark(piece) if piece.startswith(_OUTER) else None
        parts.append(gap or Choice(_unfolded(piece, phrase)))
    if not _names_a_word(tuple(parts)):
        raise PhraseError(f"「{phrase}」 names no word")
    return (tuple(parts),)


def _names_a_word(reading: Reading) -> bool:
    return any(
        isinstance(part, Word) or (isinstance(part, Choice) and any(map(_names_a_word, part.readings)))
        or part in (Mark("list", name) for name in lists_of(reading))
        for part in reading
    )


def _unfolded(piece: str, phrase: str) -> tuple[Reading, ...]:
    unfolded = list(dict.fromkeys(_unfold(piece)))
    if len(unfolded) > MOST_READINGS:
        raise PhraseError(f"「{phrase}」 unfolds into {len(unfolded)} phrases; write it as several rules")
    return tuple(dict.fromkeys(reading for plain in unfolded for reading in _read(plain, phrase)))


def _outer_gaps(phrase: str) -> str:
    """Set the gaps outside of all brackets apart with a mark of their own."""
    depth, out = 0, []
    for character in phrase:
        depth += (character in "([") - (character in ")]")
        out.append(_OUTER + character if character == "…" and depth == 0 else character)
    return "".join(out)


def words_of(readings: Iterable[Reading]) -> Iterator[Word]:
    """Return every word that the readings name, and those that every expression needs."""
    yield from (*slot_words(), _ARU)
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


def slot_words() -> list[Word]:
    """Return the particles that a phrase may drop or swap."""
    # A particle alone may be read as a conjunction; after a noun it is none.
    words = [read_phrase(_STEM + particle)[1:] for particle in load_data("cues/variants.toml")["slot"]]
    return list(dict.fromkeys(word for particle in words for word in particle if word.kind == PARTICLE))


_ARU = Word("有る", frozenset(), PREDICATE)


def expression(readings: Sequence[Reading], *, alphabet: Alphabet, lists: Mapping[str, Sequence[Reading]]) -> str:
    """Return the regular expression, over the alphabet's letters, of a rule's readings."""
    longest = sorted(readings, key=len, reverse=True)
    return "|".join(_sequence(reading, alphabet, lists) for reading in longest)


def _unfold(phrase: str) -> Iterator[str]:
    """Write out all alternatives and optional parts, the innermost first."""
    group = _GROUP.search(phrase)
    if group is None:
        if re.search(r"[()\[\]|]", phrase):
            raise PhraseError(f"「{phrase}」: a bracket is not closed, or | stands outside of ( )")
        yield phrase
        return
    choices = group.group(1).split("|") if group.group(1) is not None else [group.group(2), ""]
    if group.group(2) and "|" in group.group(2):
        choices = [*group.group(2).split("|"), ""]
    for choice in choices:
        yield from _unfold(phrase[: group.start()] + choice + phrase[group.end() :])


def _read(plain: str, phrase: str) -> Iterator[Reading]:
    """Read a phrase without alternatives: the words around its marks are cut together where they touch."""
    readings: list[list[tuple[Part, ...]]] = []
    stem = False
    for piece in filter(None, _MARKS.split(plain.strip())):
        mark = _mark(piece)
        readings.append([(mark,)] if mark else [_after_any(piece, phrase)] if stem else _readings(piece))
        stem = mark is not None and mark.kind == "any"
    for parts in product(*readings):
        yield tuple(_with_slots([part for piece in parts for part in piece]))


def _mark(piece: str) -> Mark | None:
    piece = piece.replace(_OUTER, "")
    if piece.startswith("<"):
        return Mark("list", piece[1:-1])
    kinds = {"……": "far", "…": "near", "^": "start", "。": "end", "〜": "any", "~": "any"}
    return Mark(kinds[piece]) if piece in kinds else None


def _after_any(piece: str, phrase: str) -> tuple[Word, ...]:
    """Read what follows 〜, without the する that only stands for a predicate."""
    words = read_phrase(_STEM + piece)
    if len(words) < 2 or words[1].key != "為る":
        raise PhraseError(f"「{phrase}」: write a form of する after 〜, as in 〜すればよかった")
    return words[2:]


def _readings(piece: str) -> list[tuple[Word, ...]]:
    """Read plain words; what begins like an ending is also read behind words that it could end."""
    alone = read_phrase(piece)
    first = cut_text(piece)
    if not _HIRAGANA.match(piece) or first.ends[0] > 2:
        return [alone]
    behind = (_behind(stem, piece) for stem in load_data("cues/variants.toml")["stems"])
    return list(dict.fromkeys([*(words for words in behind if words), alone]))


def _behind(stem: str, piece: str) -> tuple[Word, ...]:
    """Read a piece behind a stem; nothing if the two are not cut apart."""
    cut = cut_text(stem + piece)
    if len(stem) not in cut.starts:
        return ()
    types = cut.types[cut.starts.index(len(stem)) :]
    return tuple(word for number in types for word in read_type(number))


def _with_slots(parts: Sequence[Part]) -> Iterator[Part]:
    """Let a particle be dropped or swapped between a noun and what follows."""
    slots = load_data("cues/variants.toml")["slot"]
    previous: Part | None = None
    for i, part in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        if _is_slot(part, slots) and _nominal(previous) and _predicative(following):
            continue
        if _key(part) == "は" and _key(previous) == "だ" and _key(following) == "ない":
            continue
        if _predicative(part) and _nominal(previous):
            yield Mark("slot")
        yield part
        previous = part


def _key(part: Part | None) -> str:
    return part.key if isinstance(part, Word) else ""


def _is_slot(part: Word | Mark, slots: Sequence[str]) -> bool:
    return isinstance(part, Word) and part.kind == PARTICLE and part.key in slots


def _nominal(part: Part | None) -> bool:
    return isinstance(part, Mark) and part.kind == "list" or isinstance(part, Word) and part.kind == NOUN


def _predicative(part: Part | None) -> bool:
    return isinstance(part, Word) and part.kind == PREDICATE and part.key not in ("だ", "らしい", "みたい")


def _sequence(reading: Reading, alphabet: Alphabet, lists: Mapping[str, Sequence[Reading]]) -> str:
    parts = []
    for i, part in enumerate(reading):
        previous = reading[i - 1] if i else None
        if isinstance(part, Word):
            parts.append(_word(part, previous, alphabet))
        elif isinstance(part, Choice) or part.kind == "list":
            readings = part.readings if isinstance(part, Choice) else lists[part.name]
            parts.append(f"(?:{expression(readings, alphabet=alphabet, lists=lists)})")
        else:
            parts.append(_mark_expression(part, alphabet))
    return "".join(parts)


def _word(word: Word, previous: Part | None, alphabet: Alphabet) -> str:
    """Return a word's expression, with what may stand before it: は in ではない, ある in ありません, も in てもいい."""
    letters = f"[{alphabet.letters_of(word)}]"
    if previous is None:
        return letters
    before = f"[{letter_class([PARTICLE])}]?" if _key(previous) in ("だ", "て") and word.kind == PREDICATE else ""
    if word.key == "ない" and _key(previous) != "有る":
        before += f"[{alphabet.letters_of(_ARU)}]?"
    return before + letters


def _mark_expression(mark: Mark, alphabet: Alphabet) -> str:
    return {
        "any": f"[{letter_class([PREDICATE])}]",
        "near": f"[^{letter_class([STOP])}]{{0,{NEAR}}}?",
        "far": f"[^{letter_class([STOP])}]{{0,{FAR}}}?",
        "start": f"(?:^[{letter_class([SYMBOL])}]*)",
        "end": f"(?=[{letter_class([FINAL, SYMBOL])}]*(?:[{letter_class([STOP])}]|$))",
        "slot": f"{_slot(alphabet)}{{0,2}}[{letter_class([COMMA])}]?[{letter_class([ADVERB])}]{{0,2}}",
    }[mark.kind]


def _slot(alphabet: Alphabet) -> str:
    return "[" + "".join(map(alphabet.letters_of, slot_words())) + "]"
