"""Write a codebook for its author to go on from: a phrase list or TOML, by the file's suffix."""

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from textlab.codebook.checking import check_files
from textlab.codebook.colours import free_colours
from textlab.data import load_data
from textlab.errors import CodebookError


def start_codebook(path: str | Path, *, label: str = "", phrases: Sequence[str] = ()) -> Path:
    """Write a new codebook with one theme, explained in comments, and return its path.

    Parameters
    ----------
    path
        Where to write it; ``.txt`` makes a phrase list, ``.toml`` a codebook.
    label
        The theme's name; an example's if empty.
    phrases
        Its phrases; an example's if there are none.

    Raises
    ------
    CodebookError
        If the file is there already, its suffix is another, or a phrase cannot be read; nothing is written then.
    """
    file = Path(path)
    starters = load_data("codebook/starters.toml")
    if file.suffix.lower() not in (".txt", ".toml"):
        raise CodebookError(starters["suffix"].format(path=file))
    text = _fill(file, " ".join(label.split()) or starters["label"], phrases, starters).lstrip()
    check_files(file, {file.name: text.encode()})
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise CodebookError(starters["exists"].format(path=file)) from None
    return file


def next_step(path: Path) -> str:
    """Return the command to give next, for the author of a new codebook.

    >>> next_step(Path("通勤.txt"))
    '次に / next: textlab codebook try 通勤.txt 原稿.txt'
    """
    written = f'"{path}"' if " " in str(path) else path
    return str(load_data("codebook/starters.toml")["next"]).format(path=written)


def _fill(file: Path, label: str, phrases: Sequence[str], starters: dict[str, Any]) -> str:
    examples = [] if phrases else starters["examples"]
    lines = list(phrases or starters["phrases"])
    if file.suffix.lower() == ".toml":
        lines = [_rule(phrase, example) for phrase, example in zip_longest(lines, examples)]
        return str(starters[".toml"]).format(
            title=_quote(file.stem), label=_quote(label), colour=next(free_colours(())), phrases="\n".join(lines)
        )
    return str(starters[".txt"]).format(label=label, phrases="\n".join(lines))


def _rule(phrase: str, example: str | None) -> str:
    """Return a line of a rule: with an example, it passes the check of a codebook."""
    return f"  {{ find = {_quote(phrase)}, yes = {_quote(example)} }}," if example else f"  {_quote(phrase)},"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
