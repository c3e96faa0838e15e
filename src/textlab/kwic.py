"""Show sentences: where a phrase stands, and any finding within its context (KWIC)."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textlab.coding import place_spans
from textlab.matching import build_matchers
from textlab.tokens import cut_text, read_cuts, token_type

if TYPE_CHECKING:
    import pandas as pd

_LEVELS = ("C", *(f"{side}{number}" for side in "LR" for number in range(1, 6)))
# Code points of context that hold five words; a word cut off at the far end is not among them.
_REACH = 50


def find_phrase(tokens: "pd.DataFrame", *, sentences: "pd.DataFrame", phrase: str) -> "pd.DataFrame":
    """Find a phrase, written as in a rule, in all its inflections.

    Parameters
    ----------
    tokens, sentences
        The tables of `tokenize` and `split_sentences`.
    phrase
        Plain Japanese with the marks that rules use: ``迷惑をかける``, ``もっと…〜すればよかった``.

    Returns
    -------
    DataFrame
        A row per occurrence: article, sentence, start, end (half-open code-point offsets), text.

    Raises
    ------
    PhraseError
        If the phrase cannot be read.
    """
    matcher = build_matchers({"phrase": [[phrase]]}, lists={})["phrase"]
    cuts = read_cuts(tokens, sentences)
    lines = [matcher.alphabet.spell(cut) for cut in cuts]
    spans = []
    for match in matcher.find(lines):
        cut, numbers = cuts[match.line], lines[match.line].tokens
        spans.append((match.line, cut.starts[numbers[match.start]], cut.ends[numbers[match.end - 1]]))
    return place_spans(spans, sentences=sentences)


def concordance(
    findings: "pd.DataFrame", *, articles: "pd.DataFrame", width: int = 25, sort: Sequence[str] = ()
) -> "pd.DataFrame":
    """Show each finding in its context: keyword in context.

    Parameters
    ----------
    findings
        Codings or occurrences: article, start, end and whatever else, which is kept.
    articles
        The articles, with their text.
    width
        How many characters of context on each side; line breaks are shown as ⏎.
    sort
        By which words to sort, the first counting most: ``("R1", "R2", "L1")``. R1 is the word next to the
        finding on its right, L1 on its left, up to 5 either way, and C the finding itself. Words are tokens
        as `tokenize` cuts them, marks among them, and sort by the reading of their dictionary form, in the
        order of the kana, so that the inflections of a word stand together; where a line ends there is no
        word, which sorts first. What is alike keeps its order; without sort all does.

    Returns
    -------
    DataFrame
        article, left, text, right, and then the other columns of the findings; the rows keep their index.

    Raises
    ------
    ValueError
        If sort names anything but C, L1 to L5 and R1 to R5.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article": ["a"], "text": ["仕事を辞めた。\\n仕事が好きだ。"]})
    >>> found = pd.DataFrame({"article": ["a", "a"], "start": [0, 8], "end": [2, 10]})
    >>> concordance(found, articles=articles, sort=["R1"])["right"].tolist()
    ['が好きだ。', 'を辞めた。⏎仕事が好きだ。']
    """
    if wrong := [level for level in sort if level not in _LEVELS]:
        raise ValueError(f"sort: {wrong[0]!r} is not one of: {', '.join(_LEVELS)}")
    texts = articles.set_index("article")["text"]
    texts.index = texts.index.astype(str)
    spans = list(zip(findings["article"].astype(str), findings["start"], findings["end"], strict=True))
    left = [_one_line(texts[article][max(0, start - width) : start]) for article, start, _ in spans]
    right = [_one_line(texts[article][end : end + width]) for article, _, end in spans]
    middle = [_one_line(texts[article][start:end]) for article, start, end in spans]
    shown = findings.assign(left=left, text=middle, right=right)
    first = ["article", "left", "text", "right"]
    keys = [_neighbours(texts[article], start, end, sort) for article, start, end in spans] if sort else []
    order = sorted(range(len(spans)), key=keys.__getitem__) if sort else range(len(spans))
    return shown.iloc[list(order)][[*first, *(column for column in findings.columns if column not in first)]]


def _neighbours(text: str, start: int, end: int, levels: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the readings of the words that stand at some levels around a finding, in the levels' order."""
    line = re.split(r"[\r\n]", text[max(0, start - _REACH) : start])[-1]
    words = {"L": _readings(line)[::-1], "R": _readings(re.split(r"[\r\n]", text[end : end + _REACH])[0])}
    keyword = _readings(text[start:end])
    return [
        tuple(keyword) if level == "C" else tuple(words[level[0]][int(level[1]) - 1 : int(level[1])])
        for level in levels
    ]


def _readings(text: str) -> list[str]:
    """Return each token's reading; marks and unknown words, which have none, stand for themselves."""
    types = [token_type(number) for number in cut_text(text).types]
    return [found.reading or found.surface for found in types]


def _one_line(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎")
