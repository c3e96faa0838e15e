"""On made-up corpora of the size of ours, intervals hold the truth 95 times in 100 and tests err 5 times.

Every code of a made-up corpus is a repetition. The corpora are seeded, so that the tests are the same every
time; with so many repetitions, 95 % may show as 92 to 98.
"""

import numpy as np
import pandas as pd
import pytest

from textlab.measures import arc, arc_groups, compare, rate, rate_groups, transitions

CODES = 200


def make_rates(articles, mean, spread, codes=CODES, seed=1):
    """Make articles of 60 to 100 sentences; how often a code stands in each varies as a gamma variable."""
    random = np.random.default_rng(seed)
    size = random.integers(60, 101, articles)
    chance = random.gamma(1 / spread**2, mean * spread**2, (articles, codes)).clip(0, 1)
    n = random.binomial(size[:, None], chance)
    names = [f"a{i:02}" for i in range(articles)]
    index = pd.MultiIndex.from_product([names, [f"c{i}" for i in range(codes)]], names=["article", "code"])
    table = pd.DataFrame({"n": n.ravel(), "sentences": size.repeat(codes)}, index=index).reset_index()
    table["code"] = table["code"].astype(pd.CategoricalDtype(index.levels[1]))
    return table.assign(rate=100 * table["n"] / table["sentences"])


def make_codings(chance, seed=1):
    """Make sentences and felt codings from the chance of each: articles x sentences x codes."""
    found = np.random.default_rng(seed).random(chance.shape) < chance
    article, sentence, code = np.nonzero(found)
    names = np.array([f"a{i:02}" for i in range(len(chance))])
    sentences = {
        "article": names.repeat(chance.shape[1]),
        "sentence": list(range(chance.shape[1])) * len(chance),
    }
    code = pd.Categorical.from_codes(code, categories=[f"c{i}" for i in range(chance.shape[2])])
    codings = {"article": names[article], "sentence": sentence, "code": code, "status": "felt"}
    return pd.DataFrame(sentences).assign(kind="body"), pd.DataFrame(codings)


def grouped(*sizes):
    names = [f"a{i:02}" for i in range(sum(sizes))]
    return pd.DataFrame({"article": names, "path": np.repeat([f"g{i}" for i in range(len(sizes))], sizes)})


def cover(table, truth):
    return ((table["low"] <= truth) & (truth <= table["high"])).mean()


# Mean chance of a code in a sentence, how it varies over articles (standard deviation / mean).
KINDS = [(0.08, 0.6), (0.03, 0.8), (0.01, 1.0)]


@pytest.mark.parametrize(("mean", "spread"), KINDS)
@pytest.mark.parametrize("sizes", [(20,), (10, 10), (5, 5, 5, 5)], ids=str)
def test_intervals_of_groups_cover_the_truth(sizes, mean, spread):
    table = rate_groups(make_rates(20, mean, spread), articles=grouped(*sizes))
    assert cover(table, 100 * mean) >= 0.92


def test_wilsons_intervals_of_one_article_cover_the_truth():
    sentences, codings = make_codings(np.full((20, 80, CODES), 0.05))
    assert 0.93 <= cover(rate(codings, sentences=sentences), 5) <= 0.98


def test_garwoods_intervals_of_one_article_cover_the_truth():
    sentences, codings = make_codings(np.full((20, 80, CODES), 0.05))
    spans = codings.assign(start=range(len(codings)), end=range(1, len(codings) + 1))
    table = rate(spans, sentences=sentences.assign(text="文" * 25), per="characters")
    assert cover(table, 2) >= 0.95  # .05 in a sentence of 25 characters is 2 in 1,000


@pytest.mark.parametrize(("mean", "spread"), KINDS)
@pytest.mark.parametrize("sizes", [(10, 10), (5, 15), (4, 4, 3, 3, 3, 3)], ids=str)
def test_comparisons_keep_their_level_where_nothing_differs(sizes, mean, spread):
    table = compare(make_rates(20, mean, spread), articles=grouped(*sizes))
    assert (table["p"] <= 0.05).mean() <= 0.065
    assert ((table["risk_low"] <= 0) & (table["risk_high"] >= 0)).mean() >= 0.93


@pytest.mark.parametrize("sizes", [(10, 10), (4, 4, 3, 3, 3, 3)], ids=str)
def test_intervals_of_a_difference_cover_it(sizes):
    table = compare(make_rates(20, 0.08, 0.6), articles=grouped(*sizes)).dropna(subset="low")
    assert 0.92 <= cover(table, 0) <= 0.98


def test_a_whole_comparison_finds_something_false_one_time_in_twenty_at_most():
    corpora = (make_rates(20, 0.04, 0.8, codes=20, seed=seed) for seed in range(60))
    verdicts = [compare(rates, articles=grouped(7, 7, 6))["verdict"] for rates in corpora]
    assert np.mean([found.str.endswith("に多い").any() for found in verdicts]) <= 0.09


def test_a_true_difference_is_found():
    one, other = make_rates(10, 0.03, 0.6), make_rates(10, 0.10, 0.6, seed=2)
    other = other.assign(article=other["article"].replace({f"a{i:02}": f"a{i + 10:02}" for i in range(10)}))
    table = compare(pd.concat([one, other]), articles=grouped(10, 10))
    assert (table["p"] <= 0.05).mean() > 0.8


# How the chance of a code runs along the article.
COURSES = {"even": lambda x: 0.1 + 0 * x, "rising": lambda x: 0.05 + 0.3 * x, "rare": lambda x: 0.03 + 0 * x}


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_bands_of_an_arc_cover_its_course_to_the_ends(course):
    x = np.linspace(0, 1, 80)
    sentences, codings = make_codings(np.tile(course(x)[None, :, None], (1, 1, CODES)))
    table = arc(codings, sentences=sentences)
    table["held"] = (table["low"] <= 100 * course(table["position"])) & (
        table["high"] >= 100 * course(table["position"])
    )
    assert table["held"].mean() >= 0.94
    assert table.groupby("position")["held"].mean().min() >= 0.90


@pytest.mark.parametrize("articles", [4, 20])
def test_bands_of_articles_together_cover_their_course(articles):
    x = np.linspace(0, 1, 80)
    level = np.random.default_rng(2).gamma(2, 0.5, (articles, 1, CODES))
    sentences, codings = make_codings(((0.03 + 0.12 * x)[None, :, None] * level).clip(0, 1))
    table = arc_groups(codings, sentences=sentences, articles=grouped(articles))
    assert cover(table, 100 * (0.03 + 0.12 * table["position"])) >= 0.92


def test_sequences_keep_their_level_where_order_means_nothing():
    level = np.random.default_rng(2).gamma(1.5, 0.04, (20, 1, 24))
    sentences, codings = make_codings(np.broadcast_to(level, (20, 80, 24)))
    assert (transitions(codings, sentences=sentences)["p"] <= 0.05).mean() <= 0.065
