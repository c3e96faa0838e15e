"""Draw which codes stand together: as a triangle of numbers, or as a network."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from textlab.plots.style import INK, bare, open_axes, rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A single shared unit is no link: every two frequent codes meet once.
_LEAST = 2
# More lines to a code than this cannot be followed by eye.
_LINES = 2
# The npmi that is drawn darkest; between codes of our corpora it hardly ever is more.
_DARK = 0.5


def plot_pairs(pairs: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw which codes share sentences: the number is the sentences, the shade the Jaccard index.

    Parameters
    ----------
    pairs
        From `pair_codes`: one, other, n, jaccard.
    codes
        The codes to show.
    ax
        Where to draw.
    """
    order = {name: i for i, name in enumerate(codes["code"])}
    ax = open_axes(ax, 2.8 + 0.42 * len(codes), 1.8 + 0.36 * len(codes))
    shown = pairs[pairs["one"].isin(list(order)) & pairs["other"].isin(list(order))]
    shade = np.full((len(codes), len(codes)), np.nan)
    for row in rows_of(shown):
        shade[order[row.other], order[row.one]] = row.jaccard
    top = max(float(shown["jaccard"].max()), 0.01)
    ax.imshow(shade, cmap="Blues", vmin=0, vmax=top, aspect="auto")
    for row in rows_of(shown[shown["n"] > 0]):
        ink = "white" if row.jaccard > 0.6 * top else INK
        ax.text(order[row.one], order[row.other], str(row.n), ha="center", va="center", fontsize=8, color=ink)
    ax.set_xticks(range(len(codes)), codes["label"], rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(codes)), codes["label"])
    ax.set_xlim(-0.5, len(codes) - 1.5)
    ax.set_ylim(len(codes) - 0.5, 0.5)
    ax.set_title("いっしょに現れる組\n（数字はその数、濃さはジャッカード係数）", fontsize=10)
    bare(ax)
    return ax


def plot_network(pairs: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the codes in a circle, in the codebook's order, and join those that meet more than by chance.

    The places say nothing, so that networks of several corpora can be laid side by side. A line stands for
    two codes that share at least two units and have npmi above 0; of very many only the strongest are drawn,
    twice as many as there are codes.

    Parameters
    ----------
    pairs
        From `pair_codes`: one, other, n, one_n, other_n, npmi.
    codes
        The codes to show.
    ax
        Where to draw.
    """
    ax = open_axes(ax, 8, 6.6)
    turn = np.pi / 2 - 2 * np.pi * np.arange(len(codes)) / max(len(codes), 1)
    places = {name: (np.cos(a), np.sin(a)) for name, a in zip(codes["code"], turn, strict=True)}
    shown = pairs[pairs["one"].isin(list(places)) & pairs["other"].isin(list(places))]
    links = shown[(shown["n"] >= _LEAST) & (shown["npmi"] > 0)].sort_values("npmi")
    most = _LINES * len(codes)
    _join(ax, links.tail(most), places)
    sizes = dict(zip(shown["one"], shown["one_n"], strict=True))
    sizes |= dict(zip(shown["other"], shown["other_n"], strict=True))
    for code in rows_of(codes):
        _place(ax, code, places[code.code], (sizes.get(code.code, 0), max([1, *sizes.values()])))
    ax.set(xlim=(-1.7, 1.7), ylim=(-1.25, 1.25), xticks=[], yticks=[], aspect="equal")
    some = f"強い{most}本だけ、" if len(links) > most else ""
    lines = f"線は{some}太さがいっしょに現れた数、濃さが偶然を超える度合い（NPMI）"
    ax.set_xlabel(f"丸とかっこの数は現れた数。{lines}", fontsize=9)
    bare(ax)
    return ax


def _place(ax: "Axes", code: Any, place: tuple[float, float], sizes: tuple[int, int]) -> None:
    """Draw a code as a disc, its area by how often it stands, and its name outside."""
    (x, y), (size, most) = place, sizes
    ax.scatter(x, y, s=30 + 520 * size / most, color=code.colour, edgecolor="white", zorder=3)
    side = "center" if abs(x) < 0.15 else "left" if x > 0 else "right"
    ax.text(1.13 * x, 1.13 * y, f"{code.label}（{size}）", ha=side, va="center", fontsize=9, color=INK)


def _join(ax: "Axes", links: pd.DataFrame, places: dict[str, tuple[float, float]]) -> None:
    most = max([1, *links["n"]])
    for link in rows_of(links):
        ends = np.array([places[link.one], places[link.other]]).T
        grey = str(round(0.85 - 0.7 * min(link.npmi / _DARK, 1.0), 3))
        ax.plot(*ends, color=grey, lw=0.6 + 6 * link.n / most, solid_capstyle="round", zorder=1)
