"""Write reports for other programs as one JSON document, whole."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from textlab import __version__
from textlab.draft.report import DraftReport, Place

# A report, and what is to be noted of how its text was read.
Checked: TypeAlias = "tuple[DraftReport, Sequence[str]]"

_PARTS = (
    "short", "sentences", "findings", "standings", "missing", "courses", "unfelt", "repeats", "carriers", "messages",
)  # fmt: skip


def format_json(checked: Iterable[Checked]) -> str:
    """Return reports as one JSON object, ``{"version": 1, "drafts": [...]}``, however many there are.

    A draft holds the fields of `DraftReport` under their names, with the text itself, its notes, and the codebook's
    title, version and codes. Lines and columns count from 1, columns in code points; ``start`` and ``end`` are
    half-open code-point offsets into ``text``; those of an example in ``missing`` count in the article that it is from.
    What is not a number (a rate without sentences) is null.
    """
    document = {"version": 1, "textlab": __version__, "drafts": [_draft(*one) for one in checked]}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _draft(report: DraftReport, notes: Sequence[str]) -> dict[str, Any]:
    book = report.codebook
    codes = [{name: getattr(code, name) for name in ("id", "kind", "label", "colour")} for code in book.codes]
    return {
        "name": report.name,
        "text": report.text,
        "notes": list(notes),
        "codebook": {"title": book.title, "version": book.version, "codes": codes},
        "corpus": report.corpus,
        "articles": report.articles,
        **{part: _plain(getattr(report, part)) for part in _PARTS},
    }


def _plain(value: Any) -> Any:
    """Return a value of a report as JSON has it; a place's fields stand among those of what has the place."""
    if isinstance(value, Place):
        return value._asdict()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        plain: dict[str, Any] = {}
        for name, part in value._asdict().items():
            plain |= part._asdict() if isinstance(part, Place) else {name: _plain(part)}
        return plain
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
