"""Show a report to its writer in the terminal: findings and remarks with their places, then the balance of the whole.

Every place is written path:line:column, which terminals and editors open on a click; both count from 1, columns in
characters.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from textlab.draft.checks import list_checks
from textlab.draft.report import Course, DraftReport, Finding, Message
from textlab.draft.views.balance import show_balance
from textlab.draft.views.cells import around, cells, cut, cut_around, pad
from textlab.draft.views.naming import name_finding
from textlab.draft.views.sheet import BOLD, INDENT, QUIET, Sheet, words
from textlab.output import clean

# Where a line still holds thirty full-width characters beside what was found, the sentence goes there.
_BESIDE = 60
# Characters on either side of words that are shown, and of sentences shown whole: text without full stops is one.
_AROUND = 60
_LONGEST = 240
_STEPS = "▁▂▃▄▅▆▇█"
# What these become where a console cannot write them.
_PLAIN = str.maketrans("▁▂▃▄▅▆▇█▌─━●…", "_.,-:=+#|-=o~")
_FOUND, _THEME = "1;4", "4"


def show_draft(
    report: DraftReport, *, notes: Sequence[str] = (), width: int | None = None, colour: bool = False
) -> str:
    """Return a report as text: findings, remarks, balance, courses, and the sentences that carry most.

    ``width`` is the terminal's, in cells, of which full-width characters take two; None cuts nothing and keeps a
    finding to a line. In ``colour``, ANSI codes mark the words found, brackets 【】 otherwise. Nothing of the draft
    reaches the terminal as a control character.
    """
    sheet = Sheet(report, width, colour)
    parts = [_findings(sheet), _remarks(sheet), show_balance(sheet), _courses(sheet), _carriers(sheet)]
    blocks = [list(_head(sheet, notes)), *map(list, parts)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def make_plain(text: str) -> str:
    """Replace what draws bars and courses by ASCII, for consoles that cannot write it."""
    return text.translate(_PLAIN)


def _head(sheet: Sheet, notes: Sequence[str]) -> Iterator[str]:
    report = sheet.report
    counted = sum(sentence.kind != "boilerplate" for sentence in report.sentences)
    counts = words("summary", sentences=counted, findings=len(report.findings), messages=len(report.messages))
    name = clean(report.name)
    if sheet.fits(name, counts):
        yield f"{sheet.style(name, BOLD)}  {counts}"
    else:
        yield from (sheet.style(name, BOLD), *sheet.lines(counts, indent=""))
    for note in notes:
        yield from sheet.lines(clean(note), indent="")


def _findings(sheet: Sheet) -> Iterator[str]:
    """Return a line for every finding, or more where the sentence has no room beside its head."""
    found = sheet.report.findings
    yield sheet.head(words("findings")) if found else words("none")
    places, names = [sheet.place(one.place) for one in found], [clean(name_finding(one)) for one in found]
    aligned = [max(map(cells, column), default=0) for column in (places, names)]
    room = None if sheet.width is None else sheet.width - sum(aligned) - len(INDENT)
    for one, place, name in zip(found, places, names, strict=True):
        if room is None:
            yield f"{sheet.style(place, QUIET)} {_label(sheet, one, name)} {_excerpt(sheet, one, None)}"
        elif room >= _BESIDE:
            space = (" " * (width - cells(part)) for width, part in zip(aligned, (place, name), strict=True))
            shown = f"{sheet.style(place, QUIET)}{next(space)} {_label(sheet, one, name)}{next(space)}"
            yield f"{shown}  {_excerpt(sheet, one, room)}"
        else:
            yield from _narrow(sheet, one, place, name)


def _narrow(sheet: Sheet, found: Finding, place: str, name: str) -> Iterator[str]:
    """Return a finding below its place, its name beside that only if it has room; a place is never cut."""
    room, shown = (sheet.width or 0) - len(INDENT), sheet.style(place, QUIET)
    if sheet.fits(place, name, "_"):
        yield f"{shown} {_label(sheet, found, name)}"
    else:
        yield from (shown, f"  {_label(sheet, found, cut(name, room))}")
    yield INDENT + _excerpt(sheet, found, room)


def _label(sheet: Sheet, found: Finding, name: str) -> str:
    """Return the name of a finding; a feeling's stands out, behind a bar in the codebook's colour."""
    if not sheet.colour:
        return name
    if found.kind == "theme":
        return f" {name}"
    colour = sheet.report.codebook.code(found.code).colour
    red, green, blue = (round(int(colour[at : at + 2], 16) / 51) for at in (1, 3, 5))  # To six steps each.
    return sheet.style("▌", f"38;5;{16 + 36 * red + 6 * green + blue}") + sheet.style(name, BOLD)


def _excerpt(sheet: Sheet, found: Finding, room: int | None) -> str:
    """Return the sentence around what was found, the words marked, cut to a number of cells."""
    sentence = sheet.report.sentences[found.sentence]
    first, last = found.place.start - sentence.place.start, found.place.end - sentence.place.start
    left, found_words, right = map(clean, around(sentence.text, first, last, most=max(_AROUND, room or 0)))
    if room is not None:
        spare = room if sheet.colour else room - cells("【】")
        left, found_words, right = cut_around(left, found_words, right, room=spare)
    if not sheet.colour:
        return f"{left}【{found_words}】{right}"
    return left + sheet.style(found_words, _THEME if found.kind == "theme" else _FOUND) + right


def _remarks(sheet: Sheet) -> Iterator[str]:
    """Return the remarks under the labels of their checks."""
    labels = list_checks()
    for number, (check, messages) in enumerate(groupby(sheet.report.messages, key=lambda message: message.check)):
        yield from ("",) if number else ()
        yield sheet.head(labels[check])
        for message in messages:
            yield from sheet.beside(message.place, clean(_say(message, sheet.report)))


def _say(message: Message, report: DraftReport) -> str:
    """Return what a remark says; of a theme that is missing, with an example in which the telling words are marked."""
    example = next((one.example for one in report.missing if one.code == message.subject), None)
    if example is None or message.check != "missing-theme":
        return message.text
    left, telling, right = around(example.text, example.first, example.last, most=_LONGEST)
    whole, marked = (" ".join(text.split()) for text in (example.text, f"{left}【{telling}】{right}"))
    if whole in message.text:
        return message.text.replace(whole, marked)
    return message.text + words("example", example=marked, title=example.title)


def _courses(sheet: Sheet) -> Iterator[str]:
    """Return the courses of the feelings held, all to one scale, each above the articles' band and beside its words."""
    held = {standing.code for standing in sheet.report.standings if standing.n}
    courses = [course for course in sheet.report.courses if course.code in held and course.draft]
    if not courses:
        return
    yield from (sheet.head(words("courses")), *sheet.lines(words("courses_beside"), indent=""))
    if any(course.high for course in courses):
        yield from sheet.lines(words("courses_band"), indent="")
    width = max(cells(label, wide="WF") for label in (words("band"), *(clean(course.label) for course in courses)))
    width = width if sheet.width is None else min(width, max(sheet.width - 2 - len(courses[0].draft[::2]), 4))
    top = max(rate for course in courses for rate in (*course.draft, *course.high)) or 1
    for course in courses:
        yield from _course(sheet, course, width, top)


def _course(sheet: Sheet, course: Course, width: int, top: float) -> Iterator[str]:
    """Return a course beside what is said of it, and below it, quiet, the upper edge of the articles' band."""
    label, band = (pad(cut(text, width, wide="WF"), width) for text in (clean(course.label), words("band")))
    drawn, message = f"{label}  {_draw(course.draft, top)}", clean(course.message)
    beside = sheet.fits(drawn, message, "")
    yield f"{drawn}  {message}" if beside else drawn
    if course.high:
        yield sheet.style(f"{band}  {_draw(course.high, top)}", QUIET)
    yield from () if beside else sheet.lines(message)


def _draw(rates: Sequence[float], top: float) -> str:
    """Return every second point of a course, as high as it stands below the highest of all courses."""
    return "".join(_STEPS[min(int(value / top * len(_STEPS)), len(_STEPS) - 1)] for value in rates[::2])


def _carriers(sheet: Sheet) -> Iterator[str]:
    """Return the sentences that carry most, with what they carry."""
    if sheet.report.carriers:
        yield sheet.head(words("carriers"))
    for carrier in sheet.report.carriers:
        sentence = sheet.report.sentences[carrier.sentence]
        yield from sheet.beside(sentence.place, clean("、".join(carrier.labels)))
        yield from sheet.lines(clean("".join(around(sentence.text, 0, 0, most=_LONGEST))))
