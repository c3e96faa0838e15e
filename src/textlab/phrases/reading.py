"""Read phrases as words: each text is cut where it stands, so that an author need not know how words are cut."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, product
from math import prod

from textlab.data import load_data
from textlab.normalize import fold
from textlab.phrases.faults import phrase_error
from textlab.phrases.parts import Choice, Mark, Part, Reading, lists_of
from textlab.phrases.slots import before_gap, by_slot, with_slots
from textlab.phrases.store import find_reading, keep_reading
from textlab.phrases.syntax import MOST_READINGS, Group, Node, Nodes, take_apart
from textlab.tokens import cut_text
from textlab.words import Word, read_types

# What stands for a mark while the words around it are cut: a noun for a list and before する, a comma for a gap.
_STANDS_FOR = {"list": "勉強", "any": "勉強", "near": "、", "far": "、", "start": "", "end": "。"}
_HIRAGANA = re.compile("[ぁ-ゖ]")


def read_rule(phrase: str) -> tuple[Reading, ...]:
    """Read a rule's phrase as all its readings, each a sequence of words, marks and choices.

    Raises
    ------
    PhraseError
        If the phrase names no word, a bracket is open, 〜 stands before no form of する, or it unfolds into too many.
    """
    found = find_reading(phrase)
    return keep_reading(phrase, _read_rule(phrase)) if found is None else found


def read_known(phrase: str, *, lists: Collection[str]) -> tuple[Reading, ...]:
    """Read a phrase that may name some lists and no others.

    Raises
    ------
    PhraseError
        As in `read_rule`, and if the phrase names a list that is not there.
    """
    readings = read_rule(phrase)
    unknown = [name for reading in readings for name in lists_of(reading) if name not in lists]
    if unknown:
        raise phrase_error("list", phrase, name=unknown[0], known=", ".join(lists) or "-")
    return readings


def _read_rule(phrase: str) -> tuple[Reading, ...]:
    nodes = take_apart(fold(phrase).text)
    readings = tuple(_join(pieces) for pieces in [_pieces(nodes, phrase)])
    if len(readings[0]) == 1 and isinstance(readings[0][0], Choice):
        readings = readings[0][0].readings
    if not readings or not all(map(_names_a_word, readings)):
        raise phrase_error("no-word", phrase)
    return readings


def _pieces(nodes: Sequence[Group | Node], phrase: str) -> Iterator[Reading]:
    """Read what stands between gaps, piece by piece; a gap is a piece of its own."""
    piece: list[Group | Node] = []
    for node in [*nodes, None]:
        if node is None or (isinstance(node, Mark) and node.kind in ("near", "far")):
            if piece:
                readings = tuple(dict.fromkeys(_read_piece(piece, phrase)))
                if not readings:
                    raise phrase_error("unread", phrase)
                readings = tuple(map(before_gap, readings)) if node == Mark("near") else readings
                yield readings[0] if len(readings) == 1 and node is not None else (Choice(readings),)
            if node is not None:
                yield (node,)
            piece = []
        else:
            piece.append(node)


def _join(pieces: Iterator[Reading]) -> Reading:
    return tuple(part for piece in pieces for part in piece)


def _names_a_word(reading: Reading) -> bool:
    words = any(isinstance(part, Word) for part in reading)
    choices = (part for part in reading if isinstance(part, Choice))
    return words or any(lists_of(reading)) or any(any(map(_names_a_word, part.readings)) for part in choices)


def _read_piece(nodes: Sequence[Group | Node], phrase: str) -> Iterator[Reading]:
    """Read a piece with each group as a choice if its options can be read apart, else written out."""
    groups = [node for node in nodes if isinstance(node, Group)]
    if len(groups) == len(nodes) == 1:
        for option in groups[0].options:
            yield from _read_in_contexts((option,), phrase)
        return
    places = [node.options if isinstance(node, Group) else ((node,),) for node in nodes]
    ways = 2 ** sum(() in options for options in places)
    if ways > MOST_READINGS:
        raise phrase_error("unfolds", phrase, n=ways)
    for choices in _with_and_without(places):
        for context in _contexts(_text(option for node in choices for option in node[0])):
            yield from _read_choices(choices, context, phrase)


def _with_and_without(choices: Sequence[tuple[Nodes, ...]]) -> Iterator[list[tuple[Nodes, ...]]]:
    """Return the choices with each optional one present, and left out."""
    ways = [[tuple(option for option in options if option)] + ([()] if () in options else []) for options in choices]
    for chosen in product(*ways):
        if present := [options for options in chosen if options]:
            yield present


def _read_choices(choices: Sequence[tuple[Nodes, ...]], context: str, phrase: str) -> Iterator[Reading]:
    apart = _read_apart(choices, context, phrase) if any(len(options) > 1 for options in choices) else None
    if apart is not None:
        # Options that a particle may stand beside are kept from those that none may.
        for chosen in product(*(by_slot(options) for options in apart)):
            parts = [options[0] if len(options) == 1 else (Choice(options),) for options in chosen]
            yield with_slots(_join(iter(parts)))
        return
    if prod(map(len, choices)) > MOST_READINGS:
        raise phrase_error("unfolds", phrase, n=prod(map(len, choices)))
    for written_out in product(*choices):
        merged = _read_nodes([_merge(written_out)], context, phrase)
        if merged is not None:
            yield with_slots(merged[0])


def _merge(chosen: Sequence[Nodes]) -> Nodes:
    return tuple(node for option in chosen for node in option)


def _read_in_contexts(options: Sequence[Nodes], phrase: str) -> Iterator[Reading]:
    for context in _contexts(_text(node for option in options for node in option)):
        read = _read_nodes(options, context, phrase)
        if read is not None:
            yield with_slots(_join(iter(read)))


def _contexts(text: str) -> list[str]:
    """Return what to read a text behind: what begins like an ending is read behind words that it could end."""
    variants = load_data("cues/variants.toml")
    if text.startswith(tuple(variants["endings"])):
        return list(variants["stems"])
    if not _HIRAGANA.match(text) or cut_text(text).ends[0] > 2:
        return [""]
    return [*variants["stems"], ""]


def _read_apart(choices: Sequence[tuple[Nodes, ...]], context: str, phrase: str) -> list[list[Reading]] | None:
    """Read each option in the place of the first one; None if that changes how its neighbours are read."""
    first = [options[0] for options in choices]
    base = _read_nodes(first, context, phrase)
    if base is None:
        return None
    apart = [[parts] for parts in base]
    for i, options in enumerate(choices):
        for option in options[1:]:
            whole = _read_nodes([*first[:i], option, *first[i + 1 :]], context, phrase)
            if whole is None or [*whole[:i], *whole[i + 1 :]] != [*base[:i], *base[i + 1 :]]:
                return None
            apart[i].append(whole[i])
    return apart


def _read_nodes(options: Sequence[Nodes], context: str, phrase: str) -> list[Reading] | None:
    """Cut the whole text and give each option its parts; None if a word runs over the edge of an option."""
    text = context + _text(node for option in options for node in option)
    cut = cut_text(text)
    starts = {start: number for number, start in enumerate(cut.starts)} | {len(text): len(cut.starts)}
    words = list(read_types(cut.types))
    place, given = len(context), []
    for option in options:
        parts: list[Part] = []
        for node in _joined(option):
            length = len(_stands(node))
            if place not in starts or place + length not in starts:
                return None
            own = words[starts[place] : starts[place + length]]
            parts += [node] if isinstance(node, Mark) else [word for token in own for word in token]
            place += length
        given.append(tuple(parts))
    return _without_suru(given, phrase)


def _joined(option: Nodes) -> Iterator[Node]:
    """Join neighbouring texts: a word may run over the edge between them."""
    for is_text, group in groupby(option, key=lambda node: isinstance(node, str)):
        nodes = list(group)
        yield from ["".join(map(str, nodes))] if is_text else nodes


def _without_suru(read: list[Reading], phrase: str) -> list[Reading]:
    """Drop the する after each 〜, which only stands for a predicate."""
    after, cleaned = False, []
    for parts in read:
        kept: list[Part] = []
        for part in parts:
            if after and not (isinstance(part, Word) and part.key == "為る"):
                raise phrase_error("suru", phrase)
            if not after:
                kept.append(part)
            after = isinstance(part, Mark) and part.kind == "any"
        cleaned.append(tuple(kept))
    if after:
        raise phrase_error("suru", phrase)
    return cleaned


def _text(nodes: Iterator[Node]) -> str:
    return "".join(map(_stands, nodes))


def _stands(node: Node) -> str:
    return _STANDS_FOR[node.kind] if isinstance(node, Mark) else node
