"""The command that opens the page for writers."""

from pathlib import Path

import click

from textlab.cli.shared import CODEBOOK


@click.command("app")
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    help="Articles to hold drafts against: a folder or file. Without it, those that ship with textlab.",
)
@CODEBOOK
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Where to listen; 0 is any free port."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def app_command(corpus: Path | None, codebook: str, port: int, no_browser: bool) -> None:
    """Open a page in the browser to paste drafts into; only this machine reaches it, and nothing is kept.

    原稿を貼り付けて読むためのページを、ブラウザーで開きます。原稿はどこにも送らず、保存もしません。
    """
    from textlab.app import serve

    serve(corpus=corpus, codebook=codebook, port=port, browser=not no_browser)
