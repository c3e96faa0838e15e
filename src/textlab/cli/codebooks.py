"""The commands that start, try, show, check and explain a codebook."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from textlab.cli.shared import CODEBOOK, load

if TYPE_CHECKING:
    from textlab.trying import Trial

# Characters of a sentence that are shown on each side of the words found.
_AROUND = 40


@click.group("codebook")
def codebook_group() -> None:
    """Start, try, check or show a codebook. / 自分の言葉のリストを作り、ためします。"""


@codebook_group.command("new")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--label", default="", help="The theme's name. / テーマの名前")
@click.option("--phrase", "phrases", multiple=True, help="A phrase to look for; may be given again. / さがす言葉")
def new_command(path: Path, label: str, phrases: tuple[str, ...]) -> None:
    """Write a codebook to go on from: a phrase list (.txt) or TOML (.toml), by FILE's ending.

    言葉のリストのひな型を書きます: textlab codebook new 通勤.txt --label 通勤 --phrase 満員電車
    """
    from textlab.codebook.starting import next_step, start_codebook
    from textlab.output import clean

    click.echo(clean(next_step(start_codebook(path, label=label, phrases=phrases))), err=True)


@codebook_group.command("try")
@click.argument("codebook", metavar="FILE")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
def try_command(codebook: str, drafts: tuple[str, ...]) -> None:
    """Show what each phrase of a codebook finds in drafts (- is the standard input), and last those that find nothing.

    言葉のリストが原稿のどこを拾うかを、行と列、【】のしるしで示します。
    """
    from textlab.output import clean
    from textlab.trying import try_codebook

    texts = {draft: _read(draft) for draft in dict.fromkeys(drafts)}
    click.echo("\n".join(map(clean, _show_trials(try_codebook(load(codebook), texts=texts)))))


def _read(draft: str) -> str:
    """Return the text of a draft, or of the standard input."""
    from textlab.draft.reading import STDIN, read_bytes, read_draft

    return (read_bytes(sys.stdin.buffer.read(), name=STDIN) if draft == STDIN else read_draft(draft)).text


def _show_trials(trials: "Sequence[Trial]") -> Iterator[str]:
    """Return the lines that show what each phrase found, theme by theme, then those that found nothing."""
    label = None
    for trial in trials:
        if trial.hits:
            if trial.code.label != label:
                yield f"# {trial.code.label}"
            label = trial.code.label
            yield f"{trial.phrase} ({len(trial.hits)})"
        for hit in trial.hits:
            before, after = hit.before[-_AROUND:], hit.after[:_AROUND]
            yield f"  {hit.text}:{hit.line}:{hit.column}  {before}【{hit.words}】{after}"
    silent = [trial for trial in trials if not trial.hits]
    if silent:
        yield "# 見つからなかった言葉 / found nothing"
    yield from (f"{trial.phrase} ({trial.code.label}): {trial.hint}" for trial in silent)


@codebook_group.command("check")
@click.argument("codebook", default="mommy_track")
@click.option("--readings", is_flag=True, help="Also show how each rule was read, word by word.")
def check_command(codebook: str, readings: bool) -> None:
    """Run every example sentence of a codebook; exit status 1 if anything fails.

    A phrase list (.txt) holds no examples: that it can be read is all there is to check.
    """
    from textlab.checking import check_codebook
    from textlab.codebook.checking import is_phrase_list
    from textlab.output import clean
    from textlab.show import show_readings

    book = load(codebook)
    if readings:
        click.echo(show_readings(book))
    faults = [] if is_phrase_list(codebook) else check_codebook(book)
    for fault in faults:
        click.echo(clean(f"{fault.code}: " + (f"「{fault.rule}」 " if fault.rule else "") + fault.fault))
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
