"""What all plots share: axes with Japanese glyphs, few lines, legends that cover no data."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# Part of the figure's width that is the axes', and inches of a legend's key and of a letter at 9 points.
_ROOM, _KEY, _LETTER = 0.74, 0.62, 0.128
INK, GREY, PALE = "#222222", "#777777", "#dddddd"
STATUS_LABELS = {"felt": "抱いている", "denied": "打ち消している", "raised": "話題にしている"}


def open_axes(ax: "Axes | None", width: float, height: float) -> "Axes":
    """Return the given axes, or new ones of a size in inches, in a style that has Japanese glyphs."""
    import matplotlib.pyplot as plt
    import matplotlib_fontja

    matplotlib_fontja.japanize()
    return ax if ax is not None else plt.subplots(figsize=(width, height), layout="constrained")[1]


def say_nothing(ax: "Axes", words: str) -> "Axes":
    """Say in words why there is nothing to draw, low and without a frame, and return the axes."""
    figure = ax.get_figure(root=True)
    if figure is not None and len(figure.axes) == 1:
        figure.set_size_inches(figure.get_figwidth(), 1.2)
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", fontsize=10, color=GREY)
    ax.set(xticks=[], yticks=[])
    bare(ax)
    return ax


def bare(ax: "Axes") -> None:
    """Take away frame and ticks, and give every word on the axes a font that has its glyphs."""
    from matplotlib import rcParams
    from matplotlib.text import Text

    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0, labelsize=9)
    ax.tick_params(axis="x", pad=6)
    ax.xaxis.labelpad = 7
    for text in ax.findobj(Text):
        text.set_fontfamily(rcParams["font.family"])


def put_legend(ax: "Axes", handles: "Sequence[Artist] | None" = None) -> None:
    """Put the legend above the axes, where it covers no data, in rows that are no wider than the figure."""
    given = list(handles) if handles is not None else list(ax.get_legend_handles_labels()[0])
    if not given:
        return
    longest = max(_width(str(artist.get_label())) for artist in given)
    figure = ax.get_figure(root=True)
    room = (figure.get_figwidth() if figure else 6.0) * _ROOM
    columns = min(len(given), max(1, int(room / (_KEY + longest * _LETTER))))
    # The legend is filled down its columns; dealt out like this, it reads along its rows.
    dealt = [artist for column in range(columns) for artist in given[column::columns]]
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1.0), "borderaxespad": 0.3}
    ax.legend(handles=dealt, ncols=columns, frameon=False, fontsize=9, columnspacing=1.2, **place)


def _width(text: str) -> float:
    """Return the width of a text in full-width letters."""
    return sum(1.0 if ord(letter) > 0x2000 else 0.55 for letter in text)


def show_course(ax: "Axes") -> None:
    """Mark the beginning, middle and end of articles below the axes."""
    ax.set_xticks([0, 0.5, 1], ["はじめ", "なかほど", "おわり"])
    first, _, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def list_rows(ax: "Axes", articles: Sequence[str]) -> None:
    """Name the rows of the axes after articles, the first on top."""
    ax.set_yticks(range(len(articles)), [stem(name) for name in articles])
    ax.set_ylim(len(articles) - 0.4, -0.6)


def articles_of(table: pd.DataFrame, column: str = "article") -> list[str]:
    """Return the articles of a table in their order, those that only its categories name too."""
    named = table[column]
    names = named.cat.categories if isinstance(named.dtype, pd.CategoricalDtype) else named.unique()
    return [str(name) for name in names]


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a table as named tuples, whose fields have the columns' types."""
    yield from table.itertuples(index=False)


def stem(article: object) -> str:
    """Return an article's name without its suffix."""
    return str(article).rsplit(".", 1)[0]
