"""Cross codes with groups of articles, with the usual test over sentences and an honest one over articles."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import spread
from textlab.measures.groups import SEED, join_groups, size_column, sizes_of
from textlab.measures.intervals import Numbers
from textlab.measures.permutation import holm

# Enough that p at .05 is known to within half a hundredth; seeded, so tables repeat.
_DEALS = 9_999


def cross_groups(rates: pd.DataFrame, *, articles: pd.DataFrame, by: str = "path") -> pd.DataFrame:
    """Test for each code whether all groups of articles carry it alike, as a cross-tabulation is tested.

    Parameters
    ----------
    rates
        From `rate`, per sentences.
    articles
        The articles, with the field to group by. An article whose field is empty is left out.
    by
        That field's name.

    Returns
    -------
    DataFrame
        A row per code: code, groups, articles (how many), n (sentences with the code), chi2, df (Pearson's chi-square
        of groups x sentences with and without the code, no correction), v (Cramer's V), p_sentences (by the
        chi-square distribution), p_articles (how often chi2 is as large when whole articles are dealt to the
        groups anew, 9,999 times, seeded; Phipson and Smyth 2010, doi:10.2202/1544-6115.1585), holm (p_articles
        corrected for all codes with findings). p_sentences takes every sentence for independent of its neighbours,
        which sentences of one article are not: it is there to be compared with published tables. NaN for a
        code that no sentence or every sentence carries, and where there are fewer than two groups.

    Raises
    ------
    ValueError
        If articles have no such field, lack an article of the rates, or the rates are per characters.

    Examples
    --------
    >>> rates = pd.DataFrame({"article": list("abcd"), "code": pd.Categorical(["hope"] * 4), "n": [9, 1, 5, 5],
    ...                       "sentences": 20, "rate": [45.0, 5, 25, 25]})
    >>> articles = pd.DataFrame({"article": list("abcd"), "path": ["stay", "leave", "stay", "leave"]})
    >>> cross_groups(rates, articles=articles)[["chi2", "p_sentences", "p_articles"]].round(3).values.tolist()
    [[4.267, 0.039, 0.668]]
    """
    if size_column(rates) != "sentences":
        raise ValueError("rates are per characters; a cross-tabulation counts sentences: rate(..., per='sentences')")
    grouped = join_groups(rates, articles=articles, by=by)
    counts = spread(grouped, values="n")
    once = grouped.drop_duplicates("article").set_index(counts.index)["group"].cat.remove_unused_categories()
    sizes = np.asarray(sizes_of(grouped).reindex(counts.index), dtype=np.float64)
    labels, groups = np.asarray(once.cat.codes, dtype=np.int64), len(once.cat.categories)
    table = {"code": pd.Categorical(counts.columns, categories=counts.columns), "groups": groups}
    table |= {"articles": len(counts), "n": counts.sum().to_numpy().astype(int)}
    return pd.DataFrame(table | _test(counts.to_numpy(dtype=float), sizes, labels, groups))


def _test(counts: Numbers, sizes: Numbers, labels: NDArray[np.int64], groups: int) -> dict[str, Numbers]:
    """Return the statistics of each column of articles x codes; labels are the groups' numbers."""
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    nothing = np.full(counts.shape[1], np.nan)
    if groups < 2:
        return dict.fromkeys(("chi2", "df", "v", "p_sentences", "p_articles", "holm"), nothing)
    orders = np.random.default_rng(SEED).random((_DEALS, len(labels))).argsort(axis=1)
    chi2 = _chi_square(counts, sizes, np.vstack([labels, labels[orders]]), groups)
    df = np.where(np.isnan(chi2[0]), np.nan, groups - 1)
    # Equal tables differ in the last bit by the order of adding; without slack a tie would be lost.
    p = np.where(np.isnan(chi2[0]), np.nan, (chi2 >= chi2[0] * (1 - 1e-9)).mean(axis=0))
    columns = {"chi2": chi2[0], "df": df, "v": np.sqrt(chi2[0] / sizes.sum()), "p_sentences": chdtrc(df, chi2[0])}
    return columns | {"p_articles": p, "holm": holm(p)}


def _chi_square(counts: Numbers, sizes: Numbers, labels: NDArray[np.int64], groups: int) -> Numbers:
    """Return Pearson's chi-square for each deal and code: labels are deals x articles."""
    share = counts.sum(axis=0) / sizes.sum()
    spread = np.where((share > 0) & (share < 1), share * (1 - share), np.nan)
    total = np.zeros((len(labels), counts.shape[1]))
    for group in range(groups):
        inside = (labels == group).astype(float)
        size = (inside @ sizes)[:, None]
        total += (inside @ counts - size * share) ** 2 / (size * spread)
    return total
