"""Write a codebook for its author to go on from: a phrase list or TOML, by the file's suffix."""

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from textlab.codebook.checking import check_files
from textlab.codebook.colours import free_colours
from textlab.codebook.phrase_list import read_line
from textlab.data import load_data
from textlab.errors import CodebookError, PhraseError
from textlab.normalize import fold
from textlab.phrases import read_known


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
        If the file is there already or cannot be written, its suffix is another, or a phrase cannot be read; nothing
        is written then.
    """
    file = Path(path)
    starters = load_data("codebook/starters.toml")
    if file.suffix.lower() not in (".txt", ".toml"):
        raise CodebookError(starters["suffix"].format(path=file))
    label = " ".join(label.split()) or starters["label"]
    lines = {fold(line).text: line for phrase in phrases for line in phrase.splitlines() or [""]}
    faults = [fault for line in lines.values() if (fault := _fault(line, starters))]
    if faults:
        raise CodebookError("\n  ".join([starters["faults"].format(path=file), *faults]))
    text = _fill(file, label, list(lines.values()), starters).lstrip().encode("utf-8", "replace")
    check_files(file, {file.name: text})
    _write(file, text, starters)
    return file


def next_step(path: Path) -> str:
    """Return the command to give next, for the author of a new codebook.

    >>> next_step(Path("通勤.txt"))
    '次に / next: textlab codebook try 通勤.txt 原稿.txt'
    """
    written = f'"{path}"' if " " in str(path) else path
    return str(load_data("codebook/starters.toml")["next"]).format(path=written)


def _fault(phrase: str, starters: dict[str, Any]) -> str | None:
    """Say why a phrase cannot stand in a list; a list would take some lines for a heading or a memo."""
    heading, words = read_line(phrase)
    if heading or (phrase and not words):
        return str(starters["no-phrase"].format(phrase=phrase))
    try:
        read_known(phrase, lists=())
    except PhraseError as error:
        return str(error)
    return None


def _write(file: Path, text: bytes, starters: dict[str, Any]) -> None:
    """Write a file that is not there yet."""
    try:
        with file.open("xb") as opened:
            opened.write(text)
    except FileExistsError:
        raise CodebookError(starters["exists"].format(path=file)) from None
    except FileNotFoundError:
        raise CodebookError(starters["folder"].format(path=file, folder=file.parent)) from None
    except OSError as error:
        raise CodebookError(starters["unwritable"].format(path=file, problem=error.strerror)) from None


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
