"""Keyness, dispersion and pairs, against published values."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from textlab.measures import disperse, keyness, keyness_groups, pair_codes
from textlab.measures.keywords import likelihood_ratio, weigh

# Cars by gears (3, 4, 5) and engine: the counts, and the z of each against both together, that the reference
# page of tidylo prints for bind_log_odds (juliasilge/tidylo, reference/bind_log_odds.html).
STRAIGHT, SHAPED = np.array([3.0, 10.0, 1.0]), np.array([12.0, 2.0, 4.0])
TIDYLO_PRIOR = np.array([-1.1354777, 1.5661168, -0.4362340]), np.array([1.1728347, -1.3767516, 0.4033125])
TIDYLO_FLAT = np.array([-0.9673459, 1.1451323, -0.5268260]), np.array([0.6968169, -1.2527630, 0.3249262])
# Part sizes and frequencies of the word a: Gries 2008 (DP .18); Lijffijt and Gries 2012 (DPnorm .22).
SIZES, FREQUENCIES = [9, 10, 10, 10, 11], [1, 2, 3, 4, 5]


def test_log_odds_agree_with_tidylo():
    # tidylo sets each side against both together; between the sides, what is common falls out.
    log_odds, _ = weigh(STRAIGHT, SHAPED, prior=np.ones(3))
    assert log_odds == pytest.approx(TIDYLO_FLAT[0] - TIDYLO_FLAT[1], abs=1e-6)


def test_log_odds_with_the_pooled_prior_agree_with_tidylo():
    both = STRAIGHT + SHAPED
    log_odds, z = weigh(STRAIGHT, SHAPED, prior=both)
    spreads = [np.sqrt(1 / (side + both) + 1 / (3 * both)) for side in (STRAIGHT, SHAPED)]
    theirs = TIDYLO_PRIOR[0] * spreads[0] - TIDYLO_PRIOR[1] * spreads[1]
    assert log_odds == pytest.approx(theirs, abs=1e-6)
    assert z == pytest.approx(theirs / np.sqrt(1 / (STRAIGHT + both) + 1 / (SHAPED + both)), abs=1e-6)


def test_the_log_likelihood_is_dunnings_for_the_swiss():
    # Dunning 1993, table 1: 110 2442 111 29114 give 270.72.
    found = likelihood_ratio(np.array([110.0, 2442.0]), np.array([111.0, 29114.0]))
    assert found[0] == pytest.approx(270.72, abs=0.005)


def test_the_log_likelihood_is_scipys():
    table = np.array([[7.0, 93.0], [0.0, 250.0]])
    theirs = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert likelihood_ratio(table[0], table[1])[0] == pytest.approx(theirs)


# Article, sentence, lemma, class: the first sentence of a is boilerplate, を is no content word.
TOKENS = pd.DataFrame(
    [
        ("a", 0, "仕事", "名詞-普通名詞"),
        ("a", 1, "ママ-mama", "名詞-普通名詞"),
        ("a", 1, "を", "助詞-格助詞"),
        ("a", 1, "悔やむ", "動詞-一般"),
        ("b", 0, "悔やむ", "動詞-一般"),
        ("c", 0, "悔やむ", "動詞-一般"),
        ("c", 0, "明るい", "形容詞-一般"),
    ],
    columns=["article", "sentence", "lemma", "pos"],
)
SENTENCES = pd.DataFrame(
    {
        "article": ["a", "a", "b", "c"],
        "sentence": [0, 1, 0, 0],
        "kind": ["boilerplate", "body", "body", "body"],
    }
)


def test_keyness_counts_content_words_of_the_articles_own_sentences():
    table = keyness(TOKENS, sentences=SENTENCES, target=["a"])
    rows = table[["word", "target_n", "rest_n", "target_articles", "rest_articles"]].to_numpy().tolist()
    assert rows == [["ママ", 1, 0, 1, 0], ["悔やむ", 1, 2, 1, 2], ["明るい", 0, 1, 0, 1]]


def test_the_rest_is_the_targets_mirror():
    one, other = (keyness(TOKENS, sentences=SENTENCES, target=names) for names in (["a"], ["b", "c"]))
    assert one["z"].tolist() == pytest.approx((-other["z"]).tolist()[::-1])


@pytest.mark.parametrize(
    ("target", "words"), [(["x"], "no tokens of 'x'"), (["a", "b", "c"], "3 of 3"), ([], "0 of 3")]
)
def test_keyness_needs_two_sides_that_exist(target, words):
    with pytest.raises(ValueError, match=words):
        keyness(TOKENS, sentences=SENTENCES, target=target)


def test_the_words_of_each_group_are_those_of_its_articles():
    articles = pd.DataFrame({"article": ["a", "b", "c"], "path": ["s", "l", "l"]})
    table = keyness_groups(TOKENS, sentences=SENTENCES, articles=articles)
    own = table[table["group"] == "s"].drop(columns="group").reset_index(drop=True)
    pd.testing.assert_frame_equal(own, keyness(TOKENS, sentences=SENTENCES, target=["a"]))
    assert table["group"].unique().tolist() == ["s", "l"]


def test_words_of_articles_without_group_do_not_count():
    articles = pd.DataFrame({"article": ["a", "b", "c"], "path": ["s", "l", ""]})
    assert "明るい" not in set(keyness_groups(TOKENS, sentences=SENTENCES, articles=articles)["word"])


@pytest.mark.parametrize("path", ["", "s"])
def test_without_two_groups_no_word_is_a_groups_own(path):
    articles = pd.DataFrame({"article": ["a", "b", "c"], "path": path})
    table = keyness_groups(TOKENS, sentences=SENTENCES, articles=articles)
    assert len(table) == 0 and list(table)[:4] == ["group", "word", "target_n", "rest_n"]


def spread_out(counts, sizes):
    return pd.DataFrame(
        {
            "article": list("abcde")[: len(sizes)],
            "code": pd.Categorical(["hope"] * len(sizes)),
            "n": counts,
            "sentences": sizes,
        }
    )


def test_dispersion_agrees_with_the_published_example():
    row = disperse(spread_out(FREQUENCIES, SIZES)).iloc[0]
    assert (round(row["dp"], 2), round(row["dp_norm"], 2)) == (0.18, 0.22)


# Findings, sizes, dp_norm.
SPREADS = [([2, 2], [50, 50], 0.0), ([0, 4], [80, 20], 1.0), ([0, 0], [50, 50], None)]


@pytest.mark.parametrize(("counts", "sizes", "dp_norm"), SPREADS)
def test_dispersion_runs_from_even_to_all_in_the_smallest(counts, sizes, dp_norm):
    found = disperse(spread_out(counts, sizes))["dp_norm"].iloc[0]
    assert np.isnan(found) if dp_norm is None else found == dp_norm


# Of ten sentences those with guilt, with hope; npmi by Bouma 2009: his three marks, and one by hand.
NPMI = [
    ([0, 1], [0, 1], 1.0),
    ([0, 1], [2, 3], -1.0),
    ([0, 1, 2, 3, 4], [0, 9], 0.0),
    ([0, 1, 2, 3], [2, 3, 4], np.log(0.2 / 0.12) / -np.log(0.2)),
    ([0], [], None),
    (list(range(10)), list(range(10)), 1.0),
]


@pytest.mark.parametrize(("guilt", "hope", "npmi"), NPMI)
def test_npmi_has_boumas_marks(guilt, hope, npmi):
    sentences = pd.DataFrame({"article": "a", "sentence": range(11), "kind": ["body"] * 10 + ["boilerplate"]})
    code = pd.Categorical(["guilt"] * len(guilt) + ["hope"] * len(hope), categories=["guilt", "hope"])
    codings = pd.DataFrame({"article": "a", "sentence": guilt + hope, "code": code})
    found = pair_codes(codings, sentences=sentences)["npmi"].iloc[0]
    assert np.isnan(found) if npmi is None else found == pytest.approx(npmi)


def test_codes_of_one_section_are_a_pair():
    sentences = pd.DataFrame(
        {"article": ["a"] * 4, "sentence": range(4), "kind": "body", "section": ["", "", "■", "■"]}
    )
    code = pd.Categorical(["guilt", "hope", "guilt"])
    codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 3], "code": code})
    pairs = pair_codes(codings, sentences=sentences, unit="section")
    assert pairs[["n", "one_n", "other_n", "jaccard"]].to_numpy().tolist() == [[1, 2, 1, 0.5]]


def test_an_unknown_unit_names_the_known_ones():
    with pytest.raises(ValueError, match="not one of: sentence, section"):
        pair_codes(pd.DataFrame(), sentences=SENTENCES, unit="page")
