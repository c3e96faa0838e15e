"""Put articles together by a field of their front matter, say which fields can, and rate the groups."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.errors import TableError
from textlab.measures.counts import spread
from textlab.measures.intervals import Numbers, bootstrap_root, wilson

# Enough that the bootstrap's own noise stays below a tenth of an interval's width; seeded, so tables repeat.
DRAWS = 999
SEED = 0
# The columns that every corpus has; they tell articles apart and group none.
_OWN = ("article", "text")
# Fewer articles than this say nothing of how articles vary (see `bootstrap_root`).
_FEW = 3
_COMPARABLE = "くらべられる"
_TOO_SMALL = "本数が少なすぎて、区間を出せない"
_UNGIVEN = "書かれていないので、数に入らない"
_NO_GROUPS = "分けられない（群が二つない）"


def list_groups(articles: pd.DataFrame, *, by: Sequence[str]) -> pd.DataFrame:
    """Say which groups some fields make of the articles, and in words what each is good for.

    Parameters
    ----------
    articles
        The articles, with the fields.
    by
        The fields' names.

    Returns
    -------
    DataFrame
        A row for every field and group, in the articles' order: field, group, articles (how many), verdict. Articles
        whose field is empty come last, as the group "". A field that makes fewer than two groups says so; then
        there is nothing to compare.

    Raises
    ------
    ValueError
        If articles have no such field.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": list("abcde"), "path": [*["stay"] * 3, "leave", ""], "stage": ""})
    >>> list_groups(articles, by=["path"])[["group", "articles", "verdict"]].values.tolist()[0]
    ['stay', 3, 'くらべられる']
    >>> list_groups(articles, by=["stage"])["verdict"].tolist()
    ['分けられない（群が二つない）']
    """
    rows = [(field, group, n, verdict) for field in by for group, n, verdict in _describe(articles, field)]
    return pd.DataFrame(rows, columns=["field", "group", "articles", "verdict"])


def _describe(articles: pd.DataFrame, by: str) -> list[tuple[str, int, str]]:
    """Return the groups of one field with their sizes and verdicts, those without a value last."""
    values = group_of(articles, by=by)
    sizes = values.value_counts(sort=False).sort_index(key=lambda names: names == "", kind="stable")
    if len(sizes.drop("", errors="ignore")) < 2:
        return [(str(name), int(n), _NO_GROUPS) for name, n in sizes.items()]
    return [(str(name), int(n), _judge(str(name), int(n))) for name, n in sizes.items()]


def _judge(name: str, n: int) -> str:
    if not name:
        return _UNGIVEN
    return _TOO_SMALL if n < _FEW else _COMPARABLE


def rate_groups(rates: pd.DataFrame, *, articles: pd.DataFrame, by: str = "path") -> pd.DataFrame:
    """Rate groups of articles, with an interval that takes whole articles as what varies.

    Parameters
    ----------
    rates
        From `rate`, either unit.
    articles
        The articles, with the field to group by. An article whose field is empty is left out.
    by
        That field's name.

    Returns
    -------
    DataFrame
        A row for every group and code: group, code, articles (of the group), carriers (those with the code),
        n, sentences or characters, rate (n over all the group's sentences, per 100; or characters, per
        1,000), low, high; no row where no article has a group. The 95 % interval is of a cluster bootstrap over
        articles (999 draws, seeded; see `bootstrap_root`), never narrower than Wilson's, which takes sentences
        for independent; NaN for a group of one or two articles.

    Raises
    ------
    ValueError
        If articles have no such field, or lack an article of the rates.

    Examples
    --------
    >>> rates = pd.DataFrame({"article": ["a", "b"], "code": pd.Categorical(["hope"] * 2), "n": [1, 3],
    ...                       "sentences": [10, 10], "rate": [10.0, 30.0]})
    >>> articles = pd.DataFrame({"article": ["a", "b"], "path": ["stay", "stay"]})
    >>> rate_groups(rates, articles=articles)[["group", "articles", "carriers", "n", "rate"]].values.tolist()
    [['stay', 2, 2, 4, 20.0]]
    """
    grouped = join_groups(rates, articles=articles, by=by)
    size = size_column(rates)
    keys = grouped.groupby(["group", "code"], observed=False, sort=False)
    table = keys.agg(articles=("article", "size"), carriers=("n", _positive), n=("n", "sum"), **{size: (size, "sum")})
    bounds = [_bounds(part, size) for _, part in grouped.groupby("group", observed=False, sort=False)]
    low, high = np.concatenate([np.empty((2, 0)), *bounds], axis=1)
    scale = 100 if size == "sentences" else 1000
    return table.reset_index().assign(rate=scale * (table["n"] / table[size]).to_numpy(), low=low, high=high)


def join_groups(rates: pd.DataFrame, *, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Give each row of the rates its article's group; leave out articles without sentences or group."""
    groups = group_of(articles, by=by)
    names = rates["article"].astype(str)
    if unknown := sorted(set(names) - set(groups.index)):
        raise ValueError(f"articles lack {unknown[0]!r}, which the rates have")
    order = [name for name in dict.fromkeys(groups) if name]
    own = names.map(groups).astype("str")
    grouped = rates.assign(group=pd.Categorical(own.where(own.isin(order)), categories=order))
    return grouped[grouped["group"].notna() & grouped["rate"].notna()]


def group_of(articles: pd.DataFrame, *, by: str) -> "pd.Series[str]":
    """Return the group of each article, by its name; "" where its field is empty or missing."""
    known = [str(name) for name in articles.columns if name not in _OWN]
    if by not in known:
        raise TableError(f"articles have no field {by!r}; they have: {', '.join(known) or 'none'}")
    values = articles[by].astype(object).where(articles[by].notna(), "").astype(str)
    return pd.Series(values.to_numpy(), index=articles["article"].astype(str))


def size_column(rates: pd.DataFrame) -> str:
    """Return what the rates are per: characters if the table has them, else sentences."""
    return "characters" if "characters" in rates.columns else "sentences"


def sizes_of(rates: pd.DataFrame) -> "pd.Series[int]":
    """Return the sentences or characters of each article, by its name."""
    once = rates.drop_duplicates("article")
    return pd.Series(once[size_column(rates)].to_numpy(), index=once["article"].astype(str))


def draw_clusters(clusters: int) -> NDArray[np.int64]:
    """Return how often each cluster is in each bootstrap sample: draws x clusters, seeded."""
    return np.random.default_rng(SEED).multinomial(clusters, np.full(clusters, 1 / clusters), size=DRAWS)


def _bounds(part: pd.DataFrame, size: str) -> tuple[Numbers, Numbers]:
    """Return the interval of every code's rate in one group, in the rate's own unit."""
    n = spread(part, values="n")
    sizes = np.asarray(sizes_of(part).reindex(n.index), dtype=np.float64)
    if not len(n):
        nothing = np.full(n.shape[1], np.nan)
        return nothing, nothing
    drawn = draw_clusters(len(n))
    replicates = (drawn @ n.to_numpy(dtype=float)) / (drawn @ sizes)[:, None]
    low, high = bootstrap_root(n.sum().to_numpy() / sizes.sum(), replicates, clusters=len(n))
    if size == "characters":
        return 1000 * low, 1000 * high
    least, most = wilson(n.sum().to_numpy(), np.full(n.shape[1], sizes.sum()))
    return np.minimum(100 * low, least), np.clip(100 * high, most, 100.0)


def _positive(n: "pd.Series[int]") -> int:
    return int((n > 0).sum())
