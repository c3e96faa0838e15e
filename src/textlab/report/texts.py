"""Lay an article out for reading: paragraphs, headings, items and quotes, cut where findings begin and end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from textlab.corpus import front_matter_end
from textlab.report.findings import Finding, make_plain


class Piece(NamedTuple):
    """Some characters of a sentence that the same findings cover; which of them begin and end here."""

    text: str
    findings: tuple[Finding, ...]
    begins: tuple[Finding, ...]
    ends: tuple[Finding, ...]


class Line(NamedTuple):
    """A sentence in its pieces, with the white space before it."""

    sentence: int
    kind: str
    gap: str
    pieces: list[Piece]


class Block(NamedTuple):
    """Lines that belong together: a paragraph, a heading, an item, a quote or boilerplate."""

    kind: str
    lines: list[Line]


class Span(NamedTuple):
    """A sentence as its table has it, without its text."""

    sentence: int
    start: int
    end: int
    kind: str


def lay_out(text: str, *, spans: Sequence[Span], findings: Sequence[Finding]) -> list[Block]:
    """Return the blocks of an article, without its front matter.

    >>> text = "# 朝\\n\\n後悔した。"
    >>> blocks = lay_out(text, spans=[Span(0, 0, 3, "heading"), Span(1, 5, 10, "body")], findings=[])
    >>> [(block.kind, block.lines[0].pieces[0].text) for block in blocks]
    [('heading', '# 朝'), ('body', '後悔した。')]
    """
    first = front_matter_end(text)
    shown = [span for span in spans if span.end > first]
    own = _by_span(shown, findings)
    blocks: list[Block] = []
    before = shown[0].start if shown else 0
    for span, found in zip(shown, own, strict=True):
        gap = make_plain(text[before : span.start])
        line = Line(span.sentence, span.kind, gap, cut_pieces(text, span, found))
        if blocks and _goes_on(blocks[-1], line):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block(span.kind, [line._replace(gap="")]))
        before = span.end
    return blocks


def _by_span(spans: Sequence[Span], findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings that lie in each span, by their offsets."""
    starts = [span.start for span in spans]
    own: list[list[Finding]] = [[] for _ in spans]
    for found in findings:
        for number in range(max(bisect_right(starts, found.start) - 1, 0), bisect_left(starts, found.end)):
            own[number].append(found)
    return own


def cut_pieces(text: str, span: Span, findings: Sequence[Finding]) -> list[Piece]:
    """Cut a sentence wherever a finding begins or ends; findings may overlap and nest."""
    own = [found for found in findings if found.start < span.end and found.end > span.start]
    places = {span.start, span.end}
    places |= {place for found in own for place in (found.start, found.end) if span.start < place < span.end}
    return list(_pieces(text, sorted(places), own))


def _pieces(text: str, places: list[int], own: list[Finding]) -> Iterator[Piece]:
    for start, end in pairwise(places):
        # Emotions first: the first finding's status is what the piece looks like.
        over = tuple(sorted((f for f in own if f.start < end and f.end > start), key=lambda f: f.kind != "emotion"))
        begins = tuple(found for found in over if found.start == start)
        ends = tuple(found for found in over if found.end == end)
        yield Piece(make_plain(text[start:end]), over, begins, ends)


def _goes_on(block: Block, line: Line) -> bool:
    """Say whether a sentence stays in the block: on the same line, or on the next one of the same paragraph."""
    if "\n" not in line.gap:
        return True
    same = line.kind == block.kind and line.kind in ("body", "boilerplate")
    return same and line.gap.count("\n") == 1
