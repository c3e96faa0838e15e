"""The report: hostile text stays text, every finding stands at its characters, zeros stay, one file holds all."""

import json
import re
from collections import defaultdict
from html.parser import HTMLParser

import pandas as pd
import pytest
from test_cli import textlab

from textlab.codebook import load_codebook
from textlab.coding import HOLDERS, STATUSES, code
from textlab.corpus import read_corpus
from textlab.errors import TableError
from textlab.report import gather_report, render_report, write_report
from textlab.sentences import split_sentences
from textlab.tokens import tokenize

BOOK = load_codebook()
LIMIT = 2_000_000


class Page(HTMLParser):
    """Collects the text under every link that marks findings, of every sentence, and the embedded data."""

    def __init__(self, html):
        super().__init__()
        self.marks, self.lines, self.tags, self.data = [], defaultdict(str), [], ""
        self.mark, self.line, self.depth = None, None, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "a" and "data-f" in attrs:
            self.mark = ([int(number) for number in attrs["data-f"].split()], [""])
            self.marks.append(self.mark)
        if tag == "span" and attrs.get("class", "").startswith("s "):
            self.line, self.depth = attrs["id"], 0
        elif tag == "span":
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "a":
            self.mark = None
        if tag == "span" and self.line:
            self.line, self.depth = (self.line, self.depth - 1) if self.depth else (None, 0)

    def handle_data(self, text):
        if self.tags[-1:] and self.tags[-1][1].get("id") == "data" and not self.data:
            self.data = text
        if self.mark:
            self.mark[1][0] += text
        if self.line:
            self.lines[self.line] += text

    def evidence(self):
        """Return what is highlighted for each finding, its pieces put together."""
        found = defaultdict(str)
        for numbers, [text] in self.marks:
            for number in numbers:
                found[number] += text
        return found


def read(**texts):
    articles = pd.DataFrame({"article": list(texts), "title": list(texts), "text": list(texts.values())})
    return articles, split_sentences(articles)


def codings_of(*rows):
    """Return codings from rows of article, sentence, start, end, code, status."""
    table = pd.DataFrame(rows, columns=["article", "sentence", "start", "end", "code", "status"])
    return table.assign(
        kind=pd.Categorical([BOOK.code(name).kind for name in table["code"]], categories=["emotion", "theme"]),
        code=pd.Categorical(table["code"], categories=BOOK.ids()),
        status=pd.Categorical(table["status"], categories=STATUSES),
        holder=pd.Categorical([status and "self" for status in table["status"]], categories=HOLDERS),
        rule="規則<i>",
    )


@pytest.fixture(scope="module")
def corpus():
    articles = read_corpus("corpus")
    sentences = split_sentences(articles)
    return {
        "codings": code(tokenize(sentences), sentences=sentences, codebook=BOOK),
        "articles": articles,
        "sentences": sentences,
    }


@pytest.fixture(scope="module")
def page(corpus):
    return write_report(**corpus, codebook=BOOK)


def test_every_finding_is_highlighted_at_its_exact_characters(corpus, page):
    texts = corpus["articles"].set_index("article")["text"]
    places = zip(*(corpus["codings"][name] for name in ("article", "start", "end")), strict=True)
    wanted = {number: texts[article][start:end] for number, (article, start, end) in enumerate(places)}
    assert Page(page).evidence() == wanted


def test_every_sentence_stands_whole_in_its_article(corpus, page):
    sentences = corpus["sentences"]
    wanted = sentences[~((sentences["kind"] == "boilerplate") & (sentences["start"] == 0))]["text"]
    assert list(Page(page).lines.values()) == [text.replace("\r\n", "\n") for text in wanted]


def test_the_page_of_the_corpus_stays_below_two_megabytes(page):
    assert len(page.encode()) < LIMIT


def test_the_data_name_every_finding_once(corpus, page):
    found = json.loads(Page(page).data)["findings"]
    assert len(found) == len(corpus["codings"])
    assert len({row[-1] for row in found}) == len(found)


# What a text may hold, and what the page shows of it.
HOSTILE = [
    ("</script><script>alert(1)</script>後悔した。", "</script><script>alert(1)</script>後悔した。"),
    ("</textarea></style><!--後悔した。", "</textarea></style><!--後悔した。"),
    ("<img src=x onerror=alert(1)>後悔した。", "<img src=x onerror=alert(1)>後悔した。"),
    ("\"'>&amp;後悔した。", "\"'>&amp;後悔した。"),
    ("\x00\x1b[31m後悔\u202eした。", "��[31m後悔�した。"),
    ("{{ 7 * 7 }}{% raw %}後悔した。", "{{ 7 * 7 }}{% raw %}後悔した。"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_hostile_text_stays_text(text, shown):
    articles, sentences = read(a=text)
    start = text.index("後")
    codings = codings_of(("a", 0, start, start + 2, "regret", "felt"))
    html = write_report(codings, articles=articles.assign(title=text, path=text), sentences=sentences, codebook=BOOK)
    page = Page(html)
    assert "".join(page.lines.values()) == shown
    assert page.evidence()[0] == text[start : start + 2]
    assert sum(tag == "script" for tag, _ in page.tags) == 2
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]


# Spans of two or three findings in 仕事を辞めて後悔した。 and the pieces that they cut it into.
OVERLAPS = {
    "nested": ([(0, 9), (6, 8)], ["仕事を辞めて", "後悔", "し"]),
    "crossing": ([(0, 6), (3, 9)], ["仕事を", "辞めて", "後悔し"]),
    "the same": ([(6, 8), (6, 8)], ["後悔"]),
    "touching": ([(0, 6), (6, 8)], ["仕事を辞めて", "後悔"]),
    "three": ([(0, 8), (3, 8), (6, 8)], ["仕事を", "辞めて", "後悔"]),
}


@pytest.mark.parametrize(("spans", "pieces"), OVERLAPS.values(), ids=OVERLAPS)
def test_overlapping_findings_are_cut_where_they_begin_and_end(spans, pieces):
    text = "仕事を辞めて後悔した。"
    articles, sentences = read(a=text)
    codes = ["regret", "change", "guilt"]
    rows = [("a", 0, start, end, codes[i], None if i == 1 else "felt") for i, (start, end) in enumerate(spans)]
    page = Page(write_report(codings_of(*rows), articles=articles, sentences=sentences, codebook=BOOK))
    assert [shown for _, [shown] in page.marks] == pieces
    assert page.evidence() == {i: text[start:end] for i, (start, end) in enumerate(spans)}


def test_two_findings_at_the_same_place_have_addresses_of_their_own():
    articles, sentences = read(a="後悔した。")
    twice = codings_of(("a", 0, 0, 2, "regret", "felt"), ("a", 0, 0, 2, "regret", "felt"))
    page = Page(write_report(twice, articles=articles, sentences=sentences, codebook=BOOK))
    addresses = [row[-1] for row in json.loads(page.data)["findings"]]
    assert len({*addresses} & {attrs.get("id") for _, attrs in page.tags}) == 2


def test_ids_are_unique(page):
    ids = [attrs["id"] for _, attrs in Page(page).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_zero_cells_are_kept():
    articles, sentences = read(a="後悔した。", b="晴れた。")
    codings = codings_of(("a", 0, 0, 2, "regret", "felt"))
    html = write_report(codings, articles=articles, sentences=sentences, codebook=BOOK)
    cells = re.findall(r'data-c="(\w+)" data-s="" data-a="(\d)" data-u="s">(\d+)<', html)
    assert len(cells) == 2 * len(BOOK.codes)
    assert [cell for cell in cells if cell[2] != "0"] == [("regret", "0", "1")]


def test_nothing_points_outside_and_the_policy_forbids_it(page):
    tags = Page(page).tags
    links = [attrs[name] for _, attrs in tags for name in ("href", "src", "action") if name in attrs]
    assert all(link.startswith("#") for link in links)
    [policy] = [a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy


def test_internal_links_have_a_target(page):
    tags = Page(page).tags
    ids = {attrs.get("id") for _, attrs in tags}
    assert {attrs["href"][1:] for tag, attrs in tags if tag == "a"} <= ids


def test_colours_and_order_come_from_the_codebook(page):
    places = [page.index(f".c-{one.id}{{--c:{one.colour}}}") for one in BOOK.codes]
    assert places == sorted(places)
    assert [row[0] for row in json.loads(Page(page).data)["codes"]] == BOOK.ids()


def test_headings_items_and_quotes_are_recognizable(page):
    tags = [(tag, attrs.get("class")) for tag, attrs in Page(page).tags]
    assert {("h4", "heading"), ("li", "item"), ("blockquote", "quote"), ("p", "body")} <= set(tags)


def test_groups_of_one_article_are_named_too_small(page):
    assert re.search(r"「妊娠中」[^<]*は1編しかなく、小さすぎて", page)


def test_a_corpus_without_fields_says_that_nothing_can_be_compared():
    articles, sentences = read(a="後悔した。", b="晴れた。")
    html = write_report(codings_of(), articles=articles, sentences=sentences, codebook=BOOK)
    assert "くらべるための項目がありません" in html


def test_articles_without_the_field_are_counted():
    articles, sentences = read(a="後悔した。", b="晴れた。", c="曇った。", d="降った。")
    articles["path"] = ["stay", "stay", "leave", ""]
    html = write_report(codings_of(), articles=articles, sentences=sentences, codebook=BOOK)
    assert "1編にはこの項目がなく" in html


def test_an_article_of_two_sentences_has_a_course_without_a_band():
    articles, sentences = read(a="後悔した。晴れた。")
    codings = codings_of(("a", 0, 0, 2, "regret", "felt"))
    html = write_report(codings, articles=articles, sentences=sentences, codebook=BOOK)
    assert "<polyline" in html and "nan" not in html.split("<script")[0].lower()


def test_a_title_is_escaped():
    articles, sentences = read(a="後悔した。")
    report = gather_report(codings_of(), articles=articles, sentences=sentences, codebook=BOOK)
    assert "<h1>&lt;b&gt;題</h1>" in render_report(report, title="<b>題")


# What is wrong with the tables, and what the message names.
FAULTS = [
    (lambda codings, articles: (codings.drop(columns="rule"), articles), "codings: no column 'rule'"),
    (lambda codings, articles: (codings.assign(article="z"), articles), "codings: unknown article 'z'"),
    (lambda codings, articles: (codings.assign(code="joy"), articles), "codings: unknown code 'joy'; known: guilt"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_tables_are_checked_at_the_door(spoil, message):
    articles, sentences = read(a="後悔した。")
    codings, articles = spoil(codings_of(("a", 0, 0, 2, "regret", "felt")), articles)
    with pytest.raises(TableError, match=message):
        write_report(codings, articles=articles, sentences=sentences, codebook=BOOK)


def test_the_command_writes_the_page(tmp_path):
    article, output = tmp_path / "a.md", tmp_path / "page.html"
    article.write_text("後悔した。\n", encoding="utf-8")
    run = textlab("report", article, "--output", output, "--title", "わたしの報告")
    assert run.returncode == 0, run.stderr
    assert "<h1>わたしの報告</h1>" in output.read_text(encoding="utf-8")


def test_arguments_are_left_as_they_were(corpus):
    before = {name: table.copy() for name, table in corpus.items()}
    write_report(**corpus, codebook=BOOK)
    for name, table in corpus.items():
        pd.testing.assert_frame_equal(table, before[name])
