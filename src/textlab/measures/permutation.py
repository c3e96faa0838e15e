"""Test whether groups of articles differ by dealing the articles out anew, and correct for many tests."""

from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textlab.measures.groups import SEED
from textlab.measures.intervals import Numbers

# Up to this many ways to deal, all are tried and the test is exact; beyond, so many are drawn.
_DEALS = 10_000


class Permuted(NamedTuple):
    """For each code, the test's p, and the least p that any deal of these articles could have."""

    p: Numbers
    least: Numbers


def permute(one: Numbers, other: Numbers) -> Permuted:
    """Test the difference of means of two groups of articles, down each column, two-sided.

    All ways to deal the articles to groups of these sizes are tried, or 9,999 random ones beside the one at
    hand (Phipson and Smyth 2010, doi:10.2202/1544-6115.1585), seeded.

    >>> tea = np.array([[1.0], [1.0], [1.0], [0.0]])
    >>> round(float(permute(tea, 1 - tea).p[0]), 4)  # Fisher 1935, the lady tasting tea, both tails
    0.4857
    """
    values = np.vstack([one, other])
    deals = _deal(len(one), len(values))
    sums = deals @ values
    away = np.abs(sums / len(one) - (values.sum(axis=0) - sums) / len(other))
    seen = np.abs(one.mean(axis=0) - other.mean(axis=0))
    # Equal differences differ in the last bit by the order of adding; without slack a tie would be lost.
    slack = 1e-9 * np.maximum(away.max(axis=0), 1.0)
    return Permuted((away >= seen - slack).mean(axis=0), (away >= away.max(axis=0) - slack).mean(axis=0))


def holm(p: Numbers) -> Numbers:
    """Correct p so that one false find among all tests is rare (Holm 1979); NaN stays and does not count."""
    return _adjust(p, lambda sorted_p, rank, m: np.maximum.accumulate(sorted_p * (m - rank)))


def benjamini_hochberg(p: Numbers) -> Numbers:
    """Correct p so that few finds are false (Benjamini and Hochberg 1995); NaN stays and does not count."""
    return _adjust(p, lambda sorted_p, rank, m: np.minimum.accumulate((sorted_p * m / (rank + 1))[::-1])[::-1])


def _adjust(p: Numbers, correct: Callable[[Numbers, NDArray[np.int64], int], Numbers]) -> Numbers:
    adjusted = np.full(p.shape, np.nan)
    order = np.argsort(p, kind="stable")[: int((~np.isnan(p)).sum())]
    adjusted[order] = np.minimum(correct(p[order], np.arange(len(order)), len(order)), 1.0)
    return adjusted


def _deal(size: int, total: int) -> NDArray[np.float64]:
    """Return ways to choose the first group: a row each, 1 for the articles chosen."""
    if comb(total, size) <= _DEALS:
        chosen = np.array(list(combinations(range(total), size)))
        deals = np.zeros((len(chosen), total))
        np.put_along_axis(deals, chosen, 1.0, axis=1)
        return deals
    order = np.random.default_rng(SEED).random((_DEALS - 1, total)).argsort(axis=1)
    return np.vstack([np.arange(total) < size, order < size]).astype(float)
