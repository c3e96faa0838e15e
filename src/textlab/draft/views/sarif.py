"""Write reports as SARIF 2.1.0, which editors and code hosts show at its places.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from textlab import __version__
from textlab.codebook import Codebook
from textlab.data import load_data
from textlab.draft.checks import list_checks
from textlab.draft.coded import Lines
from textlab.draft.report import DraftReport, Finding, Message, Place
from textlab.draft.views.exchange import Checked
from textlab.draft.views.naming import name_finding, name_stdin

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_STDIN = "-"
_TYPES = {".md": "text/markdown", ".txt": "text/plain"}
_ROOT = "ROOT"
# What ends a line of a file, as drafts are read.
_LINE_ENDS = ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
# What a remark is about stands first in it, in brackets; its counts and lines change with every edit.


class _Source(NamedTuple):
    """A draft as results point into it: its report, its lines, and its artifact."""

    report: DraftReport
    lines: Lines
    artifact: dict[str, Any]

    def locate(self, place: Place) -> dict[str, Any]:
        end = self.lines.place(place.end, place.end)
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": end.line,
            "endColumn": end.column,
            "snippet": {"text": self.report.text[place.start : place.end]},
        }
        if "contents" in self.artifact:  # A file's lines may end with CR LF, a draft's end with LF.
            region |= {"charOffset": place.start, "charLength": place.end - place.start}
        return {"physicalLocation": {"artifactLocation": self.artifact["location"], "region": region}}


def format_sarif(checked: Iterable[Checked], *, root: Path) -> str:
    """Return reports as a SARIF 2.1.0 log with one run; drafts below the root are named relative to it.

    Findings and remarks are results of the level note: neither is a fault, and what is merely informational would be
    hidden by some viewers. Columns and offsets count code points. The fingerprint of a finding is that of its code,
    words and sentence, and outlives moved lines. Offsets are given where the log holds the draft's text.
    """
    drafts = list(checked)
    reports = [report for report, _ in drafts]
    artifacts = [_artifact(report, number, root) for number, report in enumerate(reports)]
    sources = [_Source(*one) for one in zip(reports, map(Lines, (one.text for one in reports)), artifacts, strict=True)]
    rules = [rule for source in sources[:1] for rule in _rules(source.report.codebook, sources)]
    notes = [_note(note, source) for source, (_, notes) in zip(sources, drafts, strict=True) for note in notes]
    run = {
        "tool": {"driver": {"name": "textlab", "version": __version__, "language": "ja", "rules": rules}},
        "language": "ja",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _LINE_ENDS,
        "originalUriBaseIds": {_ROOT: {"uri": root.resolve().as_uri().rstrip("/") + "/"}},
        "artifacts": artifacts,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": list(_results(sources, [rule["id"] for rule in rules])),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _artifact(report: DraftReport, number: int, root: Path) -> dict[str, Any]:
    """Return a draft as an artifact, with its text where no file holds that as it is."""
    words, path = load_data("draft/views/sarif.toml"), Path(report.name)
    location = {"uri": "stdin"} if report.name == _STDIN else _locate(path, root)
    kind = _TYPES.get(path.suffix.lower())
    found = {"location": {**location, "index": number}, "roles": ["analysisTarget"], "mimeType": kind or "text/plain"}
    said = name_stdin() if report.name == _STDIN else words["read"].format(name=path.name)
    return found if kind else {**found, "description": {"text": said}, "contents": {"text": report.text}}


def _locate(path: Path, root: Path) -> dict[str, str]:
    """Return where a file lies: relative to the root, or whole if it lies elsewhere."""
    whole = path.parent.resolve() / path.name
    if not whole.is_relative_to(root.resolve()):
        return {"uri": whole.as_uri()}
    return {"uri": quote(os.fsencode(whole.relative_to(root.resolve()).as_posix())), "uriBaseId": _ROOT}


def _rules(codebook: Codebook, sources: Sequence[_Source]) -> Iterator[dict[str, Any]]:
    """Return a rule for every code found, in the codebook's order, and for every check."""
    found = {one.code for source in sources for one in source.report.findings}
    for code in codebook.codes:
        if code.id in found:
            yield _rule(f"{code.kind}/{code.id}", code.label, code.definition)
    told = load_data("draft/views/sarif.toml")["checks"]
    for check, label in list_checks().items():
        yield _rule(f"check/{check}", label, told.get(check, ""))


def _rule(name: str, label: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": label},
        "fullDescription": {"text": text or label},
        "defaultConfiguration": {"level": "note"},
    }


def _note(text: str, source: _Source) -> dict[str, Any]:
    where = [{"physicalLocation": {"artifactLocation": source.artifact["location"]}}]
    return {"level": "note", "message": _text(text), "locations": where}


def _text(text: str) -> dict[str, str]:
    """Return a message; single braces would ask for its arguments."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _results(sources: Sequence[_Source], rules: list[str]) -> Iterator[dict[str, Any]]:
    """Return the findings and then the remarks of every draft, each with its rule and a fingerprint of its own."""
    for source in sources:
        report, seen = source.report, Counter[str]()
        found = [(one.place, *_finding(one, source)) for one in report.findings]
        told = [(one.place, *_message(one, source)) for one in report.messages]
        for place, rule, same, result in [*found, *told]:
            seen[rule + same] += 1
            same = hashlib.sha256(f"{rule}\0{same}\0{seen[rule + same]}".encode("utf-8", "surrogatepass")).hexdigest()
            yield {
                "ruleId": rule,
                "ruleIndex": rules.index(rule),
                "level": "note",
                "locations": [source.locate(place)],
                "partialFingerprints": {"textlab/v1": same},
                **result,
            }


def _finding(found: Finding, source: _Source) -> tuple[str, str, dict[str, Any]]:
    """Return a finding's rule, what makes it the same finding in another version of the draft, and its result."""
    message = _text(f"{name_finding(found)}: 「{found.text}」")
    properties = {name: value for name in ("status", "holder", "rule") if (value := getattr(found, name))}
    same = f"{found.text}\0{source.report.sentences[found.sentence].text}"
    return f"{found.kind}/{found.code}", same, {"message": message, "properties": properties}


def _message(message: Message, source: _Source) -> tuple[str, str, dict[str, Any]]:
    """Return the same of a remark."""
    others = [source.locate(place) for place in _other_places(message, source.report)]
    result = {"message": _text(message.text), "relatedLocations": others}
    return f"check/{message.check}", message.subject, result


def _other_places(message: Message, report: DraftReport) -> Sequence[Place]:
    """Return the other places that a remark speaks of."""
    places = {one.message: one.places for one in report.repeats}
    places |= {one.message: tuple(report.findings[number].place for number in one.findings) for one in report.unfelt}
    return places.get(message.text, ())[1:]
