"""Check a codebook by its own examples: every rule must be needed by a sentence and silent on the others."""

from collections.abc import Iterator
from typing import NamedTuple

from textlab.codebook import Code, Codebook, Rule
from textlab.coding import Finding, find_codes, find_matches
from textlab.tokens import cut_text


class Fault(NamedTuple):
    """A fault of a codebook: the code, the rule ("" for the code itself) and what is wrong."""

    code: str
    rule: str
    fault: str


def check_codebook(codebook: Codebook) -> list[Fault]:
    """Run every example sentence of a codebook and return what fails.

    A rule fails when it has no ``yes`` sentence, when a ``yes`` sentence does not show it with its own status, when
    no ``yes`` sentence needs it because another rule of the code finds each of them too, or when it fires on one
    of its ``no`` sentences. A code fails when it is not found in its ``yes`` or found in its ``no`` sentences.
    """
    runs = _run(codebook)
    return [fault for code in codebook.codes for fault in _check_code(code, runs)]


class _Runs(NamedTuple):
    """For each example sentence, what was found in it and every rule that matched: (code, rule)."""

    findings: dict[str, list[Finding]]
    matches: dict[str, set[tuple[str, str]]]


def _run(codebook: Codebook) -> _Runs:
    """Code all example sentences at once."""
    texts = list(dict.fromkeys(_examples(codebook)))
    cuts = [cut_text(text) for text in texts]
    runs = _Runs({text: [] for text in texts}, {text: set() for text in texts})
    for finding in find_codes(cuts, kinds=["body"] * len(texts), codebook=codebook):
        runs.findings[texts[finding.sentence]].append(finding)
    for sentence, code, rule in find_matches(cuts, codebook=codebook):
        runs.matches[texts[sentence]].add((code, rule))
    return runs


def _examples(codebook: Codebook) -> Iterator[str]:
    for code in codebook.codes:
        yield from (*code.yes, *code.no)
        for rule in code.rules:
            yield from (*rule.examples("yes"), *rule.examples("no"))


def _check_code(code: Code, runs: _Runs) -> Iterator[Fault]:
    for text in code.yes:
        if not any(found.code == code.id for found in runs.findings[text]):
            yield Fault(code.id, "", f"not found in its yes sentence 「{text}」")
    for text in code.no:
        for found in runs.findings[text]:
            if found.code == code.id and found.status != "denied":
                yield Fault(code.id, found.rule, f"found in the code's no sentence 「{text}」")
    for rule in code.rules:
        yield from _check_rule(code, rule, runs)


def _check_rule(code: Code, rule: Rule, runs: _Runs) -> Iterator[Fault]:
    yes = rule.examples("yes")
    if not yes and not any((code.id, rule.find) in runs.matches[text] for text in code.yes):
        yield Fault(code.id, rule.find, "has no yes sentence of its own")
    needed = not yes
    for text in yes:
        fault = _shown(code, rule, runs.findings[text], runs.matches[text])
        if fault:
            yield Fault(code.id, rule.find, f"{fault} in its yes sentence 「{text}」")
        needed |= {found for name, found in runs.matches[text] if name == code.id} <= {rule.find}
    if not needed:
        others = {found for name, found in runs.matches[yes[0]] if name == code.id} - {rule.find}
        yield Fault(code.id, rule.find, f"no example needs it; 「{yes[0]}」 is found by: {', '.join(sorted(others))}")
    for text in rule.examples("no"):
        if any(found.code == code.id and found.rule == rule.find for found in runs.findings[text]):
            yield Fault(code.id, rule.find, f"fires on its no sentence 「{text}」")


def _shown(code: Code, rule: Rule, findings: list[Finding], matches: set[tuple[str, str]]) -> str | None:
    """Say how a rule fails to show in its sentence, or None."""
    if (code.id, rule.find) not in matches:
        return "never matches"
    own = [found for found in findings if found.code == code.id and found.rule == rule.find]
    if own and code.kind == "emotion" and all(found.status != rule.status for found in own):
        return f"has the status {own[0].status}, by the cue “{own[0].cue}”, and not {rule.status},"
    return None
