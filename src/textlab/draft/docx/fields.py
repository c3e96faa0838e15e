"""Drop the instructions of fields (`PAGEREF _Toc1`) and keep what they show."""

import re
from typing import NamedTuple

from textlab.draft.docx.markup import attribute
from textlab.draft.docx.pieces import Mark, Piece

EQUATION_LIMIT = 2_000  # code points: ruby has fifty
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_OVERSTRIKE = re.compile(r"\\o(?:\\a[lrcd])?\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\\*\s*(?:\w+|\"[^\"]*\")\s*|\\[a-z]+\s?-?\d*", re.IGNORECASE)
_IN_FIELD = ("instrText", "fldChar", "footnoteReference", "endnoteReference")


class _Field(NamedTuple):
    """Where a field begins, where its instruction ends, and where it ends itself: numbers of pieces."""

    begin: int
    separate: int
    end: int


def drop_instructions(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the fields' marks and instructions.

    A field that never ends is no field: nothing after it may be lost.
    """
    fields = _find_fields(pieces)
    if not fields:
        return [piece for piece in pieces if isinstance(piece, str) or piece.kind not in _IN_FIELD[:2]]
    steps = [0] * (len(pieces) + 1)
    bare: dict[int, int] = {}
    for field in fields:
        steps[field.begin] += 1
        steps[field.separate] -= 1
        if field.separate == field.end:
            bare[field.begin] = field.end
    return _keep(pieces, steps, bare)


def _find_fields(pieces: list[Piece]) -> list[_Field]:
    fields: list[_Field] = []
    opened: list[list[int]] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, str) or piece.kind != "fldChar":
            continue
        kind = attribute(piece.element, "fldCharType")
        if kind == "begin":
            opened.append([at])
        elif opened and kind == "separate":
            opened[-1].append(at)
        elif opened and kind == "end":
            begin, *separate = opened.pop()
            fields.append(_Field(begin, separate[0] if separate else at, at))
    return fields


def _keep(pieces: list[Piece], steps: list[int], bare: dict[int, int]) -> list[Piece]:
    kept: list[Piece] = []
    depth = 0
    for at, piece in enumerate(pieces):
        if not depth and at in bare:
            kept.append(_read_equation(pieces[at : bare[at]]))
        depth += steps[at]
        frame = isinstance(piece, Mark) and piece.kind not in _IN_FIELD
        note = isinstance(piece, Mark) and piece.kind in _IN_FIELD[2:]
        if frame or (not depth and (note or isinstance(piece, str))):
            kept.append(piece)
    return kept


def _read_equation(pieces: list[Piece]) -> str:
    r"""Return what an EQ field shows: Word writes ruby so in old documents.

    EQ \o\ad(\s\up 9(かんじ),漢字) lays the reading over the word; the last argument is the word.
    """
    marks = [piece for piece in pieces if isinstance(piece, Mark) and piece.kind == "instrText"]
    instruction = "".join(mark.element.text or "" for mark in marks)[:EQUATION_LIMIT]
    if not _EQUATION.match(instruction):
        return ""
    over = _OVERSTRIKE.search(instruction)
    words = _last_argument(over[1]) if over else _EQUATION.sub("", instruction)
    return _SWITCH.sub("", words).strip()


def _last_argument(arguments: str) -> str:
    depth, start = 0, 0
    for at, char in enumerate(arguments):
        depth += (char == "(") - (char == ")")
        if char in ",;" and depth == 0:
            start = at + 1
    return arguments[start:]
