"""Measures: complete tables, right numbers."""

import numpy as np
import pandas as pd
import pytest

from textlab.measures import locate, pair_codes, rate, wilson

# n, total, low, high in percent, from the worked example of Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8
# <857::AID-SIM777>3.0.CO;2-E), table I, method 3.
WILSON = [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)]

SENTENCES = pd.DataFrame(
    {
        "article": pd.Categorical(["a"] * 5 + ["b"], categories=["a", "b", "empty"]),
        "sentence": [0, 1, 2, 3, 4, 0],
        "kind": ["boilerplate", "body", "body", "item", "body", "body"],
    }
)
CODINGS = pd.DataFrame(
    {
        "article": pd.Categorical(["a", "a", "a", "a"], categories=["a", "b", "empty"]),
        "sentence": [1, 1, 1, 4],
        "code": pd.Categorical(["guilt", "guilt", "talk", "guilt"], categories=["guilt", "hope", "talk"]),
        "status": ["felt", "felt", None, "denied"],
    }
)


@pytest.mark.parametrize(("n", "total", "low", "high"), WILSON)
def test_wilson_agrees_with_the_published_intervals(n, total, low, high):
    assert [round(float(bound[0]), 2) for bound in wilson(np.array([n]), np.array([total]))] == [low, high]


def test_rates_have_a_row_for_every_article_and_code():
    rates = rate(CODINGS, sentences=SENTENCES)
    assert list(zip(rates["article"], rates["code"], strict=True)) == [
        (article, code) for article in ("a", "b", "empty") for code in ("guilt", "hope", "talk")
    ]
    assert rates["n"].tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0]


def test_a_sentence_counts_once_and_boilerplate_not_at_all():
    guilt = rate(CODINGS, sentences=SENTENCES).iloc[0]
    assert (guilt["n"], guilt["sentences"], guilt["rate"]) == (1, 4, 25.0)


def test_status_none_counts_denied_feelings_too():
    assert rate(CODINGS, sentences=SENTENCES, status=None).iloc[0]["n"] == 2


def test_an_article_without_sentences_has_no_rate():
    empty = rate(CODINGS, sentences=SENTENCES).iloc[-1]
    assert np.isnan(empty["rate"]) and np.isnan(empty["high"])


def test_positions_run_from_the_first_to_the_last_sentence():
    assert locate(CODINGS, sentences=SENTENCES)["position"].tolist() == [0.0, 0.0, 0.0, 1.0]


def test_pairs_count_shared_sentences_of_every_two_codes():
    pairs = pair_codes(CODINGS, sentences=SENTENCES)
    rows = pairs[["one", "other", "n", "jaccard"]].to_numpy().tolist()
    assert rows == [["guilt", "hope", 0, 0.0], ["guilt", "talk", 1, 0.5], ["hope", "talk", 0, 0.0]]


def test_measures_leave_their_argument_alone():
    before = CODINGS.copy(deep=True)
    rate(CODINGS, sentences=SENTENCES)
    locate(CODINGS, sentences=SENTENCES)
    pd.testing.assert_frame_equal(CODINGS, before)
