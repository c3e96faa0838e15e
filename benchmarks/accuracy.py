"""How right is textlab, beside rivals on the same labelled text: python benchmarks/accuracy.py > accuracy.md.

Prints Markdown: what each tool says, how the rivals' classes are read, and a table of scores for every source.
The rivals run in environments of their own under build/rivals, made on first use.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

# textlab and pandas are imported where they are used: a rival's environment runs this file and has neither.
if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

Result = TypeVar("Result")

HERE = Path(__file__).resolve().parent
ROOT, PINS = HERE.parent, HERE / "requirements-rivals.txt"
# The word list, the tools and the readings of their classes.
DATA: dict[str, Any] = tomllib.loads((HERE / "wordlist.toml").read_text(encoding="utf-8"))
# The fastest of so many passes counts: other work on the machine only ever slows one down.
PASSES = 3
TIMEOUT = 900  # Seconds, for an installation or a source.
NO_CLASS, NO_RATIO, SHARED = "—", "0/0", "†"
LEGEND = f"""Precision / recall / **F1** of felt; {NO_CLASS} no class for it; {SHARED} by classes that hold other
feelings too; {NO_RATIO} nothing to divide. In the heads: how many units feel it. A tool that finds little takes
little for felt: read that column beside recall. textlab reads the articles whole and finds its themes too; the
others are given the labelled units one by one. Units a second: the fastest of {PASSES} passes, without loading."""


class Source(NamedTuple):
    """Labelled text: articles, and units with a status or "" for each code."""

    name: str
    articles: "pd.DataFrame"
    gold: "pd.DataFrame"


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
    print(f"{LEGEND}\n")
    for source in sources:
        print_source(source, book)


def read_options() -> argparse.Namespace:
    """Read the command line; without sources on it, take the project's and what stands beside it."""
    parser = argparse.ArgumentParser(description="Score textlab and its rivals on labelled text.")
    parser.add_argument("--gold", action="append", default=[], type=Path, help="labelled units, JSONL")
    parser.add_argument("--articles", action="append", default=[], type=Path, help="that gold's folder")
    parser.add_argument("--cases", action="append", default=[], type=Path, help="labelled sentences, TSV")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.gold) != len(options.articles):
        parser.error(f"{len(options.gold)} --gold but {len(options.articles)} --articles; give them in pairs")
    if not (options.gold or options.cases):
        options.gold, options.articles = [ROOT / "corpus/gold/narratives.jsonl"], [ROOT / "corpus"]
        options.cases = [ROOT / "tests/cases.tsv"]
        shared = ROOT.parent / "shared"
        if (shared / "gold/articles.jsonl").is_file():
            options.gold.append(shared / "gold/articles.jsonl")
            options.articles.append(shared / "articles")
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
    """Read sentences, each an article: columns text, expected ("code:status:holder ..." or "-")."""
    import pandas as pd

    cases = pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False)
    gold = pd.DataFrame({"article": cases.index.astype("str"), "start": 0, "text": cases["text"]})
    gold["end"] = gold["text"].str.len()
    labels = [dict(item.split(":")[:2] for item in row.split() if item != "-") for row in cases["expected"]]
    for code in book.ids():
        gold[code] = [label.get(code, "") for label in labels]
    return Source(path.name, gold[["article", "text"]], gold)


def run_tool(tool: dict[str, Any], source: Source, book: "Codebook") -> tuple["pd.DataFrame", float]:
    """Run a tool on a source; return the units with its labels, and its seconds."""
    if tool["name"] == "textlab":
        return run_textlab(source, book)
    texts = source.gold["text"].tolist()
    if "classes" in tool:
        outputs, seconds = ask(tool["name"], texts)
        codes = {reading["class"].split()[1]: reading["codes"] for reading in find_readings(tool)}
        felt = [{code for name in find_classes(output) for code in codes[name]} for output in outputs]
    else:
        felt, seconds = fastest(lambda: [find_words(text) for text in texts])
    columns = {code: ["felt" if code in codes else "" for codes in felt] for code in book.ids()}
    return source.gold.assign(**columns), seconds


def run_textlab(source: Source, book: "Codebook") -> tuple["pd.DataFrame", float]:
    """Run the whole job on the articles; its findings label the units that they overlap."""
    from textlab import code, label_units, split_sentences, tokenize

    def run() -> "pd.DataFrame":
        sentences = split_sentences(source.articles)
        return code(tokenize(sentences), sentences=sentences, codebook=book)

    codings, seconds = fastest(run)
    return label_units(codings, gold=source.gold), seconds


def find_words(text: str) -> set[str]:
    """Return the codes of which a text holds a string of the word list."""
    words: dict[str, list[str]] = DATA["wordlist"]["words"]
    return {code for code, strings in words.items() if any(string in text for string in strings)}


def find_readings(tool: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how a rival's classes are read."""
    return [reading for reading in DATA["readings"] if reading["class"].split()[0] == tool.get("classes")]


def find_classes(output: Any) -> set[str]:
    """Return the classes in a raw output: ML-Ask's is a dictionary, oseti's a list with one a sentence."""
    if isinstance(output, dict):
        return set(output.get("emotion") or ())
    return {sign for sentence in output for sign in ("positive", "negative") if sentence[sign]}


def ask(name: str, texts: Sequence[str]) -> tuple[list[Any], float]:
    """Send sentences to a rival's worker as JSON lines; return its raw outputs and its seconds."""
    python, problem = install(name)
    if problem:
        raise OSError(problem)
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    # UTF-8 mode: oseti opens its dictionaries in the machine's own encoding.
    said = run_python(python, "-X", "utf8", __file__, "--worker", name, lines=lines)
    *outputs, seconds = [json.loads(line) for line in said.splitlines()]
    broken = sum("broken" in output for output in outputs)
    if broken:
        print(f"{name} broke on {broken} of {len(texts)} units, which now have no label", file=sys.stderr)
    return outputs, seconds


@cache
def install(name: str) -> tuple[Path, str]:
    """Return the Python of a rival's environment, made anew when the pins change, and why it is of no use."""
    home, pins = ROOT / "build" / "rivals" / name, PINS.read_text(encoding="utf-8")
    python, made = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"), home / "pins.txt"
    if made.is_file() and made.read_text(encoding="utf-8") == pins:
        return python, ""
    print(f"installing {name} into {home}", file=sys.stderr)
    try:
        venv.create(home, clear=True, with_pip=True)
        run_python(python, "-m", "pip", "install", "--quiet", "--constraint", str(PINS), name, "ipadic")
    except (OSError, subprocess.SubprocessError) as error:
        return python, find_reason(error)
    made.write_text(pins, encoding="utf-8")
    return python, ""


def run_python(python: Path, *arguments: str, lines: str = "") -> str:
    """Run a rival's Python, which sees nothing of ours, and return what it prints."""
    command = [str(python), "-I", *arguments]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=TIMEOUT)
    return done.stdout


def find_reason(error: Exception) -> str:
    """Return the first error that a failed process told of, or else what was said last."""
    lines = (str(getattr(error, "stderr", "") or error) or repr(error)).strip().splitlines()
    return next((line for line in lines if line.startswith("ERROR")), lines[-1])


def work(name: str) -> None:
    """Answer each line of the input, a JSON string, with a rival's raw output; then print the seconds."""
    analyse = load(name)
    texts = [json.loads(line) for line in sys.stdin]
    outputs, seconds = fastest(lambda: [attempt(analyse, text) for text in texts])
    print("\n".join(json.dumps(output) for output in [*outputs, seconds]))


def load(name: str) -> Callable[[str], Any]:
    """Load a rival with the dictionary that it was made for; without it pymlask silently finds nothing."""
    arguments = import_module("ipadic").MECAB_ARGS
    if name == "mlask-official":
        # Its cache would be written to the user's home.
        rival = import_module("mlask_official").MLAskOfficial(arguments, use_cache=False)
    elif name == "pymlask":
        rival = import_module("mlask").MLAsk(arguments)
    else:
        rival = import_module("oseti").Analyzer(mecab_args=arguments)
    analyse: Callable[[str], Any] = rival.analyze_detail if name == "oseti" else rival.analyze
    return analyse


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


def print_tools() -> None:
    """Print what each tool says of a finding, and as which codes the rivals' classes are read."""
    from textlab import __version__

    heads = {"offsets": "where the words stand", "names": "names guilt, regret, hope", "denied": "denied"}
    heads |= {"raised": "raised", "holder": "whose", "license": "licence"}
    pins = dict(line.split("==") for line in PINS.read_text(encoding="utf-8").splitlines() if "==" in line)
    pins |= {"textlab": __version__, "word list": ""}
    tools = [[row["name"] + " " + pins[row["name"]], *(row[key] for key in heads)] for row in DATA["tools"]]
    print_table(["tool", *heads.values()], tools)
    readings = [[row["class"], ", ".join(row["codes"]) or NO_CLASS, row["why"]] for row in DATA["readings"]]
    print_table(["class", "read as", "why"], readings)


def print_source(source: Source, book: "Codebook") -> None:
    """Print a row of scores for each tool."""
    gold, codes = source.gold, book.ids("emotion")
    tested = " textlab's own tests are run on this text: its row says nothing of new text."
    print(f"### {source.name}\n\n{len(gold):,} units.{tested if source.name in DATA['tested'] else ''}\n")
    heads = ["tool", *(f"{code} ({(gold[code] == 'felt').sum()})" for code in codes)]
    rows = [score_tool(tool, source, book) for tool in DATA["tools"]]
    print_table([*heads, "denied or raised, taken for felt", "units a second", "what it cannot say"], rows)


def score_tool(tool: dict[str, Any], source: Source, book: "Codebook") -> list[str]:
    """Return a tool's row: its scores, or why it could not be run."""
    from textlab import score

    codes = book.ids("emotion")
    try:
        found, seconds = run_tool(tool, source, book)
    except (OSError, subprocess.SubprocessError) as error:
        return [tool["name"], *[""] * (len(codes) + 2), f"not run on this machine: {find_reason(error)}"]
    marks = find_marks(tool) if "classes" in tool else dict.fromkeys(codes, "")
    scores = {row.code: row for row in score(found, gold=source.gold, codebook=book).itertuples()}
    cells = [write_scores(scores[code]) + marks[code] if code in marks else NO_CLASS for code in codes]
    unfelt = source.gold[[*marks]].isin(["denied", "raised"]).to_numpy()
    taken = (unfelt & (found[[*marks]] == "felt").to_numpy()).sum()
    share = f"{taken} of {unfelt.sum()}" + (f" ({taken / unfelt.sum():.0%})" if unfelt.sum() else "")
    return [tool["name"], *cells, share, f"{len(found) / seconds:,.0f}", tool["cannot"]]


def find_marks(tool: dict[str, Any]) -> dict[str, str]:
    """Return the codes that a rival has a class for, with a mark unless the class is that very feeling."""
    readings = find_readings(tool)
    return {code: "" if reading.get("exact") else SHARED for reading in readings for code in reading["codes"]}


def write_scores(row: Any) -> str:
    """Write precision, recall and F1 into a cell; one without a case is no zero."""
    values = [NO_RATIO if value != value else f"{value:.2f}" for value in (row.precision, row.recall, row.f1)]
    return f"{values[0]} / {values[1]} / **{values[2]}**"


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    for row in [heads, ["---"] * len(heads), *rows]:
        print(f"| {' | '.join(cell.strip().replace('|', '/') for cell in row)} |")
    print()


if __name__ == "__main__":
    main()
