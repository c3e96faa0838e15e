"""The codebook as the coder uses it: frozen values, checked where they are read."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["felt", "denied", "raised"]
Kind = Literal["emotion", "theme"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the phrase that is found, phrases that forbid it, and its own example sentences.

    ``unless`` forbids the rule anywhere in the same sentence. ``status`` is what the phrase says of the feeling by
    itself: 望みがない denies hope.
    """

    find: str
    unless: tuple[str, ...] = ()
    status: Status = "felt"
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def examples(self, which: Literal["yes", "no"]) -> tuple[str, ...]:
        """Return the rule's own example sentences of one sort."""
        return self.yes if which == "yes" else self.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code: an emotion or a theme, with its definition, its rules and example sentences.

    ``senses`` are phrases that mean something else; a finding that overlaps one is no finding.
    """

    id: str
    kind: Kind
    label: str
    colour: str
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Codes in their order, with the lists of words that rules may name as ``<name>``."""

    title: str
    version: str
    source: str = ""
    license: str = ""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: tuple[Code, ...]

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


def fold_label(label: str) -> str:
    """Return what makes two labels the same name: width, case and spaces do not count.

    >>> fold_label("ＰＴＡ の仕事") == fold_label("PTAの仕事")
    True
    """
    return "".join(unicodedata.normalize("NFKC", label).split()).casefold()


def find_code(book: Codebook, name: str) -> Code | None:
    """Return the code that has a name, be it its id or its label; None if there is none.

    >>> from textlab.codebook import load_codebook
    >>> find_code(load_codebook(), "希望").id
    'hope'
    """
    label = fold_label(name)
    by_label = (code for code in book.codes if fold_label(code.label) == label)
    return next((code for code in book.codes if code.id == name), next(by_label, None))


def make_codebook(content: Mapping[str, Any]) -> Codebook:
    """Make a codebook of content that was checked."""
    lists = {name: tuple(words) for name, words in content["lists"].items()}
    return Codebook(**{**content, "lists": lists, "codes": tuple(map(_code, content["codes"]))})


def _code(content: Mapping[str, Any]) -> Code:
    return Code(**{**_with_tuples(content), "rules": tuple(Rule(**_with_tuples(rule)) for rule in content["rules"])})


def _with_tuples(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in content.items()}


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
