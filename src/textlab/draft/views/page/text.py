"""Lay a draft out for reading: its paragraphs in words, each with the findings that cover it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textlab.data import load_data
from textlab.draft.report import DraftReport, Example, Finding, Sentence
from textlab.draft.views.naming import name_finding
from textlab.report.findings import Finding as Numbered
from textlab.report.texts import Line, Piece, Span, lay_out

# A longer sentence is listed around its first finding.
_CONTEXT = 120
# A rule may list a hundred words; its beginning tells which one it is.
_RULE = 40
# More marks than a browser lays out in a few seconds; 1 MB of the densest articles at hand holds about as many.
MOST_MARKS = 10_000


class Layer(NamedTuple):
    """A finding over some words: its code, how it is drawn (felt, denied, raised, theme), its lane from the words."""

    code: str
    form: str
    lane: int


class Word(NamedTuple):
    """Some characters under the same findings: their lines, the first with 0, the others with their number.

    ``layers`` are the findings, outermost first, and ``tips`` what is told of each; ``labels`` are those to be read
    after the words, with their codes.
    """

    lines: tuple[tuple[int, str], ...]
    layers: tuple[Layer, ...]
    tips: tuple[str, ...]
    target: str
    labels: tuple[tuple[str, str], ...]


class Saying(NamedTuple):
    """A sentence: its number, the white space before it, its line where it begins one, else 0, its words."""

    sentence: int
    gap: str
    line: int
    words: tuple[Word, ...]


class Paragraph(NamedTuple):
    """Sentences that belong together, and their kind."""

    kind: str
    sayings: tuple[Saying, ...]


class Entry(NamedTuple):
    """A sentence that carries a code: its number, the line of the first words, its parts, how it is told.

    Of each part it says whether a finding covers it.
    """

    sentence: int
    line: int
    parts: tuple[tuple[str, bool], ...]
    notes: tuple[str, ...]


def lay_draft(report: DraftReport) -> list[Paragraph]:
    """Return a draft's paragraphs, without front matter."""
    spans = [Span(n, one.place.start, one.place.end, one.kind) for n, one in enumerate(report.sentences)]
    shown = report.findings[:MOST_MARKS]
    blocks = lay_out(report.text, spans=spans, findings=[_numbered(n, one) for n, one in enumerate(shown)])
    lanes = _lanes(shown)
    return [
        Paragraph(block.kind, tuple(_saying(line, at, report, lanes) for at, line in enumerate(block.lines)))
        for block in blocks
    ]


def list_entries(report: DraftReport) -> dict[str, list[Entry]]:
    """Return, for every code found, the sentences that carry it in any status."""
    found: dict[str, dict[int, list[Finding]]] = {}
    for one in report.findings[:MOST_MARKS]:
        found.setdefault(one.code, {}).setdefault(one.sentence, []).append(one)
    return {
        code: [_entry(number, report.sentences[number], own) for number, own in numbers.items()]
        for code, numbers in found.items()
    }


def mark_example(example: Example) -> tuple[tuple[str, bool], ...]:
    """Return an example's text in parts, with whether they tell the code."""
    return _mark(example.text, [(example.first, example.last)])


def _manner(found: Finding) -> list[str]:
    texts = load_data("draft/messages.toml")
    named = [texts["statuses"].get(found.status, found.status), texts["holders"].get(found.holder, found.holder)]
    return [name for name in named if name]


def _numbered(number: int, found: Finding) -> Numbered:
    start, end = found.place.start, found.place.end
    own = (found.kind, found.code, found.status, found.holder, found.rule)
    return Numbered(number, "", "", found.sentence, start, end, *own)


def _saying(line: Line, at: int, report: DraftReport, lanes: Sequence[int]) -> Saying:
    begins = at == 0 or "\n" in line.gap
    number = report.sentences[line.sentence].place.line
    words = tuple(_words(line.pieces, number, report, lanes))
    return Saying(line.sentence, line.gap, number if begins else 0, words)


def _words(pieces: Iterable[Piece], line: int, report: DraftReport, lanes: Sequence[int]) -> Iterator[Word]:
    """Return the words of a sentence; labels wait until no finding goes on, so that none is torn apart."""
    waiting: dict[tuple[str, str], None] = {}
    for piece in pieces:
        waiting |= {(one.code, _label(report.findings[one.number])): None for one in piece.ends}
        whole = len(piece.ends) == len(piece.findings)
        yield _word(piece, line, report, lanes)._replace(labels=tuple(waiting) if whole else ())
        line += piece.text.count("\n")
        waiting = {} if whole else waiting


def _word(piece: Piece, line: int, report: DraftReport, lanes: Sequence[int]) -> Word:
    own = sorted(piece.findings, key=lambda found: -lanes[found.number])
    return Word(
        lines=tuple((line + at if at else 0, text) for at, text in enumerate(piece.text.split("\n"))),
        layers=tuple(Layer(one.code, one.status or "theme", lanes[one.number]) for one in own),
        tips=tuple(f"{name_finding(report.findings[one.number])}　規則：{_shorten(one.rule)}" for one in own),
        target=f"{own[-1].code}-{own[-1].sentence}" if own else "",
        labels=(),
    )


def _shorten(rule: str) -> str:
    rule = " ".join(rule.split())
    return rule if len(rule) <= _RULE else f"{rule[:_RULE]}…"


def _label(found: Finding) -> str:
    """Return the label that stands beside the words: short where a writer feels it now."""
    texts = load_data("draft/messages.toml")
    status = "" if found.status in ("", "felt") else texts["statuses"].get(found.status, found.status)
    holder = "" if found.holder in ("", "self") else texts["holders"].get(found.holder, found.holder)
    manner = "・".join(filter(None, [status, holder]))
    return f"{found.label}（{manner}）" if manner else found.label


def _lanes(findings: Sequence[Finding]) -> list[int]:
    """Return a lane for each finding, so that none crosses another in its lane, and longer ones lie farther out."""
    lanes = [0] * len(findings)
    for cluster in _clusters(findings):
        placed: list[int] = []
        for number in sorted(cluster, key=lambda n: findings[n].place.end - findings[n].place.start):
            taken = {lanes[other] for other in placed if _overlap(findings[number], findings[other])}
            lanes[number] = next(lane for lane in range(len(placed) + 1) if lane not in taken)
            placed.append(number)
    return lanes


def _clusters(findings: Sequence[Finding]) -> Iterator[list[int]]:
    """Return the findings in groups that touch no words of each other."""
    cluster: list[int] = []
    end = 0
    for number in sorted(range(len(findings)), key=lambda n: findings[n].place.start):
        if cluster and findings[number].place.start >= end:
            yield cluster
            cluster = []
        cluster.append(number)
        end = max(end, findings[number].place.end)
    yield cluster


def _overlap(one: Finding, other: Finding) -> bool:
    return one.place.start < other.place.end and other.place.start < one.place.end


def _entry(number: int, sentence: Sentence, found: list[Finding]) -> Entry:
    start = sentence.place.start
    spans = [(one.place.start - start, one.place.end - start) for one in found]
    notes = dict.fromkeys("・".join(_manner(one)) for one in found)
    return Entry(number, found[0].place.line, _mark(sentence.text, spans), tuple(filter(None, notes)))


def _mark(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Return a text in parts, with whether a span covers them; of a long one what stands around the first span."""
    first = max(0, spans[0][0] - _CONTEXT // 2) if len(text) > _CONTEXT else 0
    last = min(len(text), max(first + _CONTEXT, spans[0][1])) if len(text) > _CONTEXT else len(text)
    parts = [("…", False)] if first else []
    at = first
    for start, end in sorted(spans):
        if start >= last:
            break
        parts += [(text[at:start], False)] if start > at else []
        parts += [(text[max(at, start) : min(end, last)], True)] if end > at else []
        at = max(at, min(end, last))
    parts += [(text[at:last], False), ("…" if last < len(text) else "", False)]
    return tuple(part for part in parts if part[0])
