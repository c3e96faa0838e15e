"""Keep what phrases were read as between runs: reading a large codebook costs a second, looking it up next to none.

The file lies in the user's cache folder, as JSON, under a name that changes with the word lists, the dictionary and the
code that reads; it can be deleted at any time.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import textlab
from textlab.phrases.parts import Choice, Mark, Part, Reading
from textlab.tokens.dictionary import cache_folders, dictionary_version
from textlab.words import Word

_KNOWN: dict[str, tuple[Reading, ...]] = {}
_NEW: set[str] = set()


def find_reading(phrase: str) -> tuple[Reading, ...] | None:
    """Return what a phrase was read as before, or None."""
    if phrase not in _KNOWN and phrase in _stored():
        _KNOWN[phrase] = tuple(tuple(map(_part, reading)) for reading in _stored()[phrase])
    return _KNOWN.get(phrase)


def keep_reading(phrase: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Remember what a phrase was read as; `save_readings` writes it."""
    _KNOWN[phrase] = readings
    _NEW.add(phrase)
    return readings


def save_readings() -> None:
    """Write what was read since the last time; a folder that cannot be written to is no error."""
    if not _NEW:
        return
    stored = _stored()
    stored.update({phrase: [list(map(_raw, reading)) for reading in _KNOWN[phrase]] for phrase in _NEW})
    _NEW.clear()
    for folder in cache_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside = folder / f"{_name()}.{os.getpid()}"
            beside.write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
            beside.replace(folder / _name())
            for old in set(folder.glob("phrases-*.json")) - {folder / _name()}:
                old.unlink(missing_ok=True)
            return
        except OSError:
            continue


@cache
def _stored() -> dict[str, Any]:
    for folder in cache_folders():
        try:
            found = json.loads((folder / _name()).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        return found if isinstance(found, dict) else {}
    return {}


@cache
def _name() -> str:
    """Name the file by all that decides how a phrase is read."""
    package = Path(textlab.__file__).parent
    parts = [*sorted((package / "phrases").glob("*.py")), package / "words.py", package / "cues" / "variants.toml"]
    digest = hashlib.sha256(dictionary_version().encode())
    for part in parts:
        digest.update(part.read_bytes())
    return f"phrases-{digest.hexdigest()[:16]}.json"


def _raw(part: Part) -> Any:
    if isinstance(part, Word):
        return [part.key, "".join(sorted(part.kanji)), part.kind]
    if isinstance(part, Choice):
        return {"choice": [list(map(_raw, reading)) for reading in part.readings]}
    return {"mark": part.kind, "name": part.name}


def _part(raw: Any) -> Part:
    if isinstance(raw, list):
        return Word(raw[0], frozenset(raw[1]), raw[2])
    if "choice" in raw:
        return Choice(tuple(tuple(map(_part, reading)) for reading in raw["choice"]))
    return Mark(raw["mark"], raw["name"])
