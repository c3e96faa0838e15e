"""Write codebooks and explanations out for a reader in the terminal."""

from collections.abc import Iterable, Iterator

from textlab.codebook import Code, Codebook
from textlab.explaining import Explanation, explain
from textlab.output import clean
from textlab.phrases import Choice, Mark, Part, Reading, read_rule


def show_codebook(book: Codebook) -> str:
    """Return a codebook's codes, a line each."""
    lines = [f"{book.title} {book.version}"]
    lines += [f"  {code.id:<12} {code.kind:<8} {len(code.rules):>4} rules  {code.label}" for code in book.codes]
    return _join(lines)


def show_code(code: Code) -> str:
    """Return a code with its definition, limits, rules and each rule's example."""
    lines = [f"{code.id}: {code.label} ({code.kind})", f"  {code.definition}"]
    lines += [f"  + {text}" for text in code.include] + [f"  - {text}" for text in code.exclude]
    for rule in code.rules:
        sense = "" if rule.status == "felt" else f" [{rule.status}]"
        unless = f"  unless {', '.join(rule.unless)}" if rule.unless else ""
        lines.append(f"{rule.find}{sense}{unless}")
        lines += [f"    {text}" for text in rule.examples("yes")]
    return _join(lines)


def show_readings(book: Codebook) -> str:
    """Return how each rule was read: its words by their keys, marks in <>, choices in ( | )."""
    lines = []
    for code in book.codes:
        for rule in code.rules:
            lines.append(f"{code.id}: {rule.find}")
            lines += [f"    {_reading(reading)}" for reading in read_rule(rule.find)]
    return _join(lines)


def _reading(reading: Reading) -> str:
    return " ".join(map(_part, reading))


def _part(part: Part) -> str:
    if isinstance(part, Choice):
        return "(" + " | ".join(map(_reading, part.readings)) + ")"
    return f"<{part.name or part.kind}>" if isinstance(part, Mark) else part.key


_ASIDE = {
    "sense": "「{words}」 is a formula or has another sense",
    "unless": "the rule's exception 「{words}」 stands in the sentence",
}


def show_explanation(sentence: str, *, codebook: Codebook) -> str:
    """Return an explanation in words: the cut, the findings with rule, cue, status and holder, the near misses."""
    return _join(_lines(explain(sentence, codebook=codebook)))


def _join(lines: Iterable[str]) -> str:
    """Return lines without anything that a terminal would act on."""
    return "\n".join(map(clean, lines))


def _lines(found: Explanation) -> Iterator[str]:
    yield found.text
    yield "tokens: " + " | ".join(f"{token.surface}/{token.base}" for token in found.tokens)
    yield "words:  " + " ".join(found.words)
    for finding, text in zip(found.findings, found.evidence, strict=True):
        yield f"+ {finding.code} 「{text}」 by the rule 「{finding.rule}」"
        if finding.status:
            cue = f"by the cue “{finding.cue}”" if finding.cue else "no cue changes it"
            yield f"    status {finding.status} ({cue}), holder {finding.holder}"
    if not found.findings:
        yield "+ nothing found"
    for item in found.aside:
        why = _ASIDE[item.why].format(words=item.by)
        yield f"! {item.code} 「{item.text}」 by the rule 「{item.rule}」 counts for nothing: {why}"
    yield from (
        f"- {miss.code}: 「{miss.rule}」 met {' '.join(miss.met)}, missed {miss.missing}" for miss in found.near
    )
