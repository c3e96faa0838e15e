"""The corpus: enough narratives, whole front matter, nothing taken from elsewhere."""

import re
from datetime import date
from pathlib import Path

import pytest

from textlab.codebook import load_codebook
from textlab.corpus import read_corpus
from textlab.evaluation import read_gold
from textlab.sentences import split_sentences

FIELDS = ["title", "narrator", "job", "children", "stage", "path", "outcome", "written", "source", "license"]
PATHS = {"stay", "transfer", "step_down", "change", "leave", "independent"}
OUTCOMES = {"positive", "mixed", "negative", "open"}
# As long a run as two people may share by chance.
RUN = 15
ARTICLES = read_corpus("corpus")


def body(text):
    return re.sub(r"\A---\r?\n.*?\n---\r?\n", "", text, flags=re.DOTALL)


def runs(text):
    plain = re.sub(r"\s", "", text)
    return {plain[i : i + RUN] for i in range(len(plain) - RUN + 1)}


def test_there_are_at_least_sixteen_narratives_with_all_fields():
    assert len(ARTICLES) >= 16
    assert not ARTICLES[FIELDS].isin([""]).any(axis=None)


@pytest.mark.parametrize("row", list(ARTICLES.itertuples()), ids=lambda row: row.article)
def test_a_narrative_is_of_the_right_length_and_kind(row):
    assert 1200 <= len(body(row.text).strip()) <= 2500
    assert row.path in PATHS and row.outcome in OUTCOMES and row.license == "CC0-1.0"
    assert date.fromisoformat(row.written)


def test_every_path_and_outcome_is_told():
    assert set(ARTICLES["path"]) == PATHS and set(ARTICLES["outcome"]) == OUTCOMES


def test_the_texts_have_what_real_posts_have():
    kinds = set(split_sentences(ARTICLES)["kind"])
    texts = "".join(ARTICLES["text"])
    assert kinds == {"body", "heading", "item", "quote", "boilerplate"}
    assert all(mark in texts for mark in ("目次", "URLをコピーしました", "！", "!", "９"))
    assert re.search("[\U0001f300-\U0001faff]", texts)
    assert any(re.search(r"\n(.{40,})\n\n\1\n", row.text) for row in ARTICLES.itertuples()), "a repeated paragraph"


@pytest.mark.shared
def test_no_narrative_shares_a_run_with_the_source_articles(shared):
    sources = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (shared / "articles").glob("*.txt")))
    assert sources
    assert [row.article for row in ARTICLES.itertuples() if runs(body(row.text)) & sources] == []


@pytest.mark.shared
def test_no_example_sentence_is_taken_from_the_source_articles(shared):
    sources = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (shared / "articles").glob("*.txt")))
    written = [Path("tests/cases.tsv"), *Path("src/textlab").rglob("*.toml")]
    taken = [line for path in written for line in path.read_text(encoding="utf-8").splitlines() if runs(line) & sources]
    assert taken == []


def test_at_least_eight_narratives_are_labelled_exactly():
    gold = read_gold("corpus/gold/narratives.jsonl", codebook=load_codebook())
    texts = ARTICLES.set_index("article")["text"]
    assert gold["article"].nunique() >= 8
    assert all(texts[row.article][row.start : row.end] == row.text for row in gold.itertuples())
