"""Mark the findings in an article: as lines below its words in HTML, as numbered brackets in plain text."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count

from markupsafe import Markup

from textlab.browsing.tables import labels
from textlab.data import load_data
from textlab.report.findings import Finding, make_plain
from textlab.report.texts import Block, Piece, Span, lay_out
from textlab.sentences import split_text

_GREY = "#777777"
_TAGS = {"heading": "h4", "quote": "blockquote"}


def lay_out_page(text: str, findings: list[Finding]) -> list[Block]:
    """Return the blocks of an article, its findings at their places."""
    spans = [Span(number, one.start, one.end, one.kind) for number, one in enumerate(split_text(text))]
    return lay_out(text, spans=spans, findings=findings)


def _tell(found: Finding, codes: dict[str, tuple[str, str]]) -> str:
    """Return code, status, holder and rule of a finding; themes have neither status nor holder."""
    status = labels("statuses").get(found.status, found.status)
    holder = labels("holders").get(found.holder, found.holder)
    rule = load_data("browsing/labels.toml")["rule"].format(rule=found.rule)
    parts = [codes[found.code][0], *([status, holder] if found.status else []), rule]
    return make_plain("・".join(part for part in parts if part))


def _parts(block: Block, view: Callable[[Piece], str]) -> list[str]:
    return [part for line in block.lines for part in (line.gap, *map(view, line.pieces))]


def write_page(title: str, blocks: list[Block], findings: list[Finding], codes: dict[str, tuple[str, str]]) -> str:
    """Return an article as plain text: findings in numbered brackets, then the list of them."""
    numbers = {found.number: i for i, found in enumerate(findings, 1)}

    def view(piece: Piece) -> str:
        ends = sorted(piece.ends, key=lambda found: -found.start)
        return "【" * len(piece.begins) + piece.text + "".join(f"】[{numbers[found.number]}]" for found in ends)

    texts = ["".join(_parts(block, view)) for block in blocks]
    notes = [f"[{i}] {_tell(found, codes)}" for i, found in enumerate(findings, 1)]
    return "\n\n".join([make_plain(title), *texts, "\n".join(notes)]).rstrip()


def show_page(title: str, blocks: list[Block], findings: list[Finding], codes: dict[str, tuple[str, str]]) -> Markup:
    """Return an article as HTML, under a key to its colours and lines."""
    mark = partial(_mark, codes=codes, lanes=_lanes(findings))
    texts = [
        Markup('<{0} class="tl-b {1}">{2}</{0}>').format(
            _TAGS.get(block.kind, "p"), block.kind, Markup("").join(_parts(block, mark))
        )
        for block in blocks
    ]
    return Markup("<h3>{}</h3>{}{}").format(make_plain(title), _key(findings, codes), Markup("").join(texts))


def _lanes(findings: list[Finding]) -> dict[int, int]:
    """Return how deep each finding's line lies, so that it stays level where another begins: emotions on top."""
    lanes: dict[int, int] = {}
    for found in sorted(findings, key=lambda one: one.kind != "emotion"):
        over = [one for one in findings if one.start < found.end and found.start < one.end]
        taken = {lanes.get(one.number) for one in over}
        lanes[found.number] = next(lane for lane in count() if lane not in taken)
    return lanes


def _mark(piece: Piece, *, codes: dict[str, tuple[str, str]], lanes: dict[int, int]) -> Markup:
    """Return a piece with a line for each of its findings, one below the other."""
    shown = Markup.escape(piece.text)
    for found in sorted(piece.findings, key=lambda found: lanes[found.number]):
        shown = _line(shown, found.status or "theme", codes[found.code][1], lanes[found.number])
    if not piece.findings:
        return shown
    tip = "\n".join(_tell(found, codes) for found in piece.findings)
    stop = Markup(' tabindex="0"') if piece.begins else ""
    numbers = " ".join(str(found.number) for found in piece.findings)
    return Markup('<mark data-f="{}" title="{}"{}>{}</mark>').format(numbers, tip, stop, shown)


def _line(text: str, status: str, colour: str, depth: int = 0) -> Markup:
    return Markup('<span class="tl-m {}" style="--c:{};--n:{}">{}</span>').format(status, colour, depth, text)


def _key(findings: list[Finding], codes: dict[str, tuple[str, str]]) -> Markup:
    """Return how often each code stands in an article, in its colour, and what the lines mean."""
    n, held = Counter(found.code for found in findings), {found.status or "theme" for found in findings}
    chips = [
        Markup('<span><i style="--c:{}"></i>{} {}</span>').format(colour, label, n[code])
        for code, (label, colour) in codes.items()
        if n[code]
    ]
    names = labels("statuses") | {"theme": labels("kinds")["theme"]}
    lines = [_line(label, status, _GREY) for status, label in names.items() if status in held]
    shown = [Markup('<p class="tl-key">{}</p>').format(Markup("").join(part)) for part in (chips, lines)]
    return Markup("").join(shown if chips else [])
