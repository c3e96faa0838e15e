"""Measure anew and write the tables of docs/accuracy.md: python tools/update_accuracy.py."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import textlab as tl
from textlab.coding import Finding, find_codes
from textlab.tokens import cut_text

PAGE = Path("docs/accuracy.md")
BOOK = tl.load_codebook()
_STRENGTH = ["felt", "denied", "raised"]


def label(findings: list[Finding]) -> set[str]:
    """Return code:status:holder of each emotion; felt counts before denied before raised."""
    best: dict[str, str] = {}
    emotions = [found for found in findings if found.kind == "emotion"]
    for found in sorted(emotions, key=lambda found: -_STRENGTH.index(str(found.status))):
        best[found.code] = f"{found.code}:{found.status}:{found.holder}"
    return set(best.values())


def read_cases(path: Path) -> list[tuple[str, set[str], set[str]]]:
    """Return text, expected and found labels of every case."""
    with path.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: list[list[Finding]] = [[] for _ in cases]
    cuts = [cut_text(case["text"]) for case in cases]
    for finding in find_codes(cuts, kinds=["body"] * len(cases), codebook=BOOK):
        found[finding.sentence].append(finding)
    wanted = [set(case["expected"].split()) - {"-"} for case in cases]
    return [(case["text"], want, label(got)) for case, want, got in zip(cases, wanted, found, strict=True)]


def without_holder(labels: set[str]) -> set[str]:
    """Return the labels as code:status."""
    return {name.rsplit(":", 1)[0] for name in labels}


def cases_table() -> str:
    """Return how many cases are right, and each that is wrong."""
    cases = read_cases(Path("tests/cases.tsv"))
    lines = [*_right(cases), ""]
    lines += ["Still wrong:", "", "| sentence | expected | found |", "|---|---|---|"]
    wrong = [(text, want, got) for text, want, got in cases if want != got]
    lines += [
        f"| {text} | {', '.join(sorted(want)) or '–'} | {', '.join(sorted(got)) or '–'} |" for text, want, got in wrong
    ]
    return "\n".join(lines)


def fresh_table() -> str:
    """Return how many sentences that no rule was written for are right, and how each felt feeling is found."""
    cases = read_cases(Path("tests/fresh.tsv"))
    lines = [*_right(cases), "", "| code | felt | precision | recall | F1 |", "|---|--:|--:|--:|--:|"]
    for code in (code.id for code in BOOK.codes if code.kind == "emotion"):
        felt = [
            (f"{code}:felt" in without_holder(want), f"{code}:felt" in without_holder(got)) for _, want, got in cases
        ]
        both, labelled, found = felt.count((True, True)), sum(want for want, _ in felt), sum(got for _, got in felt)
        scores = " | ".join(
            f"{part / whole:.2f}" for part, whole in ((both, found), (both, labelled), (2 * both, labelled + found))
        )
        lines.append(f"| {code} | {labelled} | {scores} |")
    return "\n".join(lines)


def _right(cases: list[tuple[str, set[str], set[str]]]) -> list[str]:
    right = [sum(without_holder(want) == without_holder(got) for _, want, got in cases)]
    right.append(sum(want == got for _, want, got in cases))
    shares = " | ".join(f"{n} ({100 * n / len(cases):.1f} %)" for n in right)
    return [
        "| cases | code and status right | holder right too |",
        "|--:|--:|--:|",
        f"| {len(cases)} | {shares} |",
    ]


def scores_table(gold: Path, articles: Path) -> str:
    """Return the scores against labels given by hand."""
    units = tl.read_gold(gold, codebook=BOOK)
    sentences = tl.split_sentences(tl.read_corpus(articles))
    found = tl.label_units(tl.code(tl.tokenize(sentences), sentences=sentences, codebook=BOOK), gold=units)
    scores = tl.score(found, gold=units, codebook=BOOK)
    lines = ["| code | labelled | precision | recall | F1 | 95 % interval | alpha |", "|---|--:|--:|--:|--:|--:|--:|"]
    for row in scores.itertuples():
        numbers = " | ".join(_number(value) for value in (row.precision, row.recall, row.f1))
        interval = f"{_number(row.low)}–{_number(row.high)}"
        lines.append(f"| {row.code} | {row.gold} | {numbers} | {interval} | {_number(row.alpha)} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def main() -> None:
    """Rewrite every table whose text is at hand."""
    shared = Path("../shared")
    tables: dict[str, Callable[[], str]] = {
        "cases": cases_table,
        "fresh": fresh_table,
        "narratives": lambda: scores_table(Path("corpus/gold/narratives.jsonl"), Path("corpus")),
    }
    if shared.is_dir():
        tables["articles"] = lambda: scores_table(shared / "gold" / "articles.jsonl", shared / "articles")
    rivals = Path("build/rivals.md")
    if rivals.exists():
        tables["rivals"] = lambda: rivals.read_text(encoding="utf-8").strip()
    page = PAGE.read_text(encoding="utf-8")
    for name, table in tables.items():
        block = re.compile(f"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page = block.sub(lambda found, table=table: f"{found[1]}\n{table()}\n\n{found[2]}", page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
