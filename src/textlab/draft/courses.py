"""Follow the felt emotions through a draft, beside the band of a corpus."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp

from textlab.codebook import Code
from textlab.data import load_data
from textlab.draft.coded import Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Course
from textlab.draft.standings import find_quantile

# The course is that of `arc`, point for point, in plain Python: numpy alone takes longer to load than all courses take.
_POINTS = tuple(point / 40 for point in range(41))
_WIDTH = 0.1
# A third of a draft, as readers speak of it: its beginning, its middle, its end.
_THIRDS = ("early", "middle", "late")
# More than this share of the sentences in one third: they gather there. An even spread has a third in each.
_GATHERED = 0.6
# With less than this share in a third, the spread is not even.
_SHARE = 0.2
# Fewer sentences than these have a place, and no course.
_FEW = 4


def follow(draft: Coded, *, reference: Reference) -> tuple[Course, ...]:
    """Return the course of every emotion of the reference's codebook, in its order."""
    emotions = [code for code in reference.codebook.codes if code.kind == "emotion"]
    return tuple(_course(code, draft, reference.coded) for code in emotions)


def _course(code: Code, draft: Coded, corpus: Sequence[Coded]) -> Course:
    low, middle, high = _band([_smooth(coded, code.id) for coded in corpus])
    return Course(
        code=code.id,
        label=code.label,
        positions=_POINTS,
        draft=() if draft.short else _smooth(draft, code.id),
        low=low,
        middle=middle,
        high=high,
        message=_tell(code, [draft.place_of(number) for number in draft.felt.get(code.id, ())], short=draft.short),
    )


def _band(courses: list[tuple[float, ...]]) -> tuple[tuple[float, ...], ...]:
    """Return the mean of courses between the bounds of their middle eight tenths."""
    if not courses:
        return (), (), ()
    points = [sorted(rates) for rates in zip(*courses, strict=True)]
    low, high = (tuple(find_quantile(rates, share) for rates in points) for share in (0.1, 0.9))
    return low, tuple(sum(rates) / len(rates) for rates in points), high


def _smooth(coded: Coded, code: str) -> tuple[float, ...]:
    """Return the sentences per 100 that carry a code at each point: a local linear fit with a normal kernel.

    Fan and Gijbels 1996, as in `arc`.
    """
    size = len(coded.counted)
    carrying = [coded.place_of(number) if size > 1 else 0.5 for number in coded.felt.get(code, ())]
    if not carrying:
        return (0.0,) * len(_POINTS)
    return tuple(100 * _fit(point, carrying, moments) for point, moments in zip(_POINTS, _moments(size), strict=True))


def _fit(point: float, carrying: Sequence[float], moments: tuple[float, float, float]) -> float:
    """Return the height at a point of the line through the sentences near it, from 0 to 1."""
    s0, s1, s2 = moments
    t0, t1, _ = _weigh(point, carrying)
    below = s0 * s2 - s1**2
    # Through a single sentence no line goes; then the mean stands.
    fit = (s2 * t0 - s1 * t1) / below if below > 1e-9 * s0 * s2 else t0 / s0
    return min(max(fit, 0.0), 1.0)


@lru_cache(maxsize=4096)
def _moments(size: int) -> tuple[tuple[float, float, float], ...]:
    """Return the kernel's moments at each point for a text of so many sentences."""
    places = [number / (size - 1) for number in range(size)] if size > 1 else [0.5]
    return tuple(_weigh(point, places) for point in _POINTS)


def _weigh(point: float, places: Sequence[float]) -> tuple[float, float, float]:
    """Return the sums, over places, of the kernel times the distance to the power of 0, 1 and 2."""
    s0 = s1 = s2 = 0.0
    for place in places:
        away = place - point
        weight = exp(-0.5 * (away / _WIDTH) ** 2)
        s0 += weight
        s1 += weight * away
        s2 += weight * away * away
    return s0, s1, s2


def _tell(code: Code, places: list[float], *, short: bool) -> str:
    texts = load_data("draft/messages.toml")["course"]
    if short or not places:
        return str(texts["short" if short else "none"].format(label=code.label))
    thirds = [min(int(3 * place), 2) for place in places]
    part = max(set(thirds), key=thirds.count)
    where = texts["joined"].join(texts["thirds"][number] for number in sorted(set(thirds)))
    if len(places) < _FEW:
        return str(texts["few"].format(label=code.label, n=len(places), where=where))
    if thirds.count(part) > _GATHERED * len(thirds):
        return str(texts[_THIRDS[part]].format(label=code.label))
    even = all(thirds.count(number) >= _SHARE * len(thirds) for number in range(3))
    return str(texts["even" if even else "parts"].format(label=code.label, where=where))
