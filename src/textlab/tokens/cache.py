"""Keep what takes long to derive between runs: JSON in the user's cache folder, which can be deleted at any time."""

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import textlab
from textlab.tokens.dictionary import cache_folders, dictionary_version

# More codebooks than this are not in use at once; of each kind of file, those used longest ago go.
MOST = 8
_KEEPING = ContextVar("keeping", default=True)


@contextmanager
def keep_nothing() -> Iterator[None]:
    """Keep nothing that is derived meanwhile in this thread: what a visitor wrote lies in no file."""
    before = _KEEPING.set(False)
    try:
        yield
    finally:
        _KEEPING.reset(before)


def find_kept(kind: str, key: str) -> Any:
    """Return what was kept under a kind and a key; None without it, or where the file is damaged."""
    for folder in cache_folders():
        path = folder / f"{kind}-{key}.json"
        try:
            digest, _, text = path.read_bytes().partition(b"\n")
            if digest != _digest(text):
                continue
            with suppress(OSError):
                os.utime(path)
            return json.loads(text.decode("utf-8", "surrogatepass"))
        except (OSError, ValueError):
            continue
    return None


def keep(kind: str, key: str, content: Any) -> None:
    """Keep something that JSON can hold; where no folder can be written to, it is derived anew the next time."""
    if not _KEEPING.get():
        return
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    for folder in cache_folders():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(folder / f"{kind}-{key}.json", _digest(text) + b"\n" + text)
            for old in sorted(folder.glob(f"{kind}-*"), key=_used)[:-MOST]:
                old.unlink(missing_ok=True)
            return
        except OSError:
            continue


def _write(path: Path, content: bytes) -> None:
    """Write beside the target and move it there whole, so that no other process meets half a file."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # Another process removed it meanwhile.
        return 0.0


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


@cache
def code_version(*parts: str) -> str:
    """Name what derives something: the dictionary, Unicode, and files or folders of the package.

    >>> code_version("words.py") == code_version("alphabet.py")
    False
    """
    digest = hashlib.sha256(f"{dictionary_version()} {unicodedata.unidata_version}".encode())
    for file in _files_of(parts):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _files_of(parts: tuple[str, ...]) -> Iterator[Path]:
    package = Path(textlab.__file__).parent
    for part in parts:
        path = package / part
        yield from sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
