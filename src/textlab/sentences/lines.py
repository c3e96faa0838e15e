"""Read a text's lines: where they stand, what mark they begin with, which could share a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from textlab.sentences.cues import load_cues

ALONE = frozenset({"rule", "notice", "heading", "row", "quoted"})  # shapes whose lines are never joined to others


class Line(NamedTuple):
    """A line that is not blank: half-open code-point offsets without surrounding space, and its shape."""

    start: int
    end: int
    shape: str
    indent: str
    gap: bool


def read_paragraphs(text: str, start: int) -> Iterator[list[Line]]:
    """Yield the runs of lines that could belong to one sentence.

    A run ends at a blank line and before a line that begins with a mark; a line that stands for
    itself (a rule, a heading, a table's row) is a run of its own.
    """
    run: list[Line] = []
    for line in read_lines(text, start):
        if run and (line.gap or line.shape != "plain" or run[-1].shape in ALONE):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def read_lines(text: str, start: int) -> Iterator[Line]:
    """Yield the lines that are not blank; `gap` tells that a blank line, or nothing, stands before."""
    gap, at = True, start
    for raw in text[start:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            indent = raw[: len(raw) - len(raw.lstrip())]
            begin = at + len(indent)
            yield Line(begin, begin + len(stripped), _name_shape(stripped), indent, gap)
        gap = not stripped
        at += len(raw)


def _name_shape(line: str) -> str:
    cues = load_cues()
    mark = cues.shapes.match(line)
    shape = mark.lastgroup if mark is not None else None
    if len(line) <= cues.limits["notice"] and shape in (None, "bullet", "number", "heading"):
        text = line[mark.end() :].lstrip() if mark is not None else line
        if cues.patterns["boilerplate.notice"].match(text):
            return "notice"
    return shape or "plain"
