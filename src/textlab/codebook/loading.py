"""Load a codebook from its files; one that was checked before is taken up again as long as its files stay the same."""

import hashlib
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from textlab.codebook.book import Codebook, make_codebook
from textlab.codebook.faults import codebook_error
from textlab.phrases.store import READERS, save_readings
from textlab.tokens.cache import code_version, find_kept, keep

Files = tuple[tuple[str, bytes], ...]
# The kinds of files that are read.
_SUFFIXES = (".txt", ".toml")


def load_codebook(source: str | Path = "mommy_track") -> Codebook:
    """Load a codebook by the name of a shipped one, or from a TOML file or folder, or a phrase list.

    A file holds everything. A folder holds ``codebook.toml``, whose ``codes`` names one file a code. A ``.txt`` file
    is a phrase list, see `read_phrases`.

    Raises
    ------
    CodebookError
        If there is no such codebook, the file is broken, or anything in it is wrong; every fault is listed.

    Examples
    --------
    >>> load_codebook().ids("emotion")
    ['guilt', 'regret', 'hope', 'frustration', 'anxiety']
    """
    try:
        path = _locate(source)
        parts = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        contents = tuple((part.name, part.read_bytes()) for part in parts)
    except OSError as error:
        raise codebook_error("unreadable", source=error.filename or source, problem=error.strerror) from error
    return _load(path, contents)


def _locate(source: str | Path) -> Path:
    shipped = Path(str(files("textlab"))) / "codebooks"
    names = sorted(folder.name for folder in shipped.iterdir())
    if source in names:
        return shipped / source
    path = Path(source)
    if not path.exists():
        named_as_file = path.suffix or path.name != str(source)
        raise codebook_error("missing" if named_as_file else "unknown", source=source, known=", ".join(names))
    if path.is_file() and path.suffix.lower() not in _SUFFIXES:
        raise codebook_error("kind", source=source)
    return path


@lru_cache(maxsize=8)
def _load(path: Path, contents: Files) -> Codebook:
    """Take up a codebook that was checked before, or check it."""
    key = _key(contents)
    kept = find_kept("book", key)
    if kept is not None:
        return make_codebook(kept)
    from textlab.codebook.checking import check_files

    book = check_files(path, dict(contents))
    save_readings()
    keep("book", key, asdict(book))
    return book


def _key(contents: Files) -> str:
    """Name the content of a codebook's files, and the code that reads and checks it."""
    digest = hashlib.sha256(code_version(*READERS, "codebook").encode())
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
