"""What the tabs share: how their widgets are made, and how what goes wrong is told."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ipywidgets import HTML, Button, FileUpload, VBox  # type: ignore[import-untyped]

from textlab.app.labels import in_japanese, say
from textlab.app.results import fault
from textlab.errors import ERRORS


def make_button(label: str, *, main: bool = False) -> Any:
    """Return a button."""
    button = Button(description=label)
    button.add_class("tla-main" if main else "tla-button")
    return button


def make_upload(label: str, accept: str) -> Any:
    """Return a button that takes one file."""
    upload = FileUpload(description=label, accept=accept, multiple=False, icon="")
    upload.add_class("tla-button")
    return upload


def make_place(value: str = "", *, says: bool = False) -> Any:
    """Return a place for HTML; one that says what goes on is read out by screen readers."""
    place = HTML(value)
    place.add_class("tla-says" if says else "tla-place")
    return place


def make_box(children: list[Any], name: str) -> Any:
    """Return widgets below each other."""
    box = VBox(children)
    box.add_class(f"tla-{name}")
    return box


def take_file(upload: Any) -> tuple[str, bytes] | None:
    """Return the name and the content of the file that was chosen, and let go of it."""
    if not upload.value:
        return None
    chosen = upload.value[0]
    upload.value = ()
    return str(chosen["name"]), bytes(chosen["content"])


@contextmanager
def telling(place: Any, broken: str) -> Iterator[None]:
    """Say in a place what goes wrong; a traceback, which may hold the draft, is never shown nor logged."""
    try:
        yield
    except ERRORS as error:
        place.value = str(fault(in_japanese(error)))
    except OSError as error:
        place.value = str(fault(say("draft", "unreachable", file=error.filename or "")))
    except Exception:
        place.value = str(fault(broken))


class Later:
    """Do something a moment after the last call, so that not every key that is pressed sets it off."""

    def __init__(self, act: Callable[[], None], seconds: float) -> None:
        self._act, self._seconds = act, seconds
        self._waiting: asyncio.TimerHandle | None = None

    def __call__(self, _: object = None) -> None:
        """Wait, or act at once where nothing can wait, as outside a kernel."""
        if self._waiting is not None:
            self._waiting.cancel()
        try:
            self._waiting = asyncio.get_running_loop().call_later(self._seconds, self._act)
        except RuntimeError:
            self._act()
