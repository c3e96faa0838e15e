"""The tab for themes of one's own: while they are written, it shows which sentences of the draft each phrase finds."""

from itertools import groupby
from typing import Any

from ipywidgets import HBox, Text, Textarea  # type: ignore[import-untyped]
from markupsafe import Markup

from textlab.app.desk import Desk
from textlab.app.draft_tab import MOST
from textlab.app.labels import say
from textlab.app.results import file_name, link_file, note
from textlab.app.themes import Trial, read_own, take_apart, try_phrases, write_list
from textlab.app.widgets import Later, make_box, make_button, make_place, make_upload, take_file, telling
from textlab.data import load_data
from textlab.draft.reading import read_bytes
from textlab.errors import CodebookError
from textlab.report.findings import make_plain
from textlab.tokens.cache import keep_nothing

# Characters of a list: some hundred phrases.
_LONGEST = 20_000
# As many sentences as tell whether a phrase finds what was meant.
_SHOWN = 10
# Seconds without a key pressed.
_PAUSE = 0.4


class ThemesTab:
    """A name, phrases, and below them what they find in the draft."""

    def __init__(self, desk: Desk, draft: Any) -> None:
        self._desk, self._draft = desk, draft
        self.name = Text(description=say("themes", "name"), placeholder=say("themes", "name-placeholder"))
        self.phrases = Textarea(
            description=say("themes", "phrases"), placeholder=say("themes", "phrases-placeholder"), rows=8
        )
        self.file = make_upload(say("themes", "file"), ".txt")
        self.go = make_button(say("themes", "read"), main=True)
        self.save, self.found = make_place(), make_place()
        self.says = make_place(str(note(say("themes", "nothing"))), says=True)
        actions = HBox([self.go, self.file, self.save])
        actions.add_class("tla-actions")
        intro = make_place(str(note(say("themes", "intro")) + _help()))
        self.box = make_box([intro, self.name, self.phrases, actions, self.says, self.found], "themes")
        self.file.observe(self.load, "value")
        soon = Later(self.try_now, _PAUSE)
        for field in (self.name, self.phrases, draft):
            field.observe(soon, "value")

    def load(self, _: object = None) -> None:
        """Put a saved list into the fields."""
        with telling(self.says, say("themes", "broken")):
            chosen = take_file(self.file)
            if chosen is not None:
                self.name.value, self.phrases.value = take_apart(read_bytes(chosen[1], name=chosen[0]).text)

    def try_now(self) -> None:
        """Read the themes, and try each phrase on the draft."""
        self._desk.own, self._desk.faulty = None, bool(self.phrases.value.strip())
        if self._desk.faulty:
            self._desk.wait()
        self.found.value = self.save.value = ""
        with telling(self.says, say("themes", "broken")), keep_nothing():
            self._try(self.name.value, self.phrases.value, self._draft.value)

    def _try(self, name: str, phrases: str, text: str) -> None:
        if len(phrases) > _LONGEST:
            raise CodebookError(say("themes", "long", n=len(phrases), most=_LONGEST))
        if phrases.strip():
            saved = file_name(name or say("themes", "default"), say("themes", "list"))
            label = say("themes", "save")
            self.save.value = str(link_file(write_list(name, phrases), name=saved, kind="text/plain", label=label))
        own = read_own(name, phrases)
        self._desk.own, self._desk.faulty = own, False
        if own is None:
            self.says.value = str(note(say("themes", "nothing")))
        elif not text.strip():
            self.says.value = str(note(say("themes", "no-draft")))
        else:
            self.says.value, self.found.value = "", str(_draw(try_phrases(text[:MOST], own=own)))


def _draw(trials: list[Trial]) -> Markup:
    """Return each theme with its phrases, and the sentences that each finds."""
    parts = Markup("")
    for (_, label), own in groupby(trials, key=lambda trial: (trial.code, trial.label)):
        items = Markup("").join(map(_draw_phrase, own))
        parts += Markup("<section><h2>{}</h2><ul>{}</ul></section>").format(make_plain(label), items)
    return Markup('<div class="tla-trials">{}</div>').format(parts)


def _draw_phrase(trial: Trial) -> Markup:
    n = len(trial.sentences)
    count = say("themes", "found", n=n) if n else say("themes", "missed")
    sentences = Markup("").join(
        Markup("<li>{}</li>").format(Markup("").join(map(_told, one))) for one in trial.sentences[:_SHOWN]
    )
    return Markup('<li class="{}"><p><b>{}</b> <span>{}</span></p><ul>{}</ul></li>').format(
        "tla-hit" if n else "tla-miss", make_plain(trial.phrase), count, sentences
    )


def _told(part: tuple[str, bool]) -> Markup:
    return Markup("<mark>{}</mark>" if part[1] else "{}").format(make_plain(part[0]))


def _help() -> Markup:
    rows = Markup("").join(
        Markup("<dt><code>{write}</code></dt><dd>{finds}</dd>").format(**row)
        for row in load_data("app/labels.toml")["help"]
    )
    return Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(say("themes", "how"), rows)
