"""Read the YAML block between `---` lines at the top of an article, values as they were written.

A TOML block between `+++` lines is known too: it is no text, and its fields are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textlab.errors import CorpusError

if TYPE_CHECKING:
    import yaml

RESERVED = ("article", "text")  # columns that the file itself gives
_YAML, _TOML = "---", "+++"
_FENCES = {mark: re.compile(rf"^{re.escape(mark)}[ \t]*\r?$", re.MULTILINE) for mark in (_YAML, _TOML)}
_FIELDS = {
    _YAML: re.compile(r"^[^\s:#\-\"'][^:\r\n]{0,39}:(?=\s|$)", re.MULTILINE),
    _TOML: re.compile(r"^[\w.\"'-]{1,40}[ \t]*=", re.MULTILINE),
}


def front_matter_end(text: str) -> int:
    r"""Return the code-point offset behind the front matter's closing `---` or `+++`; 0 without front matter.

    Two `---` lines at the top are front matter if a line between them begins with `key:`, or if
    nothing stands between them; otherwise they are horizontal rules. Two `+++` lines are if a line
    between them begins with `key =`.

    Examples
    --------
    >>> front_matter_end("---\ntitle: 復帰\n---\n今日から復帰。")
    17
    >>> front_matter_end("---\n今日から復帰。\n---")
    0
    """
    mark = text[:3]
    if mark not in _FENCES:
        return 0
    first, last = _find_fences(text, mark)
    if last is None or first is None:
        return 0
    block = text[first.end() : last.start()]
    empty = mark == _YAML and not block.strip()
    return last.start() + len(mark) if empty or _FIELDS[mark].search(block) else 0


def find_fault(text: str) -> int:
    r"""Return the line where the front matter cannot be read; 0 if it can, or if there is none.

    >>> find_fault("---\ntitle: 復帰\nmeta: {no: 1}\n---\n今日から復帰。")
    3
    """
    try:
        read_front_matter(text, "")
    except CorpusError as error:
        return int(str(error).removeprefix(_at("", 0)[:-1]).partition(":")[0])
    return 0


def read_front_matter(text: str, name: str) -> dict[str, str]:
    r"""Read the fields of the front matter; every value stays text as it was written.

    Parameters
    ----------
    text
        The whole decoded text.
    name
        What to call the file in an error.

    Returns
    -------
    dict of str to str
        Empty without front matter, and with TOML's; the values of a list are joined by ", ".

    Raises
    ------
    CorpusError
        If the block is not closed or not YAML, names a key twice, or uses `article` or `text`.

    Examples
    --------
    >>> read_front_matter("---\npickup: 17:30\nno: 012\n---\n今日から復帰。", "01.md")
    {'pickup': '17:30', 'no': '012'}
    """
    end = front_matter_end(text)
    if not end:
        _check_closed(text, name)
    if not end or text.startswith(_TOML):
        return {}
    node = _compose(text[3 : end - 3], name)
    return {} if node is None else _read_fields(node, name)


def _find_fences(text: str, mark: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    first = _FENCES[mark].match(text)
    return first, _FENCES[mark].search(text, first.end()) if first else None


def _check_closed(text: str, name: str) -> None:
    first, last = _find_fences(text, _YAML)
    if first is not None and last is None and _FIELDS[_YAML].match(text[first.end() :].lstrip("\r\n")):
        raise _malformed(name, 1, "the block is not closed by a line `---`")


def _compose(block: str, name: str) -> yaml.MappingNode | None:
    # Composed, not loaded: nodes keep a value as written and know its line.
    import yaml

    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise _malformed(name, 1 + (mark.line if mark else 0), problem) from None
    except RecursionError:
        raise _malformed(name, 2, "its values are nested too deeply") from None
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _malformed(name, 2, "it is not a list of `key: value` lines")
    return node


def _read_fields(node: yaml.MappingNode, name: str) -> dict[str, str]:
    import yaml

    fields: dict[str, str] = {}
    for key, value in node.value:
        line = 1 + key.start_mark.line
        if not isinstance(key.value, str) or key.value in fields or key.value in RESERVED:
            raise _malformed(name, line, f"the key {key.value!r} is reserved or used twice")
        values = value.value if isinstance(value, yaml.SequenceNode) else [value]
        parts = [part.value for part in values]
        if not all(isinstance(part, str) for part in parts):
            raise _malformed(name, line, f"the value of {key.value!r} is nested")
        fields[key.value] = ", ".join(parts)
    return fields


def _malformed(name: str, line: int, problem: str) -> CorpusError:
    remedy = "Write one `key: value` a line between two lines `---`; put a value that holds `: ` in quotes."
    return CorpusError(f"{_at(name, line)}: malformed front matter: {problem}. {remedy}")


def _at(name: str, line: int) -> str:
    return f"{name}, line {line}"
