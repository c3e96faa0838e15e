"""Name findings and drafts in Japanese, as the terminal and other programs show them."""

from textlab.data import load_data
from textlab.draft.report import Finding


def name_finding(found: Finding) -> str:
    """Return a finding's label, with how and by whom a feeling is held: 罪悪感（抱いている・書き手）."""
    words = load_data("draft/messages.toml")
    said = (words["statuses"].get(found.status, found.status), words["holders"].get(found.holder, found.holder))
    held = "・".join(word for word in said if word)
    return f"{found.label}（{held}）" if held else found.label


def name_stdin() -> str:
    """Return what to call a draft that came through the standard input."""
    return str(load_data("draft/views/sarif.toml")["stdin"])
