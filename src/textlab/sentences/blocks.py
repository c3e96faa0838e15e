"""Join the lines that one sentence runs over: a line break alone ends a sentence only sometimes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textlab.sentences.brackets import QUOTES, Brackets, pair_brackets
from textlab.sentences.cues import load_cues
from textlab.sentences.lines import Line, read_paragraphs

CLOSERS = frozenset("」』）)”】")
WINDOW = 24  # code points before an end in which its last marks stand; bounds the look-behind.
IDEOGRAPHIC_SPACE = "\u3000"  # a line that is indented by it begins a paragraph.


class Block(NamedTuple):
    """Lines that belong together: half-open code-point offsets, the first line's shape, its brackets."""

    start: int
    end: int
    shape: str
    gap: bool
    brackets: Brackets


def read_blocks(text: str, start: int) -> list[Block]:
    """Read the blocks of a text from an offset on, in their order."""
    return [block for lines in read_paragraphs(text, start) for block in _join_lines(text, lines)]


def is_quotation(text: str, start: int, end: int, brackets: Brackets) -> bool:
    """Tell whether text[start:end] is nothing but quotations, 「…」「…」, with the marks behind them."""
    tail = load_cues().patterns["ends.tail"]
    at = start
    while at < end and text[at] in QUOTES and at in brackets.closes:
        at = brackets.closes[at]
        while (found := tail.match(text, at, end)) is not None:
            at = found.end()
    return start < at == end


def ends_closed(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] ends with a full stop, an ellipsis, a picture or the like."""
    cues = load_cues().patterns
    at = max(start, end - WINDOW)
    bare = end
    while bare > at and text[bare - 1] in CLOSERS:
        bare -= 1
    marks = ("ends.mark", "ends.line", "ends.weak")
    return any(found.end() in (bare, end) for mark in marks for found in cues[mark].finditer(text, at, end))


@dataclass(frozen=True)
class _Paragraph:
    text: str
    brackets: Brackets
    wrapped: bool
    quotations: frozenset[int]


def _join_lines(text: str, lines: Sequence[Line]) -> Iterator[Block]:
    brackets = pair_brackets(text, lines[0].start, lines[-1].end)
    paragraph = _Paragraph(text, brackets, _is_wrapped(lines), _find_quotations(text, lines, brackets))
    first = lines[0]
    for line, follower in zip(lines, [*lines[1:], None], strict=True):
        if follower is None or not _goes_on(paragraph, first, line, follower):
            yield Block(first.start, line.end, first.shape, first.gap, brackets)
            first = follower or first


def _goes_on(paragraph: _Paragraph, first: Line, line: Line, follower: Line) -> bool:
    if paragraph.brackets.around(line.end) is not None:
        return True
    if first.start in paragraph.quotations or follower.start in paragraph.quotations:
        return False
    text, cues = paragraph.text, load_cues().patterns
    closed = ends_closed(text, line.start, line.end)
    if first.shape != "plain":
        deeper = len(follower.indent) > len(first.indent)
        return not closed and (deeper or _ends_with("joins.comma", text, line))
    if cues["joins.takes_up"].match(text, follower.start) and text[line.end - 1] not in "。｡":
        return True
    if closed or IDEOGRAPHIC_SPACE in follower.indent:
        return False
    if not paragraph.wrapped and cues["joins.answers"].match(text, follower.start):
        return False
    taken = text[line.end - 1] in "」』”" and cues["joins.continues"].match(text, follower.start)
    open_end = _ends_with("joins.comma", text, line) or _ends_with("joins.open_end", text, line)
    return bool(taken) or open_end or paragraph.wrapped


def _ends_with(cue: str, text: str, line: Line) -> bool:
    at = max(line.start, line.end - WINDOW)
    pattern = load_cues().patterns[cue]
    return any(found.end() == line.end for found in pattern.finditer(text, at, line.end))


def _find_quotations(text: str, lines: Sequence[Line], brackets: Brackets) -> frozenset[int]:
    # The starts of lines that quotations fill, up to the end of the line where the first one closes.
    found = set()
    ends = [line.end for line in lines]
    for line in lines:
        closed = brackets.closes.get(line.start, line.start)
        end = ends[min(bisect_left(ends, closed), len(ends) - 1)]
        if is_quotation(text, line.start, end, brackets):
            found.add(line.start)
    return frozenset(found)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    # Mail and plain-text editors break lines at a fixed width, in the middle of words.
    limits = load_cues().limits
    if len(lines) < limits["wrapped_lines"]:
        return False
    widths = [line.end - line.start for line in lines]
    slack = max(widths) - min(widths[:-1])
    return slack <= limits["wrapped_slack"] and min(widths[:-1]) >= limits["wrapped_width"]
