"""The commands that show, check and explain a codebook."""

import sys

import click

from textlab.cli.shared import CODEBOOK, load


@click.group("codebook")
def codebook_group() -> None:
    """Check or show a codebook."""


@codebook_group.command("check")
@click.argument("codebook", default="mommy_track")
@click.option("--readings", is_flag=True, help="Also show how each rule was read, word by word.")
def check_command(codebook: str, readings: bool) -> None:
    """Run every example sentence of a codebook; exit status 1 if anything fails."""
    from textlab.checking import check_codebook
    from textlab.show import show_readings

    book = load(codebook)
    if readings:
        click.echo(show_readings(book))
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

    book = load(codebook)
    if name is not None and name not in book.ids():
        raise click.BadParameter(f"no code {name!r}; it holds: {', '.join(book.ids())}", param_hint="--code")
    click.echo(show_codebook(book) if name is None else show_code(book.code(name)))


@click.command("explain")
@click.argument("sentence")
@CODEBOOK
def explain_command(sentence: str, codebook: str) -> None:
    """Say why a sentence is coded as it is, and which rules nearly fired: textlab explain 後悔はしていない。"""
    from textlab.show import show_explanation

    click.echo(show_explanation(sentence, codebook=load(codebook)))
