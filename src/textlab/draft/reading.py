"""Read a writer's draft: a text file, a Word file or pasted text goes in, text with plain line ends comes out."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from textlab.corpus import decode, front_matter_end
from textlab.corpus.front_matter import find_fault
from textlab.draft.docx import fault, label, read_docx, remark
from textlab.errors import CorpusError

STDIN = "-"
TEXT_SUFFIXES = (".txt", ".md")
WORD_SUFFIX = ".docx"
TEXT_LIMIT = 20 * 2**20  # bytes, or code points when pasted: fifty novels; a longer text is no draft.
READ_LIMIT = 64 * 2**20  # bytes: nothing larger is even loaded; `docx.package` holds Word files to the same.
FRONT_MATTER_LIMIT = 4_000  # code points: the reader of front matter is slow, and a longer block is none.
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and whatever Word encrypts
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# How the files begin that are taken for text, or named so.
_KINDS = ((_ZIP, "Word/ZIP"), (_OLE, "Word 97-2003"), (b"%PDF-", "PDF"), (b"{\\rtf", "RTF"))
# Every end of a line that an editor or Word knows; also what str.splitlines takes for one.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Half characters, and controls that a terminal obeys or a library of C stops at.
_UNREADABLE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Draft:
    """A writer's draft: its name, the text in which offsets count, and what the writer should know of the reading."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def read_draft(source: str | Path) -> Draft:
    r"""Read a draft from a .txt, .md or .docx file.

    Parameters
    ----------
    source
        The file; its suffix, in any case, tells how to read it.

    Returns
    -------
    Draft
        Its `text` has LF for every line end (CR, CRLF, VT, FF, NEL, U+2028, U+2029), so that lines are counted as the
        writer sees them, and no byte order mark; `\ufffd` stands for controls and half characters. Else it is
        the decoded file, front matter included, or what `read_docx` makes of a Word file.

    Raises
    ------
    CorpusError
        If the file is missing, of another kind, too large, broken, protected or without text. The message names the
        file, what is wrong and the remedy, in Japanese and English.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "原稿.txt"
    >>> _ = file.write_bytes("復帰の日。\r今日から。".encode("cp932"))
    >>> read_draft(file)
    Draft(name='原稿.txt', text='復帰の日。\n今日から。', notes=())
    """
    file = Path(source)
    try:
        if file.is_dir():
            raise fault(str(source), "folder")
        if not file.is_file():
            raise fault(str(source), "missing")
        with file.open("rb") as stream:
            data = stream.read(READ_LIMIT + 1)
    except OSError as error:
        raise fault(str(source), "unreadable", problem=error.strerror) from None
    return read_bytes(data, name=file.name)


def read_bytes(data: bytes, *, name: str) -> Draft:
    """Read a draft from a file's bytes, such as an upload or the standard input.

    Parameters
    ----------
    data
        The whole file.
    name
        The file's name, whose suffix tells how to read it; under the name "-" a Word file is known by its beginning,
        and all else is text.

    Returns
    -------
    Draft
        As from `read_draft`.

    Raises
    ------
    CorpusError
        As from `read_draft`.

    Examples
    --------
    >>> read_bytes("復帰の日。".encode(), name="-").text
    '復帰の日。'
    """
    if len(data) > READ_LIMIT:
        raise fault(name, "long", limit=READ_LIMIT // 2**20)
    suffix = _find_suffix(data, name)
    _check_kind(data, name, suffix)
    if suffix == WORD_SUFFIX:
        text, remarks = read_docx(data, name=name)
        return _make_draft(text, name, remarks)
    if len(data) > TEXT_LIMIT:
        raise fault(name, "long", limit=TEXT_LIMIT // 2**20)
    try:
        text = decode(data, name)
    except CorpusError as error:
        problem = str(error).removeprefix(f"{name}: ").removeprefix(f"{name}, ")
        raise fault(name, "encoding", problem=problem) from None
    return _make_draft(text, name)


def read_pasted(text: str, *, name: str | None = None) -> Draft:
    r"""Read a draft from text, with any line ends.

    Parameters
    ----------
    text
        The text.
    name
        What to call the draft; 貼り付けた文章 if None.

    Returns
    -------
    Draft
        As from `read_draft`.

    Raises
    ------
    CorpusError
        If there is no text, or too much.

    Examples
    --------
    >>> read_pasted("復帰の日。\r\n今日から。").text
    '復帰の日。\n今日から。'
    """
    return _make_draft(text, label("pasted") if name is None else name)


def _find_suffix(data: bytes, name: str) -> str:
    if name == STDIN:
        return WORD_SUFFIX if data.startswith(_ZIP) else TEXT_SUFFIXES[0]
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*TEXT_SUFFIXES, WORD_SUFFIX):
        raise fault(name, "legacy" if data.startswith(_OLE) else "kind", suffix=suffix or "?")
    return suffix


def _check_kind(data: bytes, name: str, suffix: str) -> None:
    if data.startswith(_OLE):
        raise fault(name, "locked" if _ENCRYPTED in data else "legacy")
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), None)
    if kind is not None and (suffix != WORD_SUFFIX or kind != _KINDS[0][1]):
        raise fault(name, "kind", suffix=kind) if name == STDIN else fault(name, "disguised", kind=kind, suffix=suffix)


def _make_draft(text: str, name: str, remarks: tuple[str, ...] = ()) -> Draft:
    if len(text) > TEXT_LIMIT:
        raise fault(name, "long", limit=TEXT_LIMIT // 2**20)
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    text = _SURROGATE_PAIR.sub(_join_pair, text)
    text, broken = _UNREADABLE.subn("\ufffd", text)
    notes = [*remarks, *([remark("broken", n=broken)] if broken else []), *_check_front_matter(text)]
    if not any(char.isprintable() and not char.isspace() for char in text[front_matter_end(text) :]):
        raise fault(name, "empty", remarks="".join(notes))
    return Draft(name, text, tuple(notes))


def _join_pair(pair: re.Match[str]) -> str:
    # JavaScript hands characters beyond U+FFFF over in halves.
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _check_front_matter(text: str) -> list[str]:
    # A writer's draft is read whatever it holds; only a corpus needs the fields.
    end = front_matter_end(text)
    if end and not text.startswith("---"):
        return [remark("toml-front-matter")]
    if end > FRONT_MATTER_LIMIT:
        return [remark("long-front-matter")]
    line = find_fault(text)
    return [remark("front-matter" if end else "open-front-matter", line=line)] if line else []
