"""Draw the words that set articles apart."""

from typing import TYPE_CHECKING

import pandas as pd

from textlab.plots.style import GREY, INK, bare, open_axes, rows_of, say_nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_keyness(keyness: pd.DataFrame, *, top: int = 15, ax: "Axes | None" = None) -> "Axes":
    """Draw the words most of the target's own, and of the rest, by the z of their log-odds.

    Beside each word stand its counts and the number of articles it comes from: a word of one article says
    something of that article, not of its group.

    Parameters
    ----------
    keyness
        From `keyness`: word, target_n, rest_n, target_articles, rest_articles, z.
    top
        How many words to show on each side.
    ax
        Where to draw.
    """
    own, others = keyness[keyness["z"] > 0].head(top), keyness[keyness["z"] < 0].tail(top)
    shown = pd.concat([own, others])
    ax = open_axes(ax, 7.5, 1.3 + 0.25 * len(shown))
    if shown.empty:
        return say_nothing(ax, "くらべる語がありません")
    faces = ["#4477AA" if z > 0 else "white" for z in shown["z"]]
    ax.barh(range(len(shown)), shown["z"], color=faces, edgecolor="#335577", height=0.7)
    for y, row in enumerate(rows_of(shown)):
        n, articles = (row.target_n, row.target_articles) if row.z > 0 else (row.rest_n, row.rest_articles)
        note = f"{n}回・{articles}本"
        ax.text(row.z, y, f" {note} ", ha="left" if row.z > 0 else "right", va="center", fontsize=8, color=GREY)
    ax.axvline(0, color=INK, lw=0.8)
    ax.set_yticks(range(len(shown)), shown["word"])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.margins(x=0.18)
    ax.set_xlabel("対数オッズのz値（Monroeほか 2008）　■ 対象に特有　□ ほかに特有")
    bare(ax)
    return ax
