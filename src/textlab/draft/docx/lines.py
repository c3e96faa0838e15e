"""Write a Word file's pieces as lines: a paragraph a line, headings and lists marked, tables a cell a line."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textlab.draft.docx.fields import drop_instructions
from textlab.draft.docx.markup import attribute, child
from textlab.draft.docx.messages import label
from textlab.draft.docx.pieces import END, PAGE_BREAK, Mark, read_pieces
from textlab.draft.docx.source import Source
from textlab.draft.docx.styles import ListPlace, read_list_place, read_outline_level

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HEADING_MARKS = 6  # Markdown knows no deeper heading.
INDENT = "  "


def write_lines(element: "Element", source: Source, *, in_note: bool = False) -> list[str]:
    """Return the lines of a body or a note.

    A paragraph is a line, or several where it breaks them; a page break is a blank line. A heading begins with `# `,
    `## ` …, an item with `・` or `1. `, two spaces deeper for every level. A cell begins a line, a row a paragraph. A
    text box and a note follow the paragraph that holds or names them.
    """
    writer = _Writer(source)
    for piece in drop_instructions(read_pieces(element, source)):
        if isinstance(piece, str):
            writer.frames[-1].text.append(piece)
        elif piece.kind == END:
            writer.close()
        elif piece.kind.endswith("Reference"):
            writer.frames[-1].lines.extend(writer.lose_note() if in_note else writer.write_note(piece))
        else:
            writer.open(piece)
    return _flush(writer.frames[0])


@dataclass
class _Frame:
    """An open paragraph, table, row, cell or text box; a paragraph's lines are those that follow it."""

    kind: str
    element: "Element | None"
    text: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    carried: "_Frame | None" = None  # a paragraph that goes on in the next one


class _Writer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.frames = [_Frame("body", None)]

    def open(self, mark: Mark) -> None:
        frame, outer = _Frame(mark.kind, mark.element), self.frames[-1]
        if mark.kind == "p" and outer.carried is not None:
            frame.text, frame.lines, outer.carried = outer.carried.text, outer.carried.lines, None
        if outer.kind != "p":
            _flush(outer)
        self.frames.append(frame)

    def close(self) -> None:
        frame = self.frames.pop()
        outer = self.frames[-1]
        if frame.kind == "p" and frame.element is not None:
            if _goes_on(frame.element):
                outer.carried = frame
            else:
                outer.lines += [*self.write_paragraph("".join(frame.text), frame.element), *frame.lines]
            return
        lines = _trim(_flush(frame))
        apart = frame.kind in ("tbl", "tr") and lines
        if apart and outer.lines and outer.lines[-1]:
            outer.lines.append("")
        outer.lines += [*lines, ""] if apart else lines

    def write_paragraph(self, text: str, element: "Element") -> list[str]:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        heading = read_outline_level(properties)
        if heading is None:
            heading = self.source.styles.heading_level(style)
        mark, level = self.count(properties, style, heading=heading > 0)
        return [_write_heading(text, heading, mark)] if heading else _write_item(text, level, mark)

    def count(self, properties: "Element | None", style: str, *, heading: bool) -> tuple[str, int]:
        nowhere = ListPlace(None, None)
        given = read_list_place(child(properties, "numPr")) or nowhere
        styled = nowhere if given.number else self.source.styles.list_place(style) or nowhere
        number = given.number or styled.number
        if number is None:
            return "", 0
        place = ListPlace(number, styled.level if given.level is None else given.level)
        level = self.source.numbering.find_level(place, style)
        return self.source.numbering.count(number, level, heading=heading), level

    def write_note(self, mark: Mark) -> list[str]:
        kind = mark.kind.removesuffix("Reference")
        place = (kind, attribute(mark.element, "id"))
        if place not in self.source.notes:
            return self.lose_note()
        note = self.source.notes[place]
        if note is None:
            return []
        self.source.notes[place] = None  # named twice, a note is still written once
        self.source.tally[kind] += 1
        number = self.source.tally[kind]
        first, *others = _trim(write_lines(note, self.source, in_note=True)) or [""]
        return [label(kind, n=number) + first.lstrip(), *(INDENT + line for line in others)]

    def lose_note(self) -> list[str]:
        self.source.tally["lost-note"] += 1
        return []


def _write_heading(text: str, level: int, mark: str) -> str:
    words = " ".join(text.split())
    return "#" * min(level, HEADING_MARKS) + " " + mark + words if words else ""


def _write_item(text: str, level: int, mark: str) -> list[str]:
    pages = [page.strip("\n") for page in text.split(PAGE_BREAK)]
    lines = "\n\n".join(page for page in pages if page).split("\n")
    if not mark or not text.strip():
        return lines
    indent = INDENT * level
    return [indent + mark + lines[0].lstrip(), *(indent + INDENT + line for line in lines[1:])]


def _goes_on(element: "Element") -> bool:
    # Its mark is deleted, or it is the large first letter of the next.
    properties = child(element, "pPr")
    if properties is None:
        return False
    removed = any(child(properties, "rPr", name) is not None for name in ("del", "moveFrom"))
    return removed or attribute(child(properties, "framePr"), "dropCap", "none") != "none"


def _flush(frame: _Frame) -> list[str]:
    """Return a frame's lines, among them text that no paragraph holds, or that no paragraph takes up."""
    loose = "".join(frame.text) + ("".join(frame.carried.text) if frame.carried else "")
    after = frame.carried.lines if frame.carried else []
    frame.lines += [*(loose.split("\n") if loose.strip() else []), *after]
    frame.text, frame.carried = [], None
    return frame.lines


def _trim(lines: list[str]) -> list[str]:
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    blank = next((at for at, line in enumerate(reversed(lines)) if line.strip()), 0)
    return lines[first : len(lines) - blank]
