"""The commands that read articles."""

from pathlib import Path
from typing import Literal

import click

from textlab.cli.shared import (
    CODEBOOK,
    FORMAT,
    OUTPUT,
    PATHS,
    code_articles,
    code_sentences,
    load,
    read,
    refuse_overwriting,
    write,
)


@click.command("code")
@PATHS
@CODEBOOK
@FORMAT
@OUTPUT
def code_command(paths: tuple[str, ...], codebook: str, form: str, output: Path | None) -> None:
    """Code articles (.txt, .md; files or folders): one line per finding.

    Offsets are code points of the file's decoded text, half-open. / 位置は文字数で数えます。
    """
    refuse_overwriting(output, read=(*paths, codebook))
    write(code_articles(paths, codebook).codings, form, output)


@click.command("kwic")
@click.argument("pattern")
@PATHS
@click.option("--width", "-w", default=25, show_default=True, help="Characters of context on each side.")
@FORMAT
@OUTPUT
def kwic_command(pattern: str, paths: tuple[str, ...], width: int, form: str, output: Path | None) -> None:
    """Show where a phrase stands, in every inflection: textlab kwic 迷惑をかける corpus

    PATTERN is written as a rule is: (A|B), [A], … and 〜すればよかった are understood.
    """
    from textlab.kwic import concordance, find_phrase
    from textlab.tokens import tokenize

    refuse_overwriting(output, read=paths)
    articles, sentences = read(paths)
    found = find_phrase(tokenize(sentences), sentences=sentences, phrase=pattern)
    write(concordance(found, articles=articles, width=width), form, output)


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False))
@PATHS
@CODEBOOK
@click.option("--show", type=click.Choice(["scores", "statuses", "errors"]), default="scores", show_default=True)
@click.option("--code", "name", help="Only this code.")
@FORMAT
@OUTPUT
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
    from textlab.evaluation import confuse, disagree, label_units, read_gold, score

    refuse_overwriting(output, read=(gold, *paths, codebook))
    book = load(codebook)
    units = read_gold(gold, codebook=book)  # Broken labels are refused before the long work begins.
    found = label_units(code_articles(paths, codebook).codings, gold=units)
    table = {"scores": score, "statuses": confuse, "errors": disagree}[show](found, gold=units, codebook=book)
    write(table if name is None else table[table["code"] == name], form, output)


@click.command("compare")
@PATHS
@click.option("--by", required=True, metavar="COLUMN", help="The front matter's field to group by, say path.")
@click.option(
    "--against",
    type=click.Choice(["each", "rest"]),
    default="each",
    show_default=True,
    help="Every two groups, or every group and all others.",
)
@CODEBOOK
@FORMAT
@OUTPUT
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
    from textlab.measures import compare, list_groups, rate

    refuse_overwriting(output, read=(*paths, codebook))
    book = load(codebook)
    articles, sentences = read(paths)
    list_groups(articles, by=[by])  # An unknown field is refused before the long work begins.
    coded = code_sentences(articles, sentences, book)
    rates = rate(coded.codings, sentences=coded.sentences)
    write(compare(rates, articles=coded.articles, by=by, against=against), form, output)


@click.command("report")
@PATHS
@CODEBOOK
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
    from textlab.output import clean, write_text
    from textlab.report import gather_report, render_report

    refuse_overwriting(output, read=(*paths, codebook))
    coded = code_articles(paths, codebook)
    report = gather_report(coded.codings, articles=coded.articles, sentences=coded.sentences, codebook=coded.codebook)
    write_text(render_report(report, title=title), output)
    click.echo(f"{len(coded.codings):,} findings: {clean(str(output))}", err=True)
