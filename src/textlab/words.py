"""Read tokens as words that can be compared: one key for all spellings, contractions and polite forms.

A rule and a text are read in the same way, so that 迷惑をかける finds 迷惑かけちゃって and めいわくを掛けました.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from textlab.data import load_data
from textlab.tokens import TokenType, cut_text, token_type

_KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff々]")
_HIRAGANA = re.compile("[ぁ-ゖ]+$")
_E_ROW = re.compile("[えけげせてねべめれ]る$")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_INFLECTED = ("動詞", "形容詞", "助動詞", "接尾辞-動詞的", "接尾辞-形容詞的")

# The classes of words that rules tell apart; a rule's any-predicate is the first.
PREDICATE, ADVERB, NOUN, PARTICLE, CONJUNCTIVE, FINAL, COMMA, STOP, SYMBOL = range(9)
_CLASSES = (
    ("動詞", PREDICATE),
    ("形容詞", PREDICATE),
    ("助動詞", PREDICATE),
    ("接尾辞-動詞的", PREDICATE),
    ("接尾辞-形容詞的", PREDICATE),
    ("副詞", ADVERB),
    ("助詞-接続助詞", CONJUNCTIVE),
    ("助詞-終助詞", FINAL),
    ("助詞", PARTICLE),
    ("補助記号-読点", COMMA),
    ("補助記号-句点", STOP),
    ("補助記号", SYMBOL),
    ("記号", SYMBOL),
    ("空白", SYMBOL),
)


class Word(NamedTuple):
    """A word as rules compare it: its key, the kanji it is written with (or none), its class."""

    key: str
    kanji: frozenset[str]
    kind: int


@cache
def read_type(number: int) -> tuple[Word, ...]:
    """Read a token type as words: none for brackets and ます, several for contractions.

    >>> [word.key for number in cut_text("食べちゃった").types for word in read_type(number)]
    ['食べる', 'て', '仕舞う', 'た']
    """
    token = token_type(number)
    variants = load_data("cues/variants.toml")
    lemma = _plain_lemma(token.lemma)
    if token.pos.startswith("補助記号-括弧"):
        return ()
    if token.surface in variants["spoken"]:
        return read_phrase(_VERB + variants["spoken"][token.surface])[1:]
    if lemma in variants["silent"]:
        return _marks(lemma, token)
    if token.pos.startswith("助動詞") and lemma in variants["contracted"]:
        return read_phrase(variants["contracted"][lemma])[1:] + _marks(lemma, token)
    key = variants["same"].get(lemma, lemma)
    if token.pos.startswith("助動詞"):
        key = variants["auxiliary"].get(key, key)
    kanji = frozenset(_KANJI.findall(token.base)) if _WRITTEN.get(key) is None else frozenset()
    # で is told from the だ of では and でもない by no rule worth having.
    kind = PREDICATE if key == "だ" else word_class(token.pos)
    word = Word(key + _potential(token), kanji, kind)
    return (word, *_marks(key, token))


_VERB = "食べ"
TE = Word("て", frozenset(), CONJUNCTIVE)
TO = Word("と", frozenset(), PARTICLE)
FULL_STOP = Word("。", frozenset(), STOP)


def read_phrase(phrase: str) -> tuple[Word, ...]:
    """Read a plain phrase as words.

    >>> [word.key for word in read_phrase("迷惑をかける")]
    ['迷惑', 'を', '掛ける']
    """
    return tuple(word for words in read_types(cut_text(phrase).types) for word in words)


def read_types(numbers: Sequence[int]) -> Iterator[tuple[Word, ...]]:
    """Read the token types of a sentence as words, one tuple a type, each by the words beside it."""
    for place, number in enumerate(numbers):
        beside = read_beside(numbers, place)
        yield read_type(number) if beside is None else beside


def is_read_beside(number: int) -> bool:
    """Tell whether the words beside a token type may change how it is read."""
    return token_type(number).surface in _beside()


def read_beside(numbers: Sequence[int], place: int) -> tuple[Word, ...] | None:
    """Read a token by the words beside it, the も of よかったのかも as かもしれない; None if they change nothing."""
    for row, words in _beside().get(token_type(numbers[place]).surface, ()):
        before, after, unless = row.get("before"), row.get("after"), row.get("unless_after", ())
        fits = (before is None or _stands(numbers, place - 1, before)) and not _stands(numbers, place + 1, unless)
        if fits and (after is None or _stands(numbers, place + 1, after)):
            return words
    return None


def _stands(numbers: Sequence[int], place: int, names: Collection[str]) -> bool:
    """Tell whether a neighbour is named, by its surface or by surface and lemma; "" names the sentence's edge."""
    if not 0 <= place < len(numbers):
        return "" in names
    token = token_type(numbers[place])
    return token.surface in names or f"{token.surface}/{token.lemma}" in names


@cache
def _beside() -> dict[str, list[tuple[dict[str, Any], tuple[Word, ...]]]]:
    """Return, for each surface, the rows of variants.toml for it and what each reads it as."""
    found: dict[str, list[tuple[dict[str, Any], tuple[Word, ...]]]] = {}
    for row in load_data("cues/variants.toml")["beside"]:
        words = _read_behind(*row["read"].split("|")) if row["read"] else ()
        for surface in row["word"]:
            found.setdefault(surface, []).append((row, words))
    return found


def _read_behind(stem: str, text: str) -> tuple[Word, ...]:
    cut = cut_text(stem + text)
    own = (number for number, start in zip(cut.types, cut.starts, strict=True) if start >= len(stem))
    return tuple(word for number in own for word in read_type(number))


def word_class(pos: str) -> int:
    """Return the class of a part of speech; what is no predicate, particle or mark counts as a noun."""
    return next((kind for start, kind in _CLASSES if pos.startswith(start)), NOUN)


def _plain_lemma(lemma: str) -> str:
    """Drop the gloss that UniDic adds to some lemmas: 私-代名詞, キャリア-career."""
    return lemma.split("-")[0] or lemma


def _potential(token: TokenType) -> str:
    """Mark a potential verb, which carries the lemma of its plain verb: 変われる is not 変わる."""
    tail = _HIRAGANA.search(token.base)
    if not token.pos.startswith("動詞") or not tail or not _E_ROW.search(token.base):
        return ""
    spoken = tail.group().translate(_TO_KATAKANA)
    return "" if token.reading.endswith(spoken[-2:]) else "+できる"


def _marks(key: str, token: TokenType) -> tuple[Word, ...]:
    """Return the words that a form adds: たら, なら, volitional う, ば of a fused form."""
    if not token.pos.startswith((*_INFLECTED, "助詞-接続助詞")) or token.surface == token.base:
        return ()
    return tuple(_marks_of(key, token.surface, load_data("cues/variants.toml")["marked"]))


def _marks_of(key: str, surface: str, marked: Iterable[tuple[str, str, str]]) -> Iterable[Word]:
    for lemma, ending, adds in marked:
        if lemma in ("*", key) and surface.endswith(ending):
            yield Word(adds, frozenset(), PARTICLE if adds == "は" else CONJUNCTIVE)
            return


# Auxiliaries are compared by key alone, however they are written.
_WRITTEN: dict[str, bool] = dict.fromkeys(("ない", "だ", "た", "て", "居る", "有る"), True)
