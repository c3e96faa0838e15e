"""Compare articles by every field of their front matter that puts them into a few groups."""

from typing import TYPE_CHECKING, NamedTuple

from textlab.measures import compare, rate_groups
from textlab.report.findings import make_plain

if TYPE_CHECKING:
    import pandas as pd

# More groups than this are no groups: the field tells articles apart, as a name or a date does.
_MOST_GROUPS = 8
_NO_FIELDS = ("article", "title", "text")


class Cell(NamedTuple):
    """A group's rate of a code, and where it lies on its row's scale in percent; sure without an interval is False."""

    n: int
    rate: float
    low: float
    high: float
    sure: bool
    places: tuple[float, float, float]


class Field(NamedTuple):
    """A field: its groups with their sizes, a row of cells for every code, verdicts and how often each."""

    name: str
    groups: list[tuple[str, int]]
    rows: list[tuple[str, list[Cell]]]
    missing: int
    verdicts: list[tuple[str, int]]


def compare_fields(rates: "pd.DataFrame", *, articles: "pd.DataFrame") -> list[Field]:
    """Return the fields that put the articles into two groups or a few more, at least one of two articles."""
    names = [str(name) for name in articles if _groups(articles[name], str(name))]
    return [compare_field(rates, articles=articles, by=name) for name in names]


def compare_field(rates: "pd.DataFrame", *, articles: "pd.DataFrame", by: str) -> Field:
    """Return one field's groups and their rates."""
    table = rate_groups(rates, articles=articles, by=by)
    sizes = table.drop_duplicates("group").set_index("group")["articles"]
    groups = [(make_plain(str(name)), int(size)) for name, size in sizes.items()]
    parts = table.groupby("code", observed=True, sort=False)
    rows = [(str(code), _cells(part)) for code, part in parts]
    verdicts = compare(rates, articles=articles, by=by, against="rest")["verdict"].value_counts()
    missing = int((_values(articles[by]) == "").sum())
    return Field(by, groups, rows, missing, [(str(name), int(n)) for name, n in verdicts.items()])


def other_fields(articles: "pd.DataFrame") -> list[tuple[str, int]]:
    """Return the fields that make no groups, with how many different values they have."""
    names = [str(name) for name in articles if name not in _NO_FIELDS and not _groups(articles[name], str(name))]
    return [(name, _values(articles[name]).loc[lambda own: own != ""].nunique()) for name in names]


def _groups(column: "pd.Series[str]", name: str) -> bool:
    if name in _NO_FIELDS:
        return False
    sizes = _values(column).loc[lambda own: own != ""].value_counts()
    return 2 <= len(sizes) <= _MOST_GROUPS and int(sizes.max()) > 1


def _values(column: "pd.Series[str]") -> "pd.Series[str]":
    return column.astype(object).where(column.notna(), "").astype(str)


def _cells(part: "pd.DataFrame") -> list[Cell]:
    """Return a row's cells; the row has a scale of its own, up to the highest number in it."""
    part = part.assign(sure=part["low"].notna()).fillna({"low": 0.0, "high": 0.0})
    top = max(float(part[["rate", "high"]].max().max()), 0.1)
    rows = part[["n", "rate", "low", "high", "sure"]].itertuples(index=False)
    return [
        Cell(int(n), rate, low, high, bool(sure), (100 * low / top, 100 * rate / top, 100 * high / top))
        for n, rate, low, high, sure in rows
    ]
