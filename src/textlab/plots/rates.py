"""Draw how often articles carry codes: as a heat map, or as points with their intervals."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from textlab.plots.style import INK, PALE, articles_of, bare, list_rows, open_axes, put_legend, rows_of, say_nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _COLUMN = 0.36, 0.5
_NOTHING = "くらべる群がありません"


def plot_rates(rates: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw a heat map of articles, or groups, x codes: the number is what was found, shade its rate, line its interval.

    Parameters
    ----------
    rates
        From `rate` or `rate_groups`: article or group, code, n, rate, low, high. A cell without findings
        stays white and empty. The line at a cell's foot runs from low to high, where the cell's width is from
        0 to the highest bound of all; there is none for a group too small to have bounds.
    codes
        The codes to show, from `list_codes`.
    ax
        Where to draw.
    """
    row = "group" if "group" in rates.columns else "article"
    articles, order = articles_of(rates, row), list(codes["code"])
    shown = rates[rates["code"].isin(order) & (rates["n"] > 0)]
    ax = open_axes(ax, 3.6 + _COLUMN * len(order), 2.1 + _ROW * len(articles))
    if not articles:
        return say_nothing(ax, _NOTHING)
    shown = shown.assign(x=_index(shown["code"], order), y=_index(shown[row], articles))
    shade = np.full((len(articles), len(order)), np.nan)
    shade[shown["y"], shown["x"]] = shown["rate"]
    top = max(float(shown["rate"].max()), 1e-9) if len(shown) else 1.0
    image = ax.imshow(shade, cmap="Blues", vmin=0, vmax=top, aspect="auto")
    shown = shown.assign(ink=np.where(shown["rate"] > 0.6 * top, "white", INK))
    _number(ax, shown)
    widest = _lines(ax, shown)
    unit = _unit(rates)
    ax.figure.colorbar(image, ax=ax, label=unit, shrink=min(1.0, 6 / max(len(articles), 1)), aspect=12, pad=0.01)
    ax.set_xticks(range(len(order)), codes["label"], rotation=45, ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    list_rows(ax, articles)
    ax.set_ylim(len(articles) - 0.5, -0.5)
    counted = "文の数" if "characters" not in rates.columns else "箇所の数"
    ax.set_xlabel(
        f"数字は{counted}、下の線は95％信頼区間\n（枡の左端が0、右端が{widest:.0f}）", fontsize=9, linespacing=1.5
    )
    bare(ax)
    return ax


def plot_intervals(rates: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the rate of a few codes in each article as points with their 95 % intervals.

    Parameters
    ----------
    rates
        From `rate` or `rate_groups`: article or group, code, rate, low, high.
    codes
        The codes to show, at best no more than three.
    ax
        Where to draw.
    """
    row = "group" if "group" in rates.columns else "article"
    articles = articles_of(rates, row)
    ax = open_axes(ax, 7, 1.4 + (0.16 + 0.13 * len(codes)) * len(articles))
    if not articles:
        return say_nothing(ax, _NOTHING)
    step = 0.6 / max(len(codes), 1)
    for i, (_, code) in enumerate(codes.iterrows()):
        own = rates[rates["code"] == code["code"]]
        own = own.set_index(own[row].astype(str)).reindex(articles)
        places = [y + (i - (len(codes) - 1) / 2) * step for y in range(len(articles))]
        bars = [(own["rate"] - own["low"]).clip(lower=0), (own["high"] - own["rate"]).clip(lower=0)]
        look = {"color": code["colour"], "label": code["label"], "fmt": "osD^v"[i % 5], "ms": 4, "lw": 1.2}
        ax.errorbar(own["rate"], places, xerr=bars, **look)
    list_rows(ax, articles)
    ax.set_xlim(left=0)
    ax.set_xlabel(f"{_unit(rates)}（線は95％信頼区間）")
    ax.grid(axis="x", color=PALE, lw=0.6)
    ax.set_axisbelow(True)
    bare(ax)
    put_legend(ax)
    return ax


def _unit(rates: pd.DataFrame) -> str:
    return "1,000字あたりの箇所の数" if "characters" in rates.columns else "100文あたりの文の数"


def _index(values: "pd.Series[str]", order: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    return pd.Index(order).get_indexer(pd.Index(values.astype(str)))


def _number(ax: "Axes", shown: pd.DataFrame) -> None:
    """Write what was found into each cell."""
    for cell in rows_of(shown):
        ax.text(cell.x, cell.y - 0.08, str(cell.n), ha="center", va="center", color=cell.ink, fontsize=8)


def _lines(ax: "Axes", shown: pd.DataFrame) -> float:
    """Draw the interval of each cell at its foot; return what the cell's width stands for."""
    widest = max(float(shown["high"].max()), 1.0) if len(shown) else 1.0
    left, right = (shown["x"] - 0.46 + 0.92 * shown[bound] / widest for bound in ("low", "high"))
    ax.hlines(shown["y"] + 0.36, left, right, colors=shown["ink"].tolist(), lw=0.9)
    return widest
