"""Say which articles are alike in what they carry, and gather them step by step."""

import numpy as np
import pandas as pd

from textlab.measures.counts import spread


def resemble(rates: pd.DataFrame) -> pd.DataFrame:
    """Measure how alike every two articles are: the cosine of their rates.

    Parameters
    ----------
    rates
        From `rate`, either unit.

    Returns
    -------
    DataFrame
        A row for every two articles: one, other, cosine (of their rates over all codes: 0 no code in common,
        1 the same profile; an article without findings resembles none), shared (codes that both carry).

    Examples
    --------
    >>> rates = pd.DataFrame({"article": ["a", "a", "b", "b"], "code": pd.Categorical(["guilt", "hope"] * 2),
    ...                       "rate": [3.0, 4.0, 6.0, 8.0]})
    >>> resemble(rates).values.tolist()
    [['a', 'b', 1.0, 2]]
    """
    table = spread(rates, values="rate").fillna(0.0)
    values = table.to_numpy()
    length = np.linalg.norm(values, axis=1, keepdims=True)
    unit = values / np.where(length > 0, length, 1.0)
    cosine = np.clip(unit @ unit.T, 0.0, 1.0).round(12)
    shared = (values > 0).astype(int) @ (values > 0).astype(int).T
    names = [str(name) for name in table.index]
    one, other = np.triu_indices(len(names), k=1)
    return pd.DataFrame(
        {
            "one": pd.Categorical([names[i] for i in one], categories=names),
            "other": pd.Categorical([names[i] for i in other], categories=names),
            "cosine": cosine[one, other],
            "shared": shared[one, other],
        }
    )


def link_articles(resemblance: pd.DataFrame) -> pd.DataFrame:
    """Gather the articles step by step, the most alike first: the steps of a dendrogram.

    Parameters
    ----------
    resemblance
        From `resemble`: a row for every two articles.

    Returns
    -------
    DataFrame
        A row per step: node (its name, #1, #2, ...), one, other (the articles or nodes it joins, in the order
        in which they are drawn), distance (1 - cosine, the mean over all their pairs of articles: UPGMA,
        Sokal and Michener 1958), size (its articles). The order of the leaves keeps neighbours alike
        (Bar-Joseph et al. 2001). No row for fewer than two articles.

    Examples
    --------
    >>> pairs = pd.DataFrame({"one": ["a", "a", "b"], "other": ["b", "c", "c"], "cosine": [0.9, 0.2, 0.4]})
    >>> link_articles(pairs).round(2).values.tolist()
    [['#1', 'b', 'a', 0.1, 2], ['#2', 'c', '#1', 0.7, 3]]
    """
    from scipy.cluster.hierarchy import linkage  # type: ignore[import-untyped]

    if resemblance.empty:
        return pd.DataFrame({"node": [], "one": [], "other": [], "distance": np.empty(0), "size": np.empty(0, int)})
    names = list(dict.fromkeys([*resemblance["one"].astype(str), *resemblance["other"].astype(str)]))
    steps = linkage(1 - resemblance["cosine"].to_numpy(dtype=float), method="average", optimal_ordering=True)
    nodes = [f"#{number}" for number in range(1, len(steps) + 1)]
    known = np.array([*names, *nodes], dtype=object)
    return pd.DataFrame(
        {
            "node": nodes,
            "one": known[steps[:, 0].astype(int)],
            "other": known[steps[:, 1].astype(int)],
            "distance": steps[:, 2],
            "size": steps[:, 3].astype(int),
        }
    )
