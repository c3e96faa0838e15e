"""The command line: reads arguments, calls the verbs, writes what they return."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from textlab import __version__
from textlab.errors import ERRORS

if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

_CODEBOOK = click.option(
    "--codebook",
    "-c",
    default="mommy_track",
    show_default=True,
    metavar="NAME|FILE",
    help="A shipped codebook, or a TOML file.",
)
_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_FORMAT = click.option(
    "--format", "-f", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
)
_OUTPUT = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Code Japanese first-person articles: themes, guilt, regret and hope, with the words that show them.

    日本語の体験談から、テーマと罪悪感・後悔・希望を、根拠の言葉とともに拾い出します。
    """


@cli.command("code")
@_PATHS
@_CODEBOOK
@_FORMAT
@_OUTPUT
def code_command(paths: tuple[str, ...], codebook: str, form: str, output: Path | None) -> None:
    """Code articles (.txt, .md; files or folders): one line per finding.

    Offsets are code points of the file's decoded text, half-open. / 位置は文字数で数えます。
    """
    from textlab.coding import code
    from textlab.tokens import tokenize

    book = _load(codebook)
    _, sentences = _read(paths)
    _write(code(tokenize(sentences), sentences=sentences, codebook=book), form, output)


@cli.command("kwic")
@click.argument("pattern")
@_PATHS
@click.option("--width", "-w", default=25, show_default=True, help="Characters of context on each side.")
@_FORMAT
@_OUTPUT
def kwic_command(pattern: str, paths: tuple[str, ...], width: int, form: str, output: Path | None) -> None:
    """Show where a phrase stands, in every inflection: textlab kwic 迷惑をかける corpus

    PATTERN is written as a rule is: (A|B), [A], … and 〜すればよかった are understood.
    """
    from textlab.kwic import concordance, find_phrase
    from textlab.tokens import tokenize

    articles, sentences = _read(paths)
    found = find_phrase(tokenize(sentences), sentences=sentences, phrase=pattern)
    _write(concordance(found, articles=articles, width=width), form, output)


@cli.group("codebook")
def codebook_group() -> None:
    """Check or show a codebook."""


@codebook_group.command("check")
@click.argument("codebook", default="mommy_track")
def check_command(codebook: str) -> None:
    """Run every example sentence of a codebook; exit status 1 if anything fails."""
    from textlab.checking import check_codebook

    book = _load(codebook)
    faults = check_codebook(book)
    for fault in faults:
        click.echo(f"{fault.code}: " + (f"「{fault.rule}」 " if fault.rule else "") + fault.fault)
    rules = sum(len(code.rules) for code in book.codes)
    click.echo(f"{len(book.codes)} codes, {rules} rules, {len(faults)} faults")
    sys.exit(1 if faults else 0)


@codebook_group.command("show")
@click.argument("codebook", default="mommy_track")
@click.option("--code", "name", help="Show one code with its definition and all its rules.")
def show_command(codebook: str, name: str | None) -> None:
    """Show a codebook: its codes, or one code whole."""
    from textlab.show import show_code, show_codebook

    book = _load(codebook)
    if name is not None and name not in book.ids():
        raise click.BadParameter(f"no code {name!r}; it holds: {', '.join(book.ids())}", param_hint="--code")
    click.echo(show_codebook(book) if name is None else show_code(book.code(name)))


@cli.command("explain")
@click.argument("sentence")
@_CODEBOOK
def explain_command(sentence: str, codebook: str) -> None:
    """Say why a sentence is coded as it is, and which rules nearly fired: textlab explain 後悔はしていない。"""
    from textlab.show import show_explanation

    click.echo(show_explanation(sentence, codebook=_load(codebook)))


@cli.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False))
@_PATHS
@_CODEBOOK
@click.option("--show", type=click.Choice(["scores", "statuses", "errors"]), default="scores", show_default=True)
@click.option("--code", "name", help="Only this code.")
@_FORMAT
@_OUTPUT
def evaluate_command(
    gold: str,
    paths: tuple[str, ...],
    codebook: str,
    show: str,
    name: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Score the coder against labels given by hand (JSONL), with bootstrap intervals and agreement.

    --show statuses counts which status was taken for which; --show errors lists every disagreement.
    """
    from textlab.coding import code
    from textlab.evaluation import confuse, disagree, label_units, read_gold, score
    from textlab.tokens import tokenize

    book = _load(codebook)
    units = read_gold(gold, codebook=book)
    _, sentences = _read(paths)
    found = label_units(code(tokenize(sentences), sentences=sentences, codebook=book), gold=units)
    table = {"scores": score, "statuses": confuse, "errors": disagree}[show](found, gold=units, codebook=book)
    _write(table if name is None else table[table["code"] == name], form, output)


@cli.command("compare")
@_PATHS
@click.option("--by", required=True, metavar="COLUMN", help="The front matter's field to group by, say path.")
@click.option(
    "--against",
    type=click.Choice(["each", "rest"]),
    default="each",
    show_default=True,
    help="Every two groups, or every group and all others.",
)
@_CODEBOOK
@_FORMAT
@_OUTPUT
def compare_command(
    paths: tuple[str, ...],
    by: str,
    against: Literal["each", "rest"],
    codebook: str,
    form: str,
    output: Path | None,
) -> None:
    """Compare groups of articles code by code, with a verdict in words: textlab compare corpus --by path

    書誌の欄で記事を群に分けてくらべ、何が言えて何が言えないかを言葉で添えます。
    """
    from textlab.coding import code
    from textlab.measures import compare, list_groups, rate
    from textlab.tokens import tokenize

    book = _load(codebook)
    articles, sentences = _read(paths)
    list_groups(articles, by=[by])  # An unknown field is refused before the long work begins.
    rates = rate(code(tokenize(sentences), sentences=sentences, codebook=book), sentences=sentences)
    _write(compare(rates, articles=articles, by=by, against=against), form, output)


@cli.command("report")
@_PATHS
@_CODEBOOK
@click.option("--title", default="", help="The page's title.")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="Where to write the page.",
)
def report_command(paths: tuple[str, ...], codebook: str, title: str, output: Path) -> None:
    """Write one HTML page with every finding at its place in its article; it opens offline.

    拾い出したものを、本文の中の根拠とともに一枚のページにまとめます。ネットワークは使いません。
    """
    from textlab.coding import code
    from textlab.output import write_text
    from textlab.report import gather_report, render_report
    from textlab.tokens import tokenize

    book = _load(codebook)
    articles, sentences = _read(paths)
    codings = code(tokenize(sentences), sentences=sentences, codebook=book)
    report = gather_report(codings, articles=articles, sentences=sentences, codebook=book)
    write_text(render_report(report, title=title), output)
    click.echo(f"{len(codings):,} findings: {output}", err=True)


def _load(codebook: str) -> "Codebook":
    from textlab.codebook import load_codebook

    return load_codebook(codebook)


def _read(paths: tuple[str, ...]) -> "tuple[pd.DataFrame, pd.DataFrame]":
    from textlab.corpus import read_corpus
    from textlab.sentences import split_sentences

    articles = read_corpus(paths)
    return articles, split_sentences(articles)


def _write(table: "pd.DataFrame", form: str, output: Path | None) -> None:
    from textlab.output import write_table

    write_table(table, form=form, path=output)


def main() -> None:
    """Run the command line: errors go to the standard error with exit status 2; a closed pipe is none."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (*ERRORS, OSError) as error:
        _fail(error)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _fail(error: Exception) -> None:
    """Report an error without a traceback; when the reader has gone away, there is nothing to report."""
    import os

    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    from textlab.output import clean

    click.echo(f"textlab: {clean(str(error)) if isinstance(error, OSError) else error}", err=True)
    sys.exit(2)
