"""Rates in other units, groups and their comparison, against published and independently computed values."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from textlab.errors import TableError
from textlab.measures import compare, cross_groups, list_groups, rate, rate_groups
from textlab.measures.intervals import bootstrap_root, garwood, newcombe, odds_ratio, welch
from textlab.measures.permutation import benjamini_hochberg, holm, permute

# n, low, high of a Poisson count: Garwood 1936.
GARWOOD = [(0, 0.0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39)]
# a, m, b, n, low, high of a/m - b/n: Newcombe 1998, table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
# Benjamini and Hochberg 1995, section 4.1, fifteen tests: at .05 their procedure rejects four,
# Bonferroni's three.
FIFTEEN = np.array(
    [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
)
CORRECTIONS = [(benjamini_hochberg, 4), (holm, 3)]
TWO = ["guilt", "hope"]


def corpus(rates, groups):
    """Make rates of one code and the articles they are of."""
    names = [f"a{i}" for i in range(len(rates))]
    code = pd.Categorical(["hope"] * len(rates), categories=TWO[1:])
    table = {"article": names, "code": code, "n": [int(rate) for rate in rates], "sentences": 100}
    return pd.DataFrame(table | {"rate": np.asarray(rates, dtype=float)}), pd.DataFrame(
        {"article": names, "path": groups}
    )


@pytest.mark.parametrize(("n", "low", "high"), GARWOOD)
def test_poisson_intervals_agree_with_the_published_ones(n, low, high):
    assert [round(float(bound[0]), 2) for bound in garwood(np.array([n]))] == [low, high]


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), NEWCOMBE)
def test_intervals_of_a_difference_of_shares_agree_with_the_published_ones(a, m, b, n, low, high):
    one, other = ((np.array([float(k)]), np.array([float(size)])) for k, size in ((a, m), (b, n)))
    assert [round(float(bound[0]) / 100, 4) for bound in newcombe(one, other)] == [low, high]


def test_odds_ratios_have_a_half_added_to_each_cell():
    ten = np.array([10.0])
    ratio, low, high = odds_ratio((np.array([10.0]), ten), (np.array([3.0]), ten))
    assert ratio[0] == pytest.approx(10.5 * 7.5 / (0.5 * 3.5))
    assert np.log(high[0] / low[0]) == pytest.approx(3.92 * np.sqrt(1 / 10.5 + 2 + 1 / 3.5 + 1 / 7.5), rel=1e-4)


def test_the_interval_of_a_difference_of_means_is_scipys_of_welch():
    one, other = np.array([[1.0], [4.0], [2.5], [7.0]]), np.array([[0.0], [1.0], [0.5]])
    theirs = stats.ttest_ind(one[:, 0], other[:, 0], equal_var=False).confidence_interval()
    assert [float(bound[0]) for bound in welch(one, other)] == pytest.approx([theirs.low, theirs.high])


@pytest.mark.parametrize("articles", [1, 2])
def test_a_bootstrap_over_two_articles_says_nothing(articles):
    assert np.isnan(bootstrap_root(np.array([0.2]), np.full((9, 1), 0.2), clusters=articles)).all()


def test_the_permutation_test_is_fishers_for_the_lady_tasting_tea():
    right = np.array([[1.0], [1.0], [1.0], [0.0]])
    assert permute(right, 1 - right).p[0] == pytest.approx(stats.fisher_exact([[3, 1], [1, 3]]).pvalue)


def test_the_permutation_test_is_scipys_on_rates():
    one, other = np.array([0.0, 1.5, 4.0, 2.0, 9.0]), np.array([3.0, 8.0, 12.0, 6.5])
    theirs = stats.permutation_test((one, other), lambda a, b: abs(a.mean() - b.mean()), alternative="greater")
    assert permute(one[:, None], other[:, None]).p[0] == pytest.approx(theirs.pvalue)


def test_a_permutation_test_of_many_articles_is_near_the_exact_one():
    both = np.random.default_rng(5).normal(size=(24, 1)) + np.repeat([[0.0], [0.7]], 12, axis=0)
    exact = stats.permutation_test(
        (both[:12, 0], both[12:, 0]), lambda a, b: a.mean() - b.mean(), n_resamples=99_999, rng=1
    )
    assert permute(both[:12], both[12:]).p[0] == pytest.approx(exact.pvalue, abs=0.01)


@pytest.mark.parametrize(("correct", "rejected"), CORRECTIONS)
def test_corrections_reject_as_many_as_the_published_example(correct, rejected):
    assert (correct(FIFTEEN) <= 0.05).sum() == rejected


def test_the_correction_for_false_finds_is_scipys_and_passes_over_nan():
    assert benjamini_hochberg(FIFTEEN) == pytest.approx(stats.false_discovery_control(FIFTEEN))
    assert np.isnan(holm(np.array([np.nan, 0.02]))).tolist() == [True, False]
    assert holm(np.array([np.nan, 0.02]))[1] == 0.02


# Rates of the articles, their groups, the verdict.
VERDICTS = [
    ([0, 1, 0, 2, 9, 8, 9, 7], "ssssllll", "lに多い"),
    ([9, 8, 9, 7, 0, 1, 0, 2], "ssssllll", "sに多い"),
    ([3, 1, 4, 2, 2, 3, 1, 4], "ssssllll", "違いは見えない"),
    ([0, 0, 9, 9], "ssll", "少なすぎて言えない"),  # six deals: p is never below 1/3
    ([0, 0, 0, 0, 0, 0, 0, 9], "ssssllll", "少なすぎて言えない"),  # one article has the code: p is always 1
    ([0, 0, 0, 0, 0, 0, 0, 0], "ssssllll", "少なすぎて言えない"),
]


@pytest.mark.parametrize(("rates", "groups", "verdict"), VERDICTS)
def test_the_verdict_says_what_can_be_said(rates, groups, verdict):
    table, articles = corpus(rates, list(groups))
    assert compare(table, articles=articles)["verdict"].tolist() == [verdict]


def test_what_falls_to_the_correction_is_perhaps():
    found, articles = corpus([0, 1, 0, 2, 9, 8, 9, 7], list("ssssllll"))
    others = [found.assign(code=name, rate=[1.0, 2, 3, 4, 1, 2, 3, 4]) for name in ("x", "y", "z")]
    table = pd.concat([found, *others]).astype({"code": pd.CategoricalDtype(["hope", "x", "y", "z"])})
    assert compare(table, articles=articles)["verdict"].tolist() == ["違うかもしれない"] + ["違いは見えない"] * 3


def test_a_comparison_has_a_row_for_every_pair_and_each_against_the_rest():
    table, articles = corpus(range(6), list("aabbcc"))
    each, rest = (compare(table, articles=articles, against=against) for against in ("each", "rest"))
    assert each[["group", "other"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert rest[["group", "other", "other_articles"]].to_numpy().tolist() == [[name, "ほか", 4] for name in "abc"]


def test_a_comparison_counts_articles_and_means_their_rates():
    table, articles = corpus([0, 2, 4, 0], list("aabb"))
    row = compare(table, articles=articles).iloc[0]
    assert row[["group_articles", "group_n", "group_rate", "other_n", "other_rate"]].tolist() == [
        2,
        1,
        1.0,
        1,
        2.0,
    ]
    assert (row["difference"], row["risk_difference"]) == (-1.0, 0.0)


# What is asked for, the words of the error.
FAULTS = [
    ({"by": "mood"}, "no field 'mood'; they have: path"),
    ({"against": "all"}, "'all' is not one of: each, rest"),
    ({"articles": pd.DataFrame({"article": ["a0"], "path": ["s"]})}, "lack 'a1'"),
]


@pytest.mark.parametrize(("asked", "words"), FAULTS)
def test_a_comparison_that_cannot_be_made_says_why(asked, words):
    table, articles = corpus([1, 2], list("sl"))
    with pytest.raises(ValueError, match=words):
        compare(table, **({"articles": articles} | asked))


# The groups of two articles, and what they are called where there is nothing to compare.
@pytest.mark.parametrize(("groups", "name", "articles_in"), [("ss", "s", 2), (["", ""], "", 0), ([None, None], "", 0)])
def test_without_two_groups_each_code_has_a_row_that_says_so(groups, name, articles_in):
    table, articles = corpus([1, 2], list(groups))
    found, usual = compare(table, articles=articles), compare(table, articles=articles.assign(path=list("sl")))
    assert found[["group", "other", "group_articles", "verdict"]].to_numpy().tolist() == [
        [name, "", articles_in, "くらべる群がない"]
    ]
    assert list(found) == list(usual) and found[["difference", "p"]].isna().all(axis=None)


def test_groups_of_nothing_have_no_rows_but_all_columns():
    table, articles = corpus([1, 2], ["", ""])
    usual = rate_groups(table, articles=articles.assign(path="s"))
    assert len(rate_groups(table, articles=articles)) == 0
    assert list(rate_groups(table, articles=articles)) == list(usual)


# The field of six articles, its groups, what each is good for.
FIELDS = [
    ("aaabb", [("a", 3, "くらべられる"), ("b", 2, "本数が少なすぎて、区間を出せない")]),
    (["a", "", "a", "b", None], [("a", 2, "本数"), ("b", 1, "本数"), ("", 2, "書かれていない")]),
    ("aaaaa", [("a", 5, "分けられない")]),
    ([""] * 5, [("", 5, "分けられない")]),
]


@pytest.mark.parametrize(("values", "groups"), FIELDS)
def test_fields_say_what_groups_they_make(values, groups):
    _, articles = corpus([0] * 5, list(values))
    found = list_groups(articles, by=["path"])
    assert found[["field", "group", "articles"]].to_numpy().tolist() == [["path", name, n] for name, n, _ in groups]
    assert all(words.startswith(start) for words, (_, _, start) in zip(found["verdict"], groups, strict=True))


@pytest.mark.parametrize("by", ["mood", "text", "article"])
def test_a_field_that_groups_nothing_names_those_that_do(by):
    articles = pd.DataFrame({"article": ["a"], "title": "題", "path": "s", "text": "文"})
    with pytest.raises(TableError, match=f"no field '{by}'; they have: title, path"):
        list_groups(articles, by=[by])


def test_the_cross_tabulation_is_scipys():
    table, articles = corpus([9, 1, 0, 5, 5, 2], list("aabbcc"))
    groups = rate_groups(table, articles=articles)
    theirs = stats.chi2_contingency([groups["n"], groups["sentences"] - groups["n"]], correction=False)
    row = cross_groups(table, articles=articles).iloc[0]
    assert row[["chi2", "df", "p_sentences"]].tolist() == pytest.approx([theirs.statistic, 2, theirs.pvalue])


def test_one_article_full_of_a_code_convinces_only_a_test_over_sentences():
    table, articles = corpus([40, 0, 0, 0, 0, 0, 0, 0], list("ssssllll"))
    row = cross_groups(table, articles=articles).iloc[0]
    assert row["p_sentences"] < 0.001 and row["p_articles"] == 1


def test_a_cross_tabulation_over_articles_is_exact_to_its_draws():
    table, articles = corpus([0, 1, 0, 2, 9, 8, 9, 7], list("ssssllll"))
    # Two of the 70 ways to deal four of eight articles are as far apart.
    assert cross_groups(table, articles=articles)["p_articles"].item() == pytest.approx(2 / 70, abs=0.006)


# Counts, groups: a code of no sentence, and no two groups.
@pytest.mark.parametrize(("counts", "groups"), [([0, 0], "sl"), ([1, 2], "ss"), ([1, 2], ["", ""])])
def test_what_cannot_be_crossed_is_nan(counts, groups):
    table, articles = corpus(counts, list(groups))
    found = cross_groups(table, articles=articles)
    assert len(found) == 1 and found[["chi2", "p_sentences", "p_articles", "holm"]].isna().all(axis=None)


def test_rates_per_characters_are_not_crossed():
    table, articles = corpus([1, 2], list("sl"))
    with pytest.raises(ValueError, match="per characters"):
        cross_groups(table.rename(columns={"sentences": "characters"}), articles=articles)


def test_articles_without_group_or_sentences_are_left_out():
    table, articles = corpus([1, 2, 3, 4], ["s", "", None, "s"])
    table.loc[3, ["sentences", "rate"]] = [0, np.nan]
    groups = rate_groups(table, articles=articles)
    assert groups[["group", "articles", "n"]].to_numpy().tolist() == [["s", 1, 1]]


def test_a_groups_rate_is_of_all_its_sentences():
    table, articles = corpus([10, 0, 5, 4], list("aaab"))
    groups = rate_groups(table, articles=articles)
    assert groups[["group", "articles", "carriers", "n", "sentences", "rate"]].to_numpy().tolist() == [
        ["a", 3, 2, 15, 300, 5.0],
        ["b", 1, 1, 4, 100, 4.0],
    ]
    assert groups["low"].isna().tolist() == [False, True]


def test_an_interval_of_articles_is_wider_than_one_of_sentences():
    even, uneven = (corpus(rates, ["s"] * 8) for rates in ([5] * 8, [0, 0, 0, 0, 10, 10, 10, 10]))
    widths = [
        float((table["high"] - table["low"]).iloc[0])
        for table in (rate_groups(r, articles=a) for r, a in (even, uneven))
    ]
    assert widths[1] > 1.5 * widths[0]


SENTENCES = pd.DataFrame(
    {
        "article": "a",
        "sentence": [0, 1, 2],
        "kind": ["boilerplate", "body", "body"],
        "text": ["題" * 9, "罪" * 300, "望" * 200],
    }
)
CODINGS = pd.DataFrame(
    {
        "article": "a",
        "sentence": [1, 1, 2],
        "start": [9, 40, 309],
        "end": [12, 44, 312],
        "code": pd.Categorical(["guilt", "guilt", "hope"], categories=TWO),
        "status": ["felt", "felt", "denied"],
    }
)


def test_rates_per_1000_characters_count_findings():
    rates = rate(CODINGS, sentences=SENTENCES, per="characters")
    assert rates[["code", "n", "characters", "rate"]].to_numpy().tolist() == [
        ["guilt", 2, 500, 4.0],
        ["hope", 0, 500, 0.0],
    ]
    assert rates["high"].round(2).tolist() == [14.45, 7.38]


@pytest.mark.parametrize(
    ("asked", "words"), [({"per": "words"}, "'words' is not"), ({"status": "sad"}, "felt, denied")]
)
def test_a_rate_of_an_unknown_sort_names_the_known_ones(asked, words):
    with pytest.raises(ValueError, match=words):
        rate(CODINGS, sentences=SENTENCES, **asked)
