"""Compare groups of articles, and say in words what can be said."""

from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from textlab.measures.counts import spread
from textlab.measures.groups import join_groups, size_column
from textlab.measures.intervals import Numbers, newcombe, odds_ratio, welch
from textlab.measures.permutation import benjamini_hochberg, holm, permute

_LEVEL = 0.05
_COLUMNS = [
    *("group", "other", "code", "per", "group_articles", "other_articles", "group_n", "other_n"),
    *("group_rate", "other_rate", "difference", "low", "high", "risk_difference", "risk_low", "risk_high"),
    *("odds_ratio", "odds_low", "odds_high", "p", "holm", "bh", "verdict"),
]
_REST = "ほか"
_TOO_FEW = "少なすぎて言えない"
_ALIKE = "違いは見えない"
_PERHAPS = "違うかもしれない"
_NO_GROUPS = "くらべる群がない"


def compare(
    rates: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str = "path",
    against: Literal["each", "rest"] = "each",
) -> pd.DataFrame:
    """Compare groups of articles code by code; what is compared and dealt anew is articles, not sentences.

    Parameters
    ----------
    rates
        From `rate`, either unit.
    articles
        The articles, with the field to group by. An article whose field is empty is left out.
    by
        That field's name.
    against
        ``each``: every two groups. ``rest``: every group and all other articles.

    Returns
    -------
    DataFrame
        A row for every two groups and code: group, other, code, per (sentences, characters); group_articles,
        other_articles (their sizes), group_n, other_n (articles with the code), group_rate, other_rate (means
        of the articles' rates, in the rates' unit); difference, low, high (of the means, 95 % interval of
        Welch 1947); risk_difference, risk_low, risk_high (of the shares of articles with the code, in
        percentage points, Newcombe 1998); odds_ratio, odds_low, odds_high (with Haldane's correction); p
        (permutation test over articles, two-sided, see `permute`); holm, bh (corrected for all rows that can
        be tested at all, Tarone 1990, doi:10.2307/2531456; else NaN); verdict. The verdict is
        少なすぎて言えない where no deal of the articles could bring p to .05, because the groups or the
        counts are too small; くらべる群がない, in a row for each code, where the field puts the articles into
        fewer than two groups; …に多い where holm is at most .05; 違うかもしれない where only p is; else
        違いは見えない.

    Raises
    ------
    ValueError
        If articles have no such field, or lack an article of the rates.

    Examples
    --------
    >>> rates = pd.DataFrame({"article": list("abcdefgh"), "code": pd.Categorical(["hope"] * 8),
    ...                       "n": [0, 1, 0, 2, 9, 8, 9, 7], "sentences": 100,
    ...                       "rate": [0.0, 1, 0, 2, 9, 8, 9, 7]})
    >>> articles = pd.DataFrame({"article": list("abcdefgh"), "path": ["stay"] * 4 + ["leave"] * 4})
    >>> found = compare(rates, articles=articles).round(3)
    >>> found[["group", "other", "difference", "p", "verdict"]].values.tolist()
    [['stay', 'leave', -7.5, 0.029, 'leaveに多い']]
    """
    if against not in ("each", "rest"):
        raise ValueError(f"against: {against!r} is not one of: each, rest")
    grouped = join_groups(rates, articles=articles, by=by)
    wide = spread(grouped, values="rate")
    groups = _group_of(grouped).reindex(wide.index)
    names = [name for name in grouped["group"].cat.categories if (groups == name).any()]
    if len(names) < 2:
        return _alone(wide, str(names[0]) if names else "").assign(per=size_column(rates))[_COLUMNS]
    # With two groups, each against the rest would test the same thing twice.
    rest = against == "rest" and len(names) > 2
    pairs = [(name, _REST) for name in names] if rest else list(combinations(names, 2))
    tables = [
        _contrast(wide[groups == one], wide[groups != one] if rest else wide[groups == other]).assign(
            group=one, other=other
        )
        for one, other in pairs
    ]
    return _judge(pd.concat(tables, ignore_index=True).assign(per=size_column(rates)))


def _group_of(grouped: pd.DataFrame) -> "pd.Series[str]":
    """Return the group of each article, by its name."""
    once = grouped.drop_duplicates("article")
    return pd.Series(once["group"].astype(str).to_numpy(), index=once["article"].astype(str))


def _contrast(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Set two groups side by side, a row per code: one and other hold the rates of articles x codes."""
    a, b = one.to_numpy(dtype=float), other.to_numpy(dtype=float)
    n = [((group > 0).sum(axis=0).astype(float), np.full(group.shape[1], float(len(group)))) for group in (a, b)]
    columns: dict[str, object] = {"code": one.columns}
    columns |= {"group_articles": len(a), "other_articles": len(b)}
    columns |= {"group_n": n[0][0].astype(int), "other_n": n[1][0].astype(int)}
    columns |= {"group_rate": a.mean(axis=0), "other_rate": b.mean(axis=0)}
    columns |= _named("difference low high", a.mean(axis=0) - b.mean(axis=0), *welch(a, b))
    risk = 100 * (n[0][0] / n[0][1] - n[1][0] / n[1][1])
    columns |= _named("risk_difference risk_low risk_high", risk, *newcombe(n[0], n[1]))
    columns |= _named("odds_ratio odds_low odds_high", *odds_ratio(n[0], n[1]))
    columns |= _named("p least", *permute(a, b))
    return pd.DataFrame(columns)


def _alone(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """Say of each code that there is no other group; the one there is, if any, keeps its numbers."""
    own = {"group_articles": len(wide), "group_n": (wide > 0).sum().to_numpy(), "group_rate": wide.mean().to_numpy()}
    table = pd.DataFrame({"group": name, "other": "", "code": wide.columns} | own)
    return table.assign(other_articles=0, other_n=0, verdict=_NO_GROUPS).reindex(columns=_COLUMNS)


def _judge(table: pd.DataFrame) -> pd.DataFrame:
    """Correct p over the rows that can be tested, and put the outcome into words."""
    testable = table["least"].to_numpy() <= _LEVEL
    p = np.where(testable, table["p"], np.nan)
    judged = table.assign(holm=holm(p), bh=benjamini_hochberg(p))
    more = np.where(judged["difference"] > 0, judged["group"], judged["other"]).astype(object) + "に多い"
    verdict = np.select([~testable, judged["holm"] <= _LEVEL, p <= _LEVEL], [_TOO_FEW, more, _PERHAPS], default=_ALIKE)
    return judged.assign(verdict=verdict)[_COLUMNS]


def _named(names: str, *columns: Numbers) -> dict[str, Numbers]:
    return dict(zip(names.split(), columns, strict=True))
