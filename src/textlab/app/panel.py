"""Put the page's panel together: a tab for the draft, a tab for themes of one's own."""

from pathlib import Path
from typing import Any

from ipywidgets import HTML, Tab, VBox  # type: ignore[import-untyped]

from textlab.app.desk import open_desk
from textlab.app.draft_tab import DraftTab
from textlab.app.labels import say
from textlab.app.results import panel_style
from textlab.app.themes_tab import ThemesTab


def build_panel(corpus: str | Path | None, codebook: str) -> Any:
    """Return the panel; its corpus is read meanwhile."""
    desk = open_desk(corpus, codebook)
    draft = DraftTab(desk)
    themes = ThemesTab(desk, draft.text)
    tabs = Tab([draft.box, themes.box], titles=[say("tabs", "draft"), say("tabs", "themes")])

    def read_with_themes(_: object) -> None:
        themes.try_now()
        if not desk.faulty:
            tabs.selected_index = 0
            draft.read()

    themes.go.on_click(read_with_themes)
    panel = VBox([HTML(str(panel_style())), tabs])
    panel.add_class("tla")
    return panel
