"""Say why a sentence was coded as it was, and what nearly fired."""

from typing import NamedTuple

from textlab.alphabet import CONTENT, Alphabet
from textlab.codebook import Codebook
from textlab.coding import Finding, find_codes
from textlab.data import load_data
from textlab.phrases import Choice, Reading, read_rule
from textlab.rulebook import build_rulebook
from textlab.tokens import Cut, TokenType, cut_text, token_type
from textlab.words import Word, read_type


class NearMiss(NamedTuple):
    """A rule that lacked one word: its code, its phrase, the words it met and the one it missed."""

    code: str
    rule: str
    met: tuple[str, ...]
    missing: str


class Explanation(NamedTuple):
    """What was seen in a sentence."""

    text: str
    tokens: list[TokenType]
    words: list[str]
    findings: list[Finding]
    evidence: list[str]
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
    findings = find_codes([cut], kinds=["body"], codebook=codebook)
    evidence = [text[cut.starts[found.first] : cut.ends[found.last - 1]] for found in findings]
    words = [word.key for number in cut.types for word in read_type(number)]
    tokens = [token_type(number) for number in cut.types]
    return Explanation(text, tokens, words, findings, evidence, _near_misses(cut, findings, codebook)[:near])


def _near_misses(cut: Cut, findings: list[Finding], codebook: Codebook) -> list[NearMiss]:
    """Return the rules of which one reading met all its words but one, or all in another order."""
    book = build_rulebook(codebook)
    letters = set(book.alphabet.spell(cut).letters)
    words = (word for number in cut.types for word in read_type(number))
    telling = {book.alphabet.letter_of(word) for word in words if _is_telling(word)}
    fired = {(found.code, found.rule) for found in findings}
    misses = []
    for number in book.matchers["rules"].naming(telling):
        code, rule = book.rules[number]
        if (code.id, rule.find) not in fired:
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
