"""Say what is wrong with a codebook: the words stand in faults.toml."""

from textlab.data import load_data
from textlab.errors import CodebookError


def say(fault: str, *, part: str = "", **values: object) -> str:
    """Return what is said of a fault, in Japanese and English.

    >>> say("missing", source="a.txt")
    'a.txt: ファイルが見つかりません。場所と名前を確かめてください。 / there is no such file; check the path'
    """
    words = load_data("codebook/faults.toml")
    return str((words[part] if part else words)[fault]).format(**values)


def codebook_error(fault: str, **values: object) -> CodebookError:
    """Return the error for a fault."""
    return CodebookError(str(load_data("codebook/faults.toml")[fault]).format(**values))
