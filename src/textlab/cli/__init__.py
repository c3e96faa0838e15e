"""The command line: reads arguments, calls the verbs, writes what they return."""

import os
import sys
from contextlib import suppress
from io import StringIO

import click

from textlab import __version__
from textlab.cli import app, articles, codebooks, drafts
from textlab.cli.shared import show_error
from textlab.errors import ERRORS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Code Japanese first-person articles: themes, guilt, regret and hope, with the words that show them.

    日本語の体験談から、テーマと罪悪感・後悔・希望を、根拠の言葉とともに拾い出します。
    """


for _command in (
    articles.code_command,
    articles.kwic_command,
    articles.compare_command,
    articles.report_command,
    articles.evaluate_command,
    drafts.check_command,
    codebooks.explain_command,
    codebooks.codebook_group,
    app.app_command,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line: errors go to the standard error with exit status 2; a closed pipe is none."""
    _hold_closed()
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        _show_clean(error)
        sys.exit(2)
    except (*ERRORS, OSError) as error:
        _fail(error)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _hold_closed() -> None:
    """Open nothing in the place of standard streams that are closed, or the next file opened would stand for them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _show_clean(error: click.ClickException) -> None:
    """Show a wrong use of the command line; nothing of the names it holds is obeyed by the terminal."""
    from textlab.output import clean_lines

    said = StringIO()
    error.show(file=said)
    click.echo(clean_lines(said.getvalue()), err=True, nl=False)


def _fail(error: Exception) -> None:
    """Report an error without a traceback; when the reader has gone away, there is nothing to report."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    show_error(error)
    sys.exit(2)
