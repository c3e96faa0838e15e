"""Let neighbouring sentences share a feeling: そんな気持ち, a quotation taken up by と, a list under its lead-in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textlab.alphabet import Line
from textlab.matching import Index
from textlab.rulebook import Rulebook

# How far back a sentence may point, in sentences.
_BACK = 4


class Place(NamedTuple):
    """What context needs to know of a sentence: its kind and what it may share a feeling within (its section)."""

    kind: str
    group: object


class Loan(NamedTuple):
    """A feeling that one sentence has from another: who takes, from whom, the words that say so, by which relation."""

    taker: int
    giver: int
    start: int
    end: int
    relation: str


def find_loans(
    lines: Sequence[Line], *, places: Sequence[Place], felt: set[int], index: Index, book: Rulebook
) -> Iterator[Loan]:
    """Find which sentences take over feelings.

    Parameters
    ----------
    lines
        The sentences in letters.
    places
        Their kinds and sections.
    felt
        The numbers of the sentences that carry a feeling of their own; they take none.
    index
        The index of the same sentences.
    book
        The cues.
    """
    echoes = {match.line for match in book.find("echoes", lines, index)}
    back = {match.line: match for match in book.find("back", lines, index) if match.line not in echoes}
    takes_up = {match.line for match in book.find("takes_up", lines, index)}
    leads_in = {match.line for match in book.find("leads_in", lines, index)}
    for number in range(len(lines)):
        if number in back and number not in felt:
            for giver in _before(number, places, felt):
                yield Loan(number, giver, back[number].start, back[number].end, "back")
        elif number in takes_up and number in felt:
            for taker in _quoted(number, places):
                if taker not in felt:
                    yield Loan(taker, number, 0, len(lines[taker].letters), "taken up")
        if number in leads_in and number in felt:
            for taker in _listed(number, places):
                if taker not in felt:
                    yield Loan(taker, number, 0, len(lines[taker].letters), "list")


def find_offered(lines: Sequence[Line], *, places: Sequence[Place], index: Index, book: Rulebook) -> set[int]:
    """Return the sentences whose feelings are only offered to the reader.

    They are quotations that a question takes up (「…」 こんな不安、ありませんか) and items under a line that says
    whom the article is for.
    """
    takes_up, asks, offers = (
        {m.line for m in book.find(name, lines, index)} for name in ("takes_up", "asks", "offers")
    )
    quoted = {place for number in takes_up & asks for place in _quoted(number, places)}
    return quoted | {place for number in offers for place in _listed(number, places)}


def _before(number: int, places: Sequence[Place], felt: set[int]) -> Iterator[int]:
    """Return the sentence that a pointer back means: all quotations just before it, or the nearest with a feeling."""
    quoted = [place for place in _quoted(number, places) if place in felt]
    if quoted:
        yield from quoted
        return
    for place in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if places[place].group != places[number].group:
            return
        if place in felt:
            yield place
            return


def _quoted(number: int, places: Sequence[Place]) -> Iterator[int]:
    """Return the quotations or items that stand together right before a sentence."""
    place = number - 1
    while place >= 0 and places[place].group == places[number].group and places[place].kind in ("quote", "item"):
        yield place
        place -= 1


def _listed(number: int, places: Sequence[Place]) -> Iterator[int]:
    """Return the items that stand together right after a sentence."""
    place = number + 1
    while place < len(places) and places[place].kind in ("item", "quote"):
        yield place
        place += 1
