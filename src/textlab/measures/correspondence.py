"""Map articles and codes together: correspondence analysis."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import spread
from textlab.measures.intervals import Numbers

_PLACES = ("x", "y", "mass", "inertia", "quality", "x_share", "y_share")


def correspond(rates: pd.DataFrame) -> pd.DataFrame:
    """Map articles and codes on two axes, so that near means alike in profile.

    Parameters
    ----------
    rates
        From `rate`; its counts n are what is mapped.

    Returns
    -------
    DataFrame
        A row for every article, then every code: side (article, code), name, x, y (principal coordinates on
        the first two axes), mass (its part of all counts), inertia (its part of all spread, summing to 1 on
        each side), quality (how much of it the two axes show, from 0 to 1), x_share, y_share (the part of all
        inertia on the axis, the same in every row). NaN for what has no findings, and throughout where fewer
        than three articles or three codes have any: there are no two axes then. Greenacre 1984; by singular
        value decomposition of the standardized residuals. An axis has no direction of its own: the side of
        the farthest article is positive.

    Examples
    --------
    >>> rates = pd.DataFrame({"article": list("aaabbbccc"), "code": pd.Categorical(list("xyz") * 3),
    ...                       "n": [9, 1, 0, 1, 4, 1, 0, 1, 4]})
    >>> correspond(rates)[["side", "name", "x"]].round(2).values.tolist()[:3]
    [['article', 'a', -0.83], ['article', 'b', 0.36], ['article', 'c', 1.24]]
    """
    counts = spread(rates, values="n")
    table = counts.to_numpy(dtype=float)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    if min(rows.sum(), columns.sum()) < 3:
        return _nowhere(counts)
    share = table[rows][:, columns] / table.sum()
    masses = share.sum(axis=1), share.sum(axis=0)
    chance = np.outer(*masses)
    left, values, right = np.linalg.svd((share - chance) / np.sqrt(chance), full_matrices=False)
    places = [vectors * values / np.sqrt(mass)[:, None] for vectors, mass in zip((left, right.T), masses, strict=True)]
    turn = _turn(places[0])
    articles = _side(counts.index, rows, masses[0], places[0] * turn)
    codes = _side(counts.columns, columns, masses[1], places[1] * turn)
    shares = values**2 / (values**2).sum()
    both = pd.concat([articles.assign(side="article"), codes.assign(side="code")], ignore_index=True)
    return both[["side", *articles.columns]].assign(x_share=shares[0], y_share=shares[1])


def _nowhere(counts: pd.DataFrame) -> pd.DataFrame:
    """Return every article and code without a place."""
    sides = ["article"] * len(counts.index) + ["code"] * len(counts.columns)
    names = [str(name) for name in (*counts.index, *counts.columns)]
    return pd.DataFrame({"side": sides, "name": names} | dict.fromkeys(_PLACES, np.nan))


def _turn(places: Numbers) -> Numbers:
    """Return the sign of each axis that puts its farthest article on the positive side."""
    farthest = places[np.abs(places).argmax(axis=0), np.arange(places.shape[1])]
    return np.where(farthest < 0, -1.0, 1.0)


def _side(names: "pd.Index[str]", present: NDArray[np.bool_], mass: Numbers, places: Numbers) -> pd.DataFrame:
    """Return the rows of one side, with NaN for what has no findings."""
    squares = places**2
    spread = squares.sum(axis=1)
    columns = {
        "x": places[:, 0],
        "y": places[:, 1],
        "mass": mass,
        "inertia": mass * spread / (mass * spread).sum(),
        "quality": squares[:, :2].sum(axis=1) / np.where(spread > 0, spread, np.nan),
    }
    own = pd.DataFrame(columns, index=names[present].astype(str))
    return own.reindex(names.astype(str)).rename_axis("name").reset_index()
