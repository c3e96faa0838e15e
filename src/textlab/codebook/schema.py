"""The fields that a codebook's TOML must and may have; the only module that imports pydantic."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from textlab.codebook.book import Kind, Status
from textlab.codebook.faults import say
from textlab.data import load_data


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_tuple_of_one(value: Any) -> Any:
    return (value,) if isinstance(value, str) else _as_tuple(value)


def _as_rule(value: Any) -> Any:
    return {"find": value} if isinstance(value, str) else value


# Characters of a faulty value that are shown.
_SHOWN = 40

_Text = Annotated[str, Field(min_length=1)]
_Phrases = Annotated[tuple[_Text, ...], BeforeValidator(_as_tuple)]
_Sentences = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
_Examples = Annotated[tuple[str, ...], BeforeValidator(_as_tuple_of_one)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Rule(_Fields):
    find: _Text
    unless: _Phrases = ()
    status: Status = "felt"
    yes: _Examples = ()
    no: _Examples = ()


class _Code(_Fields):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: Kind
    label: _Text
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    definition: str
    include: _Sentences = ()
    exclude: _Sentences = ()
    senses: _Phrases = ()
    yes: _Sentences = ()
    no: _Sentences = ()
    rules: Annotated[
        tuple[Annotated[_Rule, BeforeValidator(_as_rule)], ...], BeforeValidator(_as_tuple), Field(min_length=1)
    ]


class _Codebook(_Fields):
    title: str
    version: str
    source: str = ""
    license: str = ""
    lists: dict[str, _Phrases] = Field(default_factory=dict)
    codes: Annotated[tuple[_Code, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


def check_fields(content: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """Return the content with every field that may be left out, or None, and its faults with their places."""
    try:
        return _Codebook.model_validate(content).model_dump(), []
    except ValidationError as error:
        return None, [_explain(fault, content) for fault in error.errors()]


def _explain(fault: Any, content: Mapping[str, Any]) -> str:
    """Say where a fault stands in the author's terms: the code's id and the rule's number."""
    place: list[str] = []
    for part in fault["loc"]:
        codes = content.get("codes", [])
        if place == ["codes"] and isinstance(part, int) and isinstance(codes[part], dict):
            place.append(str(codes[part].get("id", part + 1)))
        else:
            place.append(str(part + 1) if isinstance(part, int) else str(part))
    given = "" if isinstance(fault["input"], dict) else f" = {fault['input']!r}"[:_SHOWN]
    return f"{' > '.join(place)}{given}: {_say(fault)}"


def _say(fault: Any) -> str:
    """Say what is wrong and what may stand there."""
    kind, place = fault["type"], fault["loc"]
    if kind == "string_pattern_mismatch":
        kind = place[-1]  # Only the ids and the colours have a form.
    elif kind not in load_data("codebook/faults.toml")["fields"]:
        kind = "other"
    # A place is codes > 1 > rules > 1 > find.
    known = ", ".join((_Rule if len(place) > 3 else _Code if len(place) > 1 else _Codebook).model_fields)
    expected = fault.get("ctx", {}).get("expected", "")
    return say(kind, part="fields", known=known, expected=expected.replace(" or ", ", "), problem=fault["msg"])
