"""Say why a sentence was coded as it was, and what nearly fired."""

from collections.abc import Iterator
from typing import NamedTuple

from textlab.alphabet import CONTENT, Alphabet, Line
from textlab.candidates import find_candidates
from textlab.codebook import Codebook
from textlab.coding import Finding, find_codes
from textlab.data import load_data
from textlab.matching import Index
from textlab.phrases import Choice, Reading, read_rule
from textlab.rulebook import build_rulebook
from textlab.tokens import Cut, TokenType, cut_text, token_type
from textlab.words import Word, read_types


class NearMiss(NamedTuple):
    """A rule that lacked one word: its code, its phrase, the words it met and the one it missed."""

    code: str
    rule: str
    met: tuple[str, ...]
    missing: str


class SetAside(NamedTuple):
    """A rule that stands in the sentence and counts for nothing: its code, its phrase, its words, why, by which words.

    ``why`` is "sense" where the words are part of a formula or have another sense, "unless" where the rule's own
    exception stands in the sentence.
    """

    code: str
    rule: str
    text: str
    why: str
    by: str


class Explanation(NamedTuple):
    """What was seen in a sentence."""

    text: str
    tokens: list[TokenType]
    words: list[str]
    findings: list[Finding]
    evidence: list[str]
    aside: list[SetAside]
    near: list[NearMiss]


def explain(text: str, *, codebook: Codebook, near: int = 8) -> Explanation:
    """Explain the coding of one sentence.

    Parameters
    ----------
    text
        A sentence.
    codebook
        What to look for.
    near
        How many of the rules that lacked one word only to name at most, those that met most words first.
    """
    cut = cut_text(text)
    line = build_rulebook(codebook).alphabet.spell(cut)
    findings = find_codes([cut], kinds=["body"], codebook=codebook)
    evidence = [text[cut.starts[found.first] : cut.ends[found.last - 1]] for found in findings]
    aside = list(_find_aside(text, cut, line, codebook))
    words = [word.key for own in read_types(cut.types) for word in own]
    tokens = [token_type(number) for number in cut.types]
    known = {(found.code, found.rule) for found in findings} | {(item.code, item.rule) for item in aside}
    close = _near_misses(cut, line, known, codebook)[:near]
    return Explanation(text, tokens, words, findings, evidence, aside, close)


def _find_aside(text: str, cut: Cut, line: Line, codebook: Codebook) -> Iterator[SetAside]:
    book = build_rulebook(codebook)

    def words(start: int, end: int) -> str:
        return text[cut.starts[line.tokens[start]] : cut.ends[line.tokens[end - 1]]]

    for item in find_candidates([line], index=Index([line]), book=book):
        if item.aside:
            code, rule = book.rules[item.found.rule]
            yield SetAside(code.id, rule.find, words(item.found.start, item.found.end), item.aside, words(*item.by))


def _near_misses(cut: Cut, line: Line, known: set[tuple[str, str]], codebook: Codebook) -> list[NearMiss]:
    """Return the rules, beside those known, of which one reading met all its words but one, or all in another order."""
    book = build_rulebook(codebook)
    letters = set(line.letters)
    words = (word for own in read_types(cut.types) for word in own)
    telling = {book.alphabet.letter_of(word) for word in words if _is_telling(word)}
    misses = []
    for number in book.matchers["rules"].naming(telling):
        code, rule = book.rules[number]
        if (code.id, rule.find) not in known:
            tried = [_try(reading, letters, book.alphabet) for reading in read_rule(rule.find)]
            close = [(met, missing) for met, missing in tried if met and len(missing) <= 1]
            if close:
                met, missing = max(close, key=lambda pair: len(pair[0]))
                misses.append(NearMiss(code.id, rule.find, tuple(met), missing[0] if missing else "their order"))
    return sorted(misses, key=lambda miss: -len(miss.met))


def _try(reading: Reading, letters: set[str], alphabet: Alphabet) -> tuple[list[str], list[str]]:
    """Return the telling words of a reading that a sentence holds, and those that it lacks."""
    met: list[str] = []
    missing: list[str] = []
    for part in reading:
        if isinstance(part, Choice):
            tried = [_try(choice, letters, alphabet) for choice in part.readings]
            found, lacking = max(tried, key=lambda pair: len(pair[0]) - len(pair[1]))
            met, missing = met + found, missing + lacking
        elif isinstance(part, Word) and _is_telling(part):
            (met if letters & set(alphabet.letters_of(part)) else missing).append(part.key)
    return met, missing


def _is_telling(word: Word) -> bool:
    """Tell whether a word says that a rule nearly fired: a content word that is not too common."""
    return word.kind in CONTENT and word.key not in load_data("cues/variants.toml")["common"]
