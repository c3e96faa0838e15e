"""Code sentences with a codebook: one row per finding, with its words, its rule, status and holder."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from textlab.alphabet import Line
from textlab.candidates import find_candidates
from textlab.codebook import Codebook, load_codebook
from textlab.context import Loan, Place, find_loans, find_offered
from textlab.matching import Index
from textlab.rulebook import Rulebook, build_rulebook
from textlab.status import Found, read_holder, read_status
from textlab.tokens import Cut, read_cuts, token_type

if TYPE_CHECKING:
    import pandas as pd


STATUSES = ["felt", "denied", "raised"]
HOLDERS = ["self", "other", "reader", "general"]


class Finding(NamedTuple):
    """A finding in one sentence: half-open span of tokens, code, rule; status, holder and cue of an emotion."""

    sentence: int
    first: int
    last: int
    kind: str
    code: str
    status: str | None
    holder: str | None
    rule: str
    cue: str


def find_codes(
    cuts: Sequence[Cut], *, kinds: Sequence[str], codebook: Codebook, groups: Sequence[object] = ()
) -> list[Finding]:
    """Find every code in sentences cut into tokens.

    Parameters
    ----------
    cuts
        The tokens of each sentence.
    kinds
        The kind of each sentence; boilerplate is passed over.
    codebook
        What to find.
    groups
        For each sentence, what it shares feelings within, such as its article and section; without it, every
        sentence stands alone.
    """
    book = build_rulebook(codebook)
    lines = [
        _NOTHING if kind == "boilerplate" else book.alphabet.spell(cut) for cut, kind in zip(cuts, kinds, strict=True)
    ]
    index = Index(lines)
    findings = [
        _as_topic(finding, cuts[number]) if kinds[number] == "heading" else finding
        for number, group in groupby(_standing(lines, index, book), key=lambda item: item[0])
        for finding in _decide(number, [found for _, found in group], lines[number], cuts[number], book)
        if finding.kind == "theme" or not _is_title(finding, cuts[number])
    ]
    if not groups:
        return findings
    places = [Place(kind, group) for kind, group in zip(kinds, groups, strict=True)]
    offered = find_offered(lines, places=places, index=index, book=book)
    findings = [
        found._replace(status="raised", cue="offered")
        if found.sentence in offered and found.status == "felt"
        else found
        for found in findings
    ]
    return sorted(
        [*findings, *_lent(findings, lines, places, index, book)],
        key=lambda found: (found.sentence, found.first),
    )


def _lent(
    findings: list[Finding], lines: list[Line], places: list[Place], index: Index, book: Rulebook
) -> Iterator[Finding]:
    """Return the feelings that sentences have from their neighbours, each under the rule of the finding it is from."""
    own: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.kind == "emotion":
            own.setdefault(finding.sentence, []).append(finding)
    lent: set[tuple[int, str]] = set()
    for loan in find_loans(lines, places=places, felt=set(own), index=index, book=book):
        first, last = lines[loan.taker].tokens[loan.start], lines[loan.taker].tokens[loan.end - 1] + 1
        for given in {found.code: found for found in own[loan.giver]}.values():
            if (loan.taker, given.code) in lent:
                continue
            lent.add((loan.taker, given.code))
            yield given._replace(
                sentence=loan.taker,
                first=first,
                last=last,
                status=_status_there(given, loan, lines[loan.taker], book),
                rule=f"{given.rule} ({loan.relation})",
                cue=loan.relation,
            )


def _status_there(given: Finding, loan: Loan, line: Line, book: Rulebook) -> str | None:
    """Return the status that a felt emotion has where it is pointed back to: そんな気持ちはいつしか消えた denies it."""
    if loan.relation != "back" or given.status != "felt":
        return given.status
    rule = next(i for i, (code, rule) in enumerate(book.rules) if (code.id, rule.find) == (given.code, given.rule))
    return read_status(Found(rule, loan.start, loan.end), line, others=[], book=book).status


def find_matches(cuts: Sequence[Cut], *, codebook: Codebook) -> Iterator[tuple[int, str, str]]:
    """Return every match before the longest wins: the sentence's number, the code and the rule."""
    book = build_rulebook(codebook)
    lines = [book.alphabet.spell(cut) for cut in cuts]
    for sentence, found in _standing(lines, Index(lines), book):
        code, rule = book.rules[found.rule]
        yield sentence, code.id, rule.find


_NOTHING = Line("", [])


def _standing(lines: list[Line], index: Index, book: Rulebook) -> list[tuple[int, Found]]:
    """Return every match of a rule that nothing sets aside, by sentence."""
    standing = (item for item in find_candidates(lines, index=index, book=book) if not item.aside)
    return sorted(((item.sentence, item.found) for item in standing), key=lambda item: item[0])


def _decide(number: int, found: list[Found], line: Line, cut: Cut, book: Rulebook) -> Iterator[Finding]:
    """Keep the longest of what overlaps within a code, and read status and holder of the emotions."""
    kept = list(_longest(found, book))
    emotions = [item for item in kept if book.rules[item.rule][0].kind == "emotion"]
    for item in sorted(kept, key=lambda item: (item.start, item.rule)):
        code, rule = book.rules[item.rule]
        first, last = line.tokens[item.start], line.tokens[item.end - 1] + 1
        status, holder, cue = None, None, ""
        if code.kind == "emotion":
            reading = read_status(item, line, others=emotions, book=book)
            status, cue = reading.status, reading.cue
            holder = read_holder(item, line, reading=reading, book=book)
        yield Finding(number, widen(first, cut), last, code.kind, code.id, status, holder, rule.find, cue)


def _longest(found: Iterable[Found], book: Rulebook) -> Iterator[Found]:
    taken: dict[str, list[Found]] = {}
    for item in sorted(found, key=lambda item: (item.start - item.end, item.start, item.rule)):
        others = taken.setdefault(book.rules[item.rule][0].id, [])
        if all(item.end <= other.start or other.end <= item.start for other in others):
            others.append(item)
            yield item


def _is_title(finding: Finding, cut: Cut) -> bool:
    """Tell whether the words stand within 『』, which hold the names of books, songs and shops."""
    surfaces = [token_type(number).surface for number in cut.types[: finding.first]]
    return surfaces.count("『") > surfaces.count("』")


def _as_topic(finding: Finding, cut: Cut) -> Finding:
    """Return a feeling that a heading ends with by its name as raised: 九月の反省 is what follows is about."""
    last = finding.last == len(cut.types) and token_type(cut.types[-1]).pos.startswith(("名詞", "接尾辞"))
    return finding._replace(status="raised", cue="heading") if last and finding.status == "felt" else finding


def widen(first: int, cut: Cut) -> int:
    """Move the start of a finding back to its verb: ていいのか begins at the verb before て."""
    while first > 0 and token_type(cut.types[first]).pos.startswith(("助動詞", "助詞-接続助詞", "接尾辞")):
        first -= 1
    return first


def code(
    tokens: "pd.DataFrame", *, sentences: "pd.DataFrame", codebook: Codebook | str = "mommy_track"
) -> "pd.DataFrame":
    """Code a corpus: find every theme and emotion of a codebook.

    Parameters
    ----------
    tokens
        The tokens of the sentences, from `tokenize`.
    sentences
        The sentences, from `split_sentences`.
    codebook
        A codebook, or the name or path of one.

    Returns
    -------
    DataFrame
        A row per finding: article, sentence, start, end (half-open code-point offsets into the article's text), kind
        (emotion, theme), code, status (felt, denied, raised; missing for themes), holder (self, other, reader,
        general; missing for themes), rule (the phrase that found it), text (the words that show it). Ordered as the
        text is. The codes' categories are all codes of the codebook, in its order.
    """
    book = load_codebook(codebook) if isinstance(codebook, str) else codebook
    cuts = read_cuts(tokens, sentences)
    groups = list(zip(sentences["article"], sentences["section"], strict=True))
    findings = find_codes(cuts, kinds=sentences["kind"].tolist(), codebook=book, groups=groups)
    return _frame(findings, cuts, sentences, book)


def place_spans(spans: Sequence[tuple[int, int, int]], *, sentences: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table of spans: article, sentence, start, end (code points in the article), text.

    Each span is a row of the sentences and half-open code-point offsets into that sentence.
    """
    import pandas as pd

    places = sentences.take([row for row, _, _ in spans])
    shift = places["start"].to_numpy()
    return pd.DataFrame(
        {
            "article": places["article"].array,
            "sentence": places["sentence"].array,
            "start": pd.Series([start for _, start, _ in spans], dtype="int64").to_numpy() + shift,
            "end": pd.Series([end for _, _, end in spans], dtype="int64").to_numpy() + shift,
            "text": [text[start:end] for text, (_, start, end) in zip(places["text"], spans, strict=True)],
        }
    )


def _frame(findings: list[Finding], cuts: list[Cut], sentences: "pd.DataFrame", book: Codebook) -> "pd.DataFrame":
    import pandas as pd

    bounds = ((found, cuts[found.sentence]) for found in findings)
    spans = [(found.sentence, cut.starts[found.first], cut.ends[found.last - 1]) for found, cut in bounds]
    table = place_spans(spans, sentences=sentences)
    told: dict[str, Any] = {
        "kind": pd.Categorical([found.kind for found in findings], categories=["emotion", "theme"]),
        "code": pd.Categorical([found.code for found in findings], categories=book.ids()),
        "status": pd.Categorical([found.status for found in findings], categories=STATUSES),
        "holder": pd.Categorical([found.holder for found in findings], categories=HOLDERS),
        "rule": [found.rule for found in findings],
    }
    texts = table.pop("text")
    return table.assign(**told, text=texts)
