"""Fold a text to NFKC for the tokenizer, with a way back to the offsets of the source."""

import re
import unicodedata
from typing import NamedTuple

REPLACEMENT = "\ufffd"
# A mark that joins the character before it: combining marks, half-width voicing marks, Hangul vowels and finals.
_JOINING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1160-\u11ff\u20d0-\u20ff\u3099\u309a\uff9e\uff9f]"
)
_CLUSTER = re.compile(f"(?s:.)(?:{_JOINING.pattern})*")


class Folded(NamedTuple):
    """A folded text. ``starts[i]`` and ``ends[i]`` give the source span of character i; None when they are i, i+1."""

    text: str
    starts: list[int] | None
    ends: list[int] | None


def fold(text: str) -> Folded:
    """Fold a text so that MeCab reads it well and safely, keeping a map to the source's code points.

    Width and compatibility forms become their usual ones, decomposed kana are composed, white space becomes
    a space, NUL and lone surrogates become U+FFFD. A character that NFKC would blow up into several (``…``,
    ``㌔``) stays as it is, so that no two characters of the result share a character of the source.

    >>> fold("ﾏﾏは９時！").text
    'ママは9時!'
    >>> fold("か\\u3099").ends
    [2]
    """
    if not _JOINING.search(text):
        return Folded(text.translate(_FOLDS), None, None)
    folded, starts, ends = [], [], []
    for cluster in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFKC", cluster.group())
        spans = [cluster.span()] if len(whole) == 1 else [(i, i + 1) for i in range(*cluster.span())]
        folded.append(whole.translate(_FOLDS) if len(whole) == 1 else cluster.group().translate(_FOLDS))
        starts += [start for start, _ in spans]
        ends += [end for _, end in spans]
    return Folded("".join(folded), starts, ends)


def _fold_character(character: str) -> str:
    if character == "\0" or "\ud800" <= character <= "\udfff":
        return REPLACEMENT
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return character if len(folded) != 1 else " " if folded.isspace() else folded


class _Folds(dict[int, str]):
    """Fold each character once; ``str.translate`` asks here for the ones not met before."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


_FOLDS = _Folds()
