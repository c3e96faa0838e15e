"""Count which codes stand together, in sentences or in sections."""

from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import place_of

_UNITS = ("sentence", "section")


def pair_codes(
    codings: pd.DataFrame, *, sentences: pd.DataFrame, unit: Literal["sentence", "section"] = "sentence"
) -> pd.DataFrame:
    """Count the sentences, or sections, that two codes share.

    Parameters
    ----------
    codings
        The codings to pair; choose kind and status first.
    sentences
        All sentences; with ``unit="section"`` also their section.
    unit
        What two codes share. A section is all of an article that stands under the same heading.

    Returns
    -------
    DataFrame
        A row for every two codes in the codebook's order: one, other, n (units with both), one_n, other_n
        (units with each), jaccard (n / units with either; 0 where there are none), npmi (normalized pointwise
        mutual information, Bouma 2009: -1 never together, 0 as chance would have it, 1 only together; NaN
        where a code is absent). Units of boilerplate alone do not count for npmi.

    Raises
    ------
    ValueError
        If the unit is none of those named.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 4, "sentence": range(4), "kind": "body"})
    >>> both = pd.Categorical(["guilt", "hope"])
    >>> codings = pd.DataFrame({"article": ["a", "a"], "sentence": [1, 1], "code": both})
    >>> pair_codes(codings, sentences=sentences)[["n", "jaccard", "npmi"]].values.tolist()
    [[1.0, 1.0, 1.0]]
    """
    if unit not in _UNITS:
        raise ValueError(f"unit: {unit!r} is not one of: {', '.join(_UNITS)}")
    names = list(codings["code"].cat.categories)
    units = _number_units(sentences, unit)
    total = len(np.unique(units[(sentences["kind"] != "boilerplate").to_numpy()]))
    places = units[place_of(sentences).get_indexer(place_of(codings))]
    carried = {name: set(places[(codings["code"] == name).to_numpy()].tolist()) for name in names}
    rows = [
        (one, other, len(carried[one] & carried[other]), len(carried[one]), len(carried[other]))
        for one, other in combinations(names, 2)
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "n", "one_n", "other_n"])
    either = table["one_n"] + table["other_n"] - table["n"]
    table["jaccard"] = (table["n"] / either.where(either > 0)).fillna(0.0)
    table["npmi"] = _npmi(table, total)
    return table.astype({name: pd.CategoricalDtype(names) for name in ("one", "other")})


def _number_units(sentences: pd.DataFrame, unit: str) -> NDArray[np.int64]:
    """Return the number of each sentence's unit."""
    if unit == "sentence":
        return np.arange(len(sentences))
    keys = [sentences["article"].astype(str), "section"]
    return np.asarray(sentences.groupby(keys, sort=False, dropna=False).ngroup(), dtype=np.int64)


def _npmi(table: pd.DataFrame, total: int) -> NDArray[np.float64]:
    both, one, other = (table[name].to_numpy(dtype=float) for name in ("n", "one_n", "other_n"))
    together = both / max(total, 1)
    # log of 0 is never used: np.where replaces those rows, so 1 stands in for what is absent.
    safe = np.where(both > 0, together, 1.0)
    chance = np.where(both > 0, one * other / max(total, 1) ** 2, 1.0)
    everywhere = together >= 1
    value = np.log(safe / chance) / np.where(everywhere | (both == 0), 1.0, -np.log(safe))
    value = np.where(everywhere, 1.0, np.where(both == 0, -1.0, value))
    return np.where((one == 0) | (other == 0), np.nan, value)
