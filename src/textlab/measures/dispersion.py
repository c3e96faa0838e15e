"""Say how evenly a code is spread over the articles."""

import numpy as np
import pandas as pd

from textlab.measures.counts import spread
from textlab.measures.groups import size_column, sizes_of
from textlab.measures.intervals import Numbers


def disperse(rates: pd.DataFrame) -> pd.DataFrame:
    """Measure how unevenly each code is spread over the articles.

    Parameters
    ----------
    rates
        From `rate`, either unit.

    Returns
    -------
    DataFrame
        A row per code: code, n, carriers (articles with the code), articles (all that have sentences), dp,
        dp_norm. dp is Gries' deviation of proportions (2008, doi:10.1075/ijcl.13.4.02gri): half the sum of
        what each article has too much or too little of the code for its size; dp_norm divides by the most it
        can be (Lijffijt and Gries 2012, doi:10.1075/ijcl.17.1.08lij): 0 spread as the text is, 1 all in the
        smallest article. NaN for a code without findings.

    Examples
    --------
    >>> rates = pd.DataFrame({"article": ["a", "b"], "code": pd.Categorical(["hope"] * 2), "n": [2, 2],
    ...                       "sentences": [50, 50], "rate": [4.0, 4.0]})
    >>> disperse(rates)[["n", "carriers", "dp", "dp_norm"]].values.tolist()
    [[4.0, 2.0, 0.0, 0.0]]
    """
    size = size_column(rates)
    present = rates[rates[size] > 0]
    counts = spread(present, values="n").T
    sizes = np.asarray(sizes_of(present).reindex(counts.columns), dtype=np.float64)
    table = counts.to_numpy(dtype=float)
    dp, dp_norm = deviate(table, sizes)
    return pd.DataFrame(
        {
            "code": pd.Categorical(counts.index, categories=counts.index),
            "n": table.sum(axis=1).astype(int),
            "carriers": (table > 0).sum(axis=1),
            "articles": len(sizes),
            "dp": dp,
            "dp_norm": dp_norm,
        }
    )


def deviate(counts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Return DP and DPnorm of each row of counts over parts of the given sizes."""
    expected = sizes / sizes.sum()
    total = counts.sum(axis=1, keepdims=True)
    shares = counts / np.where(total > 0, total, np.nan)
    dp = np.abs(shares - expected).sum(axis=1) / 2
    most = 1 - expected.min(initial=1.0)
    return dp, dp / (most if most > 0 else np.nan)
