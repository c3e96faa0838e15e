"""The concordance: keyword in context, sorted by the words around it."""

import pandas as pd
import pytest

from textlab.kwic import concordance

TEXT = "仕事をした。\n好きな仕事が好きだ。\nまた仕事を辞めた。\n仕事\n、仕事"
STARTS = [0, 10, 20, 28, 32]
ARTICLES = pd.DataFrame({"article": ["a"], "text": [TEXT]})
FOUND = pd.DataFrame({"article": "a", "start": STARTS, "end": [start + 2 for start in STARTS], "rule": "仕事"})

# How to sort, and the starts in that order.
ORDERS = [
    ((), [0, 10, 20, 28, 32]),
    (("R1",), [28, 32, 10, 0, 20]),  # nothing, nothing, ガ, ヲ, ヲ
    (("R1", "R2"), [28, 32, 10, 0, 20]),  # ヲスル before ヲヤメル
    (("R1", "L1"), [28, 32, 10, 0, 20]),
    (("L1",), [0, 28, 32, 10, 20]),  # nothing, nothing, the mark, ダ, マタ
    (("L2",), [0, 20, 28, 32, 10]),  # all nothing but スキ
    (("C", "R1", "R3"), [28, 32, 10, 0, 20]),
]


@pytest.mark.parametrize(("sort", "starts"), ORDERS)
def test_rows_stand_in_the_order_of_their_neighbours(sort, starts):
    assert concordance(FOUND, articles=ARTICLES, sort=sort)["start"].tolist() == starts


def test_inflections_of_a_word_stand_together():
    text = "辞める。止まる。辞めた。"
    found = pd.DataFrame({"article": "a", "start": [0, 4, 8], "end": [0, 4, 8]})
    articles = pd.DataFrame({"article": ["a"], "text": [text]})
    rights = concordance(found, articles=articles, sort=["R1"])["right"]
    assert [right[:2] for right in rights] == ["止ま", "辞め", "辞め"]


def test_the_next_line_is_no_neighbour():
    # ^R1 of the first is the mark before the line's end; beyond it there is nothing.
    found = FOUND.iloc[[0, 3]]
    assert concordance(found, articles=ARTICLES, sort=["R1"])["start"].tolist() == [28, 0]


def test_a_sorted_row_keeps_its_index_and_columns():
    table = concordance(FOUND, articles=ARTICLES, sort=["R1"])
    assert table.index.tolist() == [3, 4, 1, 0, 2]
    assert list(table.columns) == ["article", "left", "text", "right", "start", "end", "rule"]


@pytest.mark.parametrize("level", ["R0", "R6", "X1", "l1"])
def test_an_unknown_level_names_the_known_ones(level):
    with pytest.raises(ValueError, match=f"'{level}' is not one of: C, L1"):
        concordance(FOUND, articles=ARTICLES, sort=[level])
