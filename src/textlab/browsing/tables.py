"""Check the tables that are shown, and read their columns."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from textlab.data import load_data
from textlab.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

# What a table of findings must have to be shown.
FOUND = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]


def check(name: str, table: "pd.DataFrame", columns: Sequence[str]) -> None:
    """Raise a TableError that names a column the table lacks."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise TableError(f"{name}: no column {missing[0]!r}; there are: {', '.join(map(str, table))}")


def know(name: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise a TableError that names what is not known."""
    strange = sorted(set(given) - set(known))
    if strange:
        raise TableError(f"unknown {name} {strange[0]!r}; known: {', '.join(list(known)[:20])}")


def column(articles: "pd.DataFrame", column: str) -> dict[str, str]:
    """Return a column by article; an article without a title is called by its name."""
    check("articles", articles, ["article", "text"])
    names = articles["article"].astype(str).tolist()
    values = articles[column].astype(str) if column in articles else names
    return {name: value or name for name, value in zip(names, values, strict=True)}


def cells(table: "pd.DataFrame") -> list[tuple[str, str]]:
    """Return article and code of every row."""
    return list(zip(table["article"].astype(str), table["code"].astype(str), strict=True))


def labels(column: str) -> dict[str, str]:
    """Return what the report calls a column's values."""
    return dict(load_data("report/labels.toml")[column])


@cache
def load_style() -> Markup:
    """Return the style of articles and panels as an element."""
    style = files("textlab.browsing").joinpath("style.css").read_text(encoding="utf-8")
    return Markup("<style>\n{}</style>").format(Markup(style))
