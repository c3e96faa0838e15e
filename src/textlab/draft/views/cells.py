"""Count, cut and wrap text by the cells of a terminal, of which full-width characters take two."""

import unicodedata

# Neither may stand at the start of a line.
_CLOSING = "、。，．！？」』）】〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…!?,.)"
_CUT = "…"


def cells(text: str, *, wide: str = "WFA") -> int:
    """Return how many cells a text takes; terminals differ on the ambiguous class A, which counts two to be safe.

    >>> cells("復帰の日 (1)")
    12
    """
    return sum(_cells(char, wide) for char in text)


def around(text: str, first: int, last: int, *, most: int) -> tuple[str, str, str]:
    """Return what stands before, between and behind two offsets, of either side no more than so many characters.

    >>> around("迷惑をかけてばかりで、罪悪感でいっぱいだった。", 11, 14, most=4)
    ('…かりで、', '罪悪感', 'でいっぱ…')
    """
    start, end = max(first - most, 0), last + most
    before, after = text[start:first], text[last:end]
    return _CUT + before if start else before, text[first:last], after + _CUT if end < len(text) else after


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text up to a number of cells.

    >>> pad("希望", 6) + "|"
    '希望  |'
    """
    space = " " * (width - cells(text, wide="WF"))
    return space + text if right else text + space


def cut_around(left: str, words: str, right: str, *, room: int) -> tuple[str, str, str]:
    """Cut what stands on both sides of words, the longer side first, so that all three fit into a number of cells.

    >>> cut_around("迷惑をかけてばかりで、", "罪悪感", "でいっぱいだった。", room=20)
    ('…で、', '罪悪感', 'でい…')
    """
    words = cut(words, room)
    spare = room - cells(words)
    after = min(cells(right), max(spare // 2, spare - cells(left)))
    return cut(left[::-1], spare - after)[::-1], words, cut(right, after)


def cut(text: str, room: int, *, wide: str = "WFA") -> str:
    """Return as much of a text as fits, with a mark where it was cut.

    >>> cut("罪悪感でいっぱい", 10)
    '罪悪感で…'
    """
    if cells(text, wide=wide) <= room:
        return text
    room -= cells(_CUT, wide=wide)
    for place, char in enumerate(text):
        room -= _cells(char, wide)
        if room < 0:
            return text[:place] + _CUT if place else ""
    return text


def wrap(text: str, *, room: int) -> list[str]:
    """Break a text into lines of so many cells; a closing mark hangs over the end of its line by two at most.

    >>> wrap("朝は早い。夜は遅い。", room=8)
    ['朝は早い。', '夜は遅い。']
    """
    lines, left = [""], room
    for char in text:
        left -= _cells(char, "WF")
        if left < (-2 if char in _CLOSING else 0):
            lines.append("")
            left = room - _cells(char, "WF")
        lines[-1] += char
    return lines


def _cells(char: str, wide: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in wide else 1
