"""Keep where a corpus's findings stand between runs: offsets, codes and rules, no words of any text."""

import hashlib
from collections.abc import Sequence
from typing import Any

from textlab.codebook import Codebook
from textlab.draft.coded import Coded, Hit, Span
from textlab.tokens.cache import code_version, find_kept, keep

# All that decides how a text is coded, but the codebook.
_CODE = (".", "codebook", "corpus", "cues", "draft", "phrases", "sentences", "tokens")
_KIND = "corpus"


class Store:
    """The codings of one corpus with one codebook, by the texts they are of."""

    def __init__(self, corpus: str, codebook: Codebook) -> None:
        whole = f"{corpus}\0{code_version(*_CODE)}\0{codebook!r}"
        self._key = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._known: dict[str, Any] = find_kept(_KIND, self._key) or {}

    def __contains__(self, text: str) -> bool:
        return _digest(text) in self._known

    def find(self, text: str) -> Coded:
        """Return what a text was coded as; a KeyError if it was not."""
        kept = self._known[_digest(text)]
        return Coded(text, tuple(Span(*span) for span in kept["spans"]), tuple(Hit(*hit) for hit in kept["hits"]))

    def keep(self, coded: Sequence[Coded], *, among: Sequence[str]) -> None:
        """Keep codings beside those of the other texts of the corpus; what left it is forgotten."""
        self._known |= {_digest(one.text): {"spans": one.segments, "hits": one.hits} for one in coded}
        texts = {_digest(text) for text in among}
        keep(_KIND, self._key, {digest: kept for digest, kept in self._known.items() if digest in texts})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
