"""Find the words that set some articles apart from the rest."""

from collections.abc import Collection
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textlab.measures.counts import drop_boilerplate, place_of
from textlab.measures.dispersion import deviate
from textlab.measures.groups import group_of
from textlab.measures.intervals import Numbers

# Words that carry content, by UniDic's classes: particles, auxiliaries and numbers say little of a topic.
_CONTENT = ("名詞-普通名詞", "名詞-固有名詞", "動詞-一般", "形容詞", "形状詞-一般", "副詞")
_COLUMNS = [
    *("word", "target_n", "rest_n", "target_rate", "rest_rate", "target_articles", "rest_articles"),
    *("dp_norm", "ll", "log_odds", "z"),
]
# What UniDic adds to a lemma: a loan word's source, or which of several like words it is (円-助数詞).
_GLOSS = r"(?<=.)-.+$"


def keyness(
    tokens: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    target: Collection[str],
    word: Literal["lemma", "base"] = "lemma",
) -> pd.DataFrame:
    """Compare how often words stand in the target's articles and in the rest.

    Parameters
    ----------
    tokens, sentences
        The tables of `tokenize` and `split_sentences`; boilerplate does not count. To compare two groups
        alone, give the tokens of these two.
    target
        The names of the articles that are compared with all others: one, or a group.
    word
        What counts as the same word: UniDic's lemma joins spellings (できる, 出来る) and now and then
        different words; base keeps spellings apart.

    Returns
    -------
    DataFrame
        A row per content word, the target's own first: word, target_n, rest_n, target_rate, rest_rate (per
        1,000 content words), target_articles, rest_articles (with the word), dp_norm (over all articles, see
        `disperse`), log_odds and z (log-odds with an informative Dirichlet prior, here the counts of both
        sides together; Monroe, Colaresi and Quinn 2008, doi:10.1093/pan/mpn018, equations 16 and 22), ll
        (log-likelihood ratio G2; Dunning 1993). z and ll take every word for independent: one article that
        repeats a word is told by dp_norm and the numbers of articles.

    Raises
    ------
    ValueError
        If the target names an article that the tokens lack, or one side is empty.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a", "b"], "sentence": [0, 0], "kind": "body"})
    >>> tokens = pd.DataFrame({"article": ["a", "a", "b"], "sentence": 0, "lemma": ["希望", "仕事", "仕事"],
    ...                        "pos": "名詞-普通名詞"})
    >>> keyness(tokens, sentences=sentences, target=["a"])[["word", "target_n", "rest_n"]].values.tolist()
    [['希望', 1, 0], ['仕事', 1, 1]]
    """
    counts = _count_words(tokens, sentences, word)
    return _compare_words(counts, _inside(counts.columns, target))


def keyness_groups(
    tokens: pd.DataFrame, *, sentences: pd.DataFrame, articles: pd.DataFrame, by: str = "path"
) -> pd.DataFrame:
    """Compare, for each group of articles, how often words stand in it and in all other groups.

    Parameters
    ----------
    tokens, sentences
        As for `keyness`, by lemma.
    articles
        The articles, with the field to group by; an article whose field is empty is left out.
    by
        That field's name.

    Returns
    -------
    DataFrame
        group, and the columns of `keyness` with the group as its target: a row for every group and content word. No
        row where the field puts the articles into fewer than two groups.

    Raises
    ------
    ValueError
        If articles have no such field.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a", "b"], "sentence": [0, 0], "kind": "body"})
    >>> tokens = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "lemma": ["希望", "仕事"], "pos": "名詞-普通名詞"})
    >>> articles = pd.DataFrame({"article": ["a", "b"], "path": ["stay", "leave"]})
    >>> words = keyness_groups(tokens, sentences=sentences, articles=articles)
    >>> words[["group", "word", "target_n"]].values.tolist()[:2]
    [['stay', '希望', 1], ['stay', '仕事', 0]]
    """
    groups = group_of(articles, by=by)
    counts = _count_words(tokens, sentences, "lemma")
    counts = counts[[name for name in counts.columns if groups.get(name)]]
    counts = counts[counts.sum(axis=1) > 0]
    own = groups.reindex(counts.columns)
    names = [name for name in dict.fromkeys(groups) if (own == name).any()]
    parts = [_compare_words(counts, (own == name).to_numpy()) for name in names] if len(names) > 1 else []
    kind = pd.CategoricalDtype(names)
    tables = [
        part.assign(group=pd.Categorical([name] * len(part), dtype=kind))
        for name, part in zip(names, parts, strict=False)
    ]
    return pd.concat(tables or [pd.DataFrame(columns=["group", *_COLUMNS])], ignore_index=True)[["group", *_COLUMNS]]


def _compare_words(counts: pd.DataFrame, inside: NDArray[np.bool_]) -> pd.DataFrame:
    """Compare the counts of words inside and outside, the most own first."""
    table = counts.to_numpy(dtype=float)
    a, b = table[:, inside].sum(axis=1), table[:, ~inside].sum(axis=1)
    columns = {
        "word": counts.index.astype(str),
        "target_n": a.astype(int),
        "rest_n": b.astype(int),
        "target_rate": 1000 * a / a.sum(),
        "rest_rate": 1000 * b / b.sum(),
        "target_articles": (table[:, inside] > 0).sum(axis=1),
        "rest_articles": (table[:, ~inside] > 0).sum(axis=1),
        "dp_norm": deviate(table, table.sum(axis=0))[1],
        "ll": likelihood_ratio(a, b),
    }
    columns["log_odds"], columns["z"] = weigh(a, b, prior=a + b)
    ordered = pd.DataFrame(columns).sort_values(["z", "word"], ascending=[False, True], ignore_index=True)
    return ordered[_COLUMNS]


def weigh(a: Numbers, b: Numbers, *, prior: Numbers) -> tuple[Numbers, Numbers]:
    """Return the log-odds of each word between two counts under a Dirichlet prior, and its z."""
    one, other = a + prior, b + prior
    log_odds = np.log(one / (one.sum() - one)) - np.log(other / (other.sum() - other))
    return log_odds, log_odds / np.sqrt(1 / one + 1 / other)


def likelihood_ratio(a: Numbers, b: Numbers) -> Numbers:
    """Return Dunning's G2 of each word: it and all others on both sides, against the same rate on both."""
    cells = np.array([[a, a.sum() - a], [b, b.sum() - b]])
    expected = cells.sum(axis=0, keepdims=True) * cells.sum(axis=1, keepdims=True) / cells.sum(axis=(0, 1))
    ratio = np.where(cells > 0, cells, 1.0) / np.where(cells > 0, expected, 1.0)
    total: Numbers = 2 * (cells * np.log(ratio)).sum(axis=(0, 1))
    return np.maximum(total, 0.0)


def _count_words(tokens: pd.DataFrame, sentences: pd.DataFrame, word: str) -> pd.DataFrame:
    """Count content words: a row per word, a column per article."""
    own = place_of(tokens).isin(place_of(drop_boilerplate(sentences)))
    kept = tokens[own & tokens["pos"].astype(str).str.startswith(_CONTENT).to_numpy()]
    words = kept[word].astype(str).str.replace(_GLOSS, "", regex=True)
    return pd.crosstab(words, kept["article"].astype(str))


def _inside(articles: "pd.Index[str]", target: Collection[str]) -> NDArray[np.bool_]:
    wanted = {target} if isinstance(target, str) else set(target)
    if unknown := sorted(wanted - set(articles)):
        raise ValueError(f"target: no tokens of {unknown[0]!r}; the articles are: {', '.join(articles)}")
    inside: NDArray[np.bool_] = articles.isin(list(wanted))
    if inside.all() or not inside.any():
        raise ValueError(f"target: {inside.sum()} of {len(articles)} articles; both sides need one")
    return inside
