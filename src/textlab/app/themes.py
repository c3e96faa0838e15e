"""Themes of a visitor's own: read as a phrase list, and tried on the draft phrase by phrase."""

from dataclasses import replace
from typing import NamedTuple

from textlab.app.labels import say
from textlab.codebook import Codebook, read_phrases
from textlab.draft.coded import code_texts, cut_whole
from textlab.normalize import fold
from textlab.sentences import Segment

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
    written = [(code, rule) for code in own.codes for rule in code.rules]
    # A code for each phrase: within one, a longer phrase would hide the shorter that it covers.
    apart = [replace(code, id=f"phrase_{n}", rules=(rule,)) for n, (code, rule) in enumerate(written)]
    cut = cut_whole(text)
    found: dict[str, dict[int, list[tuple[int, int]]]] = {code.id: {} for code in apart}
    for hit in code_texts([cut], codebook=replace(own, codes=tuple(apart)))[0].hits:
        found[hit.code].setdefault(hit.sentence, []).append((hit.start, hit.end))
    told = [tuple(_part(text, cut.segments[n], spans) for n, spans in hits.items()) for hits in found.values()]
    return [Trial(code.id, code.label, rule.find, own) for (code, rule), own in zip(written, told, strict=True)]


def _part(text: str, segment: Segment, spans: list[tuple[int, int]]) -> Parts:
    """Return a sentence in parts; the spans do not overlap."""
    parts, at = [], segment.start
    for first, last in sorted(spans):
        parts += [(text[at:first], False), (text[first:last], True)]
        at = last
    return tuple(part for part in [*parts, (text[at : segment.end], False)] if part[0])
