"""Check a codebook that was not checked before: its TOML, its fields, its names and its phrases."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textlab.codebook.book import Codebook, make_codebook
from textlab.codebook.phrase_list import read_phrases
from textlab.corpus import decode
from textlab.errors import CodebookError, CorpusError, PhraseError
from textlab.phrases import read_known


def check_files(path: Path, contents: Mapping[str, bytes]) -> Codebook:
    """Read and check a codebook's files, given by their names; every fault is told at once."""
    if is_phrase_list(path):
        return read_phrases(_decode(path, contents[path.name]), name=path.stem, source=str(path))
    content = _read(path, contents)
    # pydantic takes longer to import than a codebook that was checked before takes to load.
    from textlab.codebook.schema import check_fields

    checked, faults = check_fields(content)
    book = make_codebook(checked) if checked is not None else None
    faults += list(find_faults(book)) if book is not None else []
    if faults or book is None:
        raise CodebookError(f"{path}: the codebook has faults:\n" + "\n".join(f"  {fault}" for fault in faults))
    return book


def is_phrase_list(path: str | Path) -> bool:
    """Tell whether a file is a phrase list, by its name."""
    return Path(path).suffix.lower() == ".txt"


def _decode(path: Path, content: bytes) -> str:
    try:
        return decode(content, str(path))
    except CorpusError as error:
        raise CodebookError(str(error)) from error


def _read(path: Path, contents: Mapping[str, bytes]) -> dict[str, Any]:
    if path.name in contents:
        return _parse(path, contents[path.name])
    content = _parse_part(path, "codebook", contents)
    content["codes"] = [{"id": name} | _parse_part(path, name, contents) for name in content.get("codes", [])]
    return content


def _parse_part(folder: Path, name: object, contents: Mapping[str, bytes]) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    if path.name not in contents:
        raise CodebookError(f"{path}: there is no such file")
    return _parse(path, contents[path.name])


def _parse(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: not TOML: {error}. Japanese keys must stand in quotes") from error


def find_faults(book: Codebook) -> Iterator[str]:
    """Return what is wrong across the fields: names used twice, phrases that cannot be read."""
    ids = book.ids()
    yield from (f"codes: the id {name!r} is used twice" for name in dict.fromkeys(ids) if ids.count(name) > 1)
    for name, words in book.lists.items():
        yield from (f"lists.{name}: {fault}" for word in words if (fault := _fault(word, {})))
    for code in book.codes:
        finds = [rule.find for rule in code.rules]
        twice = [find for find in dict.fromkeys(finds) if finds.count(find) > 1]
        yield from (f"{code.id}: the rule 「{find}」 is given twice" for find in twice)
        phrases = [*code.senses, *finds, *(phrase for rule in code.rules for phrase in rule.unless)]
        yield from (f"{code.id}: {fault}" for phrase in phrases if (fault := _fault(phrase, book.lists)))


def _fault(phrase: str, lists: Mapping[str, Any]) -> str | None:
    try:
        read_known(phrase, lists=lists)
    except PhraseError as error:
        return str(error)
    return None
