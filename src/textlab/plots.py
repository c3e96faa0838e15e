"""Draw small tables; computes nothing, imports nothing of ours.

Every function takes a table and the table of codes (code, kind, label, colour, in the codebook's order), draws on
the given axes or new ones, and returns them. Labels are Japanese; glyphs come with the package.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# Status told by more than colour: filled, hollow, a cross. Themes have no status and are small filled squares.
_MARKERS = {"felt": "o", "denied": "o", "raised": "x", "": "s"}
_STATUS_LABELS = {"felt": "抱いている", "denied": "打ち消している", "raised": "話題にしている"}
_INK, _PALE = "#222222", "#dddddd"
_ROW, _COLUMN = 0.34, 0.48


def plot_rates(rates: "pd.DataFrame", *, codes: "pd.DataFrame", ax: "Axes | None" = None) -> "Axes":
    """Draw a heat map of articles x codes: shade and number are sentences per 100 that carry the code.

    Parameters
    ----------
    rates
        From `rate`: article, code, n, sentences, rate. A cell without findings stays white and empty.
    codes
        The codes to show, from `list_codes`.
    ax
        Where to draw.
    """
    table = rates.pivot(index="article", columns="code", values="rate").reindex(columns=codes["code"])
    ax = ax or _axes(3 + _COLUMN * len(table.columns), 1.6 + _ROW * len(table))
    top = max(float(table.max().max()), 1.0)
    ax.imshow(table.to_numpy(), cmap="Blues", vmin=0, vmax=top, aspect="auto")
    for y, row in enumerate(table.to_numpy()):
        for x, value in enumerate(row):
            if value > 0:
                ink = "white" if value > 0.6 * top else _INK
                ax.text(x, y, f"{value:.0f}" if value >= 1 else "<1", ha="center", va="center", color=ink, fontsize=8)
    ax.set_xticks(range(len(table.columns)), codes["label"], rotation=45, ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(table)), [_stem(name) for name in table.index])
    ax.set_xlabel("その話題・気持ちを含む文（100文あたり）")
    _bare(ax)
    return ax


def plot_intervals(rates: "pd.DataFrame", *, codes: "pd.DataFrame", ax: "Axes | None" = None) -> "Axes":
    """Draw the rate of a few codes in each article as points with their 95 % intervals.

    Parameters
    ----------
    rates
        From `rate`: article, code, rate, low, high.
    codes
        The codes to show, at best no more than three.
    ax
        Where to draw.
    """
    articles = list(dict.fromkeys(rates["article"]))
    ax = ax or _axes(7, 1.4 + (0.16 + 0.13 * len(codes)) * len(articles))
    step = 0.6 / max(len(codes), 1)
    for i, (_, code) in enumerate(codes.iterrows()):
        own = rates[rates["code"] == code["code"]].set_index("article").reindex(articles)
        places = [y + (i - (len(codes) - 1) / 2) * step for y in range(len(articles))]
        bars = [(own["rate"] - own["low"]).clip(lower=0), (own["high"] - own["rate"]).clip(lower=0)]
        marker = "osD^v"[i % 5]
        ax.errorbar(own["rate"], places, xerr=bars, fmt=marker, ms=4, lw=1.2, color=code["colour"], label=code["label"])
    ax.set_yticks(range(len(articles)), [_stem(name) for name in articles])
    ax.set_ylim(len(articles) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.set_xlabel("100文あたりの文の数（線は95％信頼区間）")
    ax.grid(axis="x", color=_PALE, lw=0.6)
    ax.set_axisbelow(True)
    _bare(ax)
    _legend(ax)
    return ax


def plot_locations(located: "pd.DataFrame", *, codes: "pd.DataFrame", ax: "Axes | None" = None) -> "Axes":
    """Draw where along each article the findings stand: filled when felt, hollow when denied, a cross when raised.

    Parameters
    ----------
    located
        From `locate`: article, code, status, position.
    codes
        The codes to show; each has its own colour and its own level within an article's row.
    ax
        Where to draw.
    """
    articles = list(located["article"].cat.categories)
    ax = ax or _axes(8, 1.6 + (0.2 + 0.1 * len(codes)) * len(articles))
    step = 0.7 / max(len(codes), 1)
    rows = {str(article): y for y, article in enumerate(articles)}
    for y in rows.values():
        ax.axhline(y, color=_PALE, lw=0.6, zorder=0)
    for i, (_, code) in enumerate(codes.iterrows()):
        own = located[located["code"] == code["code"]]
        for status, marker in _MARKERS.items():
            found = own[own["status"].astype(object).fillna("") == status]
            places = [rows[str(name)] + (i - (len(codes) - 1) / 2) * step for name in found["article"]]
            face = "none" if status == "denied" else code["colour"]
            edge = {} if status == "raised" else {"edgecolors": code["colour"]}
            ax.scatter(found["position"], places, s=26, marker=marker, c=face, linewidths=1.2, **edge)  # type: ignore[arg-type]
    ax.set_yticks(range(len(articles)), [_stem(name) for name in articles])
    ax.set_ylim(len(articles) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.5, 1], ["はじめ", "なかほど", "おわり"])
    _bare(ax)
    _location_legend(ax, codes)
    return ax


def plot_pairs(pairs: "pd.DataFrame", *, codes: "pd.DataFrame", ax: "Axes | None" = None) -> "Axes":
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
    ax = ax or _axes(2.4 + 0.42 * len(codes), 1.8 + 0.36 * len(codes))
    shown = pairs[pairs["one"].isin(order) & pairs["other"].isin(order)]
    import numpy as np

    shade = np.full((len(codes), len(codes)), np.nan)
    for row in shown.itertuples():
        shade[order[row.other], order[row.one]] = row.jaccard
    top = max(float(shown["jaccard"].max()), 0.01)
    ax.imshow(shade, cmap="Blues", vmin=0, vmax=top, aspect="auto")
    for row in shown[shown["n"] > 0].itertuples():
        ink = "white" if row.jaccard > 0.6 * top else _INK
        ax.text(order[row.one], order[row.other], str(row.n), ha="center", va="center", fontsize=8, color=ink)
    ax.set_xticks(range(len(codes)), codes["label"], rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(codes)), codes["label"])
    ax.set_xlim(-0.5, len(codes) - 1.5)
    ax.set_ylim(len(codes) - 0.5, 0.5)
    ax.set_title("同じ文に現れる組（数字は文の数、濃さはジャッカード係数）", fontsize=10)
    _bare(ax)
    return ax


def _axes(width: float, height: float) -> "Axes":
    """Make new axes in a style that has Japanese glyphs on every machine."""
    import matplotlib.pyplot as plt
    import matplotlib_fontja

    matplotlib_fontja.japanize()
    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def _bare(ax: "Axes") -> None:
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0, labelsize=9)


def _legend(ax: "Axes") -> None:
    """Put the legend above the axes, where it covers no data."""
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=5, frameon=False, fontsize=9, borderaxespad=0.3)


def _location_legend(ax: "Axes", codes: "pd.DataFrame") -> None:
    from matplotlib.lines import Line2D

    lines = [
        Line2D([], [], ls="", marker="o", color=code["colour"], label=code["label"]) for _, code in codes.iterrows()
    ]
    for status, label in _STATUS_LABELS.items():
        face = "none" if status == "denied" else _INK
        lines.append(Line2D([], [], ls="", marker=_MARKERS[status], color=_INK, markerfacecolor=face, label=label))
    ax.legend(handles=lines, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, fontsize=9)


def _stem(article: object) -> str:
    """Return an article's name without its suffix."""
    return str(article).rsplit(".", 1)[0]
