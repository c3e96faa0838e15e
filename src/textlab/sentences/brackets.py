"""Pair a paragraph's brackets, in one pass: a full stop inside them does not end the sentence around."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from textlab.sentences.cues import load_cues

PAIRS = dict(zip("」』）)】”〉》〕］]〟", "「『（(【“〈《〔［[〝", strict=True))
QUOTES = frozenset("「『“〝")
_BRACKET = re.compile("[" + re.escape("".join(PAIRS) + "".join(PAIRS.values())) + "]")


@dataclass(frozen=True)
class Brackets:
    """A paragraph's pairs: `closes` maps an opening bracket's offset to the offset behind its closing one.

    `starts` and `ends` bound the outermost pairs that are short enough to be quotations or asides.
    """

    closes: dict[int, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the outermost pair that holds the character at an offset, or None."""
        at = bisect_right(self.starts, offset) - 1
        return (self.starts[at], self.ends[at]) if at >= 0 and offset < self.ends[at] else None


def pair_brackets(text: str, start: int, end: int) -> Brackets:
    """Pair the brackets of text[start:end]; one without a partner is no bracket."""
    closes = _match(text, start, end)
    brackets = Brackets(closes)
    limit = load_cues().limits["quotation"]
    last = start
    for opened in sorted(closes):
        if opened >= last and closes[opened] - opened <= limit:
            last = closes[opened]
            brackets.starts.append(opened)
            brackets.ends.append(last)
    return brackets


def _match(text: str, start: int, end: int) -> dict[int, int]:
    closes: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    waiting = dict.fromkeys(PAIRS.values(), 0)
    for found in _BRACKET.finditer(text, start, end):
        mark = found.group()
        if mark not in PAIRS:
            stack.append((mark, found.start()))
            waiting[mark] += 1
        while mark in PAIRS and waiting[PAIRS[mark]]:
            opened, at = stack.pop()
            waiting[opened] -= 1
            if opened == PAIRS[mark]:
                closes[at] = found.end()
                break
    return closes
