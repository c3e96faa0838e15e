"""The tab that takes a draft and shows what is found in it."""

from time import perf_counter
from typing import Any

from ipywidgets import Dropdown, HBox, Textarea  # type: ignore[import-untyped]

from textlab.app.desk import Desk
from textlab.app.labels import say
from textlab.app.results import draw_examples, draw_results, file_name, link_file, list_themes, note, working
from textlab.app.widgets import make_box, make_button, make_place, make_upload, take_file, telling
from textlab.draft import DraftReport
from textlab.draft.reading import Draft, read_bytes, read_pasted
from textlab.draft.views.page import render_draft
from textlab.errors import CorpusError

# Characters: a thick book. Longer ones are read, but the page that shows them grows slow.
MOST = 100_000


class DraftTab:
    """A place for the draft, a button, and below them what was found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._loaded = ("", "")
        self._checked: str | None = None
        self.text = Textarea(
            description=say("draft", "label"), placeholder=say("draft", "placeholder"), continuous_update=False, rows=12
        )
        self.file = make_upload(say("draft", "file"), ".txt,.md,.docx")
        self.go = make_button(say("draft", "read"), main=True)
        self.says = make_place(says=True)
        self.before, self.examples, self.after, self.save = (make_place() for _ in range(4))
        self.choice = Dropdown(description=say("elsewhere", "choose"))
        self.result = make_box([], "result")
        actions = HBox([self.go, self.file])
        actions.add_class("tla-actions")
        promise = make_place(str(note(say("draft", "private"))))
        self.box = make_box([self.text, promise, actions, self.says, self.result], "draft")
        self.go.on_click(self.read)
        self.file.observe(self.load, "value")
        self.text.observe(self._tell_stale, "value")
        self.choice.observe(self._show_examples, "value")

    def load(self, _: object = None) -> None:
        """Put the text of the chosen file into the place for the draft."""
        with telling(self.says, say("draft", "broken")):
            chosen = take_file(self.file)
            if chosen is None:
                return
            draft = read_bytes(chosen[1], name=chosen[0])
            _hold_length(draft.text)
            self._loaded = (_first_line(draft.text), draft.name)
            self.text.value = draft.text
            self._say(say("draft", "loaded", name=draft.name, n=_size(draft.text)), *draft.notes)

    def read(self, _: object = None) -> None:
        """Check the draft, and show what is found."""
        self.go.disabled = True
        try:
            with telling(self.says, say("draft", "broken")):
                self._checked, self.result.children = None, ()
                if self.text.value.strip():
                    self._read(self.text.value)
                else:
                    self._say(say("draft", "nothing"))
        finally:
            self.go.disabled = False

    def _read(self, text: str) -> None:
        started = perf_counter()
        draft = _take(text, self._name(text))
        self.says.value = str(working(say("draft", "working" if self._desk.ready else "waiting")))
        report = self._desk.check(draft.text, name=draft.name)
        self._show(report)
        self._checked = text
        seconds, sentences = perf_counter() - started, sum(one.kind != "boilerplate" for one in report.sentences)
        notes = [
            *(message.text for message in report.messages if message.check == "short"),
            *([say("draft", "left-out")] if self._desk.faulty else []),
            *draft.notes,
        ]
        self._say(say("draft", "done", seconds=max(seconds, 0.1), n=_size(draft.text), sentences=sentences), *notes)
        self._offer(report)

    def _say(self, *texts: str) -> None:
        self.says.value = "".join(str(note(text)) for text in texts)

    def _name(self, text: str) -> str | None:
        """Return the name of the file that the draft came from, as long as it begins as the file did."""
        first, name = self._loaded
        return name if name and _first_line(text) == first else None

    def _show(self, report: DraftReport) -> None:
        before, after = draw_results(report)
        self.before.value, self.after.value, self.save.value = str(before), str(after), ""
        chosen, themes = self.choice.value, list_themes(report, self._desk.reference())
        self.choice.options = themes
        self.choice.value = chosen if chosen in [code for _, code in themes] else themes[0][1]
        self._show_examples()
        self.result.children = (self.save, self.before, self.choice, self.examples, self.after)

    def _offer(self, report: DraftReport) -> None:
        """Offer the report for saving, once the result is there to be read."""
        name = file_name(report.name, say("draft", "report"))
        link = link_file(render_draft(report), name=name, kind="text/html", label=say("draft", "save"))
        self.save.value = f'<div class="tla-offer">{link}{note(say("draft", "saved"))}</div>'

    def _show_examples(self, _: object = None) -> None:
        with telling(self.examples, say("draft", "broken")):
            if self.choice.value:
                self.examples.value = str(draw_examples(self._desk.reference(), self.choice.value))

    def _tell_stale(self, change: dict[str, Any]) -> None:
        if self._checked is not None and change["new"] != self._checked:
            self._say(say("draft", "stale"))


def _take(text: str, name: str | None) -> Draft:
    """Return what was pasted as a draft; a CorpusError says why it cannot be read."""
    _hold_length(text)
    draft = read_pasted(text, name=name)
    if not any(map(str.isalnum, draft.text)):
        raise CorpusError(say("draft", "unread"))
    return draft


def _hold_length(text: str) -> None:
    if len(text) > MOST:
        raise CorpusError(say("draft", "long", n=len(text), most=MOST))


def _size(text: str) -> int:
    """Return the number of characters as writers count them: without white space."""
    return sum(not char.isspace() for char in text)


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]
