"""Cut one text into tokens: MeCab's lines, looked up once each.

MeCab is asked for lines of ``white space + surface TAB features``; a dictionary turns each different line into
the number of a token type once, and all else is looked up by that number. What breaks MeCab (NUL, surrogates,
very long calls) never reaches it.
"""

import csv
import os
import re
import shlex
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from textlab.normalize import fold
from textlab.tokens.dictionary import user_dictionary

# One call of MeCab: its path cost overflows, and its time is quadratic in runs of one class, on longer input.
CALL_LIMIT = 1000
_CUT = re.compile(r"[。、!?,.\s](?=[^。、!?,.\s])")


class TokenType(NamedTuple):
    """All that the tokens of one surface and analysis share."""

    surface: str
    base: str
    lemma: str
    reading: str
    pos: str


class Cut(NamedTuple):
    """The tokens of one text, in columns: offsets in code points and the numbers of their types."""

    starts: list[int]
    ends: list[int]
    types: list[int]


def cut_text(text: str) -> Cut:
    """Cut one sentence into tokens: half-open code-point offsets into it, and type numbers (see `token_type`).

    >>> [token_type(number).lemma for number in cut_text("悔やんでいます").types]
    ['悔やむ', 'て', '居る', 'ます']
    """
    folded = fold(text)
    starts: list[int] = []
    ends: list[int] = []
    types: list[int] = []
    position = 0
    for piece in _pieces(folded.text):
        at = position
        for line in filter(None, _tagger().parse(piece).split("\n")):
            number, space, length = _LINES[line]
            starts.append(at + space)
            at += space + length
            ends.append(at)
            types.append(number)
        position += len(piece)
    if folded.starts is not None and folded.ends is not None:
        starts = [folded.starts[start] for start in starts]
        ends = [folded.ends[end - 1] for end in ends]
    return Cut(starts, ends, types)


def token_type(number: int) -> TokenType:
    """Look up what is known of a token type by its number in a `Cut`."""
    return _TYPES[number]


def type_number(kind: TokenType) -> int:
    """Return the number of a token type, giving it one when it is new."""
    return _LINES.number(kind)


def _pieces(text: str) -> Iterable[str]:
    """Cut a long sentence into calls, after a mark or a space where there is one."""
    if len(text) <= CALL_LIMIT:
        yield text
        return
    start = 0
    while len(text) - start > CALL_LIMIT:
        marks = [match.end() for match in _CUT.finditer(text, start + CALL_LIMIT // 2, start + CALL_LIMIT)]
        stop = marks[-1] if marks else start + CALL_LIMIT
        yield text[start:stop]
        start = stop
    yield text[start:]


_TYPES: list[TokenType] = []


class _Lines(dict[str, tuple[int, int, int]]):
    """From a line of MeCab's output to (type number, white space before, length of the surface)."""

    def __init__(self) -> None:
        self.numbers: dict[TokenType, int] = {}

    def __missing__(self, line: str) -> tuple[int, int, int]:
        written, _, features = line.rpartition("\t")
        surface = written.lstrip(" ")
        kind = _token_type(surface, next(csv.reader([features])))
        self[line] = found = (self.number(kind), len(written) - len(surface), len(surface))
        return found

    def number(self, kind: TokenType) -> int:
        """Return the number of a token type, giving it one when it is new."""
        number = self.numbers.setdefault(kind, len(_TYPES))
        if number == len(_TYPES):
            _TYPES.append(kind)
        return number


_LINES = _Lines()


def _token_type(surface: str, features: list[str]) -> TokenType:
    pos = f"{features[0]}-{features[1]}"
    if len(features) < 11:  # An unknown word has six features.
        return TokenType(surface, surface, surface, surface, pos)
    return TokenType(surface, features[10], features[7], features[6], pos)


@cache
def _tagger() -> Any:
    """Return this process's only tagger: each new one leaks 18 MB, and one must not be shared by threads."""
    import fugashi
    import unidic_lite

    options = ["-r", os.devnull, "-d", unidic_lite.DICDIR, "-u", str(user_dictionary()), "-O", ""]
    lines = ["-F", r"%M\t%H\n", "-U", r"%M\t%H\n", "--eos-format="]
    return fugashi.GenericTagger(shlex.join(options + lines))
