"""Coding: one row a finding, exact evidence, the longest rule, status and holder by the cases."""

import csv
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from textlab.codebook import load_codebook
from textlab.coding import code, find_codes
from textlab.corpus import read_corpus
from textlab.sentences import split_sentences
from textlab.tokens import cut_text, tokenize

BOOK = load_codebook()
# At most this share of the cases may be wrong; docs/accuracy.md lists them.
TOLERATED = 0.03


def run(text):
    articles = pd.DataFrame({"article": ["a"], "title": [""], "text": [text]})
    sentences = split_sentences(articles)
    return code(tokenize(sentences), sentences=sentences, codebook=BOOK)


def emotions(text):
    table = run(text)
    own = table[table["kind"] == "emotion"]
    return set(zip(own["code"], own["status"], strict=True))


def read_cases():
    with Path("tests/cases.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def strongest(findings):
    """One status and holder a code: felt counts before denied before raised."""
    order = ["felt", "denied", "raised"]
    best = {}
    for found in sorted((f for f in findings if f.kind == "emotion"), key=lambda f: -order.index(f.status)):
        best[found.code] = f"{found.code}:{found.status}:{found.holder}"
    return set(best.values())


def wrong_cases(parts):
    cases = read_cases()
    found = [[] for _ in cases]
    for finding in find_codes([cut_text(c["text"]) for c in cases], kinds=["body"] * len(cases), codebook=BOOK):
        found[finding.sentence].append(finding)
    cut = lambda labels: {":".join(label.split(":")[:parts]) for label in labels}  # noqa: E731
    wanted = [set(case["expected"].split()) - {"-"} for case in cases]
    pairs = zip(cases, wanted, found, strict=True)
    return [case["text"] for case, want, got in pairs if cut(want) != cut(strongest(got))], len(cases)


def test_the_cases_are_many_and_a_third_of_them_hard():
    cases = read_cases()
    hard = [case for case in cases if ":felt:" not in case["expected"]]
    assert len(cases) >= 400 and len(hard) >= len(cases) / 3
    assert {case["register"] for case in cases} == {"blog", "diary", "chat", "interview", "forum", "report"}


@pytest.mark.parametrize("parts", [2, 3], ids=["codes and status", "holder too"])
def test_nearly_all_cases_are_right(parts):
    wrong, total = wrong_cases(parts)
    assert len(wrong) <= TOLERATED * total, "\n".join(wrong)


# A text of several sentences, and an emotion that one of them takes from another.
CONTEXT = [
    (
        "「私なんかが休んでいいのか」\n「みんなに申し訳ない」\n\nそんな思いで、毎朝電車に乗っていた。",
        "guilt",
        "そんな思い",
    ),
    (
        "「この先、やっていけるのだろうか」\n「辞めたら、もう働けない」\nそんなふうに不安になる夜でした。",
        "anxiety",
        "辞めたら",
    ),
]


@pytest.mark.parametrize(("text", "emotion", "words"), CONTEXT)
def test_a_sentence_takes_a_feeling_from_its_neighbour(text, emotion, words):
    table = run(text)
    assert table[(table["code"] == emotion) & table["text"].str.contains(words)]["status"].tolist() == ["felt"]


def test_giving_a_feeling_back_takes_none_from_before():
    table = run("休んでばかりで、皆に申し訳ない。\nふむ、そう感じていたのだね。")
    assert table[table["kind"] == "emotion"]["sentence"].unique().tolist() == [0]


def test_what_is_offered_to_the_reader_is_only_raised():
    assert emotions("「職場に迷惑をかけて申し訳ない」\n\nこんな気持ち、ありませんか？") == {("guilt", "raised")}


def test_boilerplate_is_not_coded():
    assert run("最後まで読んでいただきありがとうございました。\n参考になれば幸いです！").empty


def test_evidence_slices_out_of_the_article():
    articles = read_corpus("corpus")
    sentences = split_sentences(articles)
    codings = code(tokenize(sentences), sentences=sentences, codebook=BOOK)
    texts = articles.set_index("article")["text"]
    assert len(codings) > 300
    assert all(texts[row.article][row.start : row.end] == row.text for row in codings.itertuples())
    keys = codings[["article", "sentence", "start"]].astype({"article": str})
    assert keys.equals(keys.sort_values(["article", "sentence", "start"], kind="stable"))


def test_a_verb_leaves_its_argument_alone():
    sentences = split_sentences(read_corpus("corpus/09-kyoushi-yameta.md"))
    tokens = tokenize(sentences)
    before = tokens.copy(deep=True), sentences.copy(deep=True)
    code(tokens, sentences=sentences, codebook=BOOK)
    pd.testing.assert_frame_equal(tokens, before[0])
    pd.testing.assert_frame_equal(sentences, before[1])


def test_no_findings_give_an_empty_table_with_all_columns():
    empty = run("きょうは水曜日。")
    assert empty.empty and list(empty.columns) == list(run("後悔している。").columns)
    assert list(empty["code"].cat.categories) == BOOK.ids()


def test_the_longest_rule_of_a_code_wins():
    rows = run("子どもに寂しい思いをさせてしまって申し訳ない。").query("code == 'guilt'")
    spans = list(zip(rows["start"], rows["end"], strict=True))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "status"),
    [("## 九月の反省\n\n朝は六時に起きた。\n", "raised"), ("## 断ればよかった\n\n朝は六時に起きた。\n", "felt")],
)
def test_a_heading_that_names_a_feeling_is_a_topic(text, status):
    assert emotions(text) == {("regret", status)}
