"""A page in the browser for people who write, not program: paste a draft, and read what a reader will find in it."""

from typing import TYPE_CHECKING, Any

from textlab.app.server import serve

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["make_panel", "serve"]


def make_panel(*, corpus: "str | Path | None" = None, codebook: str = "mommy_track") -> Any:
    """Return the page's panel, for a notebook: a place for the draft, what is found in it, and themes of one's own.

    The corpus is read while the panel is shown. A draft stays in the notebook's own process: it is written to no file
    and to no log.

    Parameters
    ----------
    corpus
        The articles to hold drafts against: a folder or file, or None for the narratives that ship with textlab.
    codebook
        What to look for: the name or path of a codebook.

    Returns
    -------
    ipywidgets.VBox
    """
    from textlab.app.panel import build_panel

    return build_panel(corpus, codebook)
