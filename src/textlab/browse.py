"""Go from every number to its sentences in a notebook: articles with their evidence, a table whose cells open."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

_COLUMNS = ["article", "sentence", "start", "end", "kind", "code", "status", "holder", "rule"]
