"""Draw how groups of articles differ: a forest plot."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from textlab.plots.style import GREY, INK, PALE, bare, open_axes, rows_of, say_nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TOO_FEW, _ALIKE = "少なすぎて言えない", "違いは見えない"


def plot_differences(comparison: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw each code's difference between groups, with its 95 % interval and, in words, what can be said.

    A point is filled where a difference holds for all comparisons together, grey where it may be one, hollow
    where none is seen, and a pale cross where there is too little to tell. Without groups the axes say so.

    Parameters
    ----------
    comparison
        From `compare`: group, other, code, per, difference, low, high, verdict; at best few pairs of groups.
    codes
        The codes to show.
    ax
        Where to draw.
    """
    labels = dict(zip(codes["code"], codes["label"], strict=True))
    order = {name: i for i, name in enumerate(labels)}
    shown = comparison[comparison["code"].isin(list(labels))]
    shown = shown.iloc[shown["code"].astype(str).map(order).argsort(kind="stable")]
    pairs = shown[["group", "other"]].drop_duplicates()
    ax = open_axes(ax, 8.5, 1.5 + 0.27 * len(shown))
    if shown["difference"].isna().all():
        return say_nothing(ax, "くらべる群がありません")
    ax.axvline(0, color=GREY, lw=0.8, zorder=1)
    for y, row in enumerate(rows_of(shown)):
        if len(pairs) > 1 and y % len(pairs) == 0 and y:
            ax.axhline(y - 0.5, color=PALE, lw=0.8, zorder=0)
        _draw(ax, y, row)
        ax.text(1.02, y, row.verdict, transform=ax.get_yaxis_transform(), va="center", fontsize=8, color=INK)
    ax.set_yticks(range(len(shown)), _names(shown, labels, many=len(pairs) > 1))
    ax.set_ylim(len(shown) - 0.4, -0.6)
    one, other = pairs.iloc[0] if len(pairs) == 1 else ("前の群", "後の群")
    unit = "1,000字" if (shown["per"] == "characters").any() else "100文"
    ax.set_xlabel(
        f"{unit}あたりの数の、記事平均の差（線は95％信頼区間）\n← {other}に多い　　　{one}に多い →", linespacing=1.5
    )
    ax.grid(axis="x", color=PALE, lw=0.6)
    ax.set_axisbelow(True)
    bare(ax)
    return ax


def _draw(ax: "Axes", y: int, row: Any) -> None:
    """Draw a point and its interval in the look of its verdict."""
    few, alike, sure = row.verdict == _TOO_FEW, row.verdict == _ALIKE, row.verdict.endswith("に多い")
    colour = "#b5b5b5" if few else INK
    ax.hlines(y, row.low, row.high, color=colour, lw=1.0 if few else 1.6 if sure else 1.2, zorder=2)
    face = INK if sure else "white" if alike else GREY
    look: dict[str, Any] = {"marker": "x", "c": colour} if few else {"marker": "o", "c": face, "edgecolors": INK}
    ax.scatter([row.difference], [y], s=30, zorder=3, **look)


def _names(shown: pd.DataFrame, labels: dict[str, str], *, many: bool) -> list[str]:
    """Return the name of each row: its code, with several pairs only where the code begins, and its pair."""
    first = ~shown["code"].duplicated()
    names = [labels[code] if new or not many else "" for code, new in zip(shown["code"], first, strict=True)]
    if not many:
        return names
    pairs = zip(names, shown["group"], shown["other"], strict=True)
    return [f"{name}　　{one} − {other}" for name, one, other in pairs]
