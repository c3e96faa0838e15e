"""Draw what is found in a draft, as HTML for the page's widgets."""

from base64 import b64encode
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from markupsafe import Markup, escape

from textlab.app.labels import say
from textlab.draft import DraftReport, Reference
from textlab.draft.views.page import draw_balance, draw_courses, draw_missing, draw_remarks, draw_text, page_style
from textlab.draft.views.page.text import mark_example
from textlab.report.findings import make_plain

# The sections of the result before and after the choice of a theme, each under the anchor of its name.
_BEFORE = {"text": draw_text, "balance": draw_balance, "missing": draw_missing}
_AFTER = {"courses": draw_courses, "remarks": draw_remarks}
# As many sentences of the corpus as one reads through for a theme.
_MOST = 20


def panel_style() -> Markup:
    """Return the panel's own style."""
    return Markup("<style>{}</style>").format(Markup(_read("style.css")))


def draw_results(report: DraftReport) -> tuple[Markup, Markup]:
    """Return the result's sections, as they stand before and after the corpus's sentences on a theme."""
    style = Markup("<style>{}</style>").format(Markup(page_style(report.codebook)))
    links = Markup("").join(
        Markup('<a href="#tla-{}">{}</a>').format(name, say("sections", name))
        for name in (*_BEFORE, "elsewhere", *_AFTER)
    )
    before = Markup("").join(_section(name, draw(report)) for name, draw in _BEFORE.items())
    after = Markup("").join(_section(name, draw(report)) for name, draw in _AFTER.items())
    menu = Markup('<nav class="tla-nav" aria-label="{}">{}</nav>').format(say("draft", "nav"), links)
    heading = Markup('<h2 id="tla-elsewhere">{}</h2>').format(say("sections", "elsewhere"))
    return style + menu + before + heading, after


def _section(name: str, content: Markup) -> Markup:
    return Markup('<section><h2 id="tla-{}">{}</h2>{}</section>').format(name, say("sections", name), content)


def list_themes(report: DraftReport, reference: Reference) -> list[tuple[str, str]]:
    """Return all codes to choose from as label and id, those that the draft never touches first."""
    missing = {one.code: one for one in report.missing}
    untouched = [(say("elsewhere", "missing", **_of(one)), code) for code, one in missing.items()]
    return untouched + [(code.label, code.id) for code in reference.codebook.codes if code.id not in missing]


def _of(missing: Any) -> dict[str, Any]:
    return {"label": missing.label, "touched": missing.touched, "of": missing.articles}


def draw_examples(reference: Reference, code: str) -> Markup:
    """Return the corpus's sentences on a code, each with the title of its article."""
    found = reference.examples(code)
    if not found:
        return note(say("elsewhere", "none", label=reference.codebook.code(code).label))
    articles = len({one.article for one in found})
    head = say("elsewhere", "head", n=len(found), articles=articles, shown=min(len(found), _MOST))
    items = Markup("").join(
        Markup("<li><blockquote><p>{}</p><footer>── {}</footer></blockquote></li>").format(
            _marked(mark_example(one), code), make_plain(one.title)
        )
        for one in found[:_MOST]
    )
    return Markup('<div class="tld tla-examples"><p>{}</p><ul>{}</ul></div>').format(head, items)


def _marked(parts: tuple[tuple[str, bool], ...], code: str) -> Markup:
    return Markup("").join(
        Markup('<b class="tld-told tld-c-{}">{}</b>').format(code, make_plain(text)) if told else make_plain(text)
        for text, told in parts
    )


def note(text: str) -> Markup:
    """Return a quiet remark."""
    return Markup('<p class="tla-note">{}</p>').format(make_plain(text))


def fault(text: str) -> Markup:
    """Return what went wrong, each line of it."""
    return Markup('<p class="tla-fault">{}</p>').format(Markup("<br>").join(map(escape, make_plain(text).split("\n"))))


def working(text: str) -> Markup:
    """Return what is going on, with a sign that turns."""
    return Markup('<p class="tla-note"><span class="tla-turning" aria-hidden="true"></span>{}</p>').format(text)


def link_file(content: str, *, name: str, kind: str, label: str) -> Markup:
    """Return a link that saves a file from the page itself: no server ever holds it."""
    data = b64encode(content.encode("utf-8", "replace")).decode()
    return Markup('<a class="tla-save" download="{}" href="data:{};charset=utf-8;base64,{}">{}</a>').format(
        name, kind, data, label
    )


def file_name(name: str, ending: str) -> str:
    """Return the name of a file made from another, without what no system takes.

    >>> file_name("原稿/その1.docx", "-読み取り.html")
    'その1-読み取り.html'
    """
    stem = "".join(" " if sign in '\\:*?"<>|' or not sign.isprintable() else sign for sign in PurePath(name).stem)
    return f"{' '.join(stem.split())[:60] or 'textlab'}{ending}"


def _read(name: str) -> str:
    return files("textlab.app").joinpath(name).read_text(encoding="utf-8")
