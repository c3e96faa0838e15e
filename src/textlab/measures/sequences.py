"""Ask what follows what: guilt, and hope within the next sentences."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import carry
from textlab.measures.groups import DRAWS, SEED
from textlab.measures.permutation import holm


def transitions(
    codings: pd.DataFrame, *, sentences: pd.DataFrame, status: str | None = "felt", within: int = 3
) -> pd.DataFrame:
    """Count how often one code is followed by another, and how often it would be by chance.

    Parameters
    ----------
    codings
        The codings, from `code`; choose the kind first, say only emotions.
    sentences
        All sentences; boilerplate does not count.
    status
        Which emotions count: felt, denied, raised, or None for all.
    within
        In how many following sentences of the same article the other code is looked for.

    Returns
    -------
    DataFrame
        A row for every two codes in both orders, and each with itself: first, then, n (sentences with the
        first that one with the other follows), expected, low, high (mean and middle 95 % of what 999 shuffles
        of the sentences within their articles give, seeded), p (two-sided, by these shuffles), holm (p
        corrected for all rows in which both codes occur; else NaN). A shuffle keeps how often each code is in
        each article and what stands in the same sentence. Codes that gather in the same part of an article
        exceed it in both orders; only a difference between the two orders speaks of a sequence.

    Raises
    ------
    ValueError
        If the status is unknown, or within is below 1.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 30, "sentence": range(30), "kind": "body"})
    >>> codings = pd.DataFrame({"article": ["a"] * 4, "sentence": [3, 4, 20, 21], "status": "felt",
    ...                         "code": pd.Categorical(["guilt", "hope"] * 2)})
    >>> transitions(codings, sentences=sentences).query("first == 'guilt' and then == 'hope'")["n"].tolist()
    [2]
    """
    if within < 1:
        raise ValueError(f"within: {within} sentences; at least one must follow")
    carried = carry(codings, sentences=sentences, status=status)
    random = np.random.default_rng(SEED)
    shuffled = np.zeros((DRAWS, len(carried.codes), len(carried.codes)))
    seen = np.zeros(shuffled.shape[1:])
    for rows in carried.sentences.reset_index(drop=True).groupby("article", observed=True).indices.values():
        own = carried.carries[rows].astype(np.float32)
        seen += _follow(own[None], within)[0]
        orders = random.random((DRAWS, len(own))).argsort(axis=1)
        shuffled += _follow(own[orders], within)
    return _frame(seen, shuffled, carried.codes, np.asarray(carried.carries.any(axis=0)))


def _follow(carries: NDArray[np.float32], within: int) -> NDArray[np.float32]:
    """Count in each order the sentences with one code that another follows: orders x codes x codes."""
    follows = np.zeros_like(carries)
    for step in range(1, min(within, carries.shape[1] - 1) + 1):
        follows[:, :-step] = np.maximum(follows[:, :-step], carries[:, step:])
    return np.asarray(carries.transpose(0, 2, 1) @ follows, dtype=np.float32)


def _frame(
    seen: NDArray[np.float64], shuffled: NDArray[np.float64], codes: list[str], present: NDArray[np.bool_]
) -> pd.DataFrame:
    above = (1 + (shuffled >= seen).sum(axis=0)) / (1 + len(shuffled))
    below = (1 + (shuffled <= seen).sum(axis=0)) / (1 + len(shuffled))
    p = np.minimum(2 * np.minimum(above, below), 1.0)
    low, high = np.quantile(shuffled, [0.025, 0.975], axis=0)
    columns = {"n": seen.astype(int), "expected": shuffled.mean(axis=0), "low": low, "high": high, "p": p}
    index = pd.MultiIndex.from_product([codes, codes], names=["first", "then"])
    table = pd.DataFrame({name: values.ravel() for name, values in columns.items()}, index=index).reset_index()
    known = np.outer(present, present).ravel()
    kind = pd.CategoricalDtype(codes)
    return table.astype({"first": kind, "then": kind}).assign(holm=holm(np.where(known, table["p"], np.nan)))
