"""Find what comes back in a draft: phrases said again, themes taken up in several places."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from textlab.codebook import Codebook
from textlab.data import load_data
from textlab.draft.coded import Coded
from textlab.draft.report import Place, Repeat
from textlab.tokens import Cut, token_type

# Said twice is emphasis or chance; said three times is a habit that readers notice.
_TIMES = 3
# Shorter phrases (思った, 子どもの) come back in every text.
_TOKENS = (3, 12)
# Shorter sentences (はい。) are no repetition that a writer would mend; of longer ones a message shows the beginning.
_WHOLE, _SHOWN = 10, 30
_UNTOLD = ("boilerplate", "heading")
# As many phrases as a writer will look through.
_MOST = 10
# More lines than these in a message are not read.
_NAMED = 8
# Sentences of one theme belong to one passage if at most so many others stand between them.
_GAP = 2
_OPEN = ("名詞-普通名詞", "名詞-固有名詞", "動詞-一般", "形容詞-一般", "形状詞-一般", "副詞-一般", "感動詞-一般")
_NOUNS = ("名詞", "接頭辞", "接尾辞")
# Words that fill out a phrase, without saying anything by themselves: する in 気がする, そんな.
_HALF = ("動詞-非自立可能", "形容詞-非自立可能", "連体詞", "代名詞")
_ENDINGS = ("助動詞", "助詞-接続助詞")


class _Phrase(NamedTuple):
    sentence: int
    first: int
    last: int


def find_repeats(draft: Coded, *, cuts: Sequence[Cut], codebook: Codebook) -> tuple[Repeat, ...]:
    """Return what a draft says again: whole sentences, phrases, then themes that come back in several passages."""
    told = [number for number, span in enumerate(draft.segments) if span.kind not in _UNTOLD]
    sentences, again = _sentence_repeats(draft, told)
    once = [number for number in told if number not in again]
    phrases = [_phrase_repeat(found, draft, cuts) for found in _phrases(once, cuts)]
    themes = (_theme_repeat(code.id, code.label, draft) for code in codebook.codes if code.kind == "theme")
    return (*sentences, *phrases, *(theme for theme in themes if theme))


def _sentence_repeats(draft: Coded, told: Sequence[int]) -> tuple[list[Repeat], set[int]]:
    """Return the runs of sentences that stood before word for word, and the numbers of those that do."""
    texts = {number: draft.text[draft.segments[number].start : draft.segments[number].end] for number in told}
    firsts: dict[str, int] = {}
    again: dict[int, int] = {}
    for number, text in texts.items():
        first = firsts.setdefault(text, number)
        if first != number and len(text) >= _WHOLE:
            again[number] = first
    runs: dict[tuple[int, int], list[int]] = {}
    for number, first in again.items():
        if again.get(number - 1) != first - 1:
            last = next(n for n in count(number) if again.get(n + 1) != first + n + 1 - number)
            runs.setdefault((first, last - number), []).append(number)
    repeats = [_run_repeat([first, *starts], length, draft) for (first, length), starts in runs.items()]
    return repeats, set(again)


def _run_repeat(starts: list[int], length: int, draft: Coded) -> Repeat:
    spans = [(draft.segments[start].start, draft.segments[start + length].end) for start in starts]
    places = tuple(draft.lines.place(start, end) for start, end in spans)
    label = draft.text[spans[0][0] : spans[0][1]]
    return Repeat("sentence", "", label, places, _tell("sentence", label.split("\n")[0][:_SHOWN], places))


def _phrase_repeat(found: list[_Phrase], draft: Coded, cuts: Sequence[Cut]) -> Repeat:
    places = []
    for at in found:
        cut, shift = cuts[at.sentence], draft.segments[at.sentence].start
        places.append(draft.lines.place(shift + cut.starts[at.first], shift + cut.ends[_inflected(at.last, cut) - 1]))
    label = draft.text[places[0].start : places[0].end]
    return Repeat("phrase", "", label, tuple(places), _tell("phrase", label, places))


def _inflected(last: int, cut: Cut) -> int:
    """Return where a phrase's last word ends with its inflection: ため息をつい goes on to た."""
    while last < len(cut.types) and token_type(cut.types[last]).pos.startswith(_ENDINGS):
        last += 1
    return last


def _theme_repeat(code: str, label: str, draft: Coded) -> Repeat | None:
    """Return a theme with the first finding of each passage that takes it up; None if those are few."""
    firsts = {hit.sentence: hit for hit in reversed(draft.hits) if hit.code == code}
    starts = [number for number in sorted(firsts) if not any(number - gap in firsts for gap in range(1, _GAP + 2))]
    if len(starts) < _TIMES:
        return None
    places = tuple(draft.lines.place(firsts[number].start, firsts[number].end) for number in starts)
    return Repeat("theme", code, label, places, _tell("theme", label, places))


def _tell(kind: str, label: str, places: Sequence[Place]) -> str:
    text = load_data("draft/messages.toml")["repeat"][kind]
    lines = [str(place.line) for place in places]
    more = "…" if len(lines) > _NAMED else ""
    return str(text.format(label=label, n=len(places), lines="・".join(lines[:_NAMED]) + more))


def _phrases(told: Sequence[int], cuts: Sequence[Cut]) -> Iterator[list[_Phrase]]:
    """Return the longest phrases that come back, the most telling first; words count in any inflection."""
    sequences = {number: [token_type(kind).base for kind in cuts[number].types] for number in told}
    kept: list[list[_Phrase]] = []
    covered: set[tuple[int, int]] = set()
    for found in _frequent(sequences):
        sole = _apart(found)
        # What a longer phrase covers, all but a time or two, needs no word of its own.
        bare = sum((phrase.sentence, phrase.first) not in covered for phrase in sole)
        if bare >= _TIMES and _tells(sole[0], cuts):
            kept.append(sole)
            covered.update((phrase.sentence, at) for phrase in sole for at in range(phrase.first, phrase.last))
    yield from sorted(kept, key=lambda found: (-len(found), -(found[0].last - found[0].first)))[:_MOST]


def _frequent(sequences: dict[int, list[str]]) -> list[list[_Phrase]]:
    """Return every sequence of words met often enough, the longest first; a longer one holds only such ones."""
    least, most = _TOKENS
    found = [_Phrase(number, at, at + 1) for number, words in sequences.items() for at in range(len(words))]
    levels: list[list[list[_Phrase]]] = []
    for length in range(1, most + 1):
        groups: dict[tuple[str, ...], list[_Phrase]] = {}
        for phrase in found:
            if phrase.first + length <= len(sequences[phrase.sentence]):
                words = tuple(sequences[phrase.sentence][phrase.first : phrase.first + length])
                groups.setdefault(words, []).append(phrase._replace(last=phrase.first + length))
        often = [group for group in groups.values() if len(group) >= _TIMES]
        levels.append(often)
        found = [phrase for group in often for phrase in group]
    return [group for often in reversed(levels[least - 1 :]) for group in often]


def _apart(found: list[_Phrase]) -> list[_Phrase]:
    """Return the phrases that do not overlap one before."""
    apart: list[_Phrase] = []
    for phrase in found:
        if not apart or apart[-1].sentence != phrase.sentence or apart[-1].last <= phrase.first:
            apart.append(phrase)
    return apart


def _tells(phrase: _Phrase, cuts: Sequence[Cut]) -> bool:
    """Tell whether a phrase says something: it begins and ends with words of its own, two at least, not all nouns."""
    kinds = [token_type(kind).pos for kind in cuts[phrase.sentence].types[phrase.first : phrase.last]]
    whole = kinds[0].startswith(_OPEN + _HALF) and kinds[-1].startswith(_OPEN + _HALF)
    full, nouns = (sum(pos.startswith(sorts) for pos in kinds) for sorts in (_OPEN, _NOUNS))
    # 気がする says something, 持っていく no more than one word does.
    return whole and nouns < len(kinds) and (full >= 2 or (nouns > 0 and kinds[-1].startswith(_HALF)))
