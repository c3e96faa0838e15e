"""Put the messages under their checks, each with every place it is about."""

from bisect import bisect_right
from typing import NamedTuple

from textlab.draft.checks import list_checks
from textlab.draft.report import DraftReport, Message, Place


class Target(NamedTuple):
    """Where a place stands on the page: the number of its sentence, its line."""

    sentence: int
    line: int


class Remark(NamedTuple):
    """A message and its places, none where it is of the whole; where it names their lines, its text is cut there.

    ``code`` is set where all of a code's sentences are meant.
    """

    before: str
    places: tuple[Target, ...]
    after: str
    named: bool
    code: str


class Group(NamedTuple):
    """The remarks of one check under its label."""

    check: str
    label: str
    remarks: tuple[Remark, ...]


# Checks whose messages are about the whole: their place is only where a reader begins.
_WHOLE = ("short", "missing-theme")
# Checks whose messages are about every sentence of a code: their place is only the first.
_RATES = ("frequent", "rare")


def group_remarks(report: DraftReport) -> list[Group]:
    """Return the messages in the order of the checks."""
    starts = [one.place.start for one in report.sentences]
    groups = []
    for check, label in list_checks().items():
        own = [message for message in report.messages if message.check == check]
        remarks = tuple(_remark(one, _targets(_places(one, report), starts)) for one in own)
        groups += [Group(check, label, remarks)] if remarks else []
    return groups


def _remark(message: Message, places: tuple[Target, ...]) -> Remark:
    lines = "・".join(str(place.line) for place in places)
    before, named, after = message.text.rpartition(f"{lines}行目") if places else ("", "", "")
    code = message.subject if message.check in _RATES else ""
    return Remark(before if named else message.text, places, f"行目{after}" if named else "", bool(named), code)


def _places(message: Message, report: DraftReport) -> list[Place]:
    """Return all places of a feeling never felt or of what comes back; else the message's own."""
    if message.check in _WHOLE:
        return []
    for unfelt in report.unfelt:
        if unfelt.message == message.text:
            return [report.findings[number].place for number in unfelt.findings]
    for repeat in report.repeats:
        if repeat.message == message.text:
            return list(repeat.places)
    return [message.place]


def _targets(places: list[Place], starts: list[int]) -> tuple[Target, ...]:
    return tuple(Target(max(bisect_right(starts, one.start) - 1, 0), one.line) for one in places if starts)
