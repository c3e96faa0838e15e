"""Say what stands in labels.toml, and errors in Japanese alone."""

import re

from textlab.data import load_data

_LINE = re.compile(r" \(line \d+\)")


def say(part: str, key: str, /, **values: object) -> str:
    """Return a label, with its values filled in.

    >>> say("draft", "read")
    '読んでみる'
    """
    return str(load_data("app/labels.toml")[part][key]).format(**values)


def in_japanese(error: Exception) -> str:
    """Return an error's message without the English that follows the Japanese on each line.

    >>> in_japanese(ValueError("2行目 (line 2): 言葉がありません。 / names no word"))
    '2行目: 言葉がありません。'
    """
    return "\n".join(_LINE.sub("", line.rsplit(" / ", 1)[0].strip()) for line in str(error).split("\n"))
