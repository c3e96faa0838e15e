"""Evaluation: the same numbers as published examples, and every disagreement listed."""

import json

import numpy as np
import pandas as pd
import pytest

from textlab.codebook import load_codebook
from textlab.errors import TableError
from textlab.evaluation import confuse, disagree, krippendorff, label_units, read_gold, score

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: sections A, B and C.
ALPHA = [("0100000010 1110010000", 0.095), ("aabbdcccedda babbbccceddd", 0.692)]


@pytest.mark.parametrize(("coders", "alpha"), ALPHA)
def test_alpha_agrees_with_the_published_examples(coders, alpha):
    ratings = np.array([list(coder) for coder in coders.split()], dtype=object)
    assert round(krippendorff(ratings), 3) == alpha


def test_alpha_leaves_out_what_was_not_rated():
    # Section C: four observers, twelve units, with missing values.
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert round(krippendorff(np.array(rows, dtype=object)), 3) == 0.743


UNITS = [
    {
        "article": "a.txt",
        "start": 0,
        "end": 5,
        "text": "一",
        "emotions": {"guilt": "felt"},
        "themes": ["talk"],
    },
    {"article": "a.txt", "start": 6, "end": 9, "text": "二", "emotions": {"guilt": "denied"}, "themes": []},
    {"article": "a.txt", "start": 9, "end": 12, "text": "三", "emotions": {"guilt": "?"}, "themes": []},
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(unit) + "\n" for unit in UNITS), encoding="utf-8")
    return read_gold(path, codebook=load_codebook())


def codings(*rows):
    book = load_codebook()
    table = pd.DataFrame(rows, columns=["article", "start", "end", "kind", "code", "status"])
    return table.assign(code=pd.Categorical(table["code"], categories=book.ids()))


def test_a_finding_labels_every_unit_that_it_overlaps(gold):
    found = label_units(codings(("a.md", 4, 7, "emotion", "guilt", "felt")), gold=gold)
    assert found["guilt"].tolist() == ["felt", "felt", ""]


def test_felt_counts_before_denied_within_a_unit(gold):
    rows = [("a", 0, 1, "emotion", "guilt", "denied"), ("a", 2, 3, "emotion", "guilt", "felt")]
    assert label_units(codings(*rows), gold=gold)["guilt"].iloc[0] == "felt"


def test_scores_leave_out_what_the_reader_could_not_decide(gold):
    rows = [("a", 9, 10, "emotion", "guilt", "felt"), ("a", 0, 2, "emotion", "guilt", "felt")]
    found = label_units(codings(*rows), gold=gold)
    guilt = score(found, gold=gold, codebook=load_codebook()).set_index("code").loc["guilt"]
    assert (guilt["tp"], guilt["fp"], guilt["fn"], guilt["f1"]) == (1, 0, 0, 1.0)


def test_a_denied_feeling_taken_as_felt_is_a_confusion_and_a_disagreement(gold):
    found = label_units(codings(("a", 6, 7, "emotion", "guilt", "felt")), gold=gold)
    table = confuse(found, gold=gold, codebook=load_codebook())
    assert table.query("code == 'guilt' and gold == 'denied' and found == 'felt'")["n"].item() == 1
    listed = disagree(found, gold=gold, codebook=load_codebook())
    assert listed[["code", "text"]].to_numpy().tolist() == [["guilt", "一"], ["guilt", "二"], ["talk", "一"]]


@pytest.mark.parametrize(
    ("line", "message"), [("[]", "gold.jsonl:1"), ('{"article": "a"}', "emotions"), ("not json", ":1")]
)
def test_a_broken_line_is_named(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_gold(path, codebook=load_codebook())


def test_an_unknown_code_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(UNITS[0] | {"themes": ["joy"]}), encoding="utf-8")
    with pytest.raises(TableError, match="no code 'joy'"):
        read_gold(path, codebook=load_codebook())
