"""Draw where findings stand: as marks along each article, or as the article's portrait."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from textlab.plots.style import (
    INK,
    PALE,
    STATUS_LABELS,
    articles_of,
    bare,
    list_rows,
    open_axes,
    put_legend,
    rows_of,
    show_course,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

# Status told by more than colour: filled, hollow, a cross. Themes have no status: small filled squares.
_MARKERS = {"felt": "o", "denied": "o", "raised": "x", "": "s"}
_STRIP = 0.72
# With more codes in a sentence their pieces are too low for a letter.
_LETTERED = 2
# A part of the axes nine inches wide that holds a letter of 5.5 points.
_NARROW = 0.011


def plot_locations(located: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw where along its article each finding stands: filled felt, hollow denied, a cross raised.

    Parameters
    ----------
    located
        From `locate`: article, code, status, position.
    codes
        The codes to show; each has its own colour and its own level within an article's row.
    ax
        Where to draw.
    """
    articles = articles_of(located)
    ax = open_axes(ax, 8, 1.6 + (0.2 + 0.1 * len(codes)) * len(articles))
    step = 0.7 / max(len(codes), 1)
    rows = {article: y for y, article in enumerate(articles)}
    for y in rows.values():
        ax.axhline(y, color=PALE, lw=0.6, zorder=0)
    for i, (_, code) in enumerate(codes.iterrows()):
        own = located[located["code"] == code["code"]]
        for status, marker in _MARKERS.items():
            found = own[own["status"].astype(object).fillna("") == status]
            places = [rows[str(name)] + (i - (len(codes) - 1) / 2) * step for name in found["article"]]
            face = "none" if status == "denied" else code["colour"]
            edge = {} if status == "raised" else {"edgecolors": code["colour"]}
            ax.scatter(found["position"], places, s=26, marker=marker, c=face, linewidths=1.2, **edge)
    _span(ax, articles, 0.02)
    put_legend(ax, _marks(codes))
    return ax


def plot_portraits(portraits: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw each article as a strip of its sentences in the colours of their codes.

    A piece is filled when felt (or a theme), hatched when denied, hollow when raised. The first letter of its
    code's label tells codes apart in grey, where no more than two share a sentence.

    Parameters
    ----------
    portraits
        From `portray`: article, code, status, left, right, lane, lanes.
    codes
        The codes to show; best those that were portrayed, for others leave gaps.
    ax
        Where to draw.
    """
    articles = articles_of(portraits)
    ax = open_axes(ax, 9, 1.5 + 0.34 * len(articles) + 0.2 * (len(codes) // 5))
    for y in range(len(articles)):
        ax.add_patch(_piece(0, 1, y - _STRIP / 2, _STRIP, facecolor="#f4f4f4", edgecolor="none"))
    rows = {article: y - _STRIP / 2 for y, article in enumerate(articles)}
    looks = {row.code: row for row in rows_of(codes)}
    for row in rows_of(portraits[portraits["code"].isin(list(looks))]):
        height = _STRIP / row.lanes
        top = rows[str(row.article)] + row.lane * height
        look = _look(str(row.status), looks[row.code].colour)
        ax.add_patch(_piece(row.left, row.right, top, height, **look))
        if row.lanes <= _LETTERED and row.right - row.left >= _NARROW:
            _letter(ax, ((row.left + row.right) / 2, top + height / 2), looks[row.code].label[0], look)
    _span(ax, articles, 0.002)
    put_legend(ax, _patches(codes, portraits))
    return ax


def _span(ax: "Axes", articles: list[str], beyond: float) -> None:
    list_rows(ax, articles)
    ax.set_xlim(-beyond, 1 + beyond)
    show_course(ax)
    bare(ax)


def _marks(codes: pd.DataFrame) -> "list[Artist]":
    from matplotlib.lines import Line2D

    lines: list[Artist] = [
        Line2D([], [], ls="", marker="o", color=code["colour"], label=code["label"]) for _, code in codes.iterrows()
    ]
    for status, label in STATUS_LABELS.items():
        face = "none" if status == "denied" else INK
        lines.append(Line2D([], [], ls="", marker=_MARKERS[status], color=INK, markerfacecolor=face, label=label))
    return lines


def _piece(left: float, right: float, top: float, height: float, **look: Any) -> "Patch":
    from matplotlib.patches import Rectangle

    return Rectangle((left, top), right - left, height, **look)


def _look(status: str, colour: str) -> dict[str, Any]:
    """Return how a piece is drawn: filled, hatched when denied, hollow when raised."""
    if status == "denied":
        return {"facecolor": "white", "edgecolor": colour, "hatch": "//////", "lw": 0.8}
    if status == "raised":
        return {"facecolor": "white", "edgecolor": colour, "lw": 1.2}
    return {"facecolor": colour, "edgecolor": "white", "lw": 0.3}


def _letter(ax: "Axes", at: tuple[float, float], letter: str, look: dict[str, Any]) -> None:
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.4} if "hatch" in look else None
    ink = _ink(look["facecolor"])
    ax.text(*at, letter, ha="center", va="center", fontsize=5.5, color=ink, bbox=ground)


def _ink(face: str) -> str:
    """Return white or ink, whichever is read better on a face (relative luminance, WCAG 2)."""
    from matplotlib.colors import to_rgb

    red, green, blue = (part**2.2 for part in to_rgb(face))
    return "white" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3 else INK


def _patches(codes: pd.DataFrame, portraits: pd.DataFrame) -> "list[Artist]":
    from matplotlib.patches import Patch

    patches: list[Artist] = [Patch(color=code["colour"], label=code["label"]) for _, code in codes.iterrows()]
    statuses = set(portraits.loc[portraits["code"].isin(list(codes["code"])), "status"].dropna())
    if statuses:
        looks = {status: _look(status, INK) for status in STATUS_LABELS}
        patches += [Patch(label=label, **looks[status]) for status, label in STATUS_LABELS.items()]
    return patches
