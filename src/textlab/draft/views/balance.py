"""Show in the terminal how much of everything a draft tells, and where that stands among the articles."""

from collections.abc import Iterator, Sequence

from textlab.data import load_data
from textlab.draft.report import DraftReport, Standing
from textlab.draft.views.cells import cells, cut, pad
from textlab.draft.views.sheet import BOLD, Sheet, words
from textlab.output import clean

# A cell for a tenth of the articles; the heavy ones hold the middle half.
_BAR = "───━━━━───"
_HERE = "●"
# The columns of a row. The verdict holds the caveat, and stays in whatever room there is.
_LABEL, _COUNT, _RATE, _DRAWING, _RANK, _VERDICT = range(6)
_RIGHT = (_COUNT,)
# What a narrow terminal does without, the first first.
_SPARED = (_RANK, _DRAWING, _RATE)
# A label is cut last, and never shorter.
_LEAST_LABEL = 4


def show_balance(sheet: Sheet) -> Iterator[str]:
    """Return a row for every code found, under a caption of what the rows show; a short draft's are counts alone."""
    report = sheet.report
    told = [standing for standing in report.standings if standing.found]
    columns, rows = _table([_row(standing, report) for standing in told], sheet.width)
    if told:
        yield sheet.head(words("counts" if report.short else "balance"))
        yield from sheet.lines(caption, indent="") if (caption := _caption(columns, report)) else ()
    for standing, row in zip(told, rows, strict=True):
        yield sheet.style(row, BOLD if standing.verdict in ("frequent", "rare") else "")
    absent = [clean(standing.label) for standing in report.standings if not standing.found]
    if absent and report.articles and not report.short:
        yield from sheet.lines(words("absent", labels="、".join(absent)), indent="")


def _row(standing: Standing, report: DraftReport) -> dict[int, str]:
    """Return a code's label and count, and, where it can be told, its rate and its place among the articles."""
    row = {_LABEL: clean(standing.label), _COUNT: words("sentences", n=standing.n)}
    if report.short:
        return row
    row[_RATE] = f"{standing.rate:.1f} ({standing.low:.1f}-{standing.high:.1f})"
    if report.articles:
        cell = min(int(standing.percentile / 100 * len(_BAR)), len(_BAR) - 1)
        row[_DRAWING] = _BAR[:cell] + _HERE + _BAR[cell + 1 :]
        row[_RANK] = _rank(standing)
        row[_VERDICT] = load_data("draft/views/terminal.toml")["verdicts"].get(standing.verdict, "")
    return row


def _rank(standing: Standing) -> str:
    """Say in a few words how many articles tell less; nothing of what is not told at all."""
    less, more, of = standing.rarer, standing.commoner, standing.articles
    if not standing.n:
        return ""
    if of in (less, more):
        return words("most" if less else "least")
    return words("above", n=less) if less else words("below", n=more)


def _table(rows: Sequence[dict[int, str]], width: int | None) -> tuple[set[int], list[str]]:
    """Align rows to a width; return which columns they have kept."""
    if not rows:
        return set(), []
    wide = {column: max(cells(row[column], wide="WF") for row in rows) for column in rows[0]}
    for column in _SPARED:
        if width is not None and _sum(wide) > width:
            wide.pop(column, None)
    if width is not None and _sum(wide) > width:
        wide[_LABEL] = max(wide[_LABEL] - _sum(wide) + width, _LEAST_LABEL)
    return set(wide), [
        "  ".join(pad(cut(row[at], room, wide="WF"), room, right=at in _RIGHT) for at, room in wide.items()).rstrip()
        for row in rows
    ]


def _sum(wide: dict[int, int]) -> int:
    return sum(wide.values()) + 2 * (len(wide) - 1)


def _caption(columns: set[int], report: DraftReport) -> str:
    """Explain the columns that are shown, and no other."""
    if report.short:
        return ""
    said = [("rate", _RATE in columns), ("drawing", _DRAWING in columns)]
    said.append(("narrow", bool(report.articles) and not {_RATE, _DRAWING} & columns))
    return "".join(words(f"balance_{name}", articles=report.articles) for name, shown in said if shown)
