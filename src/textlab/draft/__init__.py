"""Check a draft: what a reader will find in it, and how that stands beside a corpus."""

from pathlib import Path
from typing import TYPE_CHECKING

from textlab.codebook import Codebook, load_codebook
from textlab.draft.checks import list_checks, list_messages
from textlab.draft.coded import code_texts, cut_whole, place_findings, place_sentences
from textlab.draft.courses import follow
from textlab.draft.reference import Reference, read_reference, shipped_corpus
from textlab.draft.remarks import find_carriers, find_missing, find_unfelt
from textlab.draft.repeats import find_repeats
from textlab.draft.report import DraftReport
from textlab.draft.standings import stand

if TYPE_CHECKING:
    from textlab.draft.reference import Source

__all__ = ["DraftReport", "Reference", "check_draft", "list_checks", "read_reference", "shipped_corpus"]


def check_draft(
    text: str, *, corpus: "Source" = None, codebook: Codebook | str | Path = "mommy_track", name: str = "原稿"
) -> DraftReport:
    """Check a draft against the themes and feelings of a corpus.

    Parameters
    ----------
    text
        The draft's text; every offset counts its code points, lines end with LF, CR or CR LF.
    corpus
        What to hold it against: a folder or file of articles, a table of articles from `read_corpus`, a `Reference`
        from `read_reference`, or None for the narratives that ship with textlab. Should the draft be one of them, it
        is not held against itself; articles of under ten sentences are left out.
    codebook
        What to look for: a codebook, or the name or path of one.
    name
        What to call the draft.

    Returns
    -------
    DraftReport
        Findings with their places; for every code its rate per 100 sentences with Wilson's 95 % interval and its
        standing among the articles; themes never touched, each with a sentence of the corpus; the course of the
        emotions beside the corpus's quartiles; feelings only denied or raised; phrases and themes that come back;
        the sentences that carry most; and messages in Japanese. Under ten sentences, nothing is compared.

    Raises
    ------
    CorpusError
        If the articles cannot be read.
    CodebookError
        If the codebook has faults.

    Examples
    --------
    >>> report = check_draft("迷惑をかけてばかりで、罪悪感でいっぱいだった。でも、後悔はしていない。")
    >>> [(found.text, found.code, found.status) for found in report.findings]
    [('迷惑をかけ', 'guilt', 'felt'), ('罪悪感', 'guilt', 'felt'), ('後悔', 'regret', 'denied')]
    >>> report.short
    True
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    everything = read_reference(corpus, codebook=book)
    cut = cut_whole(text)
    draft = code_texts([cut], codebook=book)[0]
    reference = everything.without(draft).comparable()
    standings = stand(draft, reference=reference)
    unfelt = find_unfelt(draft, reference=reference)
    missing = () if draft.short else find_missing(draft, reference=reference)
    repeats = find_repeats(draft, cuts=cut.cuts, codebook=book)
    return DraftReport(
        name=name,
        text=text,
        codebook=book,
        corpus=reference.name,
        articles=len(reference.coded),
        short=draft.short,
        sentences=place_sentences(draft),
        findings=place_findings(draft, book),
        standings=standings,
        missing=missing,
        courses=follow(draft, reference=reference),
        unfelt=unfelt,
        repeats=repeats,
        carriers=find_carriers(draft, reference=reference),
        messages=list_messages(draft, reference=reference, standings=standings, remarks=(unfelt, missing, repeats)),
    )
