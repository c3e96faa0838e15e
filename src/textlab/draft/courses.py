"""Follow the felt emotions through a draft, beside the band of a corpus."""

import numpy as np

from textlab.codebook import Code
from textlab.data import load_data
from textlab.draft.coded import Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Course
from textlab.draft.standings import LEAST
from textlab.measures.intervals import Numbers
from textlab.measures.smoothing import GRID, smooth

# A third of a draft, as readers speak of it: its beginning, its middle, its end.
_THIRDS = ("early", "middle", "late")
# More than this share of the sentences in one third: they gather there. An even spread has a third in each.
_GATHERED = 0.6
# Fewer sentences than these have a place, and no course.
_FEW = 4


def follow(draft: Coded, *, reference: Reference) -> tuple[Course, ...]:
    """Return the course of every emotion of the reference's codebook, in its order."""
    long = [coded for coded in reference.coded if len(coded.counted) >= LEAST]
    emotions = [code for code in reference.codebook.codes if code.kind == "emotion"]
    return tuple(_course(code, draft, long) for code in emotions)


def _course(code: Code, draft: Coded, corpus: list[Coded]) -> Course:
    short = len(draft.counted) < LEAST
    low, middle, high = _band([_smooth(coded, code.id) for coded in corpus])
    return Course(
        code=code.id,
        label=code.label,
        positions=tuple(map(float, GRID)),
        draft=() if short else tuple(map(float, _smooth(draft, code.id))),
        low=low,
        middle=middle,
        high=high,
        message=_tell(code, [draft.place_of(number) for number in draft.felt.get(code.id, ())], short=short),
    )


def _band(courses: list[Numbers]) -> tuple[tuple[float, ...], ...]:
    """Return the mean of courses between the bounds of their middle eight tenths."""
    if not courses:
        return (), (), ()
    low, high = np.quantile(courses, [0.1, 0.9], axis=0)
    return tuple(tuple(map(float, line)) for line in (low, np.mean(courses, axis=0), high))


def _smooth(coded: Coded, code: str) -> Numbers:
    return smooth([coded.counted[number] for number in coded.felt.get(code, ())], len(coded.counted))


def _tell(code: Code, places: list[float], *, short: bool) -> str:
    texts = load_data("draft/messages.toml")["course"]
    if short or not places:
        return str(texts["short" if short else "none"].format(label=code.label))
    thirds = [min(int(3 * place), 2) for place in places]
    if len(places) < _FEW:
        return str(texts["few"].format(label=code.label, n=len(places)))
    part = max(set(thirds), key=thirds.count)
    said = _THIRDS[part] if thirds.count(part) > _GATHERED * len(thirds) else "even"
    return str(texts[said].format(label=code.label))
