"""The sheet that a report is shown on in the terminal: its width, its colours, its words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from textlab.data import load_data
from textlab.draft.report import DraftReport, Place
from textlab.draft.views.cells import cells, wrap
from textlab.output import clean

INDENT = "    "
BOLD, QUIET = "1", "2"


class Sheet(NamedTuple):
    """A report and how it is shown: how many cells wide, if cut at all, and whether in colour."""

    report: DraftReport
    width: int | None
    colour: bool

    def style(self, text: str, style: str) -> str:
        """Return a text in a style, if there are colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style else text

    def head(self, text: str) -> str:
        """Return a text as the head of a part."""
        return self.style(text, BOLD) if self.colour else f"■ {text}"

    def place(self, place: Place) -> str:
        """Return a place of the draft as terminals and editors open it."""
        return f"{clean(self.report.name)}:{place.line}:{place.column}:"

    def fits(self, *parts: str) -> bool:
        """Tell whether parts have room in one line, a space between them."""
        return self.width is None or sum(cells(part) + 1 for part in parts) <= self.width

    def lines(self, text: str, *, indent: str = INDENT) -> list[str]:
        """Wrap a text to the sheet's width."""
        room = None if self.width is None else max(self.width - cells(indent) - 2, 20)
        return [indent + line for line in ([text] if room is None else wrap(text, room=room))]

    def beside(self, place: Place, text: str) -> Iterator[str]:
        """Return a text beside its place, or below where they have no room; a place is whole, or it leads nowhere."""
        shown = self.place(place)
        if self.fits(shown, text):
            yield f"{self.style(shown, QUIET)} {text}"
        else:
            yield from (self.style(shown, QUIET), *self.lines(text))


def words(name: str, **values: Any) -> str:
    """Return what the terminal says, by its name."""
    return str(load_data("draft/views/terminal.toml")[name]).format(**values)
