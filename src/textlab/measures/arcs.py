"""Draw out the course of each code along its article, smoothed, with how sure it is."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import Carried, carry
from textlab.measures.groups import draw_clusters
from textlab.measures.intervals import Numbers, bootstrap_root, wilson

# Points of the common axis: every fortieth of an article is finer than its sentences stand.
_GRID = np.linspace(0.0, 1.0, 41)
# Neighbouring sentences speak of the same thing; runs of so many are resampled together.
_RUN = 3
# Looks at about a quarter of an article at a time: wide enough to hold twenty sentences of ours.
_WIDTH = 0.1


def arc(
    codings: pd.DataFrame, *, sentences: pd.DataFrame, status: str | None = "felt", width: float = _WIDTH
) -> pd.DataFrame:
    """Follow each code from the start of its article to the end.

    Parameters
    ----------
    codings
        The codings, from `code`.
    sentences
        All sentences; boilerplate does not count.
    status
        Which emotions count: felt, denied, raised, or None for all.
    width
        The kernel's standard deviation, as a part of the article: 0.1 looks at about a quarter of it at a
        time.

    Returns
    -------
    DataFrame
        A row for every article, code and point: article, code, position (from 0, the first sentence, to 1,
        the last, in 41 points), rate (sentences per 100 that carry the code thereabouts), low, high. The rate
        is a local linear regression with a normal kernel, which needs no values beyond the ends and leans to
        none (Fan and Gijbels 1996); the 95 % band, point by point, is of a bootstrap over runs of three
        sentences (see `bootstrap_root`), never narrower than Wilson's interval for as many sentences as the
        kernel weighs; NaN in an article of six sentences or fewer. The band is of the smoothed course: what is
        narrower than the kernel is not in it.

    Raises
    ------
    ValueError
        If the status is unknown, or the width is not positive.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 20, "sentence": range(20), "kind": "body"})
    >>> late = pd.DataFrame({"article": ["a"] * 10, "sentence": range(10, 20), "status": "felt",
    ...                      "code": pd.Categorical(["hope"] * 10)})
    >>> course = arc(late, sentences=sentences)["rate"]
    >>> [round(course[point]) for point in (0, 20, 40)]
    [0, 50, 100]
    """
    if not width > 0:
        raise ValueError(f"width: {width!r} is not a positive part of an article")
    carried = carry(codings, sentences=sentences, status=status)
    names = carried.sentences["article"].astype(str).to_numpy()
    parts = []
    for name in dict.fromkeys(names.tolist()):
        own = names == name
        place = np.arange(own.sum())
        parts.append(_course(_positions(place), carried.carries[own], place // _RUN, width))
    return _frame(parts, list(dict.fromkeys(names.tolist())), carried.codes, "article")


def arc_groups(
    codings: pd.DataFrame, *, sentences: pd.DataFrame, articles: pd.DataFrame, by: str | None = None
) -> pd.DataFrame:
    """Follow each code along the articles of a group put together, from their starts to their ends.

    Parameters
    ----------
    codings, sentences
        As for `arc`, with its kernel; emotions count when felt.
    articles
        The articles, with the field to group by; an article whose field is empty is left out.
    by
        That field's name; without it all articles are one group, 全体.

    Returns
    -------
    DataFrame
        A row for every group, code and point: group, code, position, rate, low, high, as from `arc`; what the
        bootstrap resamples is whole articles. NaN bounds for a group of one or two articles.

    Raises
    ------
    ValueError
        If articles have no such field.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 20 + ["b"] * 20, "kind": "body",
    ...                           "sentence": [*range(20)] * 2})
    >>> late = pd.DataFrame({"article": ["a"] * 10, "sentence": range(10, 20), "status": "felt",
    ...                      "code": pd.Categorical(["hope"] * 10)})
    >>> both = arc_groups(late, sentences=sentences, articles=pd.DataFrame({"article": ["a", "b"]}))
    >>> [round(both["rate"][point]) for point in (0, 20, 40)]
    [0, 25, 50]
    """
    if by is not None and by not in articles.columns:
        raise ValueError(f"articles have no field {by!r}; they have: {', '.join(map(str, articles.columns))}")
    carried = carry(codings, sentences=sentences, status="felt")
    names = carried.sentences["article"].astype(str)
    keys = articles["article"].astype(str)
    field = pd.Series("全体", index=keys) if by is None else articles.set_index(keys)[by]
    groups = names.map(field).fillna("").astype(str).to_numpy()
    order = [str(name) for name in dict.fromkeys(field.dropna()) if str(name) in set(groups.tolist()) - {""}]
    parts = [_gather(carried, names[groups == group], groups == group) for group in order]
    return _frame(parts, order, carried.codes, "group")


def _gather(carried: Carried, names: "pd.Series[str]", own: NDArray[np.bool_]) -> Numbers:
    """Return the course of a group: every article on its own axis from 0 to 1, resampled whole."""
    numbers = names.groupby(names, sort=False)
    order, size = numbers.cumcount().to_numpy(), numbers.transform("size").to_numpy()
    positions = np.where(size > 1, order / np.maximum(size - 1, 1), 0.5)
    return _course(positions, carried.carries[own], np.asarray(numbers.ngroup(), dtype=np.int64), _WIDTH)


def _positions(place: NDArray[np.int64]) -> Numbers:
    return place / (len(place) - 1) if len(place) > 1 else np.array([0.5])


def _course(positions: Numbers, carries: NDArray[np.bool_], clusters: NDArray[np.int64], width: float) -> Numbers:
    """Return rate, low and high: 3 x points x codes, per 100 sentences."""
    away = positions[:, None] - _GRID
    kernel = np.exp(-0.5 * (away / width) ** 2)
    number = int(clusters.max()) + 1
    member = (clusters[:, None] == np.arange(number)).astype(float)
    # Per cluster: the kernel's moments at each point, and those of the sentences that carry each code.
    moments = [member.T @ (kernel * away**power) for power in range(3)]
    found = [np.einsum("sk,sg,sc->kgc", member, kernel * away**power, carries, optimize=True) for power in range(2)]
    once = np.ones((1, number))
    estimate = _fit(moments, found, once)[0]
    low, high = bootstrap_root(estimate, _fit(moments, found, draw_clusters(number).astype(float)), clusters=number)
    weight = kernel * _slant(moments, away)
    sentences = (weight.sum(axis=0) ** 2 / (weight**2).sum(axis=0))[:, None]
    least, most = wilson(estimate * sentences, np.broadcast_to(sentences, estimate.shape))
    return np.stack([100 * estimate, np.minimum(100 * low, least), np.clip(100 * high, most, 100.0)])


def _fit(moments: list[Numbers], found: list[Numbers], drawn: Numbers) -> Numbers:
    """Return the local linear fit of each draw of clusters: draws x points x codes, from 0 to 1."""
    s0, s1, s2 = (drawn @ moment for moment in moments)
    t0, t1 = (np.tensordot(drawn, part, axes=1) for part in found)
    below = s0 * s2 - s1**2
    # A draw may leave one sentence near a point, through which no line goes; then its mean stands.
    line = below > 1e-9 * np.maximum(s0 * s2, 1e-300)
    fit = (s2[..., None] * t0 - s1[..., None] * t1) / np.where(line, below, 1.0)[..., None]
    mean = t0 / np.maximum(s0, 1e-300)[..., None]
    return np.clip(np.where(line[..., None], fit, mean), 0.0, 1.0)


def _slant(moments: list[Numbers], away: Numbers) -> Numbers:
    """Return what the local line multiplies the kernel by, so that it leans to neither side."""
    s0, s1, s2 = (moment.sum(axis=0) for moment in moments)
    return np.where(s0 * s2 - s1**2 > 1e-9 * s0 * s2, s2 - s1 * away, 1.0)


def _frame(parts: list[Numbers], names: list[str], codes: list[str], first: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([names, codes, _GRID], names=[first, "code", "position"])
    # Codes come before points in the table's order, points before codes in the arrays.
    values = np.concatenate([part.transpose(0, 2, 1).reshape(3, -1) for part in parts] or [np.empty((3, 0))], axis=1)
    table = pd.DataFrame(dict(zip(("rate", "low", "high"), values, strict=True)), index=index).reset_index()
    return table.assign(
        **{
            first: pd.Categorical(table[first], categories=names),
            "code": pd.Categorical(table["code"], categories=codes),
        }
    )
