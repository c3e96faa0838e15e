"""Decode a file's bytes: byte order mark, ISO-2022-JP, UTF-8, EUC-JP or cp932, then charset-normalizer."""

import codecs
import re

from textlab.errors import CorpusError

TRIED = "UTF-8, UTF-16 with a byte order mark, ISO-2022-JP, EUC-JP, Shift_JIS (cp932)"
BROKEN_SHARE = 0.02  # EUC-JP or cp932 read as UTF-8 breaks at nearly every character, a damaged file at few.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([JI]|\$\()")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")


def decode(data: bytes, name: str) -> str:
    r"""Decode a file's bytes, whatever encoding a Japanese text comes in.

    Parameters
    ----------
    data
        The whole file.
    name
        What to call the file in an error.

    Returns
    -------
    str
        The text without its leading byte order mark; line ends are kept.

    Raises
    ------
    CorpusError
        If no encoding fits; the message names those tried and the remedy.

    Examples
    --------
    >>> decode("罪悪感\r\n".encode("euc_jp"), "note.txt")
    '罪悪感\r\n'
    """
    _check_damage(data, name)
    text = _decode_marked(data)
    for guess in (_decode_escaped, _decode_utf8, _decode_legacy, _decode_any):
        if text is None:
            text = guess(data)
    if text is None or "\0" in text:  # NUL: a picture, a Word file or UTF-16 without its mark
        raise CorpusError(f"{name}: cannot be decoded; tried {TRIED}. Save it as UTF-8 plain text.")
    return text


def _check_damage(data: bytes, name: str) -> None:
    # A UTF-8 file with one broken byte would otherwise pass as cp932, every character wrong.
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        wide = sum(char > "\x7f" for char in text)
        if text.count("\ufffd") <= BROKEN_SHARE * wide:
            line = data.count(b"\n", 0, error.start) + 1
            where = f"line {line}, byte {error.start} of the file"
            raise CorpusError(f"{name}, {where}: broken UTF-8. Save the file again as UTF-8.") from None


def _decode_marked(data: bytes) -> str | None:
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    return None if codec is None else _try(data, codec)


def _decode_escaped(data: bytes) -> str | None:
    if not data.isascii() or not _ESCAPE.search(data):
        return None
    return _try(data, "iso2022_jp") or _try(data, "iso2022_jp_2004") or _try(data, "iso2022_jp_ext")


def _decode_utf8(data: bytes) -> str | None:
    return _try(data, "utf-8")


def _decode_legacy(data: bytes) -> str | None:
    guesses = [_try(data, "euc_jp") or _try(data, "euc_jis_2004"), _try(data, "cp932")]
    texts = [text for text in guesses if text is not None]
    return max(texts, key=_plausibility, default=None)


def _plausibility(text: str) -> int:
    # The wrong one of the two turns hiragana into half-width katakana or rare kanji.
    return len(_HIRAGANA.findall(text)) - len(_HALF_WIDTH.findall(text))


def _decode_any(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
