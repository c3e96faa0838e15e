"""Say how often a draft carries each code, and where that stands among the articles of a corpus."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import nan, sqrt

from textlab.codebook import Code
from textlab.data import load_data
from textlab.draft.coded import LEAST, Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Standing

# The normal quantile of a two-sided interval of 95 %, and of one that holds for some twenty codes at once (Bonferroni).
_Z, _Z_ALL = 1.959963984540054, 3.0233414397
# A rate is called high or low only beyond this part of the articles.
_FAR = 0.75
# One or two sentences are chance: more than no article's median of none says little.
_TIMES = 3
# Beside fewer articles than these, no rate is high or low: a quarter of them would be less than one.
ARTICLES = 4


def stand(draft: Coded, *, reference: Reference) -> tuple[Standing, ...]:
    """Return a standing for every code of the reference's codebook, in its order."""
    rates = _rates(reference)
    return tuple(_standing(code, draft, rates[code.id]) for code in reference.codebook.codes)


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


def find_quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of rising values, linear between the two beside it (Hyndman and Fan 1996, type 7).

    >>> find_quantile([0.0, 10.0, 20.0, 30.0], 0.25)
    7.5
    """
    if not values:
        return nan
    number, part = divmod(share * (len(values) - 1), 1)
    low, high = values[int(number)], values[min(int(number) + 1, len(values) - 1)]
    return low + part * (high - low)


def _interval(n: int, size: int, z: float = _Z) -> tuple[float, float]:
    """Return the Wilson score interval of n out of size, in percent (1927, doi:10.1080/01621459.1927.10502953).

    In plain Python: loading numpy takes longer than a whole check.
    """
    if not size:
        return nan, nan
    share, scale = n / size, 1 + z**2 / size
    middle = share + z**2 / (2 * size)
    half = z * sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    low, high = 100 * (middle - half) / scale, 100 * (middle + half) / scale
    return low if n else 0.0, high if n < size else 100.0


def _standing(code: Code, draft: Coded, rates: Sequence[float]) -> Standing:
    n, size, of = len(draft.felt.get(code.id, ())), len(draft.counted), len(rates)
    (low, high), rate = _interval(n, size), 100 * n / size if size else nan
    compared = of > 0 and size >= LEAST
    less, more = (bisect_left(rates, rate), of - bisect_right(rates, rate)) if compared else (0, 0)
    verdict = _judge(n, size, (less, more), rates)
    said = _name_message(verdict, size, (less, more), of, code.id in draft.found)
    return Standing(
        code=code.id,
        label=code.label,
        kind=code.kind,
        n=n,
        found=len(draft.found.get(code.id, ())),
        rate=rate,
        low=low,
        high=high,
        rarer=less,
        commoner=more,
        articles=of,
        percentile=100 * (less + (of - less - more) / 2) / of if compared else nan,
        quartiles=(find_quantile(rates, 0.25), find_quantile(rates, 0.5), find_quantile(rates, 0.75)),
        verdict=verdict,
        message=load_data("draft/messages.toml")["standing"][said].format(of=of, less=less, more=more),
    )


def _name_message(verdict: str, size: int, ranks: tuple[int, int], of: int, found: bool) -> str:
    """Return the name of the message that says a verdict."""
    less, more = ranks
    if not of or size < LEAST:
        return "short" if of else "alone"
    if verdict == "absent":
        return "unfelt" if found else "absent" if more else "absent-everywhere"
    if verdict == "unsure":
        return "unsure-most" if less == of else "unsure-least" if more == of else "unsure"
    return f"{verdict}-all" if verdict != "usual" and of in ranks else verdict


def _judge(n: int, size: int, ranks: tuple[int, int], rates: Sequence[float]) -> str:
    """Return the verdict: high or low only beyond most articles, by a wide interval.

    Where most articles do not tell a thing at all, their median is zero, which any draft that does is above; what is
    frequent is above their upper quartile.
    """
    if len(rates) < ARTICLES or size < LEAST:
        return "unsure"
    (less, more), of = ranks, len(rates)
    low, high = _interval(n, size, _Z_ALL)
    if n == 0:
        return "absent"
    if less >= _FAR * of:
        return "frequent" if n >= _TIMES and low > find_quantile(rates, _FAR) else "unsure"
    if more >= _FAR * of:
        return "rare" if high < find_quantile(rates, 0.5) else "unsure"
    return "usual"
