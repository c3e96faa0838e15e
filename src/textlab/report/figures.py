"""Compute what the page's figures show: strips of sentences, courses of the first emotions, shares of a row."""

from typing import TYPE_CHECKING, NamedTuple

from textlab.measures import arc, portray
from textlab.report.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook

# More courses than three in one small frame cannot be told apart, however they are dashed.
_COURSES = 3
# Pixels of a strip: a lane for each emotion, and one band that the themes of a sentence share.
LANE, _BAND = 11, 26
# Units of a course's frame.
_WIDTH, _HEIGHT = 200, 70


class Mark(NamedTuple):
    """A piece of a strip: left and width in percent, top and height in pixels, the findings it stands for."""

    x: float
    y: float
    width: float
    height: float
    findings: list[Finding]


class Course(NamedTuple):
    """One code's course through one article, as SVG points: the line, and the outline of its band."""

    code: str
    number: int
    line: str
    band: str


def strip_height(codebook: "Codebook") -> int:
    """Return the height of a strip in pixels."""
    return LANE * len(codebook.ids("emotion")) + (_BAND if codebook.ids("theme") else 0)


def draw_strips(
    codings: "pd.DataFrame", *, sentences: "pd.DataFrame", findings: list[Finding], codebook: "Codebook"
) -> dict[str, list[Mark]]:
    """Return each article's marks: every sentence and code, with all findings of that code in that sentence."""
    own: dict[tuple[str, int, str], list[Finding]] = {}
    for found in findings:
        own.setdefault((found.article, found.sentence, found.code), []).append(found)
    emotions = codebook.ids("emotion")
    strips: dict[str, list[Mark]] = {}
    for kind in ("emotion", "theme"):
        for row in portray(codings[codings["kind"] == kind], sentences=sentences).to_dict("records"):
            x, width = 100 * row["left"], 100 * (row["right"] - row["left"])
            y, height = _lane(str(row["code"]), emotions, row["lane"], row["lanes"])
            shown = own[str(row["article"]), int(row["sentence"]), str(row["code"])]
            strips.setdefault(str(row["article"]), []).append(Mark(x, y, width, height, shown))
    return strips


def draw_courses(
    codings: "pd.DataFrame", *, sentences: "pd.DataFrame", codebook: "Codebook"
) -> tuple[dict[str, list[Course]], float]:
    """Return each article's courses of the codebook's first emotions when felt, and the top of their scale."""
    chosen = course_codes(codebook)
    table = arc(codings, sentences=sentences)
    table = table[table["code"].isin(chosen)]
    # A course that stays at zero is named, not drawn: its band would hide the others.
    table = table[table.groupby(["article", "code"], observed=True)["rate"].transform("max") > 0]
    top = max(float(table["rate"].max()), 1.0) if len(table) else 1.0
    courses: dict[str, list[Course]] = {}
    for (article, code), part in table.groupby(["article", "code"], observed=True, sort=False):
        courses.setdefault(str(article), []).append(_course(part, chosen.index(str(code)), str(code), top))
    return courses, top


def course_codes(codebook: "Codebook") -> list[str]:
    """Return the codes whose courses are drawn: the first emotions, or without any the first codes."""
    return (codebook.ids("emotion") or codebook.ids())[:_COURSES]


def draw_headings(sentences: "pd.DataFrame") -> dict[str, list[float]]:
    """Return where the headings of each article stand, in percent of its sentences."""
    own = sentences[sentences["kind"] != "boilerplate"]
    groups = own.groupby(own["article"].astype(str), sort=False)["kind"]
    return {
        str(name): [100 * i / len(kinds) for i, kind in enumerate(kinds) if kind == "heading"] for name, kinds in groups
    }


def _lane(code: str, emotions: list[str], lane: int, lanes: int) -> tuple[float, float]:
    if code in emotions:
        return LANE * emotions.index(code) + 1.5, LANE - 3.0
    height = (_BAND - 3) / lanes
    return LANE * len(emotions) + 3 + lane * height, height


def _course(part: "pd.DataFrame", number: int, code: str, top: float) -> Course:
    across = [_WIDTH * position for position in part["position"]]
    line = _points(across, part["rate"].tolist(), top)
    low, high = (_points(across, part[name].tolist(), top) for name in ("low", "high"))
    # An article of a few sentences has no band.
    band = [*low, *reversed(high)] if part[["low", "high"]].notna().all(axis=None) else []
    return Course(code, number, " ".join(line), " ".join(band))


def _points(across: list[float], rates: list[float], top: float) -> list[str]:
    return [f"{x:.0f},{_HEIGHT * (1 - min(rate, top) / top):.1f}" for x, rate in zip(across, rates, strict=True)]
