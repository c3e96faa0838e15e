"""The command that checks drafts."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from textlab.cli.shared import CODEBOOK, OUTPUT, load, refuse_overwriting, show_error
from textlab.cli.telling import tell

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
    into the draft's own "text", whose lines end with LF; those of "missing", in its example, count in the article
    that the example is taken from. A number that cannot be told is null.

    Of several drafts, text shows those that can be read, and the others are named at the end, with exit status 2; json,
    sarif and --output are written only when all can be read.

    --fail-on takes the names of checks, such as never-felt, and of codes; an emotion counts when it is felt.
    """
    job = _Job(**options)
    _refuse(job, watch=watch)
    if watch:
        _watch(job)
    sys.exit(_run(job))


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
    if job.output:
        _refuse_output(job, job.output)


def _refuse_output(job: _Job, output: Path) -> None:
    """Refuse to write where nothing can be written, or over what is read."""
    from textlab.draft import shipped_corpus

    if not output.parent.is_dir():
        number = errno.ENOTDIR if output.parent.exists() else errno.ENOENT
        raise OSError(number, os.strerror(number), str(output))
    corpus = job.corpus or shipped_corpus()
    refuse_overwriting(output, read=(*job.drafts, corpus, *job.themes, job.codebook))


def _run(job: _Job) -> int:
    """Check all drafts and write what was found; return the exit status: 2 if one cannot be read, 1 if one fails."""
    from textlab.codebook import join_codebooks
    from textlab.draft import check_draft, read_reference

    drafts, faults = _read_all(job.drafts)
    book, own = load(job.codebook), [load(file) for file in job.themes]
    joined = join_codebooks(book, *own)
    failing = _list_failing(job.fail_on, joined)
    checked: list[Checked] = []
    if drafts and (not faults or (job.form == "text" and not job.output)):
        reference = read_reference(job.corpus, codebook=book, announce=_announce).join(*own)
        for name, draft in drafts:
            report = check_draft(draft.text, corpus=reference, codebook=joined, name=_name(name, draft, job.form))
            checked.append((report, draft.notes))
        tell(checked, form=job.form, output=job.output)
    for fault in faults:
        show_error(fault)
    return 2 if faults else int(any(_occur(failing, report) for report, _ in checked))


def _read_all(names: Sequence[str]) -> "tuple[list[tuple[str, Draft]], list[Exception]]":
    """Return the drafts that can be read, and what is wrong with the others."""
    from textlab.errors import CorpusError

    drafts: list[tuple[str, Draft]] = []
    faults: list[Exception] = []
    for name in names:
        try:
            drafts.append((name, _read(name)))
        except CorpusError as error:
            faults.append(error)
    return drafts, faults


def _read(name: str) -> "Draft":
    from textlab.draft.reading import read_bytes, read_draft

    if name != _STDIN:
        return read_draft(name)
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdin")
    return read_bytes(sys.stdin.buffer.read(), name=_STDIN)


def _name(name: str, draft: "Draft", form: str) -> str:
    """Return what to call a draft: as it was named, so that places lead there, but on a page, which others see."""
    if form != "html":
        return name
    from textlab.draft.views.naming import name_stdin

    return name_stdin() if name == _STDIN else draft.name


def _list_failing(names: str, book: "Codebook") -> set[str]:
    """Return the checks and codes that are named, codes by their id or label."""
    from textlab.codebook import find_code
    from textlab.draft import list_checks

    failing = set()
    for name in filter(None, map(str.strip, names.split(","))):
        code = None if name in list_checks() else find_code(book, name)
        if code is None and name not in list_checks():
            good = ", ".join([*list_checks(), *(f"{code.id} ({code.label})" for code in book.codes)])
            raise click.BadParameter(f"no check or code {name!r}; they are: {good}", param_hint="--fail-on")
        failing.add(code.id if code else name)
    return failing


def _occur(names: set[str], report: "DraftReport") -> bool:
    told = {message.check for message in report.messages}
    return bool(names & (told | {found.code for found in report.findings if found.status in ("", "felt")}))


def _announce(articles: int) -> None:
    click.echo(f"くらべる体験談{articles}本を読んでいます。はじめの一度だけ、少しかかります。", err=True)
    click.echo(f"Reading {articles} articles to compare with; this takes a moment, the first time only.", err=True)


def _watch(job: _Job) -> None:
    """Check again and again, whenever a file is saved; what is wrong with it then is said, and mended by the writer."""
    from textlab.cli.watching import look, wait
    from textlab.errors import ERRORS

    files = [Path(name) for name in (*job.drafts, *job.themes, job.codebook)]
    seen = look(files)
    if _run(job):
        sys.exit(2)
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
