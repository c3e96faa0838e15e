"""Take a phrase apart into its marks and groups, before any word is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from textlab.phrases.faults import phrase_error
from textlab.phrases.parts import Mark

_GAPS = re.compile("(……|…)")
_MARKS = re.compile(r"(……|…|\^|。$|。(?=\0)|<[^<>]+>|[〜~])")
# What a form of する begins with.
_SURU = "すしさせ"
_CLOSES = {"(": ")", "[": "]"}
_KINDS = {"……": "far", "…": "near", "^": "start", "。": "end", "〜": "any", "~": "any"}

# What a part of a phrase may unfold into where its options cannot be read apart.
MOST_READINGS = 600
# Nobody reads brackets that are nested deeper.
DEEPEST = 9

Node = str | Mark
Nodes = tuple[Node, ...]


@dataclass(frozen=True)
class Group:
    """A place in a phrase with several options, each a sequence of texts and marks; an empty one may be left out."""

    options: tuple[Nodes, ...]


def take_apart(phrase: str) -> list[Group | Node]:
    """Return the texts, marks and groups of a phrase in their order; nested groups become options of the outer one.

    Raises
    ------
    PhraseError
        If a bracket is not closed, ``|`` stands outside of brackets, or brackets unfold into too many options.
    """
    return _take_apart(phrase, phrase, DEEPEST)


def _take_apart(text: str, phrase: str, depth: int) -> list[Group | Node]:
    """Take a part of a phrase apart; ``phrase`` is named in errors, ``depth`` is how many brackets may still nest."""
    if not depth:
        raise phrase_error("nested", phrase)
    nodes: list[Group | Node] = []
    place = 0
    while place < len(text):
        if text[place] in _CLOSES:
            stop = _closing(text, place, phrase)
            nodes.append(Group(tuple(dict.fromkeys(_options(text[place : stop + 1], phrase, depth - 1)))))
            place = stop + 1
        else:
            stop = next((i for i in range(place, len(text)) if text[i] in _CLOSES), len(text))
            nodes += _nodes(text[place:stop], phrase, first=not nodes, last=stop == len(text))
            place = stop
    return nodes


def _closing(text: str, start: int, phrase: str) -> int:
    """Return where the bracket that opens at a place is closed."""
    closing: list[str] = []
    for i in range(start, len(text)):
        if text[i] in _CLOSES:
            closing.append(_CLOSES[text[i]])
        elif text[i] in _CLOSES.values() and closing.pop() != text[i]:
            break
        if not closing:
            return i
    raise phrase_error("bracket", phrase)


def _options(group: str, phrase: str, depth: int) -> Iterator[Nodes]:
    """Return the options of a bracketed group, those of brackets within it written out."""
    for option in _split(group[1:-1]):
        parts = _take_apart(option, phrase, depth)
        ways = [part.options if isinstance(part, Group) else ((part,),) for part in parts]
        if prod(map(len, ways)) > MOST_READINGS:
            raise phrase_error("unfolds", phrase, n=prod(map(len, ways)))
        for chosen in product(*ways):
            yield tuple(node for nodes in chosen for node in nodes)
    if group[0] == "[":
        yield ()


def _split(text: str) -> list[str]:
    """Split at every | that stands outside of brackets."""
    options, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += character
    return options


def _nodes(text: str, phrase: str, *, first: bool, last: bool) -> Iterator[Node]:
    if re.search(r"[)\]|]", text):
        raise phrase_error("bracket", phrase)
    marks = _MARKS if last else re.compile(_MARKS.pattern.replace("。$|", ""))
    pieces = list(filter(None, map(str.strip, marks.split(text))))
    for i, piece in enumerate(pieces):
        if piece.startswith("<") and piece.endswith(">"):
            yield Mark("list", piece[1:-1])
        elif piece in _KINDS:
            begins = first and i == 0
            yield Mark("near" if not begins and _is_gap(pieces[i : i + 2]) else _KINDS[piece])
        elif re.search("[<>]", piece):
            raise phrase_error("bracket", phrase)
        else:
            yield piece


def _is_gap(pieces: Sequence[str]) -> bool:
    """Tell whether a 〜 stands before words that are no form of する: 片道〜時間."""
    return _KINDS[pieces[0]] == "any" and len(pieces) > 1 and pieces[1][0] not in _SURU
