"""Make a codebook and the cues ready to be found in sentences, all spelled with one alphabet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from textlab.alphabet import Alphabet, Line
from textlab.codebook import Code, Codebook, Rule
from textlab.data import load_data
from textlab.matching import Index, Match, Matcher, find_matchers
from textlab.phrases.parts import slot_words
from textlab.phrases.spelling import letters_in
from textlab.words import FULL_STOP, TE, TO

# The sorts of phrases in context.toml.
CONTEXT = ("back", "takes_up", "leads_in", "asks", "offers", "echoes")
# The groups of phrases in holders.toml that are looked for anywhere in a sentence.
HOLDERS = ("many", "speaker", "address", "addressed", "told", "named", "held", "owned")
_LISTS = "holder:"


class Cue(NamedTuple):
    """A cue of status.toml: what it says, where it is looked for, and for which codes."""

    id: str
    status: str
    where: str
    codes: frozenset[str]
    excepted: frozenset[str]
    holder: str

    def applies(self, code: str) -> bool:
        """Tell whether the cue counts for a code."""
        return code not in self.excepted and (not self.codes or code in self.codes)


class Marks(NamedTuple):
    """The letters of words that status asks for by themselves: て, と, the full stop, droppable particles."""

    te: str
    to: str
    stop: str
    slots: str


class Subject(NamedTuple):
    """A person who stands as a subject: whom it names, by which sort of particle, where."""

    who: str
    mark: str
    start: int
    end: int


@dataclass(frozen=True)
class Rulebook:
    """The rules of a codebook with their codes, the cues, and a matcher for each sort of phrase."""

    rules: tuple[tuple[Code, Rule], ...]
    cues: tuple[Cue, ...]
    matchers: dict[str, Matcher]
    senses: tuple[str, ...]
    unless: dict[int, int]
    light: frozenset[str]
    marks: Marks
    subjects: tuple[tuple[str, str], ...]
    _known: dict[str, "list[Subject]"] = field(default_factory=dict)

    @property
    def alphabet(self) -> Alphabet:
        """Return the alphabet that all its matchers share."""
        return self.matchers["rules"].alphabet

    def find(self, name: str, lines: Sequence[Line], index: Index) -> Iterator[Match]:
        """Find the phrases of one matcher: rules, senses or one of the context."""
        return self.matchers[name].find(lines, index=index)

    def search(self, name: str, line: Line) -> bool:
        """Tell whether one of a group of phrases stands in a sentence."""
        return bool(self.matchers[name].compiled(0).search(line.letters))

    def is_told(self, line: Line) -> bool:
        """Tell whether a sentence ends with a full stop, as what is told does; titles and questions do not."""
        return line.letters[-1:] in self.marks.stop

    def subjects_in(self, line: Line) -> "list[Subject]":
        """Return every person who stands as a subject; several feelings of a sentence ask for them."""
        if line.letters not in self._known:
            self._known.clear()
            self._known[line.letters] = list(self._find_subjects(line))
        return self._known[line.letters]

    def _find_subjects(self, line: Line) -> Iterator["Subject"]:
        ends = set()
        for number, (who, mark) in enumerate(self.subjects):
            for match in self.matchers["subjects"].compiled(number).finditer(line.letters):
                ends.add(match.end())
                yield Subject(who, mark, *match.span())
        for match in self.matchers["named"].compiled(0).finditer(line.letters):
            if match.end() not in ends:  # 皆さん is no name.
                yield Subject("other", "topic", *match.span())

    def find_unless(self, rule: int, line: Line) -> tuple[int, int] | None:
        """Return where a rule's ``unless`` stands in a sentence, as a half-open span of letters."""
        number = self.unless.get(rule)
        found = self.matchers["unless"].compiled(number).search(line.letters) if number is not None else None
        return found.span() if found else None


@lru_cache(maxsize=8)
def build_rulebook(book: Codebook) -> Rulebook:
    """Read every phrase of a codebook and of the cues."""
    rules = tuple((code, rule) for code in book.codes for rule in code.rules)
    forbidding = [number for number, (_, rule) in enumerate(rules) if rule.unless]
    senses = [(code.id, phrase) for code in book.codes for phrase in code.senses]
    senses += [("", phrase) for phrase in load_data("cues/formulas.toml")["formulas"]]
    groups: dict[str, list[Sequence[str]]] = {
        "rules": [[rule.find] for _, rule in rules],
        "unless": [rules[number][1].unless for number in forbidding],
        "senses": [[phrase] for _, phrase in senses],
    }
    holders = load_data("cues/holders.toml")
    people = holders["subjects"] | {"feelings": holders["feelings"]}
    matchers = find_matchers(
        groups | _cue_groups(), lists=dict(book.lists) | {f"{_LISTS}{who}": words for who, words in people.items()}
    )
    letters_of = matchers["rules"].alphabet.letters_of
    return Rulebook(
        rules=rules,
        cues=tuple(map(_cue, load_data("cues/status.toml")["cues"])),
        matchers=matchers,
        senses=tuple(code for code, _ in senses),
        unless={number: place for place, number in enumerate(forbidding)},
        marks=Marks(letters_of(TE), letters_of(TO), letters_of(FULL_STOP), "".join(map(letters_of, slot_words()))),
        light=_letters(matchers["light"]),
        subjects=tuple(_subjects()),
    )


def _cue_groups() -> dict[str, list[Sequence[str]]]:
    """Return the phrases of the cues of status, context and holder."""
    status, context, holders = (load_data(f"cues/{name}.toml") for name in ("status", "context", "holders"))
    marks = holders["marks"]
    return {
        "cues": [cue["find"] for cue in status["cues"]],
        "light": [status["light"]],
        "subjects": [[f"<{_LISTS}{who}>{mark}" for mark in marks[kind]] for who, kind in _subjects()],
        "spoken": [[f"<{_LISTS}other>{spoken}" for spoken in marks["spoken"]]],
        "spoken_before": [marks["spoken_before"]],
        **{name: [context[name]] for name in CONTEXT},
        **{name: [holders[name]] for name in HOLDERS},
    }


def _subjects() -> list[tuple[str, str]]:
    """Return whom a subject may name, with each sort of particle that makes it one."""
    return [(who, mark) for who in load_data("cues/holders.toml")["subjects"] for mark in ("topic", "subject")]


def _cue(cue: dict[str, Any]) -> Cue:
    codes, excepted = frozenset(cue.get("codes", ())), frozenset(cue.get("except", ()))
    return Cue(cue["id"], cue["status"], cue["where"], codes, excepted, cue.get("holder", ""))


def _letters(matcher: Matcher) -> frozenset[str]:
    """Return all letters of the words in a matcher's phrases."""
    return frozenset(letter for phrase in matcher.phrases for letter in letters_in(phrase.read_ways()))
