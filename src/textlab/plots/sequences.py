"""Draw what follows what, against what chance gives."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from textlab.plots.style import GREY, INK, PALE, bare, open_axes, put_legend, rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_transitions(transitions: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw how often each code is followed by each other one, and the range that chance gives.

    A dot is filled where it lies outside that range, a hollow one inside; the range is of each row by itself,
    so of many rows a few lie outside by chance.

    Parameters
    ----------
    transitions
        From `transitions`: first, then, n, expected, low, high.
    codes
        The codes to show, at best no more than four.
    ax
        Where to draw.
    """
    from matplotlib.ticker import MaxNLocator

    labels = dict(zip(codes["code"], codes["label"], strict=True))
    shown = transitions[transitions["first"].isin(list(labels)) & transitions["then"].isin(list(labels))]
    ax = open_axes(ax, 7.5, 1.4 + 0.3 * len(shown))
    for y, row in enumerate(rows_of(shown)):
        if y and y % len(codes) == 0:
            ax.axhline(y - 0.5, color=PALE, lw=0.8, zorder=0)
        ax.hlines(y, row.low, row.high, color="#b5b5b5", lw=5, zorder=1)
        ax.scatter([row.expected], [y], marker="|", s=80, c=GREY, zorder=2)
        face = "white" if row.low <= row.n <= row.high else INK
        ax.scatter([row.n], [y], s=34, c=face, edgecolors=INK, zorder=3)
    ax.set_yticks(range(len(shown)), [f"{labels[row.first]} → {labels[row.then]}" for row in rows_of(shown)])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    most = max([1.0, *shown["n"], *shown["high"]])
    ax.set_xlim(-0.05 * most, 1.05 * most)
    ax.set_xlabel("あとに続いた回数（文の数）")
    bare(ax)
    _explain(ax)
    return ax


def _explain(ax: "Axes") -> None:
    from matplotlib.lines import Line2D

    dot: dict[str, Any] = {"ls": "", "marker": "o", "color": INK}
    put_legend(
        ax,
        [
            Line2D([], [], label="実際の回数（偶然の範囲の外）", **dot),
            Line2D([], [], label="同（範囲の中）", markerfacecolor="white", **dot),
            Line2D([], [], label="偶然なら（中央の95％と平均）", color="#b5b5b5", lw=5, marker="|", mec=GREY, ms=9),
        ],
    )
