"""Read a phrase list, a codebook that can be written in any editor: headings are themes, every other line a phrase."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from textlab.codebook.book import Code, Codebook, Rule, fold_label
from textlab.codebook.colours import free_colours
from textlab.data import load_data
from textlab.errors import CodebookError, PhraseError
from textlab.normalize import fold
from textlab.phrases import read_known

# The ids of a list's themes, which its writer never sees.
OWN = re.compile("own_[1-9][0-9]*")


def read_phrases(text: str, *, name: str, source: str = "") -> Codebook:
    r"""Read a phrase list: a theme for each heading, a rule for each phrase.

    A line that begins with ``#`` or ``■`` is a heading, and what follows it is the theme's label; a line that begins
    with ``//`` is a comment; every other line is a phrase, with or without a bullet before it.

    Parameters
    ----------
    text
        The list.
    name
        The title, and the label of the theme that the phrases before any heading form.
    source
        What to call the list in an error; the name if empty.

    Raises
    ------
    CodebookError
        If anything cannot be read; every fault is listed with its line.

    Examples
    --------
    >>> book = read_phrases("# 通勤\n満員電車\n・電車に乗る\n# 朝\n早起きする", name="私のテーマ")
    >>> [(code.id, code.label, len(code.rules)) for code in book.codes]
    [('own_1', '通勤', 2), ('own_2', '朝', 1)]
    """
    themes, faults = _read(text, name)
    faults += [(line, fault) for theme in themes.values() for line, fault in _faults(theme)]
    says = load_data("codebook/phrase_list.toml")["faults"]
    if not themes and not faults:
        faults = [(1, says["nothing"])]
    if faults:
        lines = [says["line"].format(n=line, fault=fault) for line, fault in sorted(faults)]
        raise CodebookError("\n  ".join([says["head"].format(source=source or name), *lines]))
    return Codebook(title=name, version="1", codes=tuple(_codes(themes)))


def own_id(number: int) -> str:
    """Return the id of a theme by its place in its list, from 1 on."""
    return f"own_{number}"


@dataclass(frozen=True)
class _Theme:
    """A theme as it was written: its label, the line of its heading, its phrases with their lines."""

    label: str
    line: int
    phrases: list[tuple[int, str]] = field(default_factory=list)


def _read(text: str, name: str) -> tuple[dict[str, _Theme], list[tuple[int, str]]]:
    """Return the themes by what makes their labels the same, and the faults of the headings with their lines."""
    themes: dict[str, _Theme] = {}
    faults: list[tuple[int, str]] = []
    label = name
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        heading, words = read_line(line)
        if heading and not words:
            faults.append((number, load_data("codebook/phrase_list.toml")["faults"]["nameless"]))
        elif heading:
            label = words
            themes.setdefault(fold_label(label), _Theme(label, number))
        elif words:
            themes.setdefault(fold_label(label), _Theme(label, number)).phrases.append((number, words))
    return themes, faults


def read_line(line: str) -> tuple[bool, str]:
    """Return whether a line is a heading, and its words: "" for a comment, a blank line or a bullet alone."""
    marks = load_data("codebook/phrase_list.toml")
    words = line.strip("\ufeff \t\u3000")
    folded = fold(words[:2]).text
    if folded.startswith(tuple(marks["comments"])):
        return False, ""
    if folded.startswith(tuple(marks["headings"])):
        return True, words.lstrip("".join(marks["headings"])).strip()
    return False, words[folded.startswith(tuple(marks["bullets"])) :].strip()


def _faults(theme: _Theme) -> Iterator[tuple[int, str]]:
    says = load_data("codebook/phrase_list.toml")["faults"]
    if not theme.phrases:
        yield theme.line, says["empty"].format(label=theme.label)
    first: dict[str, int] = {}
    for line, phrase in theme.phrases:
        before = first.setdefault(fold(phrase).text, line)
        if before != line:
            yield line, says["twice"].format(phrase=phrase, first=before)
            continue
        try:
            read_known(phrase, lists=())
        except PhraseError as error:
            yield line, str(error)


def _codes(themes: dict[str, _Theme]) -> Iterator[Code]:
    colours = free_colours(())
    for number, theme in enumerate(themes.values(), start=1):
        rules = tuple(Rule(phrase) for _, phrase in theme.phrases)
        yield Code(id=own_id(number), kind="theme", label=theme.label, colour=next(colours), rules=rules)
