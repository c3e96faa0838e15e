"""Keep where a corpus's findings stand between runs: offsets, codes and rules, no words of any text."""

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import textlab
from textlab.codebook import Codebook
from textlab.draft.coded import Coded, Hit, Span
from textlab.tokens.dictionary import cache_folders, dictionary_version

# More corpora than this are not in use at once; the oldest files go.
_KEPT = 8


class Store:
    """The codings of one corpus with one codebook, by the texts they are of."""

    def __init__(self, corpus: str, codebook: Codebook) -> None:
        key = hashlib.sha256(f"{corpus}\0{_version()}\0{codebook!r}".encode()).hexdigest()
        self._file = f"corpus-{key[:16]}.json"
        self._known = _load(self._file)

    def __contains__(self, text: str) -> bool:
        return _digest(text) in self._known

    def find(self, text: str) -> Coded:
        """Return what a text was coded as; a KeyError if it was not."""
        kept = self._known[_digest(text)]
        return Coded(text, tuple(Span(*span) for span in kept["spans"]), tuple(Hit(*hit) for hit in kept["hits"]))

    def keep(self, coded: Sequence[Coded], *, among: Sequence[str]) -> None:
        """Keep codings, and write them beside those of the other texts of the corpus; what left it is forgotten."""
        self._known |= {_digest(one.text): {"spans": one.segments, "hits": one.hits} for one in coded}
        texts = {_digest(text) for text in among}
        _save(self._file, {digest: kept for digest, kept in self._known.items() if digest in texts})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _version() -> str:
    """Name all that decides how a text is coded, but the codebook: the dictionary, the code, the cues."""
    package = Path(textlab.__file__).parent
    digest = hashlib.sha256(dictionary_version().encode())
    for part in sorted([*package.rglob("*.py"), *(package / "cues").glob("*.toml")]):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def _load(name: str) -> dict[str, Any]:
    for folder in cache_folders():
        try:
            found = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        return found if isinstance(found, dict) else {}
    return {}


def _save(name: str, content: dict[str, Any]) -> None:
    """Write a file whole, in the first folder that takes it; one that cannot be written is no error."""
    for folder in cache_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside = folder / f"{name}.{os.getpid()}"
            beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            beside.replace(folder / name)
            files = sorted(folder.glob("corpus-*.json"), key=lambda file: file.stat().st_mtime)
            for old in files[:-_KEPT]:
                old.unlink(missing_ok=True)
            return
        except OSError:
            continue
