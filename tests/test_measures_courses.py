"""Arcs, sequences and portraits: smooth, unbent at the ends, and honest about chance."""

import numpy as np
import pandas as pd
import pytest

from textlab.measures import arc, arc_groups, portray, transitions

CODES = ["guilt", "hope"]


def article(size, guilt=(), hope=(), name="a"):
    """Make the sentences of an article and its codings, all felt."""
    sentences = pd.DataFrame({"article": name, "sentence": range(size), "kind": "body"})
    code = pd.Categorical(["guilt"] * len(guilt) + ["hope"] * len(hope), categories=CODES)
    codings = {"article": name, "sentence": [*guilt, *hope], "code": code, "status": "felt"}
    return sentences, pd.DataFrame(codings)


def course(table, code="guilt"):
    return table[table["code"] == code].set_index("position")


def test_an_arc_has_a_row_for_every_article_code_and_point():
    sentences, codings = article(9, guilt=[0])
    assert len(arc(codings, sentences=sentences)) == 2 * 41


@pytest.mark.parametrize("guilt", [[], range(30)], ids=["nowhere", "everywhere"])
def test_an_even_course_is_even_to_the_ends(guilt):
    sentences, codings = article(30, guilt=guilt)
    assert course(arc(codings, sentences=sentences))["rate"].round(6).unique().tolist() == [
        100.0 if len(guilt) else 0.0
    ]


def test_an_arc_is_the_weighted_line_at_each_point():
    # The local linear fit is the line that numpy fits with the kernel's weights, read off at the point.
    sentences, codings = article(40, guilt=[1, 2, 5, 8, 13, 20, 21, 33, 34, 39])
    x, y = np.linspace(0, 1, 40), np.isin(np.arange(40), codings["sentence"]).astype(float)
    found = course(arc(codings, sentences=sentences))["rate"]
    for point in (0.0, 0.1, 0.5, 1.0):
        weights = np.sqrt(np.exp(-0.5 * ((x - point) / 0.1) ** 2))
        line = np.polyval(np.polyfit(x, y, 1, w=weights), point)
        assert found[point] == pytest.approx(100 * np.clip(line, 0, 1), abs=1e-6)


def test_what_was_not_found_may_still_be_there():
    sentences, codings = article(80, guilt=[3])
    band = course(arc(codings, sentences=sentences), "hope")
    assert (band["low"] == 0).all() and (band["high"] > 5).all()


def test_the_band_holds_the_course():
    sentences, codings = article(60, guilt=range(0, 60, 4), hope=range(40, 60, 2))
    table = arc(codings, sentences=sentences)
    assert ((table["low"] <= table["rate"]) & (table["rate"] <= table["high"])).all()


def test_an_article_of_one_sentence_has_an_arc():
    sentences, codings = article(1, guilt=[0])
    assert course(arc(codings, sentences=sentences))["rate"].tolist() == [100.0] * 41


def test_articles_put_together_meet_in_the_middle():
    parts = [article(20, guilt=range(20), name="a"), article(20, name="b")]
    sentences, codings = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    table = arc_groups(
        codings.astype({"code": "category"}),
        sentences=sentences,
        articles=pd.DataFrame({"article": ["a", "b"]}),
    )
    assert table["group"].unique().tolist() == ["全体"]
    assert course(table)["rate"].round(6).unique().tolist() == [50.0]


def test_arcs_of_groups_follow_the_field():
    parts = [article(20, guilt=range(20), name="a"), article(20, name="b"), article(20, name="c")]
    sentences, codings = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    articles = pd.DataFrame({"article": list("abc"), "path": ["stay", "leave", None]})
    table = course(arc_groups(codings.astype({"code": "category"}), sentences=sentences, articles=articles, by="path"))
    assert table.groupby("group", observed=True)["rate"].mean().round(6).to_dict() == {
        "stay": 100.0,
        "leave": 0.0,
    }


@pytest.mark.parametrize("width", [0, -0.1, float("nan")])
def test_a_kernel_without_width_is_an_error(width):
    sentences, codings = article(3)
    with pytest.raises(ValueError, match="width"):
        arc(codings, sentences=sentences, width=width)


# Sentences with guilt, with hope, within, how many guilts a hope follows.
FOLLOWED = [
    ([0], [1], 1, 1),
    ([0], [2], 1, 0),
    ([0], [2], 2, 1),
    ([1], [0], 3, 0),
    ([4], [4], 3, 0),
    ([0, 1], [2], 3, 2),
]


@pytest.mark.parametrize(("guilt", "hope", "within", "n"), FOLLOWED)
def test_a_code_is_followed_by_what_comes_after_it(guilt, hope, within, n):
    sentences, codings = article(9, guilt=guilt, hope=hope)
    table = transitions(codings, sentences=sentences, within=within)
    assert table.query("first == 'guilt' and then == 'hope'")["n"].item() == n


def test_nothing_follows_across_articles():
    parts = [article(3, guilt=[2], name="a"), article(3, hope=[0], name="b")]
    sentences, codings = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    table = transitions(codings.astype({"code": "category"}), sentences=sentences)
    assert table["n"].sum() == 0


def test_the_expected_number_is_that_of_chance():
    # Of 60 sentences 12 carry guilt, 10 others hope: a guilt has hope right after it 12 * 10 / 60 times.
    sentences, codings = article(60, guilt=range(12), hope=range(50, 60))
    row = transitions(codings, sentences=sentences, within=1).query("first == 'guilt' and then == 'hope'").iloc[0]
    assert row["expected"] == pytest.approx(2.0, abs=0.15)
    assert (row["n"], row["p"] < 0.5) == (0, True)


def test_a_sequence_that_repeats_is_no_chance():
    sentences, codings = article(90, guilt=range(0, 90, 9), hope=range(1, 90, 9))
    table = transitions(codings, sentences=sentences, within=1).set_index(["first", "then"])
    assert table.loc[("guilt", "hope"), "p"] == 0.002
    assert table.loc[("hope", "guilt"), "n"] == 0


def test_within_must_look_ahead():
    sentences, codings = article(3)
    with pytest.raises(ValueError, match="at least one"):
        transitions(codings, sentences=sentences, within=0)


def test_the_codes_of_a_sentence_share_its_piece_of_the_portrait():
    sentences, codings = article(4, guilt=[1, 3], hope=[1])
    rows = portray(codings, sentences=sentences)[["code", "left", "right", "lane", "lanes"]].to_numpy().tolist()
    assert rows == [["guilt", 0.25, 0.5, 0, 2], ["hope", 0.25, 0.5, 1, 2], ["guilt", 0.75, 1.0, 0, 1]]


def test_a_portrait_shows_a_felt_feeling_before_a_denied_one():
    sentences, codings = article(4, guilt=[1, 1, 1])
    codings["status"] = ["raised", "felt", "denied"]
    assert portray(codings, sentences=sentences)["status"].tolist() == ["felt"]
