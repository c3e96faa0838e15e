"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

from textlab.browsing.highlighting import Highlight, highlight
from textlab.browsing.panel import browse

__all__ = ["Highlight", "browse", "highlight"]
