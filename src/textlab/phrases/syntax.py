"""Take a phrase apart into its marks and groups, before any word is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from textlab.errors import PhraseError
from textlab.phrases.parts import Mark

_GAPS = re.compile("(……|…)")
_MARKS = re.compile(r"(……|…|\^|。$|。(?=\0)|<[^<>]+>|[〜~])")
_KINDS = {"……": "far", "…": "near", "^": "start", "。": "end", "〜": "any", "~": "any"}

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
        If a bracket is not closed or ``|`` stands outside of brackets.
    """
    nodes: list[Group | Node] = []
    place = 0
    while place < len(phrase):
        if phrase[place] in "([":
            stop = _closing(phrase, place)
            nodes.append(Group(tuple(dict.fromkeys(_options(phrase[place : stop + 1])))))
            place = stop + 1
        else:
            stop = next((i for i in range(place, len(phrase)) if phrase[i] in "(["), len(phrase))
            nodes += _nodes(phrase[place:stop], last=stop == len(phrase))
            place = stop
    return nodes


def _closing(phrase: str, start: int) -> int:
    depth = 0
    for i in range(start, len(phrase)):
        depth += (phrase[i] in "([") - (phrase[i] in ")]")
        if depth == 0:
            return i
    raise PhraseError(f"「{phrase}」: a bracket is not closed")


def _options(group: str) -> Iterator[Nodes]:
    """Return the options of a bracketed group, those of brackets within it written out."""
    for option in _split(group[1:-1]):
        parts = take_apart(option)
        for chosen in product(*(part.options if isinstance(part, Group) else ((part,),) for part in parts)):
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


def _nodes(text: str, *, last: bool) -> Iterator[Node]:
    if re.search(r"[)\]|]", text):
        raise PhraseError(f"「{text}」: a bracket is not closed, or | stands outside of ( )")
    marks = _MARKS if last else re.compile(_MARKS.pattern.replace("。$|", ""))
    for piece in filter(None, marks.split(text.strip())):
        if piece.startswith("<") and piece.endswith(">"):
            yield Mark("list", piece[1:-1])
        elif piece in _KINDS:
            yield Mark(_KINDS[piece])
        else:
            yield piece
