"""Load a codebook: what is looked for, in TOML, checked whole before anything is coded."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from textlab.errors import CodebookError, PhraseError
from textlab.phrases import lists_of, read_rule

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["felt", "denied", "raised"]
Kind = Literal["emotion", "theme"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_rule(value: Any) -> Any:
    return {"find": value} if isinstance(value, str) else value


Phrase = Annotated[str, Field(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_as_tuple)]
Sentences = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class Rule(_Part):
    """One rule: the phrase that is found, phrases that forbid it, and its own example sentences.

    ``unless`` forbids the rule anywhere in the same sentence. ``status`` is what the phrase says of the feeling by
    itself: 望みがない denies hope.
    """

    find: Phrase
    unless: Phrases = ()
    status: Status = "felt"
    yes: Sentences | str = ()
    no: Sentences | str = ()

    def examples(self, which: Literal["yes", "no"]) -> tuple[str, ...]:
        """Return the rule's own example sentences of one sort."""
        given = getattr(self, which)
        return (given,) if isinstance(given, str) else tuple(given)


class Code(_Part):
    """A code: an emotion or a theme, with its definition, its rules and example sentences.

    ``senses`` are phrases that mean something else; a finding that overlaps one is no finding.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: Kind
    label: Annotated[str, Field(min_length=1)]
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    definition: str
    include: Sentences = ()
    exclude: Sentences = ()
    senses: Phrases = ()
    yes: Sentences = ()
    no: Sentences = ()
    rules: Annotated[
        tuple[Annotated[Rule, BeforeValidator(_as_rule)], ...],
        BeforeValidator(_as_tuple),
        Field(min_length=1),
    ]


class Codebook(_Part):
    """Codes in their order, with the lists of words that rules may name as ``<name>``."""

    title: str
    version: str
    source: str = ""
    license: str = ""
    lists: dict[str, Phrases] = Field(default_factory=dict)
    codes: Annotated[tuple[Code, ...], BeforeValidator(_as_tuple), Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> "Codebook":
        faults = list(_faults(self))
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def __hash__(self) -> int:
        return hash((self.title, self.version, len(self.codes)))

    def code(self, name: str) -> Code:
        """Return a code by its id; a KeyError names the known ones."""
        for code in self.codes:
            if code.id == name:
                return code
        raise KeyError(f"no code {name!r}; the codebook holds: {', '.join(code.id for code in self.codes)}")

    def ids(self, kind: Kind | None = None) -> list[str]:
        """Return the ids of all codes, or of one kind, in the codebook's order."""
        return [code.id for code in self.codes if kind in (None, code.kind)]


def load_codebook(source: str | Path = "mommy_track") -> Codebook:
    """Load a codebook by the name of a shipped one, or from a TOML file or folder.

    A file holds everything. A folder holds ``codebook.toml``, whose ``codes`` names one file a code.

    Raises
    ------
    CodebookError
        If there is no such codebook, the TOML is broken, or anything in it is wrong; every fault is listed.

    Examples
    --------
    >>> load_codebook().ids("emotion")
    ['guilt', 'regret', 'hope', 'frustration', 'anxiety']
    """
    path = _locate(source)
    return _load(path, tuple(file.stat().st_mtime_ns for file in _files_of(path)))


def list_codes(codebook: Codebook, *, kind: Kind | None = None) -> "pd.DataFrame":
    """List the codes of a codebook, or of one kind: code, kind, label, colour, rules (how many), in its order."""
    import pandas as pd

    codes = [code for code in codebook.codes if kind in (None, code.kind)]
    return pd.DataFrame(
        {
            "code": [code.id for code in codes],
            "kind": [code.kind for code in codes],
            "label": [code.label for code in codes],
            "colour": [code.colour for code in codes],
            "rules": [len(code.rules) for code in codes],
        }
    )


@cache
def _load(path: Path, _: tuple[int, ...]) -> Codebook:
    """Check and build the codebook, once as long as its files stay the same."""
    content = _read(path)
    try:
        return Codebook.model_validate(content)
    except ValidationError as error:
        faults = "\n".join(_explain(fault, content) for fault in error.errors())
        raise CodebookError(f"{path}: the codebook has faults:\n{faults}") from error


def _locate(source: str | Path) -> Path:
    shipped = Path(str(files("textlab"))) / "codebooks"
    if isinstance(source, str) and (shipped / source).is_dir() and "/" not in source:
        return shipped / source
    path = Path(source)
    if not path.exists():
        names = ", ".join(sorted(folder.name for folder in shipped.iterdir()))
        raise CodebookError(f"{source}: no such codebook; give a TOML file or one of: {names}")
    return path


def _files_of(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _read(path: Path) -> dict[str, Any]:
    if path.is_file():
        return _parse(path)
    content = _parse(path / "codebook.toml")
    content["codes"] = [{"id": name} | _parse(path / f"{name}.toml") for name in content.get("codes", [])]
    return content


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise CodebookError(f"{path}: there is no such file") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: not TOML: {error}. Japanese keys must stand in quotes") from error


def _faults(book: Codebook) -> Iterator[str]:
    """Return what is wrong across the fields: names used twice, phrases that cannot be read."""
    ids = book.ids()
    yield from (f"codes: the id {name!r} is used twice" for name in set(ids) if ids.count(name) > 1)
    for name, words in book.lists.items():
        yield from (f"lists.{name}: {fault}" for word in words if (fault := _fault(word, {})))
    for code in book.codes:
        finds = [rule.find for rule in code.rules]
        yield from (f"{code.id}: the rule 「{find}」 is given twice" for find in set(finds) if finds.count(find) > 1)
        phrases = [*code.senses, *finds, *(phrase for rule in code.rules for phrase in rule.unless)]
        yield from (f"{code.id}: {fault}" for phrase in phrases if (fault := _fault(phrase, book.lists)))


def _fault(phrase: str, lists: Mapping[str, Any]) -> str | None:
    try:
        readings = read_rule(phrase)
    except PhraseError as error:
        return str(error)
    unknown = {name for reading in readings for name in lists_of(reading)} - set(lists)
    return f"「{phrase}」 names the list <{unknown.pop()}>, not one of: {', '.join(lists)}" if unknown else None


def _explain(fault: Any, content: dict[str, Any]) -> str:
    """Say where a fault stands in the author's terms: the code's id and the rule's number."""
    place: list[str] = []
    for part in fault["loc"]:
        codes = content.get("codes", [])
        if place == ["codes"] and isinstance(part, int) and isinstance(codes[part], dict):
            place.append(str(codes[part].get("id", part + 1)))
        else:
            place.append(str(part + 1) if isinstance(part, int) else str(part))
    given = "" if isinstance(fault["input"], dict | Codebook) else f" (given: {str(fault['input'])[:40]!r})"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return "  " + (" > ".join(place) + ": " if place else "") + message + given
