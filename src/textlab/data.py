"""Read the word lists, cues and codebooks that ship with the package."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(name: str) -> dict[str, Any]:
    """Load one of the package's own TOML files, such as ``cues/words.toml``.

    >>> load_data("cues/words.toml")["title"]
    'User dictionary'
    """
    return tomllib.loads(files("textlab").joinpath(name).read_text(encoding="utf-8"))
