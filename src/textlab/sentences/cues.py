"""Load the cues for sentences: patterns and limits are data, in cues/sentences.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Cues:
    """The compiled patterns, by `section.entry`, and the limits, in the units that the file states."""

    patterns: Mapping[str, re.Pattern[str]]
    limits: Mapping[str, int]
    shapes: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def load_cues() -> Cues:
    """Load the cues once and compile them.

    Returns
    -------
    Cues
        One pattern for every entry of the file, and two that try several entries at one place:
        `shapes` names the shape of a marked line, `ends` finds the places where a sentence may end.

    Examples
    --------
    >>> load_cues().shapes.match("■ 復帰の日").lastgroup
    'heading'
    """
    source = files("textlab").joinpath("cues/sentences.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    parts: dict[str, str] = {}
    for name, choices in data["parts"].items():
        parts[name] = _join(choices, parts)
    written = {
        f"{section}.{entry}": _join(choices, parts)
        for section in ("ends", "joins", "lines", "boilerplate")
        for entry, choices in data[section].items()
    }
    patterns = {name: re.compile(pattern) for name, pattern in written.items()}
    return Cues(patterns, data["limits"], _compile_shapes(written), _compile_ends(written))


def _join(choices: list[str], parts: Mapping[str, str]) -> str:
    # Named parts are put in by hand: str.format would stumble over {1,2}.
    joined = "|".join(choices)
    for name, pattern in parts.items():
        joined = joined.replace(f"{{{name}}}", pattern)
    return f"(?:{joined})"


def _compile_shapes(written: Mapping[str, str]) -> re.Pattern[str]:
    shapes = ("rule", "heading", "row", "quoted", "bullet", "number")
    return re.compile("|".join(f"(?P<{shape}>{written[f'lines.{shape}']})" for shape in shapes))


def _compile_ends(written: Mapping[str, str]) -> re.Pattern[str]:
    tail = f"{written['ends.tail']}*(?:{written['ends.spaced_tail']})?"
    return re.compile(
        f"(?P<never>{written['ends.never']})"
        f"|(?P<mark>{written['ends.mark']}+{tail})"
        f"|(?P<weak>{written['ends.weak']}+)"
        r"|(?P<close>[」』”](?=\s))"
    )
