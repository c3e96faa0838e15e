"""Write the readings of a phrase as a regular expression over letters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from textlab.alphabet import Alphabet, letter_class
from textlab.phrases.parts import ARU, Choice, Mark, Part, Reading, slot_words
from textlab.phrases.slots import key_of
from textlab.words import ADVERB, COMMA, FINAL, PARTICLE, PREDICATE, STOP, SYMBOL, Word

# How many words … and …… may stand for.
NEAR, FAR = 6, 60


def expression(readings: Sequence[Reading], *, alphabet: Alphabet, lists: Mapping[str, Sequence[Reading]]) -> str:
    """Return the regular expression, over the alphabet's letters, of a rule's readings."""
    longest = sorted(readings, key=len, reverse=True)
    single = "".join(alphabet.letters_of(r[0]) for r in longest if len(r) == 1 and _is_plain(r[0]))
    rest = [
        _sequence(reading, None, alphabet, lists)
        for reading in longest
        if len(reading) != 1 or not _is_plain(reading[0])
    ]
    return "|".join([*_branches(rest), *([f"[{single}]"] if single else [])])


def _branches(sequences: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield one expression for all sequences that begin alike: ABC and ABD are AB(?:C|D), ABC and AB are AB(?:C|).

    What is empty comes last, since longer matches go first.
    """
    tails: dict[str, list[tuple[str, ...]]] = {}
    for first, *others in filter(None, sequences):
        tails.setdefault(first, []).append(tuple(others))
    for first, following in tails.items():
        ways = list(_branches(following))
        yield first + (ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
    if () in sequences:
        yield ""


def _is_plain(part: Part) -> TypeGuard[Word]:
    return isinstance(part, Word) and part.key != "ない"


def _sequence(
    reading: Reading, before: Part | None, alphabet: Alphabet, lists: Mapping[str, Sequence[Reading]]
) -> tuple[str, ...]:
    """Return the expression of each part of a reading."""
    parts = []
    previous = before
    for part in reading:
        if isinstance(part, Word):
            parts.append(_word(part, previous, alphabet))
        elif isinstance(part, Choice):
            parts.append(f"(?:{_choice(part, previous, alphabet, lists)})")
        elif part.kind == "list":
            parts.append(f"(?:{expression(lists[part.name], alphabet=alphabet, lists=lists)})")
        else:
            parts.append(_mark(part, alphabet))
        previous = part
    return tuple(parts)


def _choice(choice: Choice, previous: Part | None, alphabet: Alphabet, lists: Mapping[str, Sequence[Reading]]) -> str:
    options = sorted(choice.readings, key=len, reverse=True)
    if previous is None or all(len(option) == 1 and _is_plain(option[0]) for option in options):
        return expression(options, alphabet=alphabet, lists=lists)
    return "|".join(_branches([_sequence(option, previous, alphabet, lists) for option in options]))


def _word(word: Word, previous: Part | None, alphabet: Alphabet) -> str:
    """Return a word's expression, with what may stand before it: は in ではない, ある in ありません, も in てもいい."""
    letters = f"[{alphabet.letters_of(word)}]"
    if previous is None:
        return letters
    before = f"[{letter_class([PARTICLE])}]?" if key_of(previous) in ("だ", "て") and word.kind == PREDICATE else ""
    if word.key == "ない" and key_of(previous) != "有る":
        before += f"[{alphabet.letters_of(ARU)}]?"
    return before + letters


def _mark(mark: Mark, alphabet: Alphabet) -> str:
    return {
        "any": f"[{letter_class([PREDICATE])}]",
        "near": f"[^{letter_class([STOP])}]{{0,{NEAR}}}?",
        "far": f"(?s:.){{0,{FAR}}}?",
        "start": f"(?:^[{letter_class([SYMBOL])}]*)",
        "end": f"(?=[{letter_class([FINAL, SYMBOL])}]*(?:[{letter_class([STOP])}]|[{letter_class([COMMA])}]*$))",
        "bare": f"(?![{letter_class([PARTICLE])}])",
        "slot": f"{_slot(alphabet)}{{0,2}}[{letter_class([COMMA])}]?[{letter_class([ADVERB])}]{{0,2}}",
    }[mark.kind]


def _slot(alphabet: Alphabet) -> str:
    """Return the letters of the particles that may be dropped, as a range: every alphabet begins with them."""
    letters = sorted("".join(map(alphabet.letters_of, slot_words())))
    return f"[{letters[0]}-{letters[-1]}]"
