"""Put codebooks together: a writer's own themes beside the shipped ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from textlab.codebook.book import Code, Codebook, fold_label
from textlab.codebook.colours import free_colours
from textlab.codebook.faults import say
from textlab.codebook.phrase_list import OWN, own_id
from textlab.errors import CodebookError
from textlab.normalize import fold

# A code, and the title of the codebook that it is from.
_Titled: TypeAlias = tuple[Code, str]


def join_codebooks(first: Codebook, *others: Codebook) -> Codebook:
    """Join codebooks: the codes of the first as they are, then those of the others, and the lists of all.

    Themes of phrase lists that share a name become one theme, with each phrase once; their ids and colours, which
    nobody chose, are given anew where they are taken. A codebook given twice counts once.

    Raises
    ------
    CodebookError
        If two codes have one id, two lists one name and different words, or a code the label of one that is no theme
        of a phrase list beside it; every clash is listed.

    Examples
    --------
    >>> from textlab.codebook import load_codebook, read_phrases
    >>> joined = join_codebooks(load_codebook(), read_phrases("# 通勤\\n満員電車", name="私のテーマ"))
    >>> joined.ids()[-2:], joined.code("own_1").label
    (['worth', 'own_1'], '通勤')
    """
    books = list(dict.fromkeys((first, *others)))
    added = _merged([(code, book.title) for book in books[1:] for code in book.codes])
    faults = [fault for number, book in enumerate(books) for fault in _clashes(book, books[:number])]
    faults += _same_labels([(code, first.title) for code in first.codes], added)
    if faults:
        raise CodebookError("\n  ".join([say("head", part="joining"), *faults]))
    return Codebook(
        title=" + ".join(book.title for book in books),
        version=" + ".join(book.version for book in books),
        source=first.source,
        license=first.license,
        lists={name: words for book in books for name, words in book.lists.items()},
        codes=(*first.codes, *_fitted([code for code, _ in added], first.codes)),
    )


def _merged(codes: Sequence[_Titled]) -> list[_Titled]:
    """Return the codes, those of phrase lists that share a label as one in the place of the first."""
    merged: dict[tuple[str, ...], _Titled] = {}
    for code, title in codes:
        # One id in two books stays two codes here: it is told as a clash.
        key = (code.kind, fold_label(code.label)) if OWN.fullmatch(code.id) else (code.kind, code.id, title)
        known = merged.get(key)
        merged[key] = (code, title) if known is None else (_merge(known[0], code), known[1])
    return list(merged.values())


def _merge(one: Code, other: Code) -> Code:
    known = {fold(rule.find).text for rule in one.rules}
    rules = (*one.rules, *(rule for rule in other.rules if fold(rule.find).text not in known))
    texts = ("include", "exclude", "senses", "yes", "no")
    both: dict[str, Any] = {name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name)))) for name in texts}
    return replace(one, definition=one.definition or other.definition, rules=rules, **both)


def _clashes(book: Codebook, before: Sequence[Codebook]) -> Iterator[str]:
    for other in before:
        both = {"part": "joining", "first": other.title, "second": book.title}
        for name in book.ids():
            if name in other.ids() and not OWN.fullmatch(name):
                yield say("id", name=name, **both)
        for name, words in book.lists.items():
            if other.lists.get(name, words) != words:
                yield say("list", name=name, **both)


def _same_labels(first: Sequence[_Titled], added: Sequence[_Titled]) -> Iterator[str]:
    titles = {fold_label(code.label): title for code, title in first}
    for code, title in added:
        name = fold_label(code.label)
        if name in titles:
            yield say("label", part="joining", name=code.label, first=titles[name])
        titles.setdefault(name, title)


def _fitted(codes: Sequence[Code], before: Sequence[Code]) -> Iterator[Code]:
    """Return codes with ids, in their order, and colours that are not taken, where nobody chose them."""
    last = max((_number(code) for code in before), default=0)
    taken = {code.colour.upper() for code in before}
    free = free_colours(taken | {code.colour for code in codes})
    for code in codes:
        if _number(code):
            last = max(last + 1, _number(code))
            colour = next(free) if code.colour.upper() in taken else code.colour
            code = replace(code, id=own_id(last), colour=colour)
        taken.add(code.colour.upper())
        yield code


def _number(code: Code) -> int:
    """Return the place of a theme in its list, which its id tells; 0 for an id that was chosen."""
    return int(code.id.rpartition("_")[2]) if OWN.fullmatch(code.id) else 0
