"""Serve the page on this machine alone: Voila over one notebook, a kernel for each visitor, nothing kept."""

import logging
import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from textlab.data import load_data
from textlab.errors import CorpusError

_HOST = "127.0.0.1"
_FILES = Path(__file__).parent
_NOTEBOOK = "07-check-a-draft.ipynb"
# Seconds until a server that does not listen by then never will.
_WAIT = 60.0


def serve(
    *, corpus: str | Path | None = None, codebook: str | Path = "mommy_track", port: int = 0, browser: bool = True
) -> None:
    """Serve the page until interrupted, print its address, and open it in the browser.

    Only this machine reaches it, and only with the key in the printed address. What visitors paste is written
    nowhere.

    Parameters
    ----------
    corpus
        The articles to hold drafts against: a folder or file; None is the environment's CORPUS or, without it, the
        narratives that ship with textlab.
    codebook
        What to look for: the name or path of a codebook.
    port
        Where to listen; 0 takes any free port.
    browser
        Whether to open the page.

    Raises
    ------
    CorpusError
        If the articles cannot be read.
    CodebookError
        If the codebook has faults.
    OSError
        If the port is taken.
    """
    _prepare(corpus, codebook)
    from tornado.web import HTTPError
    from voila.app import Voila  # type: ignore[import-untyped]

    port, token = _free_port(port), secrets.token_urlsafe(16)
    url = f"http://{_HOST}:{port}/?token={token}"
    threading.Thread(target=_announce, args=(url, port, browser), daemon=True).start()
    logging.getLogger("tornado.access").setLevel(logging.ERROR)  # A refused address would stand in the log.
    # A kernel that is still starting when the server is to stop is not known yet; it goes when its parent has gone.
    with suppress(HTTPError):
        Voila.launch_instance(argv=[], config=_configure(port, token))


def _prepare(corpus: str | Path | None, codebook: str | Path) -> None:
    """Check what is to be read before the page opens, and tell the kernels where it is."""
    from textlab.codebook import load_codebook
    from textlab.corpus import find_articles

    if corpus is not None:
        os.environ["CORPUS"] = str(Path(corpus).resolve())
    if "CORPUS" in os.environ:
        find_articles(Path(os.environ["CORPUS"]))
    load_codebook(codebook)
    shipped = (_FILES.parent / "codebooks" / codebook).is_dir()
    os.environ["CODEBOOK"] = str(codebook if shipped else Path(codebook).resolve())
    found = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join([str(_FILES / "jupyter"), *([found] if found else [])])


def _configure(port: int, token: str) -> Any:
    from traitlets.config import Config

    data = deepcopy(load_data("app/voila.toml"))
    policy = "; ".join(f"{name} {sources}".format(port=port) for name, sources in data["policy"].items())
    data["settings"]["Voila"]["tornado_settings"]["headers"]["Content-Security-Policy"] = policy
    data["settings"]["Voila"] |= {"ip": _HOST, "port": port, "token": token, "notebook_path": str(_notebook())}
    return Config(data["settings"])


def _notebook() -> Path:
    """Return the page's notebook, in an installed package or beside its sources."""
    for path in (_FILES / _NOTEBOOK, _FILES.parents[2] / "notebooks" / _NOTEBOOK):
        if path.is_file():
            return path
    raise CorpusError(f"{_NOTEBOOK} is missing: install textlab anew.")


def _free_port(port: int) -> int:
    """Return a port that can be listened on; an OSError tells that the one asked for cannot."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise OSError(f"port {port} cannot be used ({error.strerror}): give another one, or 0") from error
        return int(probe.getsockname()[1])


def _announce(url: str, port: int, browser: bool) -> None:
    """Print the address, and open it, as soon as the server listens."""
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        try:
            socket.create_connection((_HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
            continue
        sys.stdout.write(f"{url}\nCtrl+C でおわります。\n")
        sys.stdout.flush()
        if browser:
            webbrowser.open(url)
        return
