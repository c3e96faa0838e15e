"""Code texts without tables: sentences and findings with their places, for drafts and for what they stand beside."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from textlab.codebook import Codebook
from textlab.coding import Finding as FoundCode
from textlab.coding import find_codes
from textlab.corpus import front_matter_end
from textlab.draft.report import Finding, Place, Sentence
from textlab.sentences import Segment, split_text
from textlab.tokens import Cut, cut_text

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOILERPLATE = "boilerplate"
# Under ten sentences, one finding more or less moves a rate past most articles of a corpus.
LEAST = 10


class Span(NamedTuple):
    """A sentence as it is counted: half-open code-point offsets and its kind."""

    start: int
    end: int
    kind: str


class Hit(NamedTuple):
    """A finding as it is coded: half-open code-point offsets into the text, the number of its sentence."""

    sentence: int
    start: int
    end: int
    code: str
    status: str
    holder: str
    rule: str


class Lines:
    """The lines of a text, to tell the line and column of an offset; CR, LF and CR LF end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a span.

        >>> Lines("朝。\\n昼。").place(3, 4)
        Place(line=2, column=1, start=3, end=4)
        """
        line = bisect_right(self._starts, start)
        return Place(line, start - self._starts[line - 1] + 1, start, end)


@dataclass(frozen=True)
class Coded:
    """A text with its segments and hits."""

    text: str
    segments: tuple[Span, ...]
    hits: tuple[Hit, ...]

    @cached_property
    def counted(self) -> dict[int, int]:
        """The sentences that count, all but boilerplate: their numbers, and their places among themselves."""
        numbers = (number for number, span in enumerate(self.segments) if span.kind != _BOILERPLATE)
        return {number: place for place, number in enumerate(numbers)}

    @property
    def short(self) -> bool:
        """Tell whether too few sentences count to compare the text with others."""
        return len(self.counted) < LEAST

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def words(self) -> list[str]:
        """What makes two texts the same article: all but white space and front matter."""
        return self.text[front_matter_end(self.text) :].split()

    @cached_property
    def felt(self) -> dict[str, list[int]]:
        """The sentences that carry each code, emotions only when felt."""
        return _carrying(hit for hit in self.hits if hit.status in ("", "felt"))

    @cached_property
    def found(self) -> dict[str, list[int]]:
        """The sentences that carry each code in any status."""
        return _carrying(self.hits)

    def add(self, hits: Sequence[Hit]) -> "Coded":
        """Return the text with more hits."""
        return Coded(self.text, self.segments, tuple(sorted((*self.hits, *hits), key=lambda hit: (hit.start, hit.end))))

    def place_of(self, sentence: int) -> float:
        """Return where a sentence stands among those that count: from 0, the first, to 1, the last."""
        return self.counted[sentence] / max(len(self.counted) - 1, 1)


def _carrying(hits: Iterable[Hit]) -> dict[str, list[int]]:
    carried: dict[str, dict[int, None]] = {}
    for hit in hits:
        carried.setdefault(hit.code, {})[hit.sentence] = None
    return {code: sorted(numbers) for code, numbers in carried.items()}


class Text(NamedTuple):
    """A text cut into sentences and those into tokens."""

    text: str
    segments: list[Segment]
    cuts: list[Cut]


def cut_whole(text: str) -> Text:
    """Cut a text into sentences and tokens."""
    segments = split_text(text)
    return Text(text, segments, [cut_text(text[segment.start : segment.end]) for segment in segments])


def code_texts(texts: Sequence[Text], *, codebook: Codebook) -> list[Coded]:
    """Code texts, all at once: the rules are looked up once for every sentence of them."""
    flat = [(number, place) for number, own in enumerate(texts) for place in range(len(own.segments))]
    segments = [segment for own in texts for segment in own.segments]
    found = find_codes(
        [cut for own in texts for cut in own.cuts],
        kinds=[segment.kind for segment in segments],
        codebook=codebook,
        groups=[(number, segment.section) for (number, _), segment in zip(flat, segments, strict=True)],
    )
    hits: list[list[Hit]] = [[] for _ in texts]
    for one in found:
        number, place = flat[one.sentence]
        hits[number].append(_hit(one, place, texts[number]))
    return [
        Coded(
            own.text,
            tuple(Span(*segment[:3]) for segment in own.segments),
            tuple(sorted(found, key=lambda hit: (hit.start, hit.end))),
        )
        for own, found in zip(texts, hits, strict=True)
    ]


def _hit(found: FoundCode, sentence: int, text: Text) -> Hit:
    shift, cut = text.segments[sentence].start, text.cuts[sentence]
    start, end = shift + cut.starts[found.first], shift + cut.ends[found.last - 1]
    return Hit(sentence, start, end, found.code, found.status or "", found.holder or "", found.rule)


def place_sentences(coded: Coded) -> tuple[Sentence, ...]:
    """Return the sentences of a coded text with their places."""
    return tuple(
        Sentence(coded.lines.place(segment.start, segment.end), segment.kind, coded.text[segment.start : segment.end])
        for segment in coded.segments
    )


def place_findings(coded: Coded, codebook: Codebook) -> tuple[Finding, ...]:
    """Return the findings of a coded text with their places and labels, in the text's order."""
    codes = {code.id: code for code in codebook.codes}
    return tuple(
        Finding(
            place=coded.lines.place(hit.start, hit.end),
            sentence=hit.sentence,
            kind=codes[hit.code].kind,
            code=hit.code,
            label=codes[hit.code].label,
            status=hit.status,
            holder=hit.holder,
            rule=hit.rule,
            text=coded.text[hit.start : hit.end],
        )
        for hit in coded.hits
    )
