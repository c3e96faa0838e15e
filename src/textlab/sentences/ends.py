"""Find where the sentences of a block end."""

import re
from collections.abc import Iterator

from textlab.sentences.blocks import WINDOW, Block
from textlab.sentences.brackets import PAIRS, QUOTES
from textlab.sentences.cues import load_cues

FULL_STOPS = "。｡．."
# Hardly a sentence is longer: of 19,000 in blogs, chats and articles the longest had 262 characters. Text that never
# ends one is cut after a comma or space, since whatever reads a sentence takes time with the square of its length.
LONGEST = 400
_PAUSE = re.compile(r"[、，,\s](?=[^、，,\s])")


def cut_block(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the half-open code-point offsets of a block's sentences, without the space between them."""
    for start, end in _cut_at_ends(text, block):
        yield from _cut_long(text, start, end)


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        pauses = [found.end() for found in _PAUSE.finditer(text, start + LONGEST // 2, start + LONGEST)]
        stop = pauses[-1] if pauses else start + LONGEST
        yield start, stop - len(text[start:stop]) + len(text[start:stop].rstrip())
        start = _skip_space(text, stop)
    yield start, end


def _cut_at_ends(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for found in load_cues().ends.finditer(text, block.start, block.end):
        end = _end_at(text, block, start, found) if found.start() >= start else None
        if end is not None and start < end < block.end:
            yield start, end
            start = _skip_space(text, end)
    yield start, block.end


def _end_at(text: str, block: Block, start: int, found: re.Match[str]) -> int | None:
    pair = block.brackets.around(found.start())
    if found.lastgroup == "weak" and pair is not None and pair[0] == found.start():
        pair = None  # the brackets are the laugh's own: (笑)
    if found.lastgroup == "never":
        return None
    if pair is not None:
        inside = found.end() < pair[1] - (found.lastgroup == "mark")
        return None if inside else _end_behind(text, block, start, pair)
    if found.lastgroup == "mark":
        return _end_of_mark(text, block, found)
    if found.lastgroup == "weak" and _closes_predicate(text, start, found):
        return found.end()
    return None


def _end_of_mark(text: str, block: Block, found: re.Match[str]) -> int | None:
    end = found.end()
    while end < block.end and text[end] in PAIRS:
        end += 1
    stops = any(mark in FULL_STOPS for mark in found.group())
    taken_up = load_cues().patterns["joins.takes_up"].match(text, end)
    # 「大丈夫？と聞かれて」 goes on; a line break there was judged when the lines were joined.
    if taken_up is not None and not stops:
        return None
    joined = _skip_space(text, end)
    broken = "\n" in text[end:joined] or "\r" in text[end:joined]
    return None if broken and not stops else end


def _end_behind(text: str, block: Block, start: int, pair: tuple[int, int]) -> int | None:
    # A bracket that closes after a full stop: 「もう無理。」そう思った ends, 「もう無理。」と思った goes on.
    cues, end = load_cues().patterns, pair[1]
    while (tail := cues["ends.tail"].match(text, end, block.end)) is not None and tail.end() > end:
        end = tail.end()
    follows = _skip_space(text, end)
    if cues["joins.continues"].match(text, follows) or "\n" in text[end:follows]:
        return end if end > pair[1] and follows > end else None
    last = text[pair[1] - 2]
    if follows == end:
        return end if last in FULL_STOPS else None
    return end if _holds_sentence(text, start, pair) else None


def _holds_sentence(text: str, start: int, pair: tuple[int, int]) -> bool:
    # 「このままでいいのかな…」 時短勤務だから: the space ends a quotation that stands first.
    cues = load_cues().patterns
    last = text[pair[1] - 2]
    closed = cues["ends.mark"].match(last) is not None or cues["ends.line"].match(last) is not None
    return closed and (pair[0] == start or last in FULL_STOPS or text[pair[0]] not in QUOTES)


def _closes_predicate(text: str, start: int, found: re.Match[str]) -> bool:
    cues, end = load_cues().patterns, found.end()
    spaced = text[end : end + 1].isspace()
    if not spaced and cues["joins.continues_predicate"].match(text, end):
        return False
    predicate = cues["ends.loose_predicate" if spaced else "ends.predicate"]
    at = max(start, found.start() - WINDOW)
    return any(hit.end() == found.start() for hit in predicate.finditer(text, at, found.start()))


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
