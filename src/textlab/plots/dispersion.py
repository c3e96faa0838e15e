"""Draw how evenly codes are spread over the articles."""

from typing import TYPE_CHECKING

import pandas as pd

from textlab.plots.style import GREY, INK, PALE, bare, open_axes, rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_dispersion(dispersion: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw how unevenly each code is spread, the most even on top, and in how many articles it stands.

    Parameters
    ----------
    dispersion
        From `disperse`: code, n, carriers, articles, dp_norm. A code without findings is named without a
        point.
    codes
        The codes to show.
    ax
        Where to draw.
    """
    looks = codes.set_index("code")
    shown = dispersion[dispersion["code"].isin(list(looks.index))].sort_values("dp_norm", kind="stable")
    ax = open_axes(ax, 7.5, 1.3 + 0.28 * len(shown))
    for y, row in enumerate(rows_of(shown)):
        ax.hlines(y, 0, row.dp_norm, color=PALE, lw=2, zorder=1)
        ax.scatter([row.dp_norm], [y], s=44, color=looks.loc[row.code, "colour"], edgecolors=INK, lw=0.5, zorder=2)
        note = f"{row.carriers}/{row.articles}本・{row.n}件" if row.n else "見つからない"
        ax.text(1.03, y, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8, color=GREY)
    ax.set_yticks(range(len(shown)), [looks.loc[code, "label"] for code in shown["code"]])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_xlim(0, 1.02)
    ax.set_xlabel("偏り DPnorm（0 どの記事にも同じように、1 いちばん短い記事だけに）")
    bare(ax)
    return ax
