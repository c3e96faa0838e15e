"""Show sentences: where a phrase stands, and any finding within its context (KWIC)."""

from typing import TYPE_CHECKING

from textlab.matching import build_matchers
from textlab.tokens import read_cuts

if TYPE_CHECKING:
    import pandas as pd


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
    import pandas as pd

    matcher = build_matchers({"phrase": [[phrase]]}, lists={})["phrase"]
    cuts = read_cuts(tokens, sentences)
    lines = [matcher.alphabet.spell(cut) for cut in cuts]
    rows = []
    for match in matcher.find(lines):
        cut, numbers = cuts[match.line], lines[match.line].tokens
        rows.append((match.line, cut.starts[numbers[match.start]], cut.ends[numbers[match.end - 1]]))
    places = sentences.take([row for row, _, _ in rows])
    shift = places["start"].to_numpy()
    return pd.DataFrame(
        {
            "article": places["article"].array,
            "sentence": places["sentence"].array,
            "start": pd.Series([start for _, start, _ in rows], dtype="int64").to_numpy() + shift,
            "end": pd.Series([end for _, _, end in rows], dtype="int64").to_numpy() + shift,
            "text": [text[a:b] for text, (_, a, b) in zip(places["text"], rows, strict=True)],
        }
    )


def concordance(findings: "pd.DataFrame", *, articles: "pd.DataFrame", width: int = 25) -> "pd.DataFrame":
    """Show each finding in its context: keyword in context.

    Parameters
    ----------
    findings
        Codings or occurrences: article, start, end and whatever else, which is kept.
    articles
        The articles, with their text.
    width
        How many characters of context on each side; line breaks are shown as ⏎.

    Returns
    -------
    DataFrame
        article, left, text, right, and then the other columns of the findings, in their order.
    """
    texts = articles.set_index("article")["text"]
    texts.index = texts.index.astype(str)
    spans = list(zip(findings["article"].astype(str), findings["start"], findings["end"], strict=True))
    left = [_one_line(texts[article][max(0, start - width) : start]) for article, start, _ in spans]
    right = [_one_line(texts[article][end : end + width]) for article, _, end in spans]
    middle = [_one_line(texts[article][start:end]) for article, start, end in spans]
    shown = findings.assign(left=left, text=middle, right=right)
    first = ["article", "left", "text", "right"]
    return shown[[*first, *(column for column in findings.columns if column not in first)]]


def _one_line(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎")
