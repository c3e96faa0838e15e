"""Decide whether a feeling is felt, denied or raised, and whose it is; the only place that knows of negation."""

from collections.abc import Sequence
from typing import NamedTuple

from textlab.alphabet import Line, class_of
from textlab.rulebook import Cue, Rulebook
from textlab.words import ADVERB, COMMA, CONJUNCTIVE, FINAL, PARTICLE, PREDICATE, STOP

# How many light words may stand between a feeling and its cue.
REACH = 12
# How many between a denial and its own denial, and words between a feeling and the と of its quotation.
NEAR = 4
FELT, DENIED, RAISED = "felt", "denied", "raised"
# Whom a cue of status.toml may make the holder in titles only.
UNTOLD = "untold"


class Found(NamedTuple):
    """A rule found in a sentence: its number and the half-open span of letters."""

    rule: int
    start: int
    end: int


class Reading(NamedTuple):
    """What was decided of a feeling, the cue that decided it, and whose that cue makes it ("" for none)."""

    status: str
    cue: str
    holder: str = ""


def read_status(found: Found, line: Line, *, others: Sequence[Found], book: Rulebook) -> Reading:
    """Decide the status of one feeling in its sentence.

    Parameters
    ----------
    found
        The rule and where it stands.
    line
        The sentence in letters.
    others
        The feelings found in the sentence: 罪悪感も後悔もない denies both, and the ない of a later 申し訳ない denies
        nothing.
    book
        The rules and cues.
    """
    code, rule = book.rules[found.rule]
    cue = _cue_after(found, line, others, book) or _cue_anywhere(found, line, code.id, book)
    if cue is None:
        return Reading(rule.status, "")
    if rule.status == DENIED and cue.status == DENIED:
        return Reading(FELT, cue.id)
    return Reading(rule.status if cue.status == FELT else cue.status, cue.id, cue.holder)


def _cue_after(found: Found, line: Line, others: Sequence[Found], book: Rulebook) -> Cue | None:
    """Walk from the feeling over light words to the nearest cue; guards are stepped over."""
    place, guard = found.end, None
    letters, code = line.letters, book.rules[found.rule][0].id
    while place <= min(len(letters), found.end + REACH):
        around = [other for other in others if other.start <= place < other.end]
        if any(_is_own(other, found, book) for other in around):
            place += 1
            continue
        stop, cue = _outlasting(*_longest(place, letters, code, book), place, letters, code, book)
        if cue is not None and cue.status != FELT:
            return _denied_again(stop, letters, cue, book) or cue
        if cue is not None:
            place, guard = max(stop, place + 1), cue
        elif place < len(letters) and _is_light(place, letters, book):
            place += 1
        else:
            break
    return guard


def _is_own(other: Found, found: Found, book: Rulebook) -> bool:
    """Tell whether another feeling's words are its own and no cue: those of a later one, or one of the same code."""
    same = book.rules[other.rule][0].id == book.rules[found.rule][0].id
    return other.start > found.end or (same and other.start == found.end)


def _denied_again(stop: int, letters: str, cue: Cue, book: Rulebook) -> Cue | None:
    """Return the cue of a double negation if what denies is denied itself: 罪悪感は薄まらない."""
    for place in range(stop, min(len(letters), stop + NEAR) if cue.status == DENIED else stop):
        end, other = _longest(place, letters, "", book)
        if other is not None:
            again = other.status == DENIED and end == place + 1
            return other._replace(status=FELT) if again else None
        if not _is_light(place, letters, book):
            return None
    return None


def _outlasting(
    stop: int, cue: Cue | None, place: int, letters: str, code: str, book: Rulebook
) -> tuple[int, Cue | None]:
    """Prefer a cue that begins within this one and ends later: 感じずにはいられない outlasts 感じない."""
    for inner in range(place + 1, stop if cue else place):
        later, other = _longest(inner, letters, code, book)
        if other is not None and later > stop:
            return later, other
    return stop, cue


def _longest(place: int, letters: str, code: str, book: Rulebook) -> tuple[int, Cue | None]:
    """Return where the longest cue that begins here ends, and the cue."""
    best, chosen = -1, None
    for number, cue in enumerate(book.cues):
        if cue.where == "after" and cue.applies(code):
            match = book.matchers["cues"].compiled(number).match(letters, place)
            if match and match.end() > best:
                best, chosen = match.end(), cue
    return best, chosen


def _is_light(place: int, letters: str, book: Rulebook) -> bool:
    """Tell whether a word may stand between a feeling and its cue; a comma may after は or を, and before と."""
    if class_of(letters[place]) == COMMA:
        return letters[place - 1] in book.marks.slots or letters[place + 1 : place + 2] in [*book.marks.to]
    return letters[place] in book.light or class_of(letters[place]) == ADVERB


def _cue_anywhere(found: Found, line: Line, code: str, book: Rulebook) -> Cue | None:
    """Return a cue that holds for the sentence; one that ends before the feeling holds for another clause."""
    for number, cue in enumerate(book.cues):
        if cue.where == "sentence" and cue.applies(code):
            match = book.matchers["cues"].compiled(number).search(line.letters)
            if match and match.end() > found.start:
                return cue
    return None


def read_holder(found: Found, line: Line, *, reading: Reading, book: Rulebook) -> str:
    """Decide whose feeling it is: self, other, reader or general.

    Many people (多くの人が) come first, then whose words are quoted (夫に「〜」と言われた), then the nearest subject
    before the feeling as long as no clause ends between them, then whom the cue of the status is addressed to. Hope
    that is addressed is the reader's; without any of these the narrator feels.
    """
    code, _ = book.rules[found.rule]
    if book.search("many", line):
        return "general"
    if _is_quoted(found, line, book):
        return "self" if reading.holder == "reader" else "other"
    subject = _subject(found, line, code.id, book)
    if code.id == "hope" and subject != "self" and book.search("speaker", line):
        subject = None
    if code.id == "hope" and book.search("address", line):
        return "reader"
    named = reading.holder if reading.holder != UNTOLD else ""
    return subject or _addressed(reading, line, book) or named or _unnamed(found, line, reading=reading, book=book)


def _unnamed(found: Found, line: Line, *, reading: Reading, book: Rulebook) -> str:
    """Decide whose feeling it is that no subject and no cue gives to anybody."""
    if _is_owned(found, line, book):
        return "other"
    of_nobody = book.rules[found.rule][1].status == RAISED or reading.holder == UNTOLD
    return "general" if of_nobody and not book.is_told(line) else "self"


def _is_owned(found: Found, line: Line, book: Rulebook) -> bool:
    """Tell whether the feeling is named as somebody's: 利用者の不安."""
    owned = book.matchers["owned"].compiled(0).finditer(line.letters)
    return any(match.start() < found.start < match.end() for match in owned)


def _is_quoted(found: Found, line: Line, book: Rulebook) -> bool:
    """Tell whether another says it, named before the words (夫に「〜」と言われた) or behind (「〜」と夫に言われた)."""
    before = book.matchers["spoken"].compiled(0).finditer(line.letters)
    if any(match.start() < found.start and found.end <= match.end() for match in before):
        return True
    behind = book.matchers["spoken_before"].compiled(0).finditer(line.letters, found.end - 1)
    return any(_ends_quotation(line.letters[found.end : match.start()]) for match in behind)


def _ends_quotation(between: str) -> bool:
    """Tell whether only endings, final particles and a full stop stand between a feeling and the と of a quotation."""
    return len(between) <= NEAR and all(class_of(letter) in (PREDICATE, FINAL, STOP, PARTICLE) for letter in between)


def _addressed(reading: Reading, line: Line, book: Rulebook) -> str | None:
    """Return reader if the sentence is spoken to the one who feels."""
    told = reading.status != FELT and book.search("told", line)
    return "reader" if told or book.search("addressed", line) else None


def _subject(found: Found, line: Line, code: str, book: Rulebook) -> str | None:
    """Return whom the nearest subject before a feeling names, or None without one."""
    best, holder = -1, None
    for who, mark, start, end in book.subjects_in(line):
        near = end <= found.start and start > best
        # 父が心配だ: what is feared stands right before the fear.
        feared = code == "anxiety" and mark == "subject" and end == found.start and not _is_held(found, line, book)
        if near and not feared and not _new_clause(line.letters[end : found.start], mark, book):
            best, holder = start, who
    return holder


def _is_held(found: Found, line: Line, book: Rulebook) -> bool:
    """Tell whether the words behind a fear say that its subject has it: 保護者が不安を感じる."""
    return bool(book.matchers["held"].compiled(0).match(line.letters, found.end))


def _new_clause(between: str, mark: str, book: Rulebook) -> bool:
    """Tell whether a clause ends between a subject and a feeling; て carries a topic on, and 息子が、 is one."""
    between = between[1:] if between and class_of(between[0]) == COMMA else between
    classes = [class_of(letter) for letter in between if mark == "subject" or letter not in book.marks.te]
    return CONJUNCTIVE in classes or STOP in classes or (mark == "subject" and COMMA in classes)
