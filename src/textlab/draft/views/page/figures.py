"""Compute what the page's figures show: dots and bands on one scale, courses as lines."""

from collections.abc import Iterable, Sequence
from math import isnan
from typing import NamedTuple

from textlab.draft.report import Course, DraftReport, Standing

# Tops of scales that read well, with as many steps.
_TOPS = ((5, 5), (10, 5), (20, 4), (30, 3), (40, 4), (50, 5), (60, 3), (80, 4), (100, 5))
# Units of a course's frame, and the room for words at its left, above and below.
_WIDTH, _HEIGHT, _LEFT, _ABOVE, _BELOW = 260, 126, 24, 18, 18


class Scale(NamedTuple):
    """A scale from 0 to its top, in sentences per 100, and its ticks."""

    top: int
    ticks: tuple[float, ...]


class Row(NamedTuple):
    """A code's standing with its places on the scale in percent; no band without articles."""

    standing: Standing
    dot: float
    line: tuple[float, float]
    band: tuple[float, float, float] | None


class Rows(NamedTuple):
    """The rows, emotions first, on one scale; each tick with its place in percent."""

    ticks: tuple[tuple[float, float], ...]
    rows: tuple[Row, ...]


class Frame(NamedTuple):
    """A course as SVG points: the draft's line, the corpus's middle and band; ticks where its sentences stand."""

    course: Course
    line: str
    middle: str
    band: str
    marks: tuple[float, ...]
    peaks: tuple[float, float]


class Frames(NamedTuple):
    """The courses to draw, on one scale; each tick with its height."""

    ticks: tuple[tuple[float, float], ...]
    frames: tuple[Frame, ...]


def draw_rows(report: DraftReport) -> Rows:
    """Return every code's rate, its interval and the corpus's quartiles on one scale."""
    numbers = [n for one in report.standings for n in (one.rate, one.high, one.quartiles[2])]
    scale = _scale(numbers)
    ordered = sorted(report.standings, key=lambda one: one.kind != "emotion")
    ticks = tuple((tick, _across(tick, scale)) for tick in scale.ticks)
    return Rows(ticks, tuple(_row(one, scale) for one in ordered))


def draw_frames(report: DraftReport) -> Frames:
    """Return the courses of the emotions that the draft or the corpus tells."""
    shown = [one for one in report.courses if any(one.draft) or any(one.high)]
    scale = _scale(n for one in shown for n in (*one.draft, *one.high))
    ticks = tuple((tick, _down(tick, scale)) for tick in (0.0, scale.top / 2, float(scale.top)))
    return Frames(ticks, tuple(_frame(one, scale, report) for one in shown))


def _scale(numbers: Iterable[float]) -> Scale:
    most = max((n for n in numbers if not isnan(n)), default=0.0)
    top, steps = next((one for one in _TOPS if one[0] >= most), _TOPS[-1])
    return Scale(top, tuple(top * step / steps for step in range(steps + 1)))


def _across(number: float, scale: Scale) -> float:
    return round(1.5 + 97 * min(number, scale.top) / scale.top, 2)


def _down(number: float, scale: Scale) -> float:
    return round(_ABOVE + (_HEIGHT - _ABOVE - _BELOW) * (1 - min(max(number, 0), scale.top) / scale.top), 1)


def _row(one: Standing, scale: Scale) -> Row:
    dot, left, right = (_across(n, scale) for n in (one.rate, one.low, one.high))
    low, middle, high = (_across(n, scale) for n in one.quartiles)
    return Row(one, dot, (left, right), None if isnan(low) else (low, middle, high))


def _frame(course: Course, scale: Scale, report: DraftReport) -> Frame:
    across = [_LEFT + (_WIDTH - _LEFT - 4) * position for position in course.positions]
    low, middle, high = (_points(across, line, scale) for line in (course.low, course.middle, course.high))
    return Frame(
        course,
        " ".join(_points(across, course.draft, scale)),
        " ".join(middle),
        " ".join([*low, *reversed(high)]),
        tuple(_marks(course.code, report)),
        (max(course.draft, default=0.0), max(course.high, default=0.0)),
    )


def _points(across: Sequence[float], rates: Sequence[float], scale: Scale) -> list[str]:
    return [f"{x:.1f},{_down(rate, scale)}" for x, rate in zip(across, rates, strict=False)]


def _marks(code: str, report: DraftReport) -> Iterable[float]:
    """Return where the sentences stand that hold a feeling, among all that count."""
    counted = {n: at for at, n in enumerate(n for n, one in enumerate(report.sentences) if one.kind != "boilerplate")}
    felt = {one.sentence for one in report.findings if one.code == code and one.status == "felt"}
    for number in sorted(felt & counted.keys()):
        yield round(_LEFT + (_WIDTH - _LEFT - 4) * counted[number] / max(len(counted) - 1, 1), 1)
