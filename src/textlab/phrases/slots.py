"""Let a particle be dropped or swapped between a noun and its predicate."""

from collections.abc import Iterator, Sequence

from textlab.data import load_data
from textlab.phrases.parts import Choice, Mark, Part, Reading, slot_words
from textlab.words import NOUN, PARTICLE, PREDICATE, Word

# Predicates that no particle stands before.
_SURU = ("為る", "出来る")
_BOUND = ("だ", "らしい", "みたい")


def with_slots(reading: Sequence[Part]) -> Reading:
    """Put a slot between each noun and its predicate, in the place of を, が, は or the like if one stands there."""
    return tuple(_with_slots(reading))


def _with_slots(parts: Sequence[Part]) -> Iterator[Part]:
    previous: Part | None = None
    for i, part in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        after = parts[i + 2] if i + 2 < len(parts) else None
        if is_slot(part) and is_nominal(previous) and (is_predicative(following) or key_of(after) in _SURU):
            yield from [] if is_predicative(following) else [Mark("slot")]
            continue
        if key_of(part) == "は" and key_of(previous) == "だ" and key_of(following) == "ない":
            continue
        if isinstance(part, Choice) and is_nominal(previous) and all(map(_is_marked, part.readings)):
            part = Choice(tuple(dict.fromkeys(reading[1:] for reading in part.readings)))
        if is_predicative(part) and is_nominal(previous):
            yield Mark("slot")
        yield part
        previous = part


def before_gap(reading: Reading) -> Reading:
    """Let a particle before a gap be dropped, or only bring its noun up: 原稿が…進まない, 原稿は全然進まない."""
    if len(reading) < 2 or not _is_case(reading[-1]) or not is_nominal(reading[-2]):
        return reading
    own = reading[-1].readings if isinstance(reading[-1], Choice) else ((reading[-1],),)
    topics = ((word,) for word in slot_words() if word.key in load_data("cues/variants.toml")["topic"])
    return (*reading[:-1], Choice(tuple(dict.fromkeys([*own, *topics, (Mark("bare"),)]))))


def by_slot(options: Sequence[Reading]) -> list[tuple[Reading, ...]]:
    """Part the options of a choice by whether a particle may be dropped before or after them."""
    kinds: dict[tuple[bool, ...], dict[Reading, None]] = {}
    for reading in options:
        first, last = (reading[0], reading[-1]) if reading else (None, None)
        kind = (
            is_predicative(first),
            is_slot(first),
            _is_marked(reading),
            is_nominal(last),
            key_of(first) == "ない",
            key_of(last) == "だ",
        )
        kinds.setdefault(kind, {})[with_slots(reading)] = None
    return [tuple(group) for group in kinds.values()]


def _is_marked(reading: Reading) -> bool:
    """Tell whether a reading is a predicate behind its particle: が叶う, を叶える of 夢(が叶う|を叶える)."""
    return len(reading) > 1 and _is_case(reading[0]) and is_predicative(reading[1])


def _is_case(part: Part) -> bool:
    """Tell whether a part is a particle of case, or a choice of such."""
    return _is_particle(part, "case")


def key_of(part: Part | None) -> str:
    """Return a word's key; "" for anything else."""
    return part.key if isinstance(part, Word) else ""


def is_slot(part: Part | None) -> bool:
    """Tell whether a part is a particle that may be dropped or swapped, or a choice of such."""
    return _is_particle(part, "slot")


def _is_particle(part: Part | None, sort: str) -> bool:
    """Tell whether a part is a particle that variants.toml names as of a sort, or a choice of such."""
    if isinstance(part, Choice):
        return all(len(reading) == 1 and _is_particle(reading[0], sort) for reading in part.readings)
    return isinstance(part, Word) and part.kind == PARTICLE and part.key in load_data("cues/variants.toml")[sort]


def is_nominal(part: Part | None) -> bool:
    """Tell whether a part ends like a noun."""
    if isinstance(part, Choice):
        return all(bool(reading) and is_nominal(reading[-1]) for reading in part.readings)
    return part == Mark("list", part.name) if isinstance(part, Mark) else isinstance(part, Word) and part.kind == NOUN


def is_predicative(part: Part | None) -> bool:
    """Tell whether a part begins like a predicate that a particle may stand before."""
    if isinstance(part, Choice):
        return all(bool(reading) and is_predicative(reading[0]) for reading in part.readings)
    return isinstance(part, Word) and part.kind == PREDICATE and part.key not in _BOUND
