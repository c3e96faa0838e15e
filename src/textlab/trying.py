"""Try a codebook's phrases on drafts: where each one stands, and why one may find nothing."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textlab.alphabet import CONTENT, Alphabet, Line
from textlab.codebook import Code, Codebook, Rule
from textlab.coding import widen
from textlab.data import load_data
from textlab.matching import Index, Match, Matcher, build_matchers
from textlab.phrases import Choice, Reading, read_rule
from textlab.sentences import split_text
from textlab.tokens import Cut, cut_text
from textlab.words import Word


class Hit(NamedTuple):
    """A place where a phrase stands: the text's name, line and column from 1 on, and its sentence in three parts.

    ``sentence`` numbers the sentence among those of all texts.
    """

    text: str
    sentence: int
    line: int
    column: int
    before: str
    words: str
    after: str


class Trial(NamedTuple):
    """What a phrase found; without a hit, the hint says what may be the matter."""

    code: Code
    phrase: str
    hits: tuple[Hit, ...]
    hint: str


def try_codebook(book: Codebook, *, texts: Mapping[str, str]) -> list[Trial]:
    """Find every phrase of a codebook in texts, given by their names; a phrase that overlaps another is found too.

    Examples
    --------
    >>> from textlab.codebook import read_phrases
    >>> book = read_phrases("満員電車\\n電車に乗る", name="通勤")
    >>> [(trial.phrase, len(trial.hits)) for trial in try_codebook(book, texts={"a": "朝の満員電車がつらい。"})]
    [('満員電車', 1), ('電車に乗る', 0)]
    """
    rules = [(code, rule) for code in book.codes for rule in code.rules]
    matchers = build_matchers(
        {
            "rules": [[rule.find] for _, rule in rules],
            "unless": [rule.unless for _, rule in rules],
            "senses": [code.senses for code in book.codes],
        },
        lists=book.lists,
    )
    alphabet = matchers["rules"].alphabet
    sentences = [sentence for name, text in texts.items() for sentence in _sentences(name, text)]
    lines = [alphabet.spell(sentence.cut) for sentence in sentences]
    hits: dict[int, list[Hit]] = {}
    for match in _matches(matchers, lines, [book.codes.index(code) for code, _ in rules]):
        hits.setdefault(match.phrase, []).append(_hit(match, lines[match.line], sentences[match.line]))
    letters = {letter for line in lines for letter in line.letters}
    return [
        Trial(code, rule.find, tuple(hits.get(number, ())), "" if number in hits else _hint(rule, letters, alphabet))
        for number, (code, rule) in enumerate(rules)
    ]


class _Sentence(NamedTuple):
    """A sentence with the name of its text, its tokens, and the place of its first character."""

    name: str
    text: str
    cut: Cut
    line: int
    column: int


def _sentences(name: str, text: str) -> Iterator[_Sentence]:
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    for start, end, kind, _ in split_text(text):
        if kind != "boilerplate":
            line = bisect_right(starts, start)
            yield _Sentence(name, text[start:end], cut_text(text[start:end]), line, start - starts[line - 1] + 1)


def _matches(matchers: Mapping[str, Matcher], lines: Sequence[Line], codes: Sequence[int]) -> Iterator[Match]:
    """Return the matches that no other sense and no ``unless`` forbids; ``codes`` numbers each rule's code."""
    index = Index(lines)
    forbidden = {(match.phrase, match.line) for match in matchers["unless"].find(lines, index=index)}
    senses: dict[tuple[int, int], list[Match]] = {}
    for sense in matchers["senses"].find(lines, index=index):
        senses.setdefault((sense.phrase, sense.line), []).append(sense)
    for match in matchers["rules"].find(lines, index=index):
        others = senses.get((codes[match.phrase], match.line), ())
        overlaps = any(other.start < match.end and match.start < other.end for other in others)
        if not overlaps and (match.phrase, match.line) not in forbidden:
            yield match


def _hit(match: Match, line: Line, sentence: _Sentence) -> Hit:
    start = sentence.cut.starts[widen(line.tokens[match.start], sentence.cut)]
    end = sentence.cut.ends[line.tokens[match.end - 1]]
    before, words, after = sentence.text[:start], sentence.text[start:end], sentence.text[end:]
    # A sentence may run over the end of a line.
    column = sentence.column + start if "\n" not in before else start - before.rindex("\n")
    return Hit(sentence.name, match.line, sentence.line + before.count("\n"), column, before, words, after)


def _hint(rule: Rule, letters: set[str], alphabet: Alphabet) -> str:
    """Say which words of a phrase no text holds, or that they stand in another order."""
    says = load_data("codebook/phrase_list.toml")["hints"]
    absent = _absent(read_rule(rule.find), letters, alphabet)
    return str(says["absent"].format(words="、".join(absent)) if absent else says["order"])


def _absent(readings: Sequence[Reading], letters: set[str], alphabet: Alphabet) -> list[str]:
    """Return the content words that the reading that lacks fewest of them lacks."""
    return min((_absent_in(reading, letters, alphabet) for reading in readings), key=len)


def _absent_in(reading: Reading, letters: set[str], alphabet: Alphabet) -> list[str]:
    absent: list[str] = []
    for part in reading:
        if isinstance(part, Choice):
            absent += _absent(part.readings, letters, alphabet)
        elif isinstance(part, Word) and part.kind in CONTENT and letters.isdisjoint(alphabet.letters_of(part)):
            absent.append(part.key.partition("+")[0])  # A potential verb is named by its plain one.
    return absent
