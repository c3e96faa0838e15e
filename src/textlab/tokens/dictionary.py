"""Build the small user dictionary that keeps the words of the field whole, once per word list and user."""

import hashlib
import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from textlab.data import load_data
from textlab.normalize import fold

# Left and right context of a plain noun in unidic-lite, and a cost low enough to keep the word whole.
_NOUN = (5144, 5144, 3000)


def user_dictionary() -> Path:
    """Return the compiled user dictionary, building it once per word list and user."""
    import unidic_lite

    for folder in cache_folders():
        compiled = folder / f"words-{dictionary_version()}.dic"
        try:
            if not _is_whole(compiled):
                _compile(_source(), compiled, unidic_lite.DICDIR)
            return compiled
        except OSError:
            continue
    raise OSError("no folder to keep textlab's dictionary in: set TMPDIR to a folder you can write to")


@cache
def dictionary_version() -> str:
    """Return a name for the words and the dictionary that tokens are cut by."""
    import unidic_lite

    parts = _source() + unidic_lite.DICDIR + str(unidic_lite.VERSION)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _source() -> str:
    return "".join(_entry(surface, reading) for surface, reading in load_data("cues/words.toml")["words"])


def cache_folders() -> Iterator[Path]:
    """Return the folders to keep derived files in, the best first."""
    from platformdirs import user_cache_path

    yield user_cache_path("textlab")
    user = os.getuid() if hasattr(os, "getuid") else None
    shared = Path(tempfile.gettempdir()) / f"textlab-{'user' if user is None else user}"
    # Anyone may write to the folder for temporary files: what lies there under this name may be another's.
    if user is None or not shared.exists() or shared.stat().st_uid == user:
        yield shared


def _is_whole(compiled: Path) -> bool:
    """Tell whether a dictionary is there as it was written; MeCab may crash on a damaged one."""
    try:
        return _digest_file(compiled).read_text(encoding="ascii") == _digest(compiled)
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def _digest(compiled: Path) -> str:
    return hashlib.sha256(compiled.read_bytes()).hexdigest()


def _digest_file(compiled: Path) -> Path:
    return compiled.with_suffix(".sha256")


def _compile(source: str, target: Path, dictionary: str) -> None:
    """Compile beside the target and move it there whole, so that no other process meets half a file."""
    import fugashi

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        words, compiled = Path(folder) / "words.csv", Path(folder) / "words.dic"
        words.write_text(source, encoding="utf-8")
        command = ["textlab", "-d", dictionary, "-u", str(compiled), "-f", "utf8", "-t", "utf8", str(words)]
        with _silence():
            fugashi.build_dictionary(shlex.join(command))
        digest = Path(folder) / "words.sha256"
        digest.write_text(_digest(compiled), encoding="ascii")
        compiled.replace(target)
        digest.replace(_digest_file(target))


def _entry(surface: str, reading: str) -> str:
    written = fold(surface).text
    head = [
        written,
        *map(str, _NOUN),
        "名詞",
        "普通名詞",
        "一般",
        "*",
        "*",
        "*",
        reading,
        written,
        written,
        reading,
    ]
    return ",".join([*head, written, reading, *["*"] * 14]) + "\n"


@contextmanager
def _silence() -> Iterator[None]:
    """Keep MeCab's compiler, which prints from C, off the terminal."""
    saved = [os.dup(1), os.dup(2)]
    with Path(os.devnull).open("wb") as null:
        os.dup2(null.fileno(), 1)
        os.dup2(null.fileno(), 2)
    try:
        yield
    finally:
        for number, copy in enumerate(saved, start=1):
            os.dup2(copy, number)
            os.close(copy)
