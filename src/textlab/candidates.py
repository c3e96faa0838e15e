"""Find every place where a rule stands, and what sets it aside: another sense of its words, or its ``unless``."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textlab.alphabet import Line
from textlab.matching import Index, Match
from textlab.rulebook import Rulebook
from textlab.status import Found

# A half-open span of letters.
Span = tuple[int, int]


class Candidate(NamedTuple):
    """A rule found in a sentence, by the sentence's number.

    ``aside`` says what set it aside: "" for nothing, "sense" or "unless"; ``by`` is where that stands.
    """

    sentence: int
    found: Found
    aside: str
    by: Span


def find_candidates(lines: Sequence[Line], *, index: Index, book: Rulebook) -> Iterator[Candidate]:
    """Find every match of every rule, before the longest wins, with what sets it aside.

    Parameters
    ----------
    lines
        The sentences in letters.
    index
        The index of the same sentences.
    book
        The rules, their other senses and what forbids them.
    """
    senses = _find_senses(lines, index, book)
    for match in book.find("rules", lines, index):
        found = Found(match.phrase, match.start, match.end)
        aside, by = _set_aside(match, lines[match.line], senses, book)
        yield Candidate(match.line, found, aside, by)


def _set_aside(match: Match, line: Line, senses: dict[tuple[int, str], list[Span]], book: Rulebook) -> tuple[str, Span]:
    code, _ = book.rules[match.phrase]
    names = (code.id, "") if code.kind == "emotion" else (code.id,)
    for start, end in (span for name in names for span in senses.get((match.line, name), ())):
        if start < match.end and match.start < end:
            return "sense", (start, end)
    forbidding = book.find_unless(match.phrase, line)
    return ("unless", forbidding) if forbidding is not None else ("", (0, 0))


def _find_senses(lines: Sequence[Line], index: Index, book: Rulebook) -> dict[tuple[int, str], list[Span]]:
    """Return where words stand in another sense: by sentence and code ("" for all emotions)."""
    spans: dict[tuple[int, str], list[Span]] = {}
    for match in book.find("senses", lines, index):
        spans.setdefault((match.line, book.senses[match.phrase]), []).append((match.start, match.end))
    return spans
