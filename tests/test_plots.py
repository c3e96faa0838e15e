"""Plots: what is drawn, in which words, with which glyphs."""

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")

from textlab.plots import plot_intervals, plot_locations, plot_pairs, plot_rates

CODES = pd.DataFrame(
    {"code": ["guilt", "hope"], "kind": "emotion", "label": ["罪悪感", "希望"], "colour": ["#4477AA", "#CCBB44"]}
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
PAIRS = pd.DataFrame({"one": ["guilt"], "other": ["hope"], "n": [4], "jaccard": [0.25]})
DRAWN = [(plot_rates, RATES), (plot_intervals, RATES), (plot_locations, LOCATED), (plot_pairs, PAIRS)]


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
    mpl.pyplot.close(ax.figure)


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
    _, ax = mpl.pyplot.subplots()
    assert plot_pairs(PAIRS, codes=CODES, ax=ax) is ax
    assert [text.get_text() for text in ax.texts] == ["4"]
