"""Say what is wrong with a draft, or what was left out of it, in the words of `reading.toml`."""

from textlab.data import load_data
from textlab.errors import CorpusError

_WORDS = "draft/reading.toml"


def fault(name: str, key: str, **values: object) -> CorpusError:
    """Return the error that names a draft, what is wrong with it and the remedy, in Japanese and English.

    >>> str(fault("a.docx", "huge", part="word/document.xml")).split(" / ")[1][:40]
    'The part word/document.xml is too large.'
    """
    japanese, english = (text.format(**values) for text in load_data(_WORDS)["faults"][key])
    return CorpusError(f"{name}: {japanese} / {english}")


def remark(key: str, **values: object) -> str:
    """Return what a writer should know of the reading.

    >>> remark("comment", n=2)
    'コメント2件は本文に入れていません。'
    """
    text: str = load_data(_WORDS)["remarks"][key]
    return text.format(**values)


def label(key: str, **values: object) -> str:
    """Return the words that the reading itself puts into a draft or its name."""
    text: str = load_data(_WORDS)["labels"][key]
    return text.format(**values)
