"""Themes of a visitor's own: read as a phrase list, and tried on the draft phrase by phrase."""

from itertools import groupby
from typing import NamedTuple

from textlab.app.labels import say
from textlab.codebook import Codebook, read_phrases
from textlab.normalize import fold
from textlab.trying import Hit, try_codebook

_HEADINGS = ("#", "■")
# A sentence in parts, with whether a phrase finds them.
Parts = tuple[tuple[str, bool], ...]


class Trial(NamedTuple):
    """A phrase of a theme, and the sentences of a draft that it finds."""

    code: str
    label: str
    phrase: str
    sentences: tuple[Parts, ...]


def write_list(name: str, phrases: str) -> str:
    """Return a phrase list: the name as a heading, unless the phrases begin with one.

    >>> write_list("通勤", "満員電車")
    '# 通勤\\n満員電車\\n'
    """
    text = "\n".join(line.rstrip() for line in phrases.split("\n")).strip("\n")
    return f"{text}\n" if _heading(text) is not None else f"# {name.strip() or say('themes', 'default')}\n{text}\n"


def take_apart(text: str) -> tuple[str, str]:
    """Return the name and the phrases of a phrase list, as the page's two fields hold them.

    >>> take_apart("# 通勤\\n満員電車\\n")
    ('通勤', '満員電車')
    """
    text = text.removeprefix("\ufeff").strip("\n")
    name = _heading(text)
    return ("", text) if name is None else (name, text.partition("\n")[2])


def _heading(text: str) -> str | None:
    """Return the name in a text's first line; None if that is no heading."""
    first = text.lstrip("\n").partition("\n")[0].strip()
    return first[1:].strip() if fold(first[:1]).text.startswith(_HEADINGS) else None


def read_own(name: str, phrases: str) -> Codebook | None:
    """Return the themes as a codebook; None if nothing is written.

    Raises
    ------
    CodebookError
        If a phrase cannot be read.
    """
    return read_phrases(phrases, name=name.strip() or say("themes", "default")) if phrases.strip() else None


def try_phrases(text: str, *, own: Codebook) -> list[Trial]:
    """Return what each phrase finds in a draft, in the order of the list; a phrase that finds nothing is there too."""
    return [
        Trial(
            trial.code.id,
            trial.code.label,
            trial.phrase,
            tuple(_part(list(hits)) for _, hits in groupby(trial.hits, key=lambda hit: hit.sentence)),
        )
        for trial in try_codebook(own, texts={"": text})
    ]


def _part(hits: list[Hit]) -> Parts:
    """Return a sentence in parts; what one phrase finds in it does not overlap."""
    text = hits[0].before + hits[0].words + hits[0].after
    parts, at = [], 0
    for hit in hits:
        parts += [(text[at : len(hit.before)], False), (hit.words, True)]
        at = len(hit.before) + len(hit.words)
    return tuple(part for part in [*parts, (text[at:], False)] if part[0])
