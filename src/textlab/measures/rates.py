"""Count how often each article carries each code, per 100 sentences or per 1,000 characters."""

from typing import Literal

import numpy as np
import pandas as pd

from textlab.measures.counts import drop_boilerplate, keep_status
from textlab.measures.intervals import garwood, wilson

_UNITS = ("sentences", "characters")


def rate(
    codings: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    status: str | None = "felt",
    per: Literal["sentences", "characters"] = "sentences",
) -> pd.DataFrame:
    """Count, for every article and code, the sentences that carry it, or its findings per 1,000 characters.

    Parameters
    ----------
    codings
        The codings of the corpus, from `code`.
    sentences
        All its sentences; boilerplate does not count.
    status
        Which emotions count: felt, denied, raised, or None for all. Themes have no status and always count.
    per
        ``sentences``: n is the sentences that carry the code, out of all. ``characters``: n is the findings,
        each span once, among the code points of all sentences.

    Returns
    -------
    DataFrame
        A row for every article and code, zeros included: article, code, n, sentences or characters (all of
        the article), rate, low, high. Per 100 sentences with the 95 % interval of Wilson 1927
        (doi:10.1080/01621459.1927.10502953); per 1,000 characters with that of Garwood 1936
        (doi:10.1093/biomet/28.3-4.437). NaN for an article without sentences.

    Raises
    ------
    ValueError
        If status or per is none of those named.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 4, "sentence": range(4), "kind": "body"})
    >>> codings = pd.DataFrame({"article": ["a"], "sentence": [1], "status": "felt",
    ...                         "code": pd.Categorical(["hope"])})
    >>> rate(codings, sentences=sentences)[["code", "n", "sentences", "rate"]].values.tolist()
    [['hope', 1, 4, 25.0]]
    """
    if per not in _UNITS:
        raise ValueError(f"per: {per!r} is not one of: {', '.join(_UNITS)}")
    kept, counted = drop_boilerplate(sentences), keep_status(codings, status=status)
    if per == "sentences":
        totals = kept.groupby("article", observed=False, sort=False).size()
        return _shares(_complete(counted.drop_duplicates(["article", "sentence", "code"]), totals.rename(per)))
    totals = kept["text"].str.len().groupby(kept["article"], observed=False, sort=False).sum()
    return _densities(_complete(counted.drop_duplicates(["article", "start", "end", "code"]), totals.rename(per)))


def _complete(found: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Count findings for every article and code, zeros included, beside the size of the article."""
    codes = found["code"].cat.categories
    index = pd.MultiIndex.from_product([totals.index, codes], names=["article", "code"])
    counts = found.groupby(["article", "code"], observed=True).size().reindex(index, fill_value=0)
    table = counts.rename("n").reset_index()
    table["article"] = pd.Categorical(table["article"], categories=totals.index.astype(str))
    table["code"] = pd.Categorical(table["code"], categories=codes)
    table[str(totals.name)] = totals.to_numpy().repeat(len(codes))
    return table


def _shares(table: pd.DataFrame) -> pd.DataFrame:
    n, size = table["n"].to_numpy(), table["sentences"].to_numpy()
    low, high = wilson(n, size)
    return table.assign(rate=100 * n / np.where(size > 0, size, np.nan), low=low, high=high)


def _densities(table: pd.DataFrame) -> pd.DataFrame:
    n = table["n"].to_numpy()
    size = np.where(table["characters"] > 0, table["characters"], np.nan) / 1000
    low, high = garwood(n)
    return table.assign(rate=n / size, low=low / size, high=high / size)
