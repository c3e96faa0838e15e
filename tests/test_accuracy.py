"""How well the codebook reads the labelled articles: floors that a change must not fall below."""

import pytest

from textlab.codebook import load_codebook
from textlab.coding import code
from textlab.corpus import read_corpus
from textlab.evaluation import confuse, label_units, read_gold, score
from textlab.sentences import split_sentences
from textlab.tokens import tokenize

BOOK = load_codebook()
FEELINGS = ["guilt", "regret", "hope"]


@pytest.fixture(scope="module")
def units(shared):
    gold = read_gold(shared / "gold" / "articles.jsonl", codebook=BOOK)
    sentences = split_sentences(read_corpus(shared / "articles"))
    found = label_units(code(tokenize(sentences), sentences=sentences, codebook=BOOK), gold=gold)
    return gold, found


@pytest.mark.shared
def test_guilt_regret_and_hope_are_found(units):
    gold, found = units
    scores = score(found, gold=gold, codebook=BOOK).set_index("code")["f1"]
    assert scores[FEELINGS].mean() >= 0.90
    assert scores[["frustration", "anxiety"]].min() >= 0.75


@pytest.mark.shared
def test_no_denied_or_raised_feeling_is_taken_as_felt(units):
    gold, found = units
    table = confuse(found, gold=gold, codebook=BOOK).query("gold in ['denied', 'raised'] and found == 'felt'")
    assert table[table["code"].isin(FEELINGS)]["n"].sum() == 0


@pytest.mark.shared
def test_the_themes_are_found(units):
    gold, found = units
    scores = score(found, gold=gold, codebook=BOOK).query("kind == 'theme' and gold >= 10")["f1"]
    assert scores.mean() >= 0.80
