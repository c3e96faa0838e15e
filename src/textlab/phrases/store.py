"""Keep what phrases were read as between runs: reading a large codebook costs a second, looking it up next to none."""

from functools import cache
from typing import Any

from textlab.phrases.parts import Choice, Mark, Part, Reading
from textlab.tokens.cache import code_version, find_kept, keep
from textlab.words import Word

# All that decides how a phrase is read; the dictionary is among it anyway.
READERS = ("normalize.py", "words.py", "tokens", "phrases", "cues/variants.toml")

_KNOWN: dict[str, tuple[Reading, ...]] = {}
_NEW: set[str] = set()


class Store:
    """Readings as JSON holds them: a word is its number, a mark its text, a choice a list of readings."""

    def __init__(self, words: list[Word], phrases: dict[str, Any]) -> None:
        self.words = words
        self.phrases = phrases
        self._numbers = {word: number for number, word in enumerate(words)}

    def read(self, phrase: str) -> tuple[Reading, ...]:
        """Return the readings of a phrase that is kept."""
        return self._readings(self.phrases[phrase])

    def add(self, phrase: str, readings: tuple[Reading, ...]) -> None:
        """Put the readings of a phrase in."""
        self.phrases[phrase] = self._raw(readings)

    def _readings(self, raw: Any) -> tuple[Reading, ...]:
        return tuple(tuple(map(self._part, reading)) for reading in raw)

    def _part(self, raw: Any) -> Part:
        if isinstance(raw, int):
            return self.words[raw]
        if isinstance(raw, list):
            return Choice(self._readings(raw))
        return Mark("list", raw[1:]) if raw[0] == "<" else Mark(raw)

    def _raw(self, readings: tuple[Reading, ...]) -> list[list[Any]]:
        return [list(map(self._raw_part, reading)) for reading in readings]

    def _raw_part(self, part: Part) -> Any:
        if isinstance(part, Choice):
            return self._raw(part.readings)
        if isinstance(part, Mark):
            return f"<{part.name}" if part.kind == "list" else part.kind
        number = self._numbers.setdefault(part, len(self.words))
        if number == len(self.words):
            self.words.append(part)
        return number


def find_reading(phrase: str) -> tuple[Reading, ...] | None:
    """Return what a phrase was read as before, or None."""
    if phrase not in _KNOWN and phrase in _stored().phrases:
        _KNOWN[phrase] = _stored().read(phrase)
    return _KNOWN.get(phrase)


def keep_reading(phrase: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Remember what a phrase was read as; `save_readings` writes it."""
    _KNOWN[phrase] = readings
    _NEW.add(phrase)
    return readings


def save_readings() -> None:
    """Write what was read since the last time."""
    if not _NEW:
        return
    store = _stored()
    for phrase in sorted(_NEW):
        store.add(phrase, _KNOWN[phrase])
    _NEW.clear()
    words = [[word.key, "".join(sorted(word.kanji)), word.kind] for word in store.words]
    keep("phrases", code_version(*READERS), {"words": words, "phrases": store.phrases})


@cache
def _stored() -> Store:
    kept = find_kept("phrases", code_version(*READERS)) or {"words": [], "phrases": {}}
    return Store([Word(key, frozenset(kanji), kind) for key, kanji, kind in kept["words"]], kept["phrases"])
