"""What the commands share: their options, and how they read and write."""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

CODEBOOK = click.option(
    "--codebook",
    "-c",
    default="mommy_track",
    show_default=True,
    metavar="NAME|FILE",
    help="A shipped codebook, or a TOML file.",
)
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
FORMAT = click.option(
    "--format", "-f", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
)
OUTPUT = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal.",
)


# What of a folder is read: articles and codebooks.
_READ = (".txt", ".md", ".toml")


class Coded(NamedTuple):
    """A corpus read, split and coded."""

    articles: "pd.DataFrame"
    sentences: "pd.DataFrame"
    codings: "pd.DataFrame"
    codebook: "Codebook"


def load(codebook: str) -> "Codebook":
    """Load a codebook by name or path."""
    from textlab.codebook import load_codebook

    return load_codebook(codebook)


def read(paths: tuple[str, ...]) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Read articles and split them into sentences."""
    from textlab.corpus import read_corpus
    from textlab.sentences import split_sentences

    articles = read_corpus(paths)
    return articles, split_sentences(articles)


def code_articles(paths: tuple[str, ...], codebook: str) -> Coded:
    """Read, split and code articles."""
    book = load(codebook)
    return code_sentences(*read(paths), book)


def code_sentences(articles: "pd.DataFrame", sentences: "pd.DataFrame", book: "Codebook") -> Coded:
    """Code articles that are read and split."""
    from textlab.coding import code
    from textlab.tokens import tokenize

    return Coded(articles, sentences, code(tokenize(sentences), sentences=sentences, codebook=book), book)


def write(table: "pd.DataFrame", form: str, output: Path | None) -> None:
    """Write a table to a file, or show it."""
    from textlab.output import write_table

    write_table(table, form=form, path=output)


def refuse_overwriting(output: Path | None, *, read: Iterable[str | Path]) -> None:
    """Refuse to write to a file that is read, by itself or in a folder, whatever it is called."""
    if output is None or not output.is_file():
        return
    if any(output.samefile(file) for path in read for file in _list_files(Path(path))):
        raise click.UsageError(
            f"{output}: 読みこむファイルなので、上書きしません。別の名前にしてください。"
            " / --output would overwrite a file that is read: name another file."
        )


def _list_files(path: Path) -> Iterator[Path]:
    inside = (file for file in path.rglob("*") if file.suffix.lower() in _READ) if path.is_dir() else [path]
    yield from (file for file in inside if file.is_file())


def show_error(error: Exception) -> None:
    """Say on the standard error what went wrong; nothing of it is obeyed by the terminal."""
    from textlab.output import clean_lines

    said = _describe(error) if isinstance(error, OSError) and error.errno else str(error)
    click.echo(f"textlab: {clean_lines(said)}", err=True)


def _describe(error: OSError) -> str:
    """Say what the system refused, in Japanese and English, with the file's name and what to do."""
    from textlab.data import load_data

    words, path = load_data("cli/errors.toml"), Path(str(error.filename or ""))
    kind = errno.errorcode.get(error.errno or 0, "")
    if kind == "ENOENT" and error.filename and not path.parent.exists():
        kind = "folder"
    values = {"folder": path.parent, "problem": error.strerror}
    said = " / ".join(words["errors"].get(kind, words["other"]))
    return (f"{error.filename}: " if error.filename else "") + said.format(**values)
