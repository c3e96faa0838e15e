"""Turn what was found into remarks, each under the check that makes it and at its place."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from textlab.data import load_data
from textlab.draft.coded import LEAST, Coded
from textlab.draft.reference import Reference
from textlab.draft.report import Message, Missing, Place, Repeat, Standing, Unfelt
from textlab.draft.standings import ARTICLES, first_places

# The last or first part of a draft that readers call its end or beginning.
_EDGE = 0.15
# Articles that first tell a feeling in their first half tell it elsewhere than at the end.
_ELSEWHERE = 0.5


def list_checks() -> dict[str, str]:
    """Return the checks with their labels, in the order in which they are shown."""
    return dict(load_data("draft/messages.toml")["checks"])


def list_messages(
    draft: Coded,
    *,
    reference: Reference,
    standings: tuple[Standing, ...],
    remarks: tuple[tuple[Unfelt, ...], tuple[Missing, ...], tuple[Repeat, ...]],
) -> tuple[Message, ...]:
    """Return all remarks on a draft, in the order of the checks and, within one, of the text."""
    unfelt, missing, repeats = remarks
    said = [
        *_short(draft),
        *(Message("never-felt", one.code, _hit_place(draft, one.findings[0]), one.message) for one in unfelt),
        *(() if draft.short else _edges(draft, reference)),
        *(() if draft.short else _standings(draft, standings)),
        *(() if draft.short else _missing(missing, _whole(draft))),
        *(Message(f"repeated-{one.kind}", one.code or one.label, one.places[0], one.message) for one in repeats),
    ]
    order = list(list_checks())
    return tuple(sorted(said, key=lambda message: (order.index(message.check), message.place.start)))


def _short(draft: Coded) -> Iterator[Message]:
    texts, size = load_data("draft/messages.toml")["short"], len(draft.counted)
    if size == 0:
        yield Message("short", "", _whole(draft), texts["empty"])
    elif draft.short:
        yield Message("short", "", _whole(draft), texts["text"].format(n=size, least=LEAST))


def _standings(draft: Coded, standings: tuple[Standing, ...]) -> Iterator[Message]:
    """Return what is told more or less than in most articles, at the first place that tells it."""
    for one in standings:
        if one.verdict in ("frequent", "rare"):
            first = next(number for number, hit in enumerate(draft.hits) if hit.code == one.code)
            yield Message(one.verdict, one.code, _hit_place(draft, first), f"「{one.label}」は、{one.message}")


def _missing(missing: tuple[Missing, ...], place: Place) -> Iterator[Message]:
    text = load_data("draft/messages.toml")["missing"]["text"]
    for one in missing:
        values: dict[str, Any] = {"label": one.label, "of": one.articles, "touched": one.touched}
        example = " ".join(one.example.text.split())
        yield Message("missing-theme", one.code, place, text.format(**values, example=example, title=one.example.title))


def _edges(draft: Coded, reference: Reference) -> Iterator[Message]:
    """Return the emotions that stand only at the draft's end or beginning, and where the articles first tell them."""
    texts = load_data("draft/messages.toml")["course"]
    for code in reference.codebook.codes:
        numbers = draft.felt.get(code.id) if code.kind == "emotion" else None
        if not numbers:
            continue
        values: dict[str, Any] = {"label": code.label, "n": len(numbers)}
        if draft.place_of(numbers[0]) >= 1 - _EDGE:
            place = _sentence_place(draft, numbers[0])
            text = texts["end"].format(**values, line=place.line) + _typical(reference, code.id)
            yield Message("only-at-end", code.id, place, text)
        elif draft.place_of(numbers[-1]) <= _EDGE:
            place = _sentence_place(draft, numbers[-1])
            yield Message("only-at-start", code.id, place, texts["start"].format(**values, line=place.line))


def _typical(reference: Reference, code: str) -> str:
    """Return where the articles that carry a feeling first do; nothing where those are too few to tell."""
    texts, places = load_data("draft/messages.toml")["course"], first_places(reference, code)
    if len(places) < ARTICLES:
        return ""
    place = median(places)
    part = texts["places"][min(int(place * len(texts["places"])), len(texts["places"]) - 1)]
    return str(texts["elsewhere" if place <= _ELSEWHERE else "alike"].format(n=len(places), typical=part))


def _hit_place(draft: Coded, number: int) -> Place:
    return draft.lines.place(draft.hits[number].start, draft.hits[number].end)


def _sentence_place(draft: Coded, number: int) -> Place:
    return draft.lines.place(draft.segments[number].start, draft.segments[number].end)


def _whole(draft: Coded) -> Place:
    """Return the place for a remark on the whole: the first sentence."""
    first = next(iter(draft.counted), None)
    return draft.lines.place(0, 0) if first is None else _sentence_place(draft, first)
