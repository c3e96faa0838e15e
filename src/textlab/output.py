"""Write codings as JSON lines, CSV or a table in the terminal, whole or not at all."""

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# A cell that a spreadsheet would run as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
# What the terminal shows of findings, the evidence before the rule, and of comparisons, the verdict before its
# numbers; the files hold every column.
_FINDINGS = ["article", "start", "end", "code", "status", "holder", "left", "text", "right", "rule"]
_VERDICTS = ["group", "other", "code", "verdict", "group_articles", "other_articles", "group_rate", "other_rate"]
_VERDICTS += ["difference", "low", "high", "p", "holm"]
# Wider than any row: what is not shown to a person is not cut.
_UNCUT = 100_000
# What a terminal would act on instead of showing, and what hides in a line; joiners are needed within emoji.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# Where paths lead to what is open already, and nothing is to be moved.
_DEVICES = ("/dev", "/proc")


def format_jsonl(table: "pd.DataFrame") -> str:
    """Return a JSON object a line; missing values are null, Japanese stays readable."""
    rows = (dict(zip(table.columns, row, strict=True)) for row in _plain_rows(table))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def format_csv(table: "pd.DataFrame") -> str:
    """Return CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    safe = table.copy()
    for column in safe.columns:
        if not str(safe[column].dtype).startswith(("int", "float")):
            safe[column] = safe[column].astype(object).map(_escape, na_action="ignore")
    return str(safe.to_csv(index=False, lineterminator="\n"))


def write_table(table: "pd.DataFrame", *, form: str, path: Path | None) -> None:
    """Write a table as jsonl, csv or table, to a file or to the terminal; a table in a file is CSV."""
    import click

    if path is None:
        check_open()
    if form == "table" and path is None:
        print_table(table[_shown(table)])
        return
    text = format_jsonl(table) if form == "jsonl" else format_csv(table)
    if path is None:
        click.echo(text, nl=False)
        return
    # Spreadsheets take CSV for UTF-8 only with a byte order mark.
    write_text(text, path, encoding="utf-8" if form == "jsonl" else "utf-8-sig")
    click.echo(f"{len(table):,} rows: {clean(str(path))}", err=True)


def print_table(table: "pd.DataFrame") -> None:
    """Print a table in the terminal, a line a row, cut to its width; into a pipe or file it goes whole.

    Control characters in texts are shown as �.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        right = column == "left" or str(table[column].dtype).startswith(("int", "float"))
        shown.add_column(str(column), justify="right" if right else "left", no_wrap=True, overflow="ellipsis")
    for row in _plain_rows(table):
        shown.add_row(*(Text(_show(value)) for value in row))
    Console(width=None if sys.stdout.isatty() else _UNCUT).print(shown)


def clean(text: str) -> str:
    """Return a text without anything that a terminal would act on.

    >>> clean("a\\x1b[31mb\\nc")
    'a�[31mb⏎c'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "⏎").replace("\n", "⏎"))


def clean_lines(text: str) -> str:
    """Clean a text line by line; its lines stay.

    >>> clean_lines("a\\x1b[31mb\\nc")
    'a�[31mb\\nc'
    """
    return "\n".join(map(clean, text.split("\n")))


def check_open() -> None:
    """Raise an OSError if the standard output was closed before the start."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdout")


def write_text(text: str, path: Path, *, encoding: str = "utf-8") -> None:
    """Write a file whole: beside its place first, then moved there with the mode of what was there.

    A link is followed. What is no regular file (a pipe, a device) is written to, never replaced. An OSError names the
    path as it was given.
    """
    try:
        if path.exists() and (not path.is_file() or any(map(path.is_relative_to, _DEVICES))):
            with path.open("a", encoding=encoding, newline="") as file:
                file.write(text)
        else:
            _replace(Path(os.path.realpath(path)), text, encoding)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _replace(path: Path, text: str, encoding: str) -> None:
    beside = path.with_name(f".textlab-{os.getpid()}.part")
    try:
        with beside.open("w", encoding=encoding, newline="") as file:
            file.write(text)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _shown(table: "pd.DataFrame") -> list[str]:
    """Return the columns that the terminal shows."""
    known = _FINDINGS if "rule" in table or "left" in table else _VERDICTS if "verdict" in table else table.columns
    return [str(name) for name in known if name in table]


def _show(value: object) -> str:
    """Return a value as the terminal shows it: a number to three figures, a text without control characters."""
    if isinstance(value, float):
        return f"{value:.3g}"
    return "" if value is None else clean(str(value))


def _escape(value: object) -> str:
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _plain_rows(table: "pd.DataFrame") -> Iterator[list[Any]]:
    """Return the rows with plain Python values; anything missing is None."""
    columns: Iterable[list[Any]] = (
        table[column].astype(object).where(table[column].notna(), None).tolist() for column in table
    )
    yield from (list(row) for row in zip(*columns, strict=True))
