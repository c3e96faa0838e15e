"""Read articles from text files: encodings, front matter, titles. Files go in, articles come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textlab.corpus.encoding import decode
from textlab.corpus.front_matter import front_matter_end, read_front_matter
from textlab.errors import CorpusError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Article",
    "CorpusError",
    "decode",
    "find_articles",
    "front_matter_end",
    "read_article",
    "read_corpus",
    "read_title",
]

SUFFIXES = (".txt", ".md")
TITLE_LENGTH = 60  # code points: a title cut here still fits a chart's label and a terminal's line.


@dataclass(frozen=True)
class Article:
    """One article: its name, its title, its whole decoded text, and its front matter's other fields."""

    article: str
    title: str
    text: str
    meta: Mapping[str, str] = field(default_factory=dict)


def read_corpus(path: str | Path | Iterable[str | Path], *, fields: Iterable[str] = ()) -> pd.DataFrame:
    r"""Read files into a table with the columns article, title, the front matter's fields, and text.

    `text` is exactly the decoded text of the whole file: the front matter block and the line ends
    (LF or CRLF) are kept, and only a leading byte order mark is not counted. Every offset in textlab
    is a half-open code-point offset into this text.

    Parameters
    ----------
    path
        A folder (its .txt and .md files, sorted, with sub-folders, without README.md and hidden
        files), a single .txt or .md file, or several of either.
    fields
        Fields that the table has in any case, "" throughout if no article gives them: what is asked of
        it then can be asked of articles without front matter too.

    Returns
    -------
    pandas.DataFrame
        One row per article. `article` is the file's name, or its path inside the folder if it lies
        in a sub-folder; every field of the front matter is a column of text as it was written
        (`no`, `012`, `17:30`), "" where an article lacks it.

    Raises
    ------
    CorpusError
        If a path is missing, a folder holds no article, a single file is neither .txt nor .md, a
        file is empty or cannot be decoded, its front matter is malformed, or two articles have one name.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "01.md").write_text("---\ntitle: 復帰\nno: 012\n---\n今日から。\n", encoding="utf-8")
    >>> read_corpus(folder)[["article", "title", "no"]].to_dict("records")
    [{'article': '01.md', 'title': '復帰', 'no': '012'}]
    """
    import pandas as pd

    articles = [read_article(file, name=name) for name, file in find_articles(path).items()]
    given = [key for article in articles for key in article.meta]
    keys = list(dict.fromkeys([*given, *(key for key in fields if key not in ("article", "title", "text"))]))
    rows = [(a.article, a.title, *(a.meta.get(key, "") for key in keys), a.text) for a in articles]
    return pd.DataFrame(rows, columns=["article", "title", *keys, "text"], dtype="str")


def read_article(path: str | Path, *, name: str | None = None) -> Article:
    """Read one .txt or .md file as an Article, without pandas.

    Parameters
    ----------
    path
        The file.
    name
        The article's name; the file's name if None.

    Returns
    -------
    Article
        Its `text` is the whole decoded file, as in `read_corpus`; its `title` is the front matter's,
        else the first line that is not blank, without `#`, cut at 60 code points.

    Raises
    ------
    CorpusError
        As in `read_corpus`.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "note.txt"
    >>> _ = file.write_text("# 復帰の日", encoding="cp932")
    >>> read_article(file).title
    '復帰の日'
    """
    file = Path(path)
    _check_file(file)
    text = decode(file.read_bytes(), str(file))
    meta = read_front_matter(text, str(file))
    if not text[front_matter_end(text) :].strip():
        raise CorpusError(f"{file}: the file holds no text. Write the article into it, or remove the file.")
    return Article(name or file.name, meta.pop("title", "") or _first_line(text), text, meta)


def read_title(text: str, name: str) -> str:
    """Return the title of an article's text, as `read_article` gives it; ``name`` is the file's in an error.

    >>> read_title("---\\ntitle: 復帰\\n---\\n今日から。", "01.md")
    '復帰'
    """
    return read_front_matter(text, name).get("title", "") or _first_line(text)


def _first_line(text: str) -> str:
    body = text[front_matter_end(text) :].strip()
    return body.splitlines()[0].lstrip("# \u3000").strip()[:TITLE_LENGTH] if body else ""


def _check_file(file: Path) -> None:
    if not file.is_file():
        raise CorpusError(f"{file}: no such file or folder. Check the path.")
    if file.suffix.lower() not in SUFFIXES:
        raise CorpusError(f"{file}: unsupported file type {file.suffix!r}. Save it as .txt or .md.")


def find_articles(path: str | Path | Iterable[str | Path]) -> dict[str, Path]:
    """Return the files of articles that a path, or several, stand for, by the articles' names.

    Raises
    ------
    CorpusError
        If a path is missing, a folder holds no article, or two articles have one name.
    """
    paths = [path] if isinstance(path, str | Path) else list(path)
    if not paths:
        raise CorpusError("no path given. Name a folder, or .txt or .md files.")
    found = [pair for one in paths for pair in _find_in(Path(one))]
    twice = [name for name, count in Counter(name for name, _ in found).items() if count > 1]
    if twice:
        files = ", ".join(str(file) for name, file in found if name == twice[0])
        raise CorpusError(f"{twice[0]}: two articles have this name ({files}). Rename one, or name it once.")
    return dict(found)


def _find_in(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        _check_file(path)
        yield path.name, path
        return
    inside = sorted(file.relative_to(path) for file in path.rglob("*") if file.is_file())
    names = [file for file in inside if _is_article(file)]
    if not names:
        raise CorpusError(f"{path}: the folder holds no article. Put .txt or .md files into it.")
    yield from ((file.as_posix(), path / file) for file in names)


def _is_article(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.name.lower() != "readme.md"
