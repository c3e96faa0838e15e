"""Check a codebook that was not checked before: its TOML, its fields, its names and its phrases."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textlab.codebook.book import Codebook, fold_label, make_codebook
from textlab.codebook.faults import codebook_error, say
from textlab.codebook.phrase_list import read_phrases
from textlab.corpus import decode
from textlab.errors import CodebookError, CorpusError, PhraseError
from textlab.phrases import read_known

# Where a TOML error says that it is.
_PLACE = re.compile(r"at line (\d+), column (\d+)")


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
        raise CodebookError("\n  ".join([say("head", source=path), *faults]))
    return book


def is_phrase_list(path: str | Path) -> bool:
    """Tell whether a file is a phrase list, by its name."""
    return Path(path).suffix.lower() == ".txt" and not Path(path).is_dir()


def _decode(path: Path, content: bytes) -> str:
    try:
        return decode(content, str(path))
    except CorpusError as error:
        problem = str(error).removeprefix(f"{path}: ").removeprefix(f"{path}, ")
        raise codebook_error("encoding", source=path, problem=problem) from error


def _read(path: Path, contents: Mapping[str, bytes]) -> dict[str, Any]:
    if path.name in contents:
        return _parse(path, contents[path.name])
    if "codebook.toml" not in contents:
        raise codebook_error("folder", source=path)
    content = _parse(path / "codebook.toml", contents["codebook.toml"])
    if isinstance(content.get("codes"), list):
        content["codes"] = [_parse_part(path, name, contents) for name in content["codes"]]
    return content


def _parse_part(folder: Path, name: object, contents: Mapping[str, bytes]) -> object:
    """Return a code from its file; what names no file is left to the check of the fields."""
    if not isinstance(name, str):
        return name
    path = folder / f"{name}.toml"
    if path.name not in contents:
        raise codebook_error("part", source=path)
    return {"id": name} | _parse(path, contents[path.name])


def _parse(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise codebook_error("utf-8", source=path) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        where = say("at", line=place[1], column=place[2]) if place else ""
        raise codebook_error("toml", source=path, where=where, problem=error) from error


def find_faults(book: Codebook) -> Iterator[str]:
    """Return what is wrong across the fields: names used twice, phrases that cannot be read."""
    labels = {fold_label(code.label): code.label for code in book.codes}
    yield from (say("id-twice", name=name) for name in _twice(book.ids()))
    yield from (
        say("label-twice", name=labels[name]) for name in _twice([fold_label(code.label) for code in book.codes])
    )
    for name, words in book.lists.items():
        yield from (f"lists.{name}: {fault}" for word in words if (fault := _fault(word, {})))
    for code in book.codes:
        finds = [rule.find for rule in code.rules]
        yield from (say("rule-twice", code=code.id, find=find) for find in _twice(finds))
        phrases = [*code.senses, *finds, *(phrase for rule in code.rules for phrase in rule.unless)]
        yield from (f"{code.id}: {fault}" for phrase in phrases if (fault := _fault(phrase, book.lists)))


def _twice(names: list[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def _fault(phrase: str, lists: Mapping[str, Any]) -> str | None:
    try:
        read_known(phrase, lists=lists)
    except PhraseError as error:
        return str(error)
    return None
