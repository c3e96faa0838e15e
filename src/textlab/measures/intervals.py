"""Say how sure a number is: intervals of 95 % for shares, counts, differences, odds, bootstrapped rates."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# The normal quantile of a two-sided interval of 95 %.
_Z = 1.959963984540054
_TAIL = 0.025
# Two clusters say next to nothing of how clusters vary: Student's quantile is 12.7 then, and intervals burst.
_CLUSTERS = 3

Numbers = NDArray[np.float64]
Bounds = tuple[Numbers, Numbers]


def wilson(n: NDArray[Any], total: NDArray[Any]) -> Bounds:
    """Return the Wilson score interval of n out of total, in percent.

    Wilson 1927, doi:10.1080/01621459.1927.10502953.

    >>> import numpy as np
    >>> low, high = wilson(np.array([1]), np.array([10]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (1.79, 40.42)
    """
    size = np.where(total > 0, total, np.nan)
    share = n / size
    middle = share + _Z**2 / (2 * size)
    half = _Z * np.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    scale = 1 + _Z**2 / size
    return 100 * np.clip((middle - half) / scale, 0, 1), 100 * np.clip((middle + half) / scale, 0, 1)


def garwood(n: NDArray[Any]) -> Bounds:
    """Return the exact interval of a Poisson count (Garwood 1936, doi:10.1093/biomet/28.3-4.437).

    >>> import numpy as np
    >>> [round(float(bound[0]), 2) for bound in garwood(np.array([10]))]
    [4.8, 18.39]
    """
    from scipy.special import gammaincinv  # type: ignore[import-untyped]

    low = np.where(n > 0, gammaincinv(np.maximum(n, 1), _TAIL), 0.0)
    return low, np.asarray(gammaincinv(n + 1, 1 - _TAIL), dtype=np.float64)


def newcombe(one: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers]) -> Bounds:
    """Return the interval of a difference of two shares, each given as n and total, in percentage points.

    Newcombe's hybrid score interval (1998, method 10,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).

    >>> import numpy as np
    >>> ten = np.array([10.0])
    >>> [round(float(bound[0]), 2) for bound in newcombe((np.array([9.0]), ten), (np.array([3.0]), ten))]
    [17.05, 80.9]
    """
    (low_one, high_one), (low_other, high_other) = wilson(*one), wilson(*other)
    share_one, share_other = 100 * one[0] / one[1], 100 * other[0] / other[1]
    below = np.hypot(share_one - low_one, high_other - share_other)
    above = np.hypot(high_one - share_one, share_other - low_other)
    return share_one - share_other - below, share_one - share_other + above


def odds_ratio(one: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the odds ratio of two shares, each given as n and total, and its interval (Woolf 1955).

    A half is added to each cell (Haldane 1956, Anscombe 1956), so that an empty cell gives no infinite ratio.
    """
    cells = [one[0], one[1] - one[0], other[0], other[1] - other[0]]
    a, b, c, d = (cell + 0.5 for cell in cells)
    ratio, error = np.log(a * d / (b * c)), np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return np.exp(ratio), np.exp(ratio - _Z * error), np.exp(ratio + _Z * error)


def welch(one: Numbers, other: Numbers) -> Bounds:
    """Return the interval of the difference of two means, down the columns of one and other (Welch 1947).

    NaN where a group has fewer than two rows or nothing varies: then the data say nothing about the spread.
    Between 5 and 15 articles it covers a rare code's difference 89 to 93 times in 100, where the test still holds.
    """
    nothing = np.full(one.shape[1], np.nan)
    if min(len(one), len(other)) < 2:
        return nothing, nothing
    parts = one.var(axis=0, ddof=1) / len(one), other.var(axis=0, ddof=1) / len(other)
    error = np.where(parts[0] + parts[1] > 0, np.sqrt(parts[0] + parts[1]), np.nan)
    freedom = error**4 / (parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(other) - 1) + 1e-300)
    half = _student(freedom) * error
    difference = one.mean(axis=0) - other.mean(axis=0)
    return difference - half, difference + half


def bootstrap_root(estimate: Numbers, replicates: Numbers, *, clusters: int) -> Bounds:
    """Return the interval of a share from its bootstrap replicates (first axis), resampled by clusters.

    The root of the share has a nearly constant spread; its bootstrap error, widened by clusters / (clusters -
    1) and by Student's quantile (Hesterberg 2015, doi:10.1080/00031305.2015.1089789), keeps its cover down to
    four clusters, where the percentile interval sinks to 80 %. NaN with fewer than three.
    """
    if clusters < _CLUSTERS:
        return np.full(estimate.shape, np.nan), np.full(estimate.shape, np.nan)
    error = np.sqrt(np.maximum(replicates, 0)).std(axis=0, ddof=1) * np.sqrt(clusters / (clusters - 1))
    half = _student(np.array(clusters - 1.0)) * error
    root = np.sqrt(np.maximum(estimate, 0))
    return np.maximum(root - half, 0) ** 2, (root + half) ** 2


def _student(freedom: Numbers) -> Numbers:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(freedom, 1 - _TAIL), dtype=np.float64)
