"""Name the kinds of blocks and sentences: body, heading, item, quote, boilerplate."""

from collections import Counter
from collections.abc import Sequence

from textlab.sentences.blocks import WINDOW, Block, ends_closed, is_quotation
from textlab.sentences.cues import load_cues

KINDS = ("body", "heading", "item", "quote", "boilerplate")
_BY_SHAPE = {
    "rule": "boilerplate",
    "notice": "boilerplate",
    "quoted": "quote",
    "bullet": "item",
    "number": "item",
}


def name_blocks(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return a kind for each block; "body" where its sentences are to be looked at one by one."""
    kinds = [_BY_SHAPE.get(block.shape, "body") for block in blocks]
    _name_marked(text, blocks, kinds)
    _name_speakers(text, blocks, kinds)
    _name_titles(text, blocks, kinds)
    return kinds


def name_sentence(text: str, start: int, end: int, block: Block) -> str:
    """Return the kind of a sentence in a block of kind body or item: quote, boilerplate, item or body."""
    cues, limits = load_cues().patterns, load_cues().limits
    if end - start <= limits["formula"] and cues["boilerplate.formula"].fullmatch(
        text, start, _bare_end(text, start, end)
    ):
        return "boilerplate"
    if block.shape in ("bullet", "number"):
        return "item"
    if start > block.start and cues["lines.bullet"].match(text, start):
        return "item"
    return "quote" if _is_quotation(text, start, end, block) else "body"


def _is_quotation(text: str, start: int, end: int, block: Block) -> bool:
    if is_quotation(text, start, end, block.brackets):
        return True
    speaks = load_cues().patterns["lines.speaks"].match(text, start, end)
    return speaks is not None and is_quotation(text, speaks.end(), end, block.brackets)


def _bare_end(text: str, start: int, end: int) -> int:
    tail = load_cues().patterns["ends.tail"]
    marks = list(tail.finditer(text, max(start, end - WINDOW), end))
    while marks and marks[-1].end() == end:
        end = marks.pop().start()
    return end


def _name_marked(text: str, blocks: Sequence[Block], kinds: list[str]) -> None:
    numbered = [block.shape == "number" for block in blocks]
    for at, block in enumerate(blocks):
        alone = not any(numbered[max(0, at - 1) : at]) and not any(numbered[at + 1 : at + 2])
        marked = block.shape == "heading" or (block.shape == "number" and alone and at + 1 < len(blocks))
        if marked and _is_short(block) and not _ends_in_full_stop(text, block):
            kinds[at] = "heading"


def _name_speakers(text: str, blocks: Sequence[Block], kinds: list[str]) -> None:
    # A name that stands alone again and again, once at least before a quotation, is a speaker's.
    limit = load_cues().limits["label"]
    labels = {
        at: text[block.start : block.end]
        for at, block in enumerate(blocks[:-1])
        if block.shape == "plain" and block.end - block.start <= limit
    }
    counts = Counter(labels.values())
    heard = {name for at, name in labels.items() if _is_quotation_block(text, blocks[at + 1])}
    for at, name in labels.items():
        beside = blocks[at].gap and not blocks[at + 1].gap
        if _is_speaker(name, heard=name in heard, beside=beside, repeated=counts[name] > 1):
            kinds[at] = "boilerplate"


def _is_speaker(name: str, *, heard: bool, beside: bool, repeated: bool) -> bool:
    if load_cues().patterns["lines.speaker"].fullmatch(name):
        return heard or beside or name[-1] in ":："
    return heard and (beside or repeated) and not _is_open(name, 0, len(name))


def _name_titles(text: str, blocks: Sequence[Block], kinds: list[str]) -> None:
    limits = load_cues().limits
    plain = [at for at, kind in enumerate(kinds) if kind == "body" and blocks[at].shape == "plain"]
    bare = {at for at in plain if _reads_as_title(text, blocks, at)}
    marked = {at for at in bare if load_cues().patterns["lines.bracketed"].match(text, blocks[at].start)}
    unstopped = sum(_lacks_stop(text, blocks[at]) for at in set(plain) - marked)
    if 100 * unstopped > limits["unstopped"] * (len(plain) + 2 * limits["unstopped_lines"]):
        bare = marked  # prose without full stops, as in a chat: its short lines are sentences
    run: list[int] = []
    for at in range(len(blocks)):
        if at in bare:
            run.append(at)
            continue
        # The last lines of a text head nothing.
        for title in run if len(run) <= limits["heading_run"] else marked.intersection(run):
            kinds[title] = "heading"
        run = []


def _reads_as_title(text: str, blocks: Sequence[Block], at: int) -> bool:
    cues, block = load_cues().patterns, blocks[at]
    if not _is_short(block) or cues["lines.several"].search(text, block.start, block.end):
        return False
    if _is_quotation_block(text, block) or cues["lines.speech"].match(text, block.start):
        return False
    if cues["lines.bracketed"].match(text, block.start):
        return not _ends_in_full_stop(text, block)
    if _ends_with("lines.asking", text, block.start, block.end):
        return block.gap
    leads_in = at + 1 < len(blocks) and _is_quotation_block(text, blocks[at + 1])
    if leads_in and (not blocks[at + 1].gap or "、" in text[block.start : block.end]):
        return False
    return not _is_open(text, block.start, block.end)


def _lacks_stop(text: str, block: Block) -> bool:
    comma = _ends_with("joins.comma", text, block.start, block.end)
    return not comma and not ends_closed(text, block.start, block.end)


def _is_open(text: str, start: int, end: int) -> bool:
    # A sentence's end, or its beginning: not what a title or a name ends with.
    cues = ("joins.comma", "joins.open_end", "ends.predicate", "lines.untitled")
    return ends_closed(text, start, end) or any(_ends_with(cue, text, start, end) for cue in cues)


def _ends_with(cue: str, text: str, start: int, end: int) -> bool:
    at = max(start, end - WINDOW)
    return any(hit.end() == end for hit in load_cues().patterns[cue].finditer(text, at, end))


def _is_quotation_block(text: str, block: Block) -> bool:
    return _is_quotation(text, block.start, block.end, block)


def _ends_in_full_stop(text: str, block: Block) -> bool:
    return text[block.end - 1] in "。．｡、，"


def _is_short(block: Block) -> bool:
    return block.end - block.start <= load_cues().limits["heading"]
