"""Wait until files are saved, by looking at them three times a second."""

import time
from collections.abc import Sequence
from pathlib import Path

# A save is noticed soon enough, and looking costs nothing.
_EVERY = 0.3
# An editor that writes beside a file and moves it there is done by then.
_SETTLED = 0.1

Seen = tuple[tuple[int, int, int] | None, ...]


def look(files: Sequence[Path]) -> Seen:
    """Return how files look: when they were written, how large they are, which file it is; None for one missing.

    A folder stands for its TOML files.
    """
    return tuple(_look(file) for path in files for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path]))


def _look(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def wait(files: Sequence[Path], seen: Seen) -> Seen:
    """Return how files look once that is otherwise than was seen and has come to rest."""
    while (now := look(files)) == seen:
        time.sleep(_EVERY)
    while True:
        time.sleep(_SETTLED)
        if (again := look(files)) == now:
            return now
        now = again
