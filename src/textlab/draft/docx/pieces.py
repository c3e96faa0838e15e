"""Walk a Word file's elements: text in reading order, with marks where frames, fields and notes stand.

What is no text of the writer's is left out and counted. An element that is not known is walked into.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from textlab.data import load_data
from textlab.draft.docx.markup import OFF, attribute, child, local, switch
from textlab.draft.docx.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PAGE_BREAK = "\f"
END = "end"
_PRESERVE = "preserve"
_XML_SPACE = " \t\r\n"
_LINE_ENDS = re.compile(r"[\r\n]+")
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the characters of fonts of pictures
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,4}")
_UNKNOWN = "\ufffd"


class Mark(NamedTuple):
    """A mark between texts: the element's name, or `end` where a frame ends."""

    kind: str
    element: "Element"


Piece: TypeAlias = str | Mark


def read_pieces(element: "Element", source: Source) -> list[Piece]:
    """Return the texts and marks of an element in reading order.

    A frame (`p`, `tbl`, `tr`, `tc`, `txbxContent`, `txBody`) begins with a mark of its name and closes with `end`.
    The other marks are `fldChar` and `instrText` of fields, `footnoteReference` and `endnoteReference`.
    """
    walk = _Walk(source)
    walk.visit(element)
    return walk.pieces


class _Walk:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.pieces: list[Piece] = []
        self.preserved = attribute(source.root, "space") == _PRESERVE
        self.hidden_style = False
        self.note_mark = False
        self.texts = 0
        self.left_out: dict[str, int] = {}

    def visit(self, element: "Element") -> None:
        for inner in element:
            name = local(inner)
            handler = _HANDLERS.get(name)
            if handler is not None:
                handler(self, inner)
            elif not name.endswith("Pr"):  # properties hold no text
                self.visit(inner)

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.texts += 1

    def leave_out(self, element: "Element", kind: str) -> None:
        # Word cuts one deletion into many elements: with no text kept between them, they are one place.
        if any(local(inner) in ("t", "delText") and inner.text for inner in element.iter()):
            self.source.tally[kind] += self.left_out.get(kind) != self.texts
            self.left_out[kind] = self.texts


def _frame(walk: _Walk, element: "Element") -> None:
    walk.pieces.append(Mark(local(element), element))
    walk.visit(element)
    walk.pieces.append(Mark(END, element))


def _paragraph(walk: _Walk, element: "Element") -> None:
    outer = walk.hidden_style
    style = attribute(child(element, "pPr", "pStyle"), "val")
    walk.hidden_style = walk.source.styles.hides(style) if style else False
    _frame(walk, element)
    walk.hidden_style = outer


def _row(walk: _Walk, element: "Element") -> None:
    if child(element, "trPr", "del") is not None:
        walk.leave_out(element, "deleted")
    else:
        _frame(walk, element)


def _cell(walk: _Walk, element: "Element") -> None:
    properties = child(element, "tcPr")
    merges = [child(properties, name) for name in ("vMerge", "hMerge")]
    if child(properties, "cellDel") is not None:
        walk.leave_out(element, "deleted")
    elif not any(one is not None and attribute(one, "val", "continue") == "continue" for one in merges):
        _frame(walk, element)


def _run(walk: _Walk, element: "Element") -> None:
    properties = child(element, "rPr")
    hidden = switch(child(properties, "vanish"))
    if hidden is None:
        style = attribute(child(properties, "rStyle"), "val")
        # Two styles that both hide a text show it: Word's properties toggle.
        hidden = walk.hidden_style != (bool(style) and walk.source.styles.hides(style))
    if hidden:
        walk.leave_out(element, "hidden")
    else:
        walk.visit(element)
    walk.note_mark = False


def _text(walk: _Walk, element: "Element") -> None:
    text = "".join(element.itertext()) if len(element) else element.text or ""
    if not walk.preserved and attribute(element, "space") != _PRESERVE:
        text = text.strip(_XML_SPACE)
    if text and not walk.note_mark:
        walk.write(_LINE_ENDS.sub(" ", text))


def _break(walk: _Walk, element: "Element") -> None:
    walk.write(PAGE_BREAK if attribute(element, "type") in ("page", "column") else "\n")


def _symbol(walk: _Walk, element: "Element") -> None:
    font = _symbols().get(attribute(element, "font").lower())
    digits = attribute(element, "char")
    code = int(digits, 16) if _HEXADECIMAL.fullmatch(digits) else 0
    if font is not None or code in _PRIVATE:
        char = (font or {}).get(code & 0xFF)
    else:
        char = chr(code) if chr(code).isprintable() else None
    walk.source.tally["symbol"] += char is None
    walk.write(char or _UNKNOWN)


@cache
def _symbols() -> dict[str, dict[int, str]]:
    fonts = load_data("draft/docx/word.toml")["symbols"]
    return {
        font: {int(first, 16) + at: char for first, chars in runs.items() for at, char in enumerate(chars)}
        for font, runs in fonts.items()
    }


def _either(walk: _Walk, element: "Element") -> None:
    # The same content twice, for new and old versions of Word.
    branch = child(element, "Choice")
    branch = child(element, "Fallback") if branch is None else branch
    if branch is not None:
        walk.visit(branch)


def _control(walk: _Walk, element: "Element") -> None:
    if switch(child(element, "sdtPr", "showingPlcHdr")):
        walk.leave_out(element, "placeholder")
    else:
        walk.visit(element)


def _word_art(walk: _Walk, element: "Element") -> None:
    walk.write(attribute(element, "string"))


def _denominator(walk: _Walk, element: "Element") -> None:
    walk.write("/")
    walk.visit(element)


def _embedded(walk: _Walk, element: "Element") -> None:
    walk.source.tally["embedded"] += 1


def _mark(walk: _Walk, element: "Element") -> None:
    walk.pieces.append(Mark(local(element), element))


def _note(walk: _Walk, element: "Element") -> None:
    # The note's own mark, * or 1, may follow in the same run: no word of the sentence.
    walk.note_mark = attribute(element, "customMarkFollows", "0") not in OFF
    _mark(walk, element)


def _deleted(walk: _Walk, element: "Element") -> None:
    walk.leave_out(element, "deleted")


def _write(text: str) -> Callable[[_Walk, "Element"], None]:
    return lambda walk, element: walk.write(text)


def _skip(walk: _Walk, element: "Element") -> None:
    pass


_HANDLERS: dict[str, Callable[[_Walk, "Element"], None]] = {
    "p": _paragraph,
    "tbl": _frame,
    "tr": _row,
    "tc": _cell,
    "txbxContent": _frame,
    "txBody": _frame,
    "r": _run,
    "t": _text,
    "tab": _write("\t"),
    "ptab": _write("\t"),
    "br": _break,
    "cr": _write("\n"),
    "noBreakHyphen": _write("-"),
    "softHyphen": _skip,  # seen only where a line happens to break
    "sym": _symbol,
    "rt": _skip,  # the reading above the word
    "del": _deleted,
    "moveFrom": _skip,  # it stands where it was moved to
    "AlternateContent": _either,
    "sdt": _control,
    "textpath": _word_art,
    "den": _denominator,
    "fldChar": _mark,
    "instrText": _mark,
    "footnoteReference": _note,
    "endnoteReference": _note,
    **dict.fromkeys(("chart", "relIds", "OLEObject", "altChunk", "subDoc"), _embedded),
}
