"""Name the kinds of blocks and sentences: body, heading, item, quote, boilerplate."""

from collections import Counter
from collections.abc import Sequence

from textlab.sentences.blocks import WINDOW, Block, ends_closed, quotation_end
from textlab.sentences.cues import load_cues

KINDS = ("body", "heading", "item", "quote", "boilerplate")
_BY_SHAPE = {"rule": "boilerplate", "notice": "boilerplate", "quoted": "quote", "bullet": "item", "number": "item"}


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
    if end - start <= limits["formula"] and cues["boilerplate.formula"].fullmatch(text, start, _bare_end(text, start, end)):
        return "boilerplate"
    if block.shape in ("bullet", "number"):
        return "item"
    if start > block.start and cues["lines.bullet"].match(text, start):
        return "item"
    return "quote" if _is_quotation(text, start, end, block) else "body"


def _is_quotation(text: str, start: int, end: int, block: Block) -> bool:
    if quotation_end(text, start, block.brackets) >= end:
        return True
    speaks = load_cues().patterns["lines.speaks"].match(text, start, end)
    return speaks is not None and quotation_end(text, speaks.end(), block.brackets) == end


def _bare_end(text: str, start: int, end: int) -> int:
    tail = load_cues().patterns["ends.tail"]
    marks = [hit for hit in tail.finditer(text, max(start, end - WINDOW), end)]
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
    speaker = load_cues().patterns["lines.speaker"]
    labels = [at for at, block in enumerate(blocks[:-1]) if block.shape == "plain" and block.end - block.start <= limit]
    names = {at: text[blocks[at].start : blocks[at].end] for at in labels}
    counts = Counter(names.values())
    before = {names[at] for at in labels if _is_quotation_block(text, blocks[at + 1])}
    for at, name in names.items():
        known = speaker.fullmatch(name) and (name[-1] in ":：" or name in before)
        repeated = counts[name] > 1 and name in before and not ends_closed(name, 0, len(name))
        if known or repeated:
            kinds[at] = "boilerplate"


def _name_titles(text: str, blocks: Sequence[Block], kinds: list[str]) -> None:
    bare = [
        kind == "body" and block.shape == "plain" and _reads_as_title(text, block)
        for kind, block in zip(kinds, blocks, strict=True)
    ]
    limit = load_cues().limits["heading_run"]
    run = 0
    for at, is_bare in enumerate([*bare, False]):
        if is_bare:
            run += 1
            continue
        # The last lines of a text head nothing.
        if 0 < run <= limit and at < len(blocks):
            kinds[at - run : at] = ["heading"] * run
        run = 0


def _reads_as_title(text: str, block: Block) -> bool:
    cues = load_cues().patterns
    if not _is_short(block) or quotation_end(text, block.start, block.brackets) == block.end:
        return False
    if cues["lines.several"].search(text, block.start, block.end):
        return False
    if cues["lines.bracketed"].match(text, block.start) and not _ends_in_full_stop(text, block):
        return True
    if _ends_with("lines.asking", text, block):
        return block.gap
    open_ends = ("joins.comma", "joins.open_end", "ends.predicate", "lines.untitled")
    return not ends_closed(text, block.start, block.end) and not any(
        _ends_with(cue, text, block) for cue in open_ends
    )


def _ends_with(cue: str, text: str, block: Block) -> bool:
    at = max(block.start, block.end - WINDOW)
    return any(hit.end() == block.end for hit in load_cues().patterns[cue].finditer(text, at, block.end))


def _ends_in_full_stop(text: str, block: Block) -> bool:
    return text[block.end - 1] in "。．｡、，"


def _is_short(block: Block) -> bool:
    return block.end - block.start <= load_cues().limits["heading"]


def _is_quotation_block(text: str, block: Block) -> bool:
    return quotation_end(text, block.start, block.brackets) >= block.end
