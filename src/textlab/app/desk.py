"""What the page works with: a corpus read while the visitor still pastes, and themes of the visitor's own beside it."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from textlab.app.results import draw_results
from textlab.codebook import Codebook, load_codebook
from textlab.draft import DraftReport, Reference, check_draft, read_reference
from textlab.draft.coded import code_texts, cut_whole
from textlab.tokens.cache import keep_nothing

# Articles that have most of the codebook's rules tried on them.
_WARM = 20


@dataclass(eq=False)
class Desk:
    """A visitor's desk: the corpus, there or still being read; themes of their own, or whether these have faults."""

    reading: Future[Reference]
    own: Codebook | None = None
    faulty: bool = False
    _joined: tuple[Codebook, Reference] | None = None

    @property
    def ready(self) -> bool:
        """Tell whether the corpus is there; if not, the next check waits for it."""
        return self.reading.done()

    def wait(self) -> None:
        """Wait until the corpus is read, or cannot be."""
        wait([self.reading])

    def reference(self) -> Reference:
        """Return the corpus, coded with the codebook and the themes of the visitor's own."""
        base = self.reading.result()
        if self.own is None:
            return base
        if self._joined is None or self._joined[0] != self.own:
            with keep_nothing():
                self._joined = (self.own, base.join(self.own))
        return self._joined[1]

    def check(self, text: str, *, name: str) -> DraftReport:
        """Check a draft."""
        reference = self.reference()
        with keep_nothing():
            return check_draft(text, corpus=reference, codebook=reference.codebook, name=name)


def open_desk(corpus: str | Path | None, codebook: str) -> Desk:
    """Return a desk at once, and read its corpus meanwhile."""
    with_own_thread = ThreadPoolExecutor(max_workers=1)
    reading = with_own_thread.submit(_read, corpus, codebook)
    with_own_thread.shutdown(wait=False)
    return Desk(reading)


def _read(corpus: str | Path | None, codebook: str) -> Reference:
    """Read the corpus, and go through some of it once more, so that all that a first check prepares is there."""
    book = load_codebook(codebook)
    reference = read_reference(corpus, codebook=book)
    texts = [coded.text for coded in reference.coded[:_WARM]]
    with keep_nothing():
        code_texts([*map(cut_whole, texts)], codebook=book)
        for text in texts[:1]:
            draw_results(check_draft(text, corpus=reference, codebook=book))
    return reference
