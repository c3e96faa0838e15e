"""Draw a checked draft as one HTML page for its writer, or as parts for a page of one's own; nothing asks the network.

Every part stands in an element of the class ``tld``; `page_style` holds the rules they need, all below that class.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from textlab import __version__
from textlab.data import load_data
from textlab.draft.reference import shipped_corpus
from textlab.draft.report import DraftReport
from textlab.draft.views.page.figures import draw_frames, draw_rows
from textlab.draft.views.page.remarks import group_remarks
from textlab.draft.views.page.text import MOST_MARKS, lay_draft, list_entries, mark_example
from textlab.errors import CorpusError
from textlab.report.embedding import write_policy
from textlab.report.findings import make_plain

if TYPE_CHECKING:
    from jinja2 import Environment

    from textlab.codebook import Codebook

__all__ = [
    "draw_balance",
    "draw_courses",
    "draw_missing",
    "draw_remarks",
    "draw_report",
    "draw_text",
    "page_style",
    "render_draft",
]


def render_draft(report: DraftReport) -> str:
    """Return one HTML page on a draft, whole: it opens offline, and its Content-Security-Policy forbids the rest."""
    style, script = page_style(report.codebook) + _part("page.css"), _part("script.js")
    return _fill(
        "page.html", report, whole=True, style=Markup(style), script=Markup(script), policy=write_policy(style, script)
    )


def draw_report(report: DraftReport) -> str:
    """Return all parts with their style, for a page that is there, such as a notebook."""
    parts = (draw_text, draw_balance, draw_missing, draw_courses, draw_remarks)
    style = Markup("<style>{}</style>").format(Markup(page_style(report.codebook)))
    return style + Markup("").join(draw(report) for draw in parts)


def draw_text(report: DraftReport) -> Markup:
    """Return the draft's text with its findings marked, and the boxes that show and hide each code."""
    return _wrap("text.html", report)


def draw_balance(report: DraftReport) -> Markup:
    """Return every code's rate beside the corpus's, each with its sentences."""
    return _wrap("balance.html", report)


def draw_courses(report: DraftReport) -> Markup:
    """Return the course of each emotion beside the corpus's band."""
    return _wrap("courses.html", report)


def draw_missing(report: DraftReport) -> Markup:
    """Return the themes that the draft never touches, each with a sentence of the corpus."""
    return _wrap("missing.html", report)


def draw_remarks(report: DraftReport) -> Markup:
    """Return the messages under their checks, each with its places, and the sentences that carry most."""
    return _wrap("remarks.html", report)


def page_style(codebook: "Codebook") -> str:
    """Return the style of all parts, with the codebook's colours; every rule is for elements within ``.tld``."""
    return _part("style.css") + "".join(map(_code_style, codebook.ids(), (code.colour for code in codebook.codes)))


def _code_style(code: str, colour: str) -> str:
    """Return a code's colour, and what takes its marks away when its box is not checked."""
    hidden = f".tld:has(.tld-show-{code}:not(:checked))"
    return (
        f".tld .tld-c-{code}{{--c:{colour}}}\n"
        f"{hidden} .tld-m.tld-c-{code}{{background:none;border-color:transparent}}\n"
        f"{hidden} .tld-l.tld-c-{code}{{display:none}}\n"
    )


def _wrap(name: str, report: DraftReport) -> Markup:
    return Markup('<div class="tld">{}</div>').format(Markup(_fill(name, report, whole=False)))


def _fill(name: str, report: DraftReport, **parts: Any) -> str:
    """Return a filled template; what it draws it computes itself, so that a part costs only what it shows."""
    return (
        _environment()
        .get_template(name)
        .render(
            report=report,
            unmarked=max(0, len(report.findings) - MOST_MARKS),
            labels=load_data("draft/messages.toml"),
            corpus=_corpus_name(report),
            version=__version__,
            **parts,
        )
    )


def _corpus_name(report: DraftReport) -> str:
    """Return what a corpus is called: "" for the shipped one, else its folder's last name; a page goes to others."""
    try:
        shipped = report.corpus == str(shipped_corpus())
    except CorpusError:
        shipped = False
    return "" if shipped else Path(report.corpus).name


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    drawing = (draw_rows, draw_frames, group_remarks, lay_draft, list_entries, mark_example)
    environment.globals |= {function.__name__: function for function in drawing}
    return environment


def _finalize(value: Any) -> Any:
    """Take from every text what a browser would obey instead of showing."""
    return make_plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    return files("textlab.draft.views.page").joinpath(name).read_text(encoding="utf-8")
