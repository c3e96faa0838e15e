"""Gather what the page shows, and fill its template: style, script and data go inside, nothing stays outside."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from textlab import __version__
from textlab.data import load_data
from textlab.measures import rate
from textlab.report.comparison import Field, compare_fields, other_fields
from textlab.report.embedding import embed_json, write_policy
from textlab.report.figures import (
    LANE,
    Course,
    Mark,
    course_codes,
    draw_courses,
    draw_headings,
    draw_strips,
    strip_height,
)
from textlab.report.findings import Finding, article_hash, check_tables, make_plain, number_findings
from textlab.report.texts import Block, Span, lay_out

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Template

    from textlab.codebook import Codebook

# Shades of the heat map, beside none for zero; they follow the root, so that one high cell leaves the rest apart.
_SHADES = 8


@dataclass(frozen=True)
class Reading:
    """An article as the page shows it: its front matter, its blocks, its strip, its courses."""

    name: str
    address: str
    title: str
    fields: list[tuple[str, str]]
    blocks: list[Block]
    strip: list[Mark]
    headings: list[float]
    courses: list[Course]


@dataclass(frozen=True)
class Report:
    """Everything that the page shows, before it is written."""

    codebook: "Codebook"
    readings: list[Reading]
    findings: list[Finding]
    sizes: dict[str, int]
    heat: dict[tuple[str, str], int]
    top: float
    fields: list[Field]
    others: list[tuple[str, int]]


def gather_report(
    codings: "pd.DataFrame", *, articles: "pd.DataFrame", sentences: "pd.DataFrame", codebook: "Codebook"
) -> Report:
    """Compute everything that the page shows; the arguments are those of `write_report`."""
    import pandas as pd

    check_tables(codebook, codings=codings, articles=articles, sentences=sentences)
    codings = codings.assign(code=pd.Categorical(codings["code"].astype(str), categories=codebook.ids()))
    findings = number_findings(codings)
    strips = draw_strips(codings, sentences=sentences, findings=findings, codebook=codebook)
    courses, top = draw_courses(codings, sentences=sentences, codebook=codebook)
    own = sentences[sentences["kind"] != "boilerplate"]
    all_rates, rates = (rate(codings, sentences=sentences, status=status) for status in (None, "felt"))
    heat = zip(all_rates["article"].astype(str), all_rates["code"].astype(str), all_rates["n"], strict=True)
    grouped = articles[articles["article"].astype(str).isin(set(own["article"].astype(str)))]
    parts = strips, draw_headings(sentences), courses
    return Report(
        codebook=codebook,
        readings=_readings(articles, sentences, findings, parts),
        findings=findings,
        sizes={"sentences": len(own), "characters": int(own["text"].str.len().sum())},
        heat={(article, code): int(n) for article, code, n in heat},
        top=top,
        fields=compare_fields(rates, articles=grouped),
        others=other_fields(grouped),
    )


def render_report(report: Report, *, title: str = "") -> str:
    """Return the page, under a title or the codebook's own."""
    from markupsafe import Markup

    style = _part("style.css") + _colours(report.codebook)
    script = _part("script.js")
    return _template().render(
        report=report,
        title=make_plain(title),
        counts=Counter((found.code, found.status) for found in report.findings),
        totals=Counter(found.code for found in report.findings),
        courses=course_codes(report.codebook),
        lane=LANE,
        height=strip_height(report.codebook),
        labels=load_data("report/labels.toml"),
        version=__version__,
        shade=_shade(report.heat),
        style=Markup(style),
        script=Markup(script),
        policy=write_policy(style, script),
        data=Markup(embed_json(_data(report))),
    )


def _readings(
    articles: "pd.DataFrame", sentences: "pd.DataFrame", findings: list[Finding], parts: tuple[Any, ...]
) -> list[Reading]:
    strips, headings, courses = parts
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.article, []).append(finding)
    columns = ["sentence", "start", "end", "kind"]
    tables = {str(name): table[columns] for name, table in sentences.groupby("article", observed=True)}
    readings = []
    for row in articles.astype(object).where(articles.notna(), "").to_dict("records"):
        name = str(row["article"])
        rows = tables[name].itertuples(index=False) if name in tables else []
        spans = [Span(int(number), int(start), int(end), str(kind)) for number, start, end, kind in rows]
        blocks = lay_out(str(row["text"]), spans=spans, findings=found.get(name, []))
        drawn = strips.get(name, []), headings.get(name, []), courses.get(name, [])
        readings.append(_reading(row, blocks, *drawn))
    return readings


def _reading(row: dict[Any, Any], blocks: list[Block], *drawn: Any) -> Reading:
    fields = [
        (str(key), make_plain(str(row[key]))) for key in row if key not in ("article", "title", "text") and row[key]
    ]
    name = str(row["article"])
    return Reading(make_plain(name), f"a-{article_hash(name)}", make_plain(str(row["title"])), fields, blocks, *drawn)


def _data(report: Report) -> dict[str, Any]:
    """Return what the script needs: findings as rows of article, sentence, code, status, holder, rule, address."""
    labels = load_data("report/labels.toml")
    rules = {rule: i for i, rule in enumerate(dict.fromkeys(found.rule for found in report.findings))}
    codes = {code: i for i, code in enumerate(report.codebook.ids())}
    names = {reading.address: i for i, reading in enumerate(report.readings)}
    return {
        "articles": [[reading.address, reading.title] for reading in report.readings],
        "codes": [[code.id, code.label, code.kind] for code in report.codebook.codes],
        "statuses": labels["statuses"],
        "holders": labels["holders"],
        "rules": list(rules),
        "shades": _SHADES,
        "findings": [
            [
                names[f"a-{article_hash(found.article)}"], found.sentence, codes[found.code], found.status,
                found.holder, rules[found.rule], found.address,
            ]
            for found in report.findings
        ],
    }  # fmt: skip


def _shade(heat: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return a shade for each cell, 0 only for zero."""
    top = max([1, *heat.values()])
    return {cell: ceil(_SHADES * sqrt(n / top)) for cell, n in heat.items()}


def _colours(codebook: "Codebook") -> str:
    """Return a class for each code's colour; the second and third are for a code that lies under another."""
    names = [("c", "--c"), ("d", "--d"), ("e", "--e")]
    rules = [f".{name}-{code.id}{{{key}:{code.colour}}}" for code in codebook.codes for name, key in names]
    return "\n".join(rules) + "\n"


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    own = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return own.from_string(_part("page.html"))


def _part(name: str) -> str:
    return files("textlab.report").joinpath(name).read_text(encoding="utf-8")
