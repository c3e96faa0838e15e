"""Draw the courses of codes along articles or groups, with their bands."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from textlab.plots.style import (
    GREY,
    PALE,
    articles_of,
    bare,
    list_rows,
    open_axes,
    put_legend,
    show_course,
    stem,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# So many courses can be told apart on one base line; more get one each, above each other.
_TOGETHER = 4
_DASHES = ["-", "--", ":", "-."]
# Okabe and Ito's colours, for articles where one code alone is drawn; they differ in grey too.
_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#000000"]


def plot_arcs(arcs: pd.DataFrame, *, codes: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the course of a few codes along articles or groups, with 95 % bands.

    Up to four courses share a base line; else the articles stand above each other, at one scale.

    Parameters
    ----------
    arcs
        From `arc` or `arc_groups`: article or group, code, position, rate, low, high.
    codes
        The codes to show, at best no more than three.
    ax
        Where to draw.
    """
    row = "group" if "group" in arcs.columns else "article"
    names = [name for name in articles_of(arcs, row) if (arcs[row] == name).any()]
    shown = arcs[arcs["code"].isin(list(codes["code"]))]
    draw = _draw_together if len(names) * len(codes) <= _TOGETHER or len(names) == 1 else _draw_apart
    ax = draw(shown, codes, [row, *names], ax)
    ax.set_xlim(0, 1)
    show_course(ax)
    bare(ax)
    return ax


def _draw_together(arcs: pd.DataFrame, codes: pd.DataFrame, rows: list[str], ax: "Axes | None") -> "Axes":
    row, *names = rows
    ax = open_axes(ax, 7, 4)
    for i, name in enumerate(names):
        for j, (_, code) in enumerate(codes.iterrows()):
            own = arcs[(arcs[row] == name) & (arcs["code"] == code["code"])]
            alone = len(codes) == 1 and len(names) > 1
            look = {
                "color": _COLOURS[i] if alone else code["colour"],
                "ls": _DASHES[(i if len(names) > 1 else j) % 4],
            }
            # The band of what was not found would hide the others; its line at 0 stays.
            _draw(ax, own if own["rate"].any() else own.assign(low=0.0, high=0.0), look)
    ax.set_ylim(0, _top(arcs))
    ax.set_ylabel(f"{codes['label'].iloc[0] if len(codes) == 1 else 'それ'}を含む文（100文あたり）")
    ax.grid(axis="y", color=PALE, lw=0.6)
    ax.set_xlabel("帯は95％信頼区間（図を越える分は切ってある）", fontsize=9)
    put_legend(ax, _keys(codes, names))
    return ax


def _draw_apart(arcs: pd.DataFrame, codes: pd.DataFrame, rows: list[str], ax: "Axes | None") -> "Axes":
    row, *names = rows
    ax = open_axes(ax, 7.5, 1.4 + max(0.42, 0.8 - 0.05 * len(names)) * len(names))
    top = _top(arcs)
    for y, name in enumerate(names):
        ax.axhline(y + 0.45, color=PALE, lw=0.6, zorder=0)
        for j, (_, code) in enumerate(codes.iterrows()):
            own = arcs[(arcs[row] == name) & (arcs["code"] == code["code"])]
            look = {"color": code["colour"], "ls": _DASHES[j % 4]}
            if own["rate"].any():
                _draw(ax, _lift(own, y + 0.45, top), look)
    list_rows(ax, names)
    ax.set_ylim(len(names) - 0.4, -0.7)
    ax.set_xlabel(f"段の高さは100文あたり{top:.0f}文、帯は95％信頼区間（段を越える分は切ってある）", fontsize=9)
    put_legend(ax, _keys(codes, []))
    return ax


def _lift(own: pd.DataFrame, base: float, top: float) -> pd.DataFrame:
    """Put a course on its own base line, in a row that counts downwards."""
    parts = {part: base - 0.92 * (own[part] / top).clip(upper=1) for part in ("rate", "low", "high")}
    return own.assign(**parts)


def _draw(ax: "Axes", own: pd.DataFrame, look: dict[str, Any]) -> None:
    """Draw one course and its band."""
    from matplotlib.patheffects import withStroke

    ax.fill_between(own["position"], own["low"], own["high"], color=look["color"], alpha=0.09, lw=0)
    for bound in ("low", "high"):
        ax.plot(own["position"], own[bound], color=look["color"], lw=0.5, alpha=0.5)
    # A rim of white keeps a pale course legible where several bands lie over each other.
    ax.plot(own["position"], own["rate"], lw=1.8, path_effects=[withStroke(linewidth=3.2, foreground="white")], **look)


def _top(arcs: pd.DataFrame) -> float:
    """Return the height of the axes: half as high again as the highest course, at most 100."""
    return min(max(1.5 * float(arcs["rate"].max()), 1.0), 100.0) if len(arcs) else 1.0


def _keys(codes: pd.DataFrame, names: list[str]) -> "list[Artist]":
    """Return the legend: codes by colour, articles by dashes; codes by dashes too for one article."""
    from matplotlib.lines import Line2D

    if len(codes) == 1 and len(names) > 1:
        looks = zip(_COLOURS, _DASHES, names, strict=False)
        return [Line2D([], [], color=colour, ls=dash, lw=1.8, label=stem(name)) for colour, dash, name in looks]
    many = len(names) > 1
    lines: list[Artist] = [
        Line2D([], [], color=code["colour"], ls="-" if many else _DASHES[j % 4], lw=2, label=code["label"])
        for j, (_, code) in enumerate(codes.iterrows())
    ]
    if not many:
        return lines
    return lines + [
        Line2D([], [], color=GREY, ls=dash, lw=1.8, label=stem(name))
        for dash, name in zip(_DASHES, names, strict=False)
    ]
