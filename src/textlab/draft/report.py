"""What a check says of a draft: plain values, all frozen, all with their places."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textlab.codebook import Codebook


class Place(NamedTuple):
    """Where words stand: line and column from 1, half-open code-point offsets into the text."""

    line: int
    column: int
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of the draft with its place and kind (body, heading, item, quote, boilerplate)."""

    place: Place
    kind: str
    text: str


class Finding(NamedTuple):
    """A finding: the words, their place, the number of their sentence; status and holder are "" for themes."""

    place: Place
    sentence: int
    kind: str
    code: str
    label: str
    status: str
    holder: str
    rule: str
    text: str


class Standing(NamedTuple):
    """How often the draft carries a code, and where that stands among the corpus's articles.

    ``n`` counts sentences that carry the code (an emotion when felt), ``found`` those that carry it in any status.
    ``rate``, ``low`` and ``high`` are per 100 sentences with Wilson's 95 % interval, NaN without sentences. ``rarer``
    and ``commoner`` count the articles, out of ``articles``, that carry it at a lower and at a higher rate;
    ``percentile`` is the middle of the draft's ranks among them, 0 to 100. ``quartiles`` are the articles' lower
    quartile, median and upper quartile. ``verdict`` is absent, rare, usual, frequent, or unsure where so few
    sentences cannot tell; ``message`` says it.
    """

    code: str
    label: str
    kind: str
    n: int
    found: int
    rate: float
    low: float
    high: float
    rarer: int
    commoner: int
    articles: int
    percentile: float
    quartiles: tuple[float, float, float]
    verdict: str
    message: str


class Example(NamedTuple):
    """A sentence of the corpus that carries a code; ``first`` and ``last`` bound the telling words in its text."""

    article: str
    title: str
    place: Place
    text: str
    first: int
    last: int


class Missing(NamedTuple):
    """A theme that the draft never touches: how many of the articles do, and a sentence of theirs to read."""

    code: str
    label: str
    touched: int
    articles: int
    example: Example


class Course(NamedTuple):
    """A felt emotion from the draft's start (0) to its end (1), in sentences per 100, beside the corpus's band.

    ``draft`` is empty for a draft too short to follow. ``middle`` is the mean of the articles' courses at each of the
    ``positions``; ``low`` and ``high`` bound the middle eight tenths of the articles.
    """

    code: str
    label: str
    positions: tuple[float, ...]
    draft: tuple[float, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    message: str


class Unfelt(NamedTuple):
    """An emotion that is denied or only raised, and nowhere felt; the numbers of its findings."""

    code: str
    label: str
    denied: int
    raised: int
    findings: tuple[int, ...]
    message: str


class Repeat(NamedTuple):
    """What comes back (kind: sentence, for a run of them word for word; phrase; theme), and every place."""

    kind: str
    code: str
    label: str
    places: tuple[Place, ...]
    message: str


class Carrier(NamedTuple):
    """A sentence that carries several codes at once, emotions only when felt: its number and the codes."""

    sentence: int
    codes: tuple[str, ...]
    labels: tuple[str, ...]


class Message(NamedTuple):
    """A remark: the check that makes it, what it is about, its place, and what it says.

    ``subject`` is a code's id, or the phrase that comes back. A remark on the whole stands at the first sentence.
    """

    check: str
    subject: str
    place: Place
    text: str


@dataclass(frozen=True, repr=False)
class DraftReport:
    """What a reader will find in a draft, and how that compares with a corpus.

    ``short`` tells that the draft has too few sentences to compare; the messages say what cannot be told then.
    ``corpus`` names what it was compared with, ``articles`` says how many articles that is. Every tuple of values is
    the rows of a table: ``pd.DataFrame(report.standings)``. In a notebook a report shows itself.
    """

    name: str
    text: str
    codebook: "Codebook"
    corpus: str
    articles: int
    short: bool
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    standings: tuple[Standing, ...]
    missing: tuple[Missing, ...]
    courses: tuple[Course, ...]
    unfelt: tuple[Unfelt, ...]
    repeats: tuple[Repeat, ...]
    carriers: tuple[Carrier, ...]
    messages: tuple[Message, ...]

    def __repr__(self) -> str:
        return f"<DraftReport: {self.name}, sentences={len(self.sentences)}, findings={len(self.findings)}>"

    def _repr_html_(self) -> str:
        from textlab.draft.views.page import draw_report

        return draw_report(self)
