"""Plots: what is drawn, in which words, with which glyphs."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

mpl.use("Agg")

import numpy as np

from textlab.plots import (
    plot_arcs,
    plot_biplot,
    plot_dendrogram,
    plot_differences,
    plot_dispersion,
    plot_intervals,
    plot_keyness,
    plot_locations,
    plot_network,
    plot_pairs,
    plot_portraits,
    plot_rates,
    plot_transitions,
)

CODES = pd.DataFrame(
    {
        "code": ["guilt", "hope"],
        "kind": "emotion",
        "label": ["罪悪感", "希望"],
        "colour": ["#4477AA", "#CCBB44"],
    }
)
RATES = pd.DataFrame(
    {
        "article": ["a.md", "a.md", "b.md", "b.md"],
        "code": ["guilt", "hope"] * 2,
        "n": [2, 0, 1, 3],
        "sentences": [10, 10, 20, 20],
        "rate": [20.0, 0.0, 5.0, 15.0],
        "low": [6.0, 0.0, 1.0, 5.0],
        "high": [51.0, 28.0, 24.0, 36.0],
    }
)
LOCATED = pd.DataFrame(
    {
        "article": pd.Categorical(["a.md", "b.md", "b.md"]),
        "code": ["guilt", "hope", "hope"],
        "status": ["felt", "denied", "raised"],
        "position": [0.0, 0.5, 1.0],
    }
)
PAIRS = pd.DataFrame(
    {
        "one": ["guilt"],
        "other": ["hope"],
        "n": [4],
        "one_n": [9],
        "other_n": [6],
        "jaccard": [0.25],
        "npmi": [0.3],
    }
)
PORTRAITS = LOCATED.assign(left=[0.0, 0.4, 0.9], right=[0.1, 0.5, 1.0], lane=0, lanes=1)
ARCS = pd.DataFrame(
    [
        (article, code, x, 10 * x, 5 * x, 20 * x + 1)
        for article in ("a.md", "b.md")
        for code in CODES["code"]
        for x in (0, 0.5, 1)
    ],
    columns=["article", "code", "position", "rate", "low", "high"],
)
COMPARISON = pd.DataFrame(
    {
        "group": "stay",
        "other": "leave",
        "code": ["guilt", "hope", "hope"],
        "per": "sentences",
        "difference": [3.0, -1.0, 0.0],
        "low": [1.0, -3.0, np.nan],
        "high": [5.0, 1.0, np.nan],
        "verdict": ["stayに多い", "違いは見えない", "少なすぎて言えない"],
    }
)
MAP = pd.DataFrame(
    {
        "side": ["article", "article", "code", "code"],
        "name": ["a.md", "b.md", "guilt", "hope"],
        "x": [0.5, -0.5, 0.5, np.nan],
        "y": [0.1, 0.2, 0.1, np.nan],
        "x_share": 0.6,
        "y_share": 0.3,
    }
)
LINKS = pd.DataFrame({"node": ["#1", "#2"], "one": ["a.md", "c.md"], "other": ["b.md", "#1"], "distance": [0.1, 0.4]})
WORDS = pd.DataFrame(
    {
        "word": ["迷惑", "前向き", "仕事"],
        "target_n": [5, 1, 0],
        "rest_n": [0, 1, 7],
        "target_articles": [2, 1, 0],
        "rest_articles": [0, 1, 4],
        "z": [2.0, 0.1, -1.5],
    }
)
SPREAD = pd.DataFrame(
    {"code": ["guilt", "hope"], "n": [5, 0], "carriers": [3, 0], "articles": [9, 9], "dp_norm": [0.4, np.nan]}
)
FOLLOWING = pd.DataFrame(
    {
        "first": ["guilt", "guilt"],
        "then": ["guilt", "hope"],
        "n": [4, 1],
        "expected": [1.0, 0.5],
        "low": [0.0, 0.0],
        "high": [3.0, 2.0],
    }
)
DRAWN = [
    (plot_rates, RATES),
    (plot_intervals, RATES),
    (plot_locations, LOCATED),
    (plot_pairs, PAIRS),
    (plot_network, PAIRS),
    (plot_portraits, PORTRAITS),
    (plot_arcs, ARCS),
    (plot_differences, COMPARISON),
    (plot_biplot, MAP),
    (plot_dispersion, SPREAD),
    (plot_transitions, FOLLOWING),
]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def words(ax):
    ax.figure.canvas.draw()
    texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.title]
    legend = ax.get_legend()
    return [text.get_text() for text in [*texts, *(legend.get_texts() if legend else [])] if text.get_text()]


@pytest.mark.parametrize(("plot", "table"), DRAWN)
def test_every_glyph_is_in_the_font(plot, table):
    # A missing glyph is a warning, and warnings are errors here.
    ax = plot(table, codes=CODES)
    assert any("罪悪感" in word for word in words(ax))


@pytest.mark.parametrize(("plot", "table"), DRAWN)
def test_axes_made_elsewhere_get_glyphs_too(plot, table):
    with mpl.rc_context({"font.family": ["DejaVu Sans"]}):
        _, ax = plt.subplots()
    assert plot(table, codes=CODES, ax=ax) is ax
    assert words(ax)


@pytest.mark.parametrize(("plot", "table"), DRAWN)
def test_a_plot_leaves_its_table_alone(plot, table):
    before = table.copy(deep=True)
    plot(table, codes=CODES)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(("plot", "table"), DRAWN)
def test_no_words_are_cut_off(plot, table):
    figure = plot(table, codes=CODES).figure
    figure.canvas.draw()
    box = figure.get_tightbbox()
    assert box.x0 >= -0.02 and box.y0 >= -0.02
    assert box.x1 <= figure.get_figwidth() + 0.02 and box.y1 <= figure.get_figheight() + 0.02


@pytest.mark.parametrize("plot", [plot_portraits, plot_locations])
def test_a_legend_of_twenty_codes_leaves_the_data_room(plot):
    codes = pd.DataFrame({"code": [f"c{i}" for i in range(20)], "label": "役割・成果の設計", "colour": "#4477AA"})
    ax = plot(PORTRAITS, codes=codes)
    ax.figure.canvas.draw()
    assert ax.get_position().width > 0.6
    legend = ax.get_legend().get_window_extent()
    assert legend.y0 >= ax.get_window_extent().y1 - 1


def test_the_heat_map_numbers_only_what_was_found():
    ax = plot_rates(RATES, codes=CODES)
    assert [text.get_text() for text in ax.texts] == ["2", "1", "3"]


def test_intervals_reach_from_low_to_high():
    ax = plot_intervals(RATES, codes=CODES)
    ends = [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()]
    assert ends == [[6.0, 51.0], [1.0, 24.0]]


def test_a_denied_feeling_is_hollow_and_a_raised_one_a_cross():
    ax = plot_locations(LOCATED, codes=CODES)
    assert {"抱いている", "打ち消している", "話題にしている"} <= set(words(ax))
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 3


def test_a_plot_draws_on_the_axes_it_is_given():
    _, ax = plt.subplots()
    assert plot_pairs(PAIRS, codes=CODES, ax=ax) is ax
    assert [text.get_text() for text in ax.texts] == ["4"]


def test_the_heat_map_draws_an_interval_in_each_cell_it_numbers():
    ax = plot_rates(RATES, codes=CODES)
    lines = [segment for lines in ax.collections for segment in getattr(lines, "get_segments", list)()]
    assert len(lines) == 3
    # The widest bound, 51, is the cell's right end.
    assert lines[0][1][0] == pytest.approx(0.46)


def test_intervals_name_groups_where_the_table_has_groups():
    ax = plot_intervals(RATES.rename(columns={"article": "group"}), codes=CODES)
    assert {"a", "b"} <= set(words(ax))


# The status, then whether its piece is filled, hatched.
LOOKS = [("felt", True, None), ("denied", False, "//////"), ("raised", False, None), (None, True, None)]


@pytest.mark.parametrize(("status", "filled", "hatch"), LOOKS)
def test_a_portrait_tells_status_by_more_than_colour(status, filled, hatch):
    ax = plot_portraits(PORTRAITS.iloc[:1].assign(status=status), codes=CODES)
    piece = ax.patches[-1]
    assert (mpl.colors.to_hex(piece.get_facecolor()) != "#ffffff") is filled
    assert piece.get_hatch() == hatch


def test_a_portrait_names_codes_by_a_letter():
    ax = plot_portraits(PORTRAITS, codes=CODES)
    assert [text.get_text() for text in ax.texts] == ["罪", "希", "希"]


def test_few_arcs_share_a_base_line_and_many_stand_apart():
    one = ARCS.assign(code="guilt")
    many = pd.concat([one.assign(article=f"{i}.md") for i in range(9)])
    together, apart = (plot_arcs(table, codes=CODES.head(1)) for table in (one, many))
    assert together.get_yticks()[0] == 0 and len(together.get_legend().get_texts()) == 2
    assert [label.get_text() for label in apart.get_yticklabels()] == [str(i) for i in range(9)]


def test_arcs_differ_in_dashes():
    ax = plot_arcs(ARCS, codes=CODES)
    courses = [line.get_linestyle() for line in ax.lines if line.get_linewidth() > 1]
    assert courses == ["-", "-", "--", "--"]


def test_an_arc_of_nothing_has_no_band():
    ax = plot_arcs(ARCS.assign(rate=0.0), codes=CODES)
    assert all(band.get_paths()[0].get_extents().height == 0 for band in ax.collections)


def test_a_forest_says_its_verdicts_in_words_and_marks():
    ax = plot_differences(COMPARISON, codes=CODES)
    assert [text.get_text() for text in ax.texts] == COMPARISON["verdict"].tolist()
    faces = [mpl.colors.to_hex(dots.get_facecolor()[0]) for dots in ax.collections[1::2]]
    assert len(set(faces)) == 3


def test_a_forest_of_several_pairs_names_them():
    both = pd.concat([COMPARISON, COMPARISON.assign(other="change")])
    assert any("stay − change" in word for word in words(plot_differences(both, codes=CODES)))


# n, npmi, whether a line joins the codes.
JOINED = [(4, 0.3, True), (1, 0.3, False), (4, -0.1, False), (4, np.nan, False)]


@pytest.mark.parametrize(("n", "npmi", "joined"), JOINED)
def test_a_network_joins_what_meets_more_than_by_chance(n, npmi, joined):
    ax = plot_network(PAIRS.assign(n=n, npmi=npmi), codes=CODES)
    assert bool(ax.lines) is joined
    assert "罪悪感（9）" in words(ax)


def test_names_on_a_map_do_not_overlap():
    random = np.random.default_rng(1)
    articles = pd.DataFrame({"side": "article", "name": [f"{i:02}-article.md" for i in range(40)]})
    table = articles.assign(x=random.normal(size=40), y=random.normal(size=40), x_share=0.6, y_share=0.3)
    ax = plot_biplot(pd.concat([table, MAP.iloc[2:]]), codes=CODES)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_what_has_no_place_is_not_on_the_map():
    assert "希望" not in words(plot_biplot(MAP, codes=CODES))


def test_a_tree_joins_its_leaves_at_their_distance():
    ax = plot_dendrogram(LINKS)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["c", "a", "b"]
    assert [max(line.get_xdata()) for line in ax.lines] == [0.1, 0.4]


def test_key_words_stand_with_their_counts_and_articles():
    ax = plot_keyness(WORDS, top=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["迷惑", "仕事"]
    assert [text.get_text().strip() for text in ax.texts] == ["5回・2本", "7回・4本"]


# A plot, a table with nothing to draw, a word of what the axes say instead.
EMPTY = [
    (plot_rates, RATES.rename(columns={"article": "group"}).iloc[:0], "群"),
    (plot_intervals, RATES.rename(columns={"article": "group"}).iloc[:0], "群"),
    (plot_differences, COMPARISON.assign(difference=np.nan), "群"),
    (plot_differences, COMPARISON.iloc[:0], "群"),
    (plot_biplot, MAP.assign(x=np.nan, y=np.nan), "三つ"),
    (lambda table, codes: plot_dendrogram(table), LINKS.iloc[:0], "記事"),
    (lambda table, codes: plot_keyness(table), WORDS.iloc[:0], "語"),
]


@pytest.mark.parametrize(("plot", "table", "said"), EMPTY)
def test_where_there_is_nothing_to_draw_the_axes_say_so(plot, table, said):
    ax = plot(table, codes=CODES)
    assert said in "".join(words(ax)) and ("要ります" in words(ax)[0] or "ありません" in words(ax)[0])


def test_what_follows_more_than_by_chance_is_filled():
    ax = plot_transitions(FOLLOWING, codes=CODES)
    assert {"罪悪感 → 罪悪感", "罪悪感 → 希望"} <= set(words(ax))
    dots = [marks.get_facecolor()[0] for marks in ax.collections[2::3]]
    assert [mpl.colors.to_hex(face) for face in dots] == ["#222222", "#ffffff"]


def test_the_heat_map_names_groups_where_the_table_has_groups():
    ax = plot_rates(RATES.rename(columns={"article": "group"}), codes=CODES)
    assert {"a", "b"} <= set(words(ax))


def test_dispersion_says_in_how_many_articles_a_code_stands():
    ax = plot_dispersion(SPREAD, codes=CODES)
    assert [text.get_text() for text in ax.texts] == ["3/9本・5件", "見つからない"]
