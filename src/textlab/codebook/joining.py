"""Put codebooks together: a writer's own themes beside the shipped ones."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count

from textlab.codebook.book import Code, Codebook
from textlab.codebook.colours import free_colours
from textlab.codebook.phrase_list import OWN, own_id
from textlab.errors import CodebookError


def join_codebooks(first: Codebook, *others: Codebook) -> Codebook:
    """Join codebooks: the codes of the first, then those of the others, and the lists of all.

    The themes of a phrase list, whose ids and colours nobody chose, get new ones where theirs are taken.

    Raises
    ------
    CodebookError
        If two codes have one id, or two lists one name and different words; every clash is listed.

    Examples
    --------
    >>> from textlab.codebook import load_codebook, read_phrases
    >>> joined = join_codebooks(load_codebook(), read_phrases("# 通勤\\n満員電車", name="私のテーマ"))
    >>> joined.ids()[-2:], joined.code("own_1").label
    (['worth', 'own_1'], '通勤')
    """
    books = (first, *others)
    faults = [fault for number, book in enumerate(books) for fault in _clashes(book, books[:number])]
    if faults:
        raise CodebookError("\n  ".join(["the codebooks cannot be joined:", *faults]))
    codes = list(first.codes)
    for book in others:
        codes += _fitted(book.codes, codes)
    return Codebook(
        title=" + ".join(book.title for book in books),
        version=" + ".join(book.version for book in books),
        source=first.source,
        license=first.license,
        lists={name: words for book in books for name, words in book.lists.items()},
        codes=tuple(codes),
    )


def _clashes(book: Codebook, before: Sequence[Codebook]) -> Iterator[str]:
    for other in before:
        both = f"in 「{other.title}」 and in 「{book.title}」; rename it in one of them"
        for name in book.ids():
            if name in other.ids() and not OWN.fullmatch(name):
                yield f"the id {name!r} stands {both}"
        for name, words in book.lists.items():
            if other.lists.get(name, words) != words:
                yield f"<{name}> names different words {both}"


def _fitted(codes: Sequence[Code], before: Collection[Code]) -> Iterator[Code]:
    """Return codes with ids and colours that are not taken, where nobody chose them."""
    ids = {code.id for code in (*before, *codes)}
    taken = {code.id for code in before}
    colours = {code.colour.upper() for code in before}
    free_ids = (name for name in map(own_id, count(1)) if name not in ids)
    free = free_colours(colours | {code.colour for code in codes})
    for code in codes:
        if OWN.fullmatch(code.id):
            name = next(free_ids) if code.id in taken else code.id
            code = replace(code, id=name, colour=next(free) if code.colour in colours else code.colour)
        yield code
