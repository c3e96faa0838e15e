"""Write codings as JSON lines, CSV or a table in the terminal, whole or not at all."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# A cell that a spreadsheet would run as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
# Wider than any row: what is not shown to a person is not cut.
_UNCUT = 100_000
# What a terminal would act on instead of showing.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
        shown.add_row(*(Text("" if value is None else clean(str(value))) for value in row))
    Console(width=None if sys.stdout.isatty() else _UNCUT).print(shown)


def clean(text: str) -> str:
    """Return a text without anything that a terminal would act on.

    >>> clean("a\\x1b[31mb\\nc")
    'a�[31mb⏎c'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "⏎").replace("\n", "⏎"))


def write_text(text: str, path: Path, *, encoding: str = "utf-8") -> None:
    """Write a file whole: beside its place first, then moved there."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding=encoding, newline="") as file:
            file.write(text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _escape(value: object) -> str:
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _plain_rows(table: "pd.DataFrame") -> Iterator[list[Any]]:
    """Return the rows with plain Python values; anything missing is None."""
    columns: Iterable[list[Any]] = (
        table[column].astype(object).where(table[column].notna(), None).tolist() for column in table
    )
    yield from (list(row) for row in zip(*columns, strict=True))
