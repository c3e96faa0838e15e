"""Tell what checks found: in a file, or on the standard output as it can show it."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from textlab.draft import DraftReport
    from textlab.draft.views.exchange import Checked


def tell(checked: "list[Checked]", *, form: str, output: Path | None) -> None:
    """Write reports to the file named, or show them: as text fitted to the terminal, else as UTF-8."""
    from textlab.output import check_open, clean, write_text

    if output:
        write_text(_encode(_render(checked, form)).decode(), output)
        click.echo(f"{len(checked)} checked: {clean(str(output))}", err=True)
        return
    check_open()
    if form == "text":
        _show(checked)
    else:
        click.echo(_encode(_render(checked, form)), nl=False)


def _render(checked: "list[Checked]", form: str) -> str:
    if form == "json":
        from textlab.draft.views.exchange import format_json

        return format_json(checked)
    if form == "sarif":
        from textlab.draft.views.sarif import format_sarif

        return format_sarif(checked, root=Path.cwd())
    if form == "text":
        from textlab.draft.views.terminal import show_draft

        return "\n".join(show_draft(report, notes=notes) for report, notes in checked)
    return _render_page(*checked[0])


def _render_page(report: "DraftReport", notes: Sequence[str]) -> str:
    """Return the page; the notes of the reading are for the writer alone, and are said beside it."""
    from textlab.draft.views.page import render_draft
    from textlab.output import clean

    for note in notes:
        click.echo(clean(note), err=True)
    return render_draft(report)


def _encode(text: str) -> bytes:
    # A file's name may hold bytes that are no UTF-8.
    return text.encode("utf-8", "replace")


def _show(checked: "list[Checked]") -> None:
    """Show reports on the standard output, in its width and colours if it is a terminal."""
    from textlab.draft.views.terminal import make_plain, show_draft

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    colour = _wants_colour()
    text = "\n".join(show_draft(report, notes=notes, width=width, colour=colour) for report, notes in checked)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # A console in cp932 lacks characters that drafts hold.
    click.echo(text if _can_draw() else make_plain(text), nl=False, color=colour)


def _wants_colour() -> bool:
    """Tell whether to colour: see no-color.org and force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    return forced or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _can_draw() -> bool:
    try:
        "▁█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
