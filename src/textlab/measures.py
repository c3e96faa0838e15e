"""Count codings: small tables, complete and in the codebook's order."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# The normal quantile of a two-sided interval of 95 %.
_Z = 1.959963984540054


def rate(codings: "pd.DataFrame", *, sentences: "pd.DataFrame", status: str | None = "felt") -> "pd.DataFrame":
    """Count, for every article and code, the sentences that carry the code.

    Parameters
    ----------
    codings
        The codings of the corpus, from `code`.
    sentences
        All its sentences; boilerplate does not count.
    status
        Which emotions count: felt, denied, raised, or None for all. Themes have no status and always count.

    Returns
    -------
    DataFrame
        A row for every article and code, zeros included: article, code, n (sentences that carry it), sentences (all
        of the article), rate, low, high (per 100 sentences, with the 95 % interval of Wilson 1927,
        doi:10.1080/01621459.1927.10502953; NaN for an article without sentences).
    """
    import pandas as pd

    counted = codings if status is None else codings[codings["status"].isna() | codings["status"].eq(status)]
    kept = sentences[sentences["kind"] != "boilerplate"]
    totals = kept.groupby("article", observed=False, sort=False).size()
    carried = counted.drop_duplicates(["article", "sentence", "code"])
    index = pd.MultiIndex.from_product([totals.index, codings["code"].cat.categories], names=["article", "code"])
    counts = carried.groupby(["article", "code"], observed=True).size().reindex(index, fill_value=0)
    table = counts.rename("n").reset_index()
    table["article"] = pd.Categorical(table["article"], categories=totals.index.astype(str))
    table["code"] = pd.Categorical(table["code"], categories=codings["code"].cat.categories)
    table["sentences"] = totals.to_numpy().repeat(len(codings["code"].cat.categories))
    low, high = wilson(table["n"].to_numpy(), table["sentences"].to_numpy())
    return table.assign(rate=100 * table["n"] / table["sentences"].where(table["sentences"] > 0), low=low, high=high)


def wilson(n: "NDArray[np.int64]", total: "NDArray[np.int64]") -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the Wilson score interval of n out of total, in percent (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    >>> import numpy as np
    >>> low, high = wilson(np.array([1]), np.array([10]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (1.79, 40.42)
    """
    import numpy as np

    size = np.where(total > 0, total, np.nan)
    share = n / size
    middle = share + _Z**2 / (2 * size)
    half = _Z * np.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    scale = 1 + _Z**2 / size
    return 100 * np.clip((middle - half) / scale, 0, 1), 100 * np.clip((middle + half) / scale, 0, 1)


def locate(codings: "pd.DataFrame", *, sentences: "pd.DataFrame") -> "pd.DataFrame":
    """Say where along its article each finding stands.

    Returns
    -------
    DataFrame
        The codings with one more column, position: from 0 (the first sentence) to 1 (the last), counted in
        sentences that are no boilerplate; 0.5 in an article of one sentence.
    """
    kept = sentences[sentences["kind"] != "boilerplate"]
    order = kept.groupby("article", observed=True, sort=False).cumcount()
    size = kept.groupby("article", observed=True, sort=False)["sentence"].transform("size")
    position = (order / (size - 1)).where(size > 1, 0.5)
    places = kept[["article", "sentence"]].assign(position=position)
    return codings.merge(places, on=["article", "sentence"], how="left", validate="many_to_one")


def pair_codes(codings: "pd.DataFrame", *, sentences: "pd.DataFrame") -> "pd.DataFrame":
    """Count the sentences that two codes share.

    Returns
    -------
    DataFrame
        A row for every two codes in the codebook's order: one, other, n (sentences with both), one_n, other_n
        (sentences with each), jaccard (n / sentences with either; 0 where there are none).
    """
    from itertools import combinations

    import pandas as pd

    names = list(codings["code"].cat.categories)
    rows = pd.MultiIndex.from_frame(sentences[["article", "sentence"]].astype({"article": str}))
    keys = pd.MultiIndex.from_frame(codings[["article", "sentence"]].astype({"article": str}))
    places = pd.Series(rows.get_indexer(keys), index=codings.index)
    carried = {name: set(places[codings["code"] == name]) for name in names}
    table = pd.DataFrame(
        [
            (one, other, len(carried[one] & carried[other]), len(carried[one]), len(carried[other]))
            for one, other in combinations(names, 2)
        ],
        columns=["one", "other", "n", "one_n", "other_n"],
    )
    either = table["one_n"] + table["other_n"] - table["n"]
    table["jaccard"] = (table["n"] / either.where(either > 0)).fillna(0.0)
    return table.astype({name: pd.CategoricalDtype(names) for name in ("one", "other")})
