"""Tokens: exact offsets on any text, and words that stay whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textlab.corpus import read_corpus
from textlab.normalize import fold
from textlab.sentences import split_sentences
from textlab.tokens import CALL_LIMIT, TokenType, cut_text, read_cuts, token_type, tokenize
from textlab.tokens.dictionary import user_dictionary

WHOLE = ["マミートラック", "ワーママ", "病児保育", "マミトラ", "罪悪感", "マタハラ", "自己嫌悪"]

# A source text, a span of it, and the surface that the token of that span has.
FOLDED = [
    ("ﾏﾏは９時", (0, 2), "ママ"),
    ("ﾊﾟﾊﾟが", (0, 4), "パパ"),
    ("か\u3099ほしい", (0, 2), "が"),
    ("Ｗｅｂの", (0, 3), "Web"),
    ("「後悔」", (1, 3), "後悔"),
]

# What breaks MeCab, and a word that must still be found behind it.
HOSTILE = [
    "\0後悔した。",
    "\ud800後悔した。",
    " " * 70_000 + "後悔した。",
    "1-" * 72_000 + "後悔した。",
    "ー" * 70_000 + "後悔した。",
    "\ufeff\u200b後悔した。",
    "a\u0301" * 3000 + "後悔した。",
]


def surfaces(text):
    return [token_type(number).surface for number in cut_text(text).types]


def assert_exact(text):
    cut = cut_text(text)
    before = 0
    for start, end, number in zip(*cut, strict=True):
        assert not text[before:start].strip(), "only white space lies between tokens"
        assert before <= start < end
        assert fold(text[start:end]).text == token_type(number).surface
        before = end
    assert not text[before:].strip()


@pytest.mark.parametrize("word", WHOLE)
def test_words_of_the_field_stay_whole(word):
    assert word in surfaces(f"私の{word}のこと。")


@pytest.mark.parametrize(("text", "span", "surface"), FOLDED)
def test_a_folded_token_points_to_its_source(text, span, surface):
    cut = cut_text(text)
    spans = list(zip(cut.starts, cut.ends, strict=True))
    assert span in spans
    assert surface in surfaces(text)
    assert_exact(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_hides_nothing_behind_it(text):
    assert "後悔" in surfaces(text)
    assert_exact(text)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_offsets_are_exact_on_any_text(text):
    assert_exact(text)


@given(st.text(alphabet="かがｶﾞﾊﾟ゙゚、。 \u3000「」😭ABＡ１…！\u3099\u309a", max_size=60))
@settings(max_examples=300, deadline=None)
def test_offsets_are_exact_on_japanese_with_marks_of_all_widths(text):
    assert_exact(text)


def test_an_unknown_word_is_its_own_lemma():
    unknown = next(token_type(n) for n in cut_text("ゑぬ🥺丼").types if token_type(n).surface == "🥺")
    assert unknown == TokenType("🥺", "🥺", "🥺", "🥺", "補助記号-一般")


def test_a_long_sentence_is_cut_into_calls_without_losing_a_character():
    text = "迷惑をかけてしまったと思うと、夜も眠れない。" * 200
    assert len(text) > CALL_LIMIT
    assert "".join(surfaces(text)) == text


def test_base_keeps_apart_what_lemma_merges():
    types = [token_type(number) for text in ("辞める", "止める") for number in cut_text(text).types]
    assert [kind.base for kind in types] == ["辞める", "止める"]
    assert len({kind.lemma for kind in types}) == 1


@pytest.fixture(scope="module")
def sentences():
    return split_sentences(read_corpus("corpus"))


def test_tokens_of_the_corpus_slice_back_to_their_surface(sentences):
    texts = read_corpus("corpus").set_index("article")["text"]
    tokens = tokenize(sentences)
    for row in tokens.itertuples():
        assert fold(texts[row.article][row.start : row.end]).text == row.surface


def test_a_tokens_table_reads_back_as_the_same_cuts(sentences):
    cuts = read_cuts(tokenize(sentences), sentences)
    assert cuts == [cut_text(text) for text in sentences["text"]]


def test_no_sentences_give_an_empty_table(sentences):
    assert list(tokenize(sentences.iloc[:0]).columns) == list(tokenize(sentences.iloc[:1]).columns)


@pytest.mark.parametrize("damage", [b"", b"x" * 5000], ids=["emptied", "overwritten"])
def test_a_damaged_dictionary_is_built_anew(tmp_path, monkeypatch, damage):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = user_dictionary().read_bytes()
    user_dictionary().write_bytes(damage)
    assert user_dictionary().read_bytes() == whole
    assert user_dictionary().is_relative_to(tmp_path)
