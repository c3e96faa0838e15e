"""Where nothing was found, or nothing is there, tables are complete or empty, never an error by chance."""

import pandas as pd
import pytest

from textlab.measures import arc, arc_groups, disperse, locate, pair_codes, portray, rate, rate_groups, resemble
from textlab.measures import transitions as follow

CODES = ["guilt", "hope"]
ARTICLES = pd.DataFrame({"article": ["a", "b", "c"], "path": ["stay", "stay", "leave"]})
SENTENCES = pd.DataFrame(
    {"article": ["a", "a", "b", "c"], "sentence": [0, 1, 0, 0], "kind": "body", "section": "", "text": "文"}
)
NOTHING = pd.DataFrame(
    {"article": [], "sentence": [], "start": [], "end": [], "code": pd.Categorical([], categories=CODES), "status": []}
)
NOTHING = NOTHING.astype({"article": str, "sentence": int, "start": int, "end": int, "status": str})

# A measure, its rows for three articles and two codes without findings, and for no article at all.
MEASURES = {
    "rate": (lambda codings, sentences: rate(codings, sentences=sentences), 6, 0),
    "rate per characters": (lambda c, s: rate(c, sentences=s, per="characters"), 6, 0),
    "rate_groups": (lambda c, s: rate_groups(rate(c, sentences=s), articles=ARTICLES), 4, 4),
    "disperse": (lambda c, s: disperse(rate(c, sentences=s)), 2, 2),
    "resemble": (lambda c, s: resemble(rate(c, sentences=s)), 3, 0),
    "pair_codes": (lambda c, s: pair_codes(c, sentences=s), 1, 1),
    "pair_codes by section": (lambda c, s: pair_codes(c, sentences=s, unit="section"), 1, 1),
    "arc": (lambda c, s: arc(c, sentences=s), 3 * 2 * 41, 0),
    "arc_groups": (lambda c, s: arc_groups(c, sentences=s, articles=ARTICLES), 2 * 41, 0),
    "transitions": (lambda c, s: follow(c, sentences=s), 4, 4),
    "locate": (lambda c, s: locate(c, sentences=s), 0, 0),
    "portray": (lambda c, s: portray(c, sentences=s), 0, 0),
}


@pytest.mark.parametrize(("measure", "rows", "_"), MEASURES.values(), ids=MEASURES)
def test_without_findings_zeros_are_facts(measure, rows, _):
    table = measure(NOTHING, SENTENCES)
    assert len(table) == rows
    assert not table.get("n", pd.Series(0)).any()


@pytest.mark.parametrize(("measure", "_", "rows"), MEASURES.values(), ids=MEASURES)
def test_without_articles_no_measure_fails(measure, _, rows):
    assert len(measure(NOTHING, SENTENCES.iloc[:0])) == rows
