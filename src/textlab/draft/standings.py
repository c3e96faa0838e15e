"""Say how often a draft carries each code, and where that stands among the articles of a corpus."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from textlab.codebook import Code
from textlab.data import load_data
from textlab.draft.coded import Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Standing
from textlab.measures import wilson

# Under ten sentences, one finding more or less moves a rate past most articles of a corpus.
LEAST = 10
# A rate is called high or low only beyond this part of the articles.
_FAR = 0.75
# One or two sentences are chance: more than no article's median of none says little.
_TIMES = 3
# Beside fewer articles than these, no rate is high or low: a quarter of them would be less than one.
_ARTICLES = 4


def stand(draft: Coded, *, reference: Reference) -> tuple[Standing, ...]:
    """Return a standing for every code of the reference's codebook, in its order."""
    size = len(draft.counted)
    felt, found = draft.felt, draft.found
    rates = _rates(reference)
    counts = np.array([len(felt.get(code.id, ())) for code in reference.codebook.codes])
    lows, highs = wilson(counts, np.full(len(counts), size))
    return tuple(
        _standing(code, int(n), len(found.get(code.id, ())), size, (float(low), float(high)), rates[code.id])
        for code, n, low, high in zip(reference.codebook.codes, counts, lows, highs, strict=True)
    )


def first_places(reference: Reference, code: str) -> list[float]:
    """Return where each article that carries a code first does: from 0, its first sentence, to 1, its last."""
    return sorted(coded.place_of(coded.felt[code][0]) for coded in reference.coded if code in coded.felt)


def _rates(reference: Reference) -> dict[str, list[float]]:
    """Return the articles' rates of every code, in rising order; articles without sentences have none."""
    rates: dict[str, list[float]] = {code.id: [] for code in reference.codebook.codes}
    for coded in reference.coded:
        for code, own in rates.items():
            if coded.counted:
                own.append(100 * len(coded.felt.get(code, ())) / len(coded.counted))
    return {code: sorted(own) for code, own in rates.items()}


def _standing(
    code: Code, n: int, found: int, size: int, interval: tuple[float, float], rates: Sequence[float]
) -> Standing:
    rate = 100 * n / size if size else float("nan")
    less, more = bisect_left(rates, rate), len(rates) - bisect_right(rates, rate)
    quartiles = tuple(float(q) for q in np.quantile(rates, [0.25, 0.5, 0.75])) if rates else (float("nan"),) * 3
    verdict = _judge(n, size, interval, (less, more), rates)
    of = len(rates)
    texts = load_data("draft/messages.toml")["standing"]
    said = "alone" if not rates else "short" if size < LEAST else verdict
    said = "absent-everywhere" if said == "absent" and not more else said
    return Standing(
        code=code.id,
        label=code.label,
        kind=code.kind,
        n=n,
        found=found,
        rate=rate,
        low=interval[0],
        high=interval[1],
        rarer=less,
        commoner=more,
        articles=of,
        percentile=100 * (less + (of - less - more) / 2) / of if of else float("nan"),
        quartiles=(quartiles[0], quartiles[1], quartiles[2]),
        verdict=verdict,
        message=texts[said].format(of=of, less=less, more=more),
    )


def _judge(n: int, size: int, interval: tuple[float, float], ranks: tuple[int, int], rates: Sequence[float]) -> str:
    """Return the verdict: high or low only beyond most articles, and with the median outside the interval."""
    if len(rates) < _ARTICLES or size < LEAST:
        return "unsure"
    (less, more), of, median = ranks, len(rates), float(np.median(rates))
    if n == 0:
        return "absent"
    if less >= _FAR * of:
        return "frequent" if n >= _TIMES and interval[0] > median else "unsure"
    if more >= _FAR * of:
        return "rare" if interval[1] < median else "unsure"
    return "usual"
