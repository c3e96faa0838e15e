"""Show a report to its writer in the terminal: findings and remarks with their places, then the balance of the whole.

Every place is written path:line:column, which terminals and editors open on a click; both count from 1, columns in
characters.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from textlab.data import load_data
from textlab.draft.checks import list_checks
from textlab.draft.report import Course, DraftReport, Finding, Place, Standing
from textlab.draft.views.cells import cells, cut_around, pad, wrap
from textlab.draft.views.naming import name_finding
from textlab.output import clean

# Where a line still holds thirty full-width characters beside what was found, the sentence goes there.
_BESIDE = 60
_INDENT = "    "
_STEPS = "▁▂▃▄▅▆▇█"
# A cell for a tenth of the articles; the heavy ones hold the middle half.
_BAR = "───━━━━───"
_HERE = "●"
# What these become where a console cannot write them.
_PLAIN = str.maketrans("▁▂▃▄▅▆▇█▌─━●…", "_.,-:=+#|-=o~")
# The balance's columns of numbers, and those that a narrow terminal does without, the first first.
_RIGHT = (1, 4)
_SPARED = (3, 5, 2)
_BOLD, _QUIET, _FOUND, _THEME = "1", "2", "1;4", "4"


class _Sheet(NamedTuple):
    """A report and how it is shown: how many cells wide, if cut at all, and whether in colour."""

    report: DraftReport
    width: int | None
    colour: bool

    def style(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style else text

    def head(self, text: str) -> str:
        return self.style(text, _BOLD) if self.colour else f"■ {text}"

    def place(self, place: Place) -> str:
        return f"{clean(self.report.name)}:{place.line}:{place.column}:"

    def lines(self, text: str, *, indent: str = _INDENT) -> list[str]:
        """Wrap a text to the sheet's width."""
        room = None if self.width is None else max(self.width - cells(indent) - 2, 20)
        return [indent + line for line in ([text] if room is None else wrap(text, room=room))]


def show_draft(
    report: DraftReport, *, notes: Sequence[str] = (), width: int | None = None, colour: bool = False
) -> str:
    """Return a report as text: findings, remarks, balance, courses, and the sentences that carry most.

    ``width`` is the terminal's, in cells, of which full-width characters take two; None cuts nothing and keeps a
    finding to a line. In ``colour``, ANSI codes mark the words found, brackets 【】 otherwise. Nothing of the draft
    reaches the terminal as a control character.
    """
    sheet = _Sheet(report, width, colour)
    parts = [_findings(sheet), _remarks(sheet), _balance(sheet), _courses(sheet), _carriers(sheet)]
    blocks = [list(_head(sheet, notes)), *map(list, parts)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def make_plain(text: str) -> str:
    """Replace what draws bars and courses by ASCII, for consoles that cannot write it."""
    return text.translate(_PLAIN)


def _words(name: str, **values: Any) -> str:
    return str(load_data("draft/views/terminal.toml")[name]).format(**values)


def _head(sheet: _Sheet, notes: Sequence[str]) -> Iterator[str]:
    report = sheet.report
    counted = sum(sentence.kind != "boilerplate" for sentence in report.sentences)
    counts = _words("summary", sentences=counted, findings=len(report.findings), messages=len(report.messages))
    yield f"{sheet.style(clean(report.name), _BOLD)}  {counts}"
    for note in notes:
        yield from sheet.lines(clean(note), indent="")


def _findings(sheet: _Sheet) -> Iterator[str]:
    """Return a line for every finding, or two where the sentence has no room beside its head."""
    found = sheet.report.findings
    yield sheet.head(_words("findings")) if found else _words("none")
    places, names = [sheet.place(one.place) for one in found], [clean(name_finding(one)) for one in found]
    aligned = [max(map(cells, column), default=0) for column in (places, names)]
    room = None if sheet.width is None else sheet.width - sum(aligned) - len(_INDENT)
    for one, place, name in zip(found, places, names, strict=True):
        shown, label = sheet.style(place, _QUIET), _label(sheet, one, name)
        if room is None:
            yield f"{shown} {label} {_excerpt(sheet, one, None)}"
        elif room >= _BESIDE:
            space = (" " * (width - cells(part)) for width, part in zip(aligned, (place, name), strict=True))
            yield f"{shown}{next(space)} {label}{next(space)}  {_excerpt(sheet, one, room)}"
        else:
            yield from (f"{shown} {label}", _INDENT + _excerpt(sheet, one, room + sum(aligned)))


def _label(sheet: _Sheet, found: Finding, name: str) -> str:
    """Return the name of a finding; a feeling's stands out, behind a bar in the codebook's colour."""
    if not sheet.colour:
        return name
    if found.kind == "theme":
        return f" {name}"
    colour = sheet.report.codebook.code(found.code).colour
    red, green, blue = (round(int(colour[at : at + 2], 16) / 51) for at in (1, 3, 5))  # To six steps each.
    return sheet.style("▌", f"38;5;{16 + 36 * red + 6 * green + blue}") + sheet.style(name, _BOLD)


def _excerpt(sheet: _Sheet, found: Finding, room: int | None) -> str:
    """Return the sentence around what was found, the words marked, cut to a number of cells."""
    sentence = sheet.report.sentences[found.sentence]
    first, last = found.place.start - sentence.place.start, found.place.end - sentence.place.start
    parts = clean(sentence.text[:first]), clean(sentence.text[first:last]), clean(sentence.text[last:])
    if room is not None:
        parts = cut_around(*parts, room=room if sheet.colour else room - cells("【】"))
    left, words, right = parts
    if not sheet.colour:
        return f"{left}【{words}】{right}"
    return left + sheet.style(words, _THEME if found.kind == "theme" else _FOUND) + right


def _remarks(sheet: _Sheet) -> Iterator[str]:
    """Return the remarks under the labels of their checks."""
    labels = list_checks()
    for number, (check, messages) in enumerate(groupby(sheet.report.messages, key=lambda message: message.check)):
        yield from ("",) if number else ()
        yield sheet.head(labels[check])
        for message in messages:
            place, text = sheet.place(message.place), clean(message.text)
            if sheet.width is None or cells(place) + cells(text) < sheet.width:
                yield f"{sheet.style(place, _QUIET)} {text}"
            else:
                yield from (sheet.style(place, _QUIET), *sheet.lines(text))


def _balance(sheet: _Sheet) -> Iterator[str]:
    """Return a row for every code found: how many sentences carry it, and where that stands among the articles."""
    report = sheet.report
    told = [standing for standing in report.standings if standing.found]
    beside = bool(report.articles) and not report.short
    if told:
        yield sheet.head(_words("balance"))
        yield from sheet.lines(_words("balance_beside", articles=report.articles), indent="") if beside else ()
    for standing, row in zip(told, _table(sheet, [_row(standing, beside=beside) for standing in told]), strict=True):
        yield sheet.style(row, _BOLD if standing.verdict in ("frequent", "rare") else "")
    absent = [clean(standing.label) for standing in report.standings if not standing.found]
    if absent and beside:
        yield from sheet.lines(_words("absent", labels="、".join(absent)), indent="")


def _row(standing: Standing, *, beside: bool) -> list[str]:
    """Return a code's label, count, rate and interval, and then its place among the articles, drawn and in words."""
    n, rate = _words("sentences", n=standing.n), f"{standing.rate:.1f} ({standing.low:.1f}-{standing.high:.1f})"
    if not beside:
        return [clean(standing.label), n, rate]
    cell = min(int(standing.percentile / 100 * len(_BAR)), len(_BAR) - 1)
    drawn = _BAR[:cell] + _HERE + _BAR[cell + 1 :]
    verdict = load_data("draft/views/terminal.toml")["verdicts"].get(standing.verdict, "")
    return [clean(standing.label), n, rate, drawn, _words("above", n=standing.rarer), verdict]


def _table(sheet: _Sheet, rows: list[list[str]]) -> list[str]:
    """Align rows; where the terminal is too narrow, they do without the drawing, the verdict, the interval."""
    columns = [_align(column, right=number in _RIGHT) for number, column in enumerate(zip(*rows, strict=True))]
    for number in _SPARED:
        wide = sum(cells(column[0], wide="WF") + 2 for column in columns) - 2
        if sheet.width is not None and wide > sheet.width and number < len(columns):
            columns[number] = [""] * len(rows)
    return ["  ".join(filter(None, row)).rstrip() for row in zip(*columns, strict=True)]


def _align(column: Sequence[str], *, right: bool) -> list[str]:
    width = max(cells(cell, wide="WF") for cell in column)
    return [pad(cell, width, right=right) for cell in column]


def _courses(sheet: _Sheet) -> Iterator[str]:
    """Return the courses of the feelings held, all to one scale, each beside its words."""
    held = {standing.code for standing in sheet.report.standings if standing.n}
    courses = [course for course in sheet.report.courses if course.code in held and course.draft]
    if courses:
        yield from (sheet.head(_words("courses")), _words("courses_beside"))
    width = max((cells(clean(course.label), wide="WF") for course in courses), default=0)
    top = max((max(course.draft) for course in courses), default=0) or 1
    for course in courses:
        drawn = f"{pad(clean(course.label), width)}  {_line(course, top)}"
        message = clean(course.message)
        if sheet.width is None or cells(drawn) + cells(message) + 2 <= sheet.width:
            yield f"{drawn}  {message}"
        else:
            yield from (drawn, *sheet.lines(message))


def _line(course: Course, top: float) -> str:
    """Return every second point of a course, as high as it stands below the highest of all courses."""
    return "".join(_STEPS[min(int(value / top * len(_STEPS)), len(_STEPS) - 1)] for value in course.draft[::2])


def _carriers(sheet: _Sheet) -> Iterator[str]:
    """Return the sentences that carry most, whole, with what they carry."""
    if sheet.report.carriers:
        yield sheet.head(_words("carriers"))
    for carrier in sheet.report.carriers:
        sentence = sheet.report.sentences[carrier.sentence]
        yield f"{sheet.style(sheet.place(sentence.place), _QUIET)} {clean('、'.join(carrier.labels))}"
        yield from sheet.lines(clean(sentence.text))
