"""Split articles into sentence-like segments: exact spans, kind, section. Articles in, sentences out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from textlab.corpus.front_matter import front_matter_end
from textlab.sentences.blocks import Block, read_blocks
from textlab.sentences.ends import cut_block
from textlab.sentences.kinds import KINDS, name_blocks, name_sentence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "Segment", "split_sentences", "split_text"]

COLUMNS = ("article", "sentence", "start", "end", "kind", "section", "text")


class Segment(NamedTuple):
    """A sentence-like segment: half-open code-point offsets, its kind, and the heading it stands under."""

    start: int
    end: int
    kind: str
    section: str


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Split articles into sentences with the columns article, sentence, start, end, kind, section, text.

    Parameters
    ----------
    articles
        A table with the columns article and text, as `read_corpus` returns it.

    Returns
    -------
    pandas.DataFrame
        One row per segment, in the text's order. `article` is categorical, with every article as a
        category; `sentence` counts from 0 within its article; `start` and `end` are half-open
        code-point offsets into the article's text; `kind` is one of body, heading, item, quote,
        boilerplate (categorical); `section` is the heading the segment stands under, "" before the first.

    Raises
    ------
    ValueError
        If a column is missing or two articles have one name.

    See Also
    --------
    split_text : the same for one text, without pandas; it states the rules.

    Examples
    --------
    >>> import pandas as pd
    >>> text = "# 復帰の日\\n「無理かも。」と思った。でも、進んだ。"
    >>> articles = pd.DataFrame({"article": ["a.txt"], "text": [text]})
    >>> split_sentences(articles)[["sentence", "start", "end", "kind", "section"]].values.tolist()
    [[0, 0, 6, 'heading', '復帰の日'], [1, 7, 19, 'body', '復帰の日'], [2, 19, 26, 'body', '復帰の日']]
    """
    import pandas as pd

    _check_articles(articles)
    names = articles["article"].astype("str").tolist()
    rows = [
        (name, number, *segment, text[segment.start : segment.end])
        for name, text in zip(names, articles["text"], strict=True)
        for number, segment in enumerate(split_text(text))
    ]
    sentences = pd.DataFrame(rows, columns=list(COLUMNS))
    return sentences.astype(
        {
            "article": pd.CategoricalDtype(names),
            "sentence": "int64",
            "start": "int64",
            "end": "int64",
            "kind": pd.CategoricalDtype(list(KINDS)),
            "section": "str",
            "text": "str",
        }
    )


def split_text(text: str) -> list[Segment]:
    """Split one text into segments, without pandas.

    A segment ends at a full stop with what belongs to it (`！？`, `…`, pictures, (笑)), or at a line's
    end unless the sentence runs on: after 、 or an open particle, inside 「…」, before と or という that
    take up the words before. A full stop inside brackets ends the sentence around them only if nothing
    takes the brackets up. A blank line always ends a segment; front matter is one segment.

    Parameters
    ----------
    text
        The whole text of an article, front matter included.

    Returns
    -------
    list of Segment
        Ordered, without overlap, never empty, without surrounding space: every character that is not
        space lies in exactly one segment. Offsets are code points.

    Examples
    --------
    >>> text = "復帰した日。「おかえり！」と言われ、⏎泣きそうでした😢 でも笑った".replace("⏎", chr(10))
    >>> [text[start:end] for start, end, _, _ in split_text(text)]
    ['復帰した日。', '「おかえり！」と言われ、\\n泣きそうでした😢', 'でも笑った']
    """
    body = front_matter_end(text)
    front = [Segment(0, body, "boilerplate", "")] if body else []
    return front + list(_name_segments(text, read_blocks(text, body)))


def _name_segments(text: str, blocks: list[Block]) -> Iterator[Segment]:
    section = ""
    for block, kind in zip(blocks, name_blocks(text, blocks), strict=True):
        if kind == "heading":
            section = _read_heading(text[block.start : block.end])
        for start, end in cut_block(text, block):
            named = name_sentence(text, start, end, block) if kind in ("body", "item") else kind
            yield Segment(start, end, named, section)


def _read_heading(line: str) -> str:
    return line.strip("#* \t\u3000")  # Markdown's marks


def _check_articles(articles: pd.DataFrame) -> None:
    missing = [column for column in ("article", "text") if column not in articles.columns]
    if missing:
        known = ", ".join(map(str, articles.columns))
        raise ValueError(f"articles: no column {', '.join(missing)} among {known}. Read them with read_corpus.")
    twice = articles["article"][articles["article"].duplicated()].tolist()
    if twice:
        raise ValueError(f"articles: two rows are named {twice[0]!r}. Give each article its own name.")
