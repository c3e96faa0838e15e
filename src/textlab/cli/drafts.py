"""The command that checks drafts."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from textlab.cli.shared import CODEBOOK, OUTPUT, load, show_error

if TYPE_CHECKING:
    from textlab.codebook import Codebook
    from textlab.draft import DraftReport
    from textlab.draft.reading import Draft
    from textlab.draft.views.exchange import Checked

_STDIN = "-"


class _Job(NamedTuple):
    """What is to be checked, against what, and how it is told."""

    drafts: tuple[str, ...]
    corpus: str | None
    codebook: str
    themes: tuple[str, ...]
    form: str
    output: Path | None
    fail_on: str


@click.command("check")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option("--corpus", metavar="DIR", help="Articles to hold the draft against.  [default: those shipped]")
@CODEBOOK
@click.option("--themes", multiple=True, metavar="FILE", help="Phrases of your own to look for too; repeatable.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="text to read, json whole, sarif for editors, html a page (one draft).",
)
@OUTPUT
@click.option("--fail-on", default="", metavar="NAMES", help="Exit 1 if one of these checks or codes occurs: a,b.")
@click.option("--watch", is_flag=True, help="Check again whenever a draft is saved, until Ctrl-C.")
def check_command(watch: bool, **options: Any) -> None:
    """Check drafts (.txt, .md, .docx, or - for the standard input): what a reader will find, word by word.

    原稿に読者が見つける気持ちとテーマを、体験談とくらべて示します。点数はつけません。

    Every format goes to the terminal unless --output names a file: textlab check 原稿.md -f html -o 原稿.html

    Lines and columns count from 1, columns in characters. In json, start and end are half-open offsets in characters
    into the draft's own "text", whose lines end with LF; a number that cannot be told is null.

    --fail-on takes the names of checks, such as never-felt, and of codes; an emotion counts when it is felt.
    """
    job = _Job(**options)
    _refuse(job, watch=watch)
    if watch:
        _watch(job)
    sys.exit(1 if _run(job) else 0)


def _refuse(job: _Job, *, watch: bool) -> None:
    """Refuse what does not go together, before anything is read."""
    if job.form == "html" and len(job.drafts) > 1:
        raise click.UsageError("html shows one draft: check them one by one, or take --format json.")
    if job.drafts.count(_STDIN) > 1:
        raise click.UsageError("the standard input can be read once: name - once.")
    if watch and _STDIN in job.drafts:
        raise click.UsageError("--watch needs files: save the text and name its file instead of -.")
    if watch and job.fail_on:
        raise click.UsageError("--fail-on has no use with --watch, which ends with Ctrl-C: leave one of them out.")
    read = {Path(name).resolve() for name in (*job.drafts, *job.themes, job.codebook)}
    if job.output and job.output.resolve() in read:
        raise click.UsageError(f"--output would overwrite {job.output}: name another file.")


def _run(job: _Job) -> bool:
    """Check all drafts and write what was found; tell whether anything occurs that is to fail."""
    from textlab.draft import check_draft, read_reference

    drafts = [(name, _read(name)) for name in job.drafts]
    book = _load(job)
    failing = _list_failing(job.fail_on, book)
    reference = read_reference(job.corpus, codebook=book, announce=_announce)
    checked: list[Checked] = []
    for name, draft in drafts:
        report = check_draft(draft.text, corpus=reference, codebook=book, name=_name(name, draft, job.form))
        checked.append((report, draft.notes))
    _write(checked, job)
    return any(_occur(failing, report) for report, _ in checked)


def _read(name: str) -> "Draft":
    from textlab.draft.reading import read_bytes, read_draft

    if name == _STDIN:
        return read_bytes(sys.stdin.buffer.read(), name=_STDIN)
    return read_draft(name)


def _name(name: str, draft: "Draft", form: str) -> str:
    """Return what to call a draft: as it was named, so that places lead there, but on a page, which others see."""
    if form != "html":
        return name
    from textlab.draft.views.naming import name_stdin

    return name_stdin() if name == _STDIN else draft.name


def _load(job: _Job) -> "Codebook":
    book = load(job.codebook)
    if not job.themes:
        return book
    from textlab.codebook import join_codebooks

    return join_codebooks(book, *map(load, job.themes))


def _list_failing(names: str, book: "Codebook") -> set[str]:
    from textlab.draft import list_checks

    failing = {name.strip() for name in names.split(",") if name.strip()}
    good = [*list_checks(), *book.ids()]
    for name in sorted(failing.difference(good)):
        raise click.BadParameter(f"no check or code {name!r}; they are: {', '.join(good)}", param_hint="--fail-on")
    return failing


def _occur(names: set[str], report: "DraftReport") -> bool:
    told = {message.check for message in report.messages}
    return bool(names & (told | {found.code for found in report.findings if found.status in ("", "felt")}))


def _announce(articles: int) -> None:
    click.echo(f"くらべる体験談{articles}本を読んでいます。はじめの一度だけ、少しかかります。", err=True)
    click.echo(f"Reading {articles} articles to compare with; this takes a moment, the first time only.", err=True)


def _write(checked: "list[Checked]", job: _Job) -> None:
    """Write reports to the file named, or show them: as text fitted to the terminal, else as UTF-8."""
    from textlab.output import write_text

    if job.output:
        write_text(_encode(_render(checked, job.form)).decode(), job.output)
        click.echo(f"{len(checked)} checked: {job.output}", err=True)
    elif job.form == "text":
        _show(checked)
    else:
        click.echo(_encode(_render(checked, job.form)), nl=False)


def _render(checked: "list[Checked]", form: str) -> str:
    if form == "json":
        from textlab.draft.views.exchange import format_json

        return format_json(checked)
    if form == "sarif":
        from textlab.draft.views.sarif import format_sarif

        return format_sarif(checked, root=Path.cwd())
    if form == "text":
        from textlab.draft.views.terminal import show_draft

        return "\n".join(show_draft(report, notes=notes) for report, notes in checked)
    from textlab.draft.views.page import render_draft

    for note in checked[0][1]:
        click.echo(note, err=True)
    return render_draft(checked[0][0])


def _encode(text: str) -> bytes:
    # A file's name may hold bytes that are no UTF-8.
    return text.encode("utf-8", "replace")


def _show(checked: "list[Checked]") -> None:
    """Show reports on the standard output, in its width and colours if it is a terminal."""
    from textlab.draft.views.terminal import make_plain, show_draft

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    colour = _wants_colour()
    text = "\n".join(show_draft(report, notes=notes, width=width, colour=colour) for report, notes in checked)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # A console in cp932 lacks characters that drafts hold.
    click.echo(text if _can_draw() else make_plain(text), nl=False, color=colour)


def _wants_colour() -> bool:
    """Tell whether to colour: see no-color.org and force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    return forced or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _can_draw() -> bool:
    try:
        "▁█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _watch(job: _Job) -> None:
    """Check again and again, whenever a file is saved; what is wrong with it then is said, and mended by the writer."""
    from textlab.cli.watching import look, wait
    from textlab.errors import ERRORS

    files = [Path(name) for name in (*job.drafts, *job.themes, job.codebook)]
    seen = look(files)
    _run(job)
    while True:
        click.echo("保存を待っています（Ctrl-C で終わり） / Watching; Ctrl-C to stop", err=True)
        seen = wait(files, seen)
        click.clear()
        try:
            _run(job)
        except BrokenPipeError:
            raise
        except (*ERRORS, OSError) as error:
            show_error(error)
