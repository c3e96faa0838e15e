"""Draw which articles are alike: a map of articles and codes, and a tree of articles."""

from typing import TYPE_CHECKING

import pandas as pd

from textlab.plots.labels import put_names
from textlab.plots.style import GREY, INK, PALE, bare, open_axes, rows_of, say_nothing, stem

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# More names of articles than this are written smaller.
_MANY = 25


def plot_biplot(correspondence: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the map of articles (hollow circles) and codes (triangles), with names that do not overlap.

    Near in direction from the middle means carried more than elsewhere; distances between an article and a
    code mean nothing by themselves.

    Parameters
    ----------
    correspondence
        From `correspond`: side, name, x, y, x_share, y_share.
    codes
        The codes to show.
    ax
        Where to draw.
    """
    placed = correspondence.dropna(subset=["x", "y"])
    articles = placed[placed["side"] == "article"]
    here = placed[placed["side"] == "code"].merge(codes, left_on="name", right_on="code")
    ax = open_axes(ax, 9, 7.5)
    if placed.empty:
        return say_nothing(ax, "地図には、何かが見つかった記事とコードが三つずつ要ります")
    ax.axhline(0, color=PALE, lw=0.8, zorder=0)
    ax.axvline(0, color=PALE, lw=0.8, zorder=0)
    ax.scatter(articles["x"], articles["y"], s=22, facecolors="white", edgecolors=GREY, linewidths=1.0)
    ax.scatter(here["x"], here["y"], s=44, marker="^", c=here["colour"], edgecolors=INK, linewidths=0.5, zorder=3)
    ax.margins(0.09)
    ax.set_aspect("equal", adjustable="datalim")
    ax.set_xlabel(f"第1軸（違いの{100 * placed['x_share'].iloc[0]:.0f}％を表す）　○ 記事　▲ テーマ・気持ち")
    ax.set_ylabel(f"第2軸（{100 * placed['y_share'].iloc[0]:.0f}％）")
    bare(ax)
    size = 7.5 if len(articles) <= _MANY else 6
    names = [(row.label, row.x, row.y, {"fontsize": 9.5, "color": INK}) for row in rows_of(here)]
    names += [(stem(row.name), row.x, row.y, {"fontsize": size, "color": GREY}) for row in rows_of(articles)]
    put_names(ax, names)
    return ax


def plot_dendrogram(links: pd.DataFrame, *, ax: "Axes | None" = None) -> "Axes":
    """Draw the tree of articles: the further left two join, the less alike they are.

    Parameters
    ----------
    links
        From `link_articles`: node, one, other, distance.
    ax
        Where to draw.
    """
    steps = {row.node: row for row in rows_of(links)}
    leaves = _leaves(links)
    ax = open_axes(ax, 7, 1.2 + 0.3 * len(leaves))
    if not leaves:
        return say_nothing(ax, "くらべる記事がありません")
    ends = {name: (0.0, float(y)) for y, name in enumerate(leaves)}
    for node, step in steps.items():
        (x, y), (to_x, to_y) = ends[step.one], ends[step.other]
        ax.plot([x, step.distance, step.distance, to_x], [y, y, to_y, to_y], color=INK, lw=1.2)
        ends[node] = (step.distance, (y + to_y) / 2)
    ax.set_yticks(range(len(leaves)), [stem(name) for name in leaves])
    ax.set_ylim(len(leaves) - 0.4, -0.6)
    ax.yaxis.tick_right()
    ax.set_xlim(max(1.05 * float(links["distance"].max()), 0.01), 0)
    ax.set_xlabel("違い（1 − コサイン類似度、群平均法）")
    ax.grid(axis="x", color=PALE, lw=0.6)
    bare(ax)
    return ax


def _leaves(links: pd.DataFrame) -> list[str]:
    """Return the articles from top to bottom, as the steps join them."""
    parts: dict[str, list[str]] = {}
    for step in rows_of(links):
        parts[step.node] = parts.pop(step.one, [step.one]) + parts.pop(step.other, [step.other])
    return [name for part in parts.values() for name in part]
