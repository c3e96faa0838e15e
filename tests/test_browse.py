"""The way from a number to its sentences: marks at their exact characters, cells that open what they count."""

import re
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser

import pandas as pd
import pytest
from ipywidgets import HTML, ToggleButtons
from test_report import HOSTILE, OVERLAPS, codings_of, read

from textlab.browsing import browse, highlight
from textlab.codebook import list_codes, load_codebook
from textlab.coding import code
from textlab.corpus import front_matter_end, read_corpus
from textlab.errors import TableError
from textlab.measures import rate
from textlab.sentences import split_sentences
from textlab.tokens import tokenize

BOOK = load_codebook()


class Shown(HTMLParser):
    """Collects all text, the text under the marks of each finding, the cells of tables, and the tags."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.marks, self.rows, self.mark = "", [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self.mark = [dict(attrs)["data-f"].split(), ""]
            self.marks.append(self.mark)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.mark = None if tag == "mark" else self.mark

    def handle_data(self, text):
        if self.tags and self.tags[-1][0] != "style":
            self.text += text
        if self.mark:
            self.mark[1] += text
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += text.strip()

    def evidence(self):
        found = defaultdict(str)
        for numbers, text in self.marks:
            for number in numbers:
                found[int(number)] += text
        return found


@pytest.fixture(scope="module")
def corpus():
    articles = read_corpus("corpus")
    sentences = split_sentences(articles)
    return articles, sentences, code(tokenize(sentences), sentences=sentences, codebook=BOOK)


def panel_of(corpus, *, status="felt", per="sentences"):
    articles, sentences, codings = corpus
    rates = rate(codings, sentences=sentences, status=status, per=per)
    return rates, Panel(browse(rates, codings=codings, articles=articles, codebook=BOOK))


class Panel:
    """What a reader of the panel does and sees."""

    def __init__(self, box):
        self.status, self.grid, _, self.found = box.children
        self.rows = [row for row in self.grid.children if isinstance(row, ToggleButtons)]

    def numbers(self):
        return [[int(label.strip("\N{WORD JOINER}")) for label in row.options] for row in self.rows]

    def choose(self, row, column):
        self.rows[row].index = column
        return self.findings()

    def findings(self):
        return Shown(self.found.value).rows[1:]


def test_every_finding_is_marked_at_its_exact_characters(corpus):
    articles, _, codings = corpus
    for name, text in zip(articles["article"], articles["text"], strict=True):
        own = codings[codings["article"] == name]
        shown = Shown(highlight(codings, articles=articles, article=name)._repr_html_())
        wanted = {i: text[a:b] for i, (a, b) in enumerate(zip(own["start"], own["end"], strict=True))}
        assert shown.evidence() == {i: words.replace("\r\n", "\n") for i, words in wanted.items()}


def test_the_article_stands_whole_below_its_front_matter(corpus):
    articles, _, codings = corpus
    for name, text in zip(articles["article"], articles["text"], strict=True):
        shown = Shown(highlight(codings, articles=articles, article=name)._repr_html_()).text
        assert "".join(shown.split()).endswith("".join(text[front_matter_end(text) :].split()))


@pytest.mark.parametrize(("spans", "pieces"), OVERLAPS.values(), ids=OVERLAPS)
def test_overlapping_findings_each_have_a_line_of_their_own(spans, pieces):
    text, codes = "仕事を辞めて後悔した。", ["regret", "change", "guilt"]
    rows = [("a", 0, *span, codes[i], None if i == 1 else "felt") for i, span in enumerate(spans)]
    html = highlight(codings_of(*rows), articles=read(a=text)[0])._repr_html_()
    assert [words for _, words in Shown(html).marks] == pieces
    assert Shown(html).evidence() == {i: text[a:b] for i, (a, b) in enumerate(spans)}
    for mark in re.findall("<mark.*?</mark>", html):
        depths = re.findall(r"--n:(\d)", mark)
        assert len(depths) == len({*depths}) == len(re.search('data-f="(.*?)"', mark)[1].split())


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE] + ["</span></mark></div><b onclick=x>後悔した。"])
def test_hostile_text_stays_text(text):
    start = text.index("後")
    codings = codings_of(("a", 0, start, start + 2, "regret", "felt")).assign(rule=text)
    shown = Shown(highlight(codings, articles=read(a=text)[0].assign(title=text))._repr_html_())
    assert shown.evidence() == {0: text[start : start + 2]}
    assert {tag for tag, _ in shown.tags} <= {"style", "div", "h3", "p", "span", "i", "mark", "blockquote"}
    assert not {name for _, attrs in shown.tags for name in attrs if name.startswith("on")}


def test_hostile_text_stays_text_in_the_panel():
    text = "</td></table></div><script>alert(1)</script>後悔した。<img src=x onerror=alert(1)>"
    start = text.index("後")
    articles, sentences = read(a=text)
    codings = codings_of(("a", 0, start, start + 2, "regret", "felt")).assign(rule=text)
    rates = rate(codings, sentences=sentences)
    panel = Panel(browse(rates, codings=codings, articles=articles.assign(title=text), codebook=BOOK))
    html = "".join(part.value for part in [*panel.grid.children, panel.found] if isinstance(part, HTML))
    assert panel.findings()[0][-1] == text
    assert not {"script", "img"} & {tag for tag, _ in Shown(html).tags}


STATUS = [("felt", "抱いている"), ("denied", "打ち消している"), ("raised", "話題にしている")]


@pytest.mark.parametrize(("status", "label"), STATUS)
def test_status_is_told_by_the_line_and_in_words(status, label):
    codings = codings_of(("a", 0, 0, 2, "regret", status))
    html = highlight(codings, articles=read(a="後悔した。")[0])._repr_html_()
    [mark] = [attrs for tag, attrs in Shown(html).tags if tag == "mark"]
    assert mark["title"] == f"後悔・{label}・書き手・規則：規則<i>"
    assert mark["tabindex"] == "0"
    assert f'class="tl-m {status}" style="--c:{BOOK.code("regret").colour}' in html


def test_only_the_beginning_of_a_finding_stops_the_tab_key():
    codings = codings_of(("a", 0, 0, 9, "regret", "felt"), ("a", 0, 3, 6, "change", None))
    marks = Shown(highlight(codings, articles=read(a="仕事を辞めて後悔した。")[0])._repr_html_()).tags
    assert ["tabindex" in attrs for tag, attrs in marks if tag == "mark"] == [True, True, False]


def test_printed_it_is_plain_text_with_numbered_brackets():
    codings = codings_of(("a", 0, 0, 9, "regret", "denied"), ("a", 0, 3, 6, "change", None))
    lines = str(highlight(codings, articles=read(a="仕事を辞めて\x1b後悔した。")[0].assign(title="朝"))).splitlines()
    assert lines[:3] == ["朝", "", "【仕事を【辞めて】[2]�後悔】[1]した。"]
    assert lines[-2:] == ["[1] 後悔・打ち消している・書き手・規則：規則<i>", "[2] 転職・副業・規則：規則<i>"]


def test_highlighting_asks_for_no_network_and_runs_nothing(corpus):
    html = highlight(corpus[2], articles=corpus[0])._repr_html_()
    assert not re.search(r"<script|<link|<img|@import|url\(| src=| href=", html)


def test_codes_choose_what_is_marked_and_how():
    codings = codings_of(("a", 0, 0, 2, "regret", "felt"), ("a", 0, 0, 2, "change", None))
    themes = list_codes(BOOK, kind="theme").assign(colour="#123456")
    html = highlight(codings, articles=read(a="後悔した。")[0], codes=themes)._repr_html_()
    assert Shown(html).marks == [[["0"], "後悔"]]
    assert "--c:#123456" in html and "規則：" in html and "後悔・抱いている" not in html


def test_several_articles_stand_in_the_order_asked_for():
    articles, _ = read(a="朝。", b="昼。", c="夜。")
    html = highlight(codings_of(), articles=articles.assign(title=list("ABC")), article=["c", "a"])._repr_html_()
    assert re.findall("<h3>(.)", html) == ["C", "A"]


FINDING = codings_of(("a", 0, 0, 2, "regret", "felt"))
# What is wrong with the call, and what the error says.
WRONG = {
    "no column": ({"codings": FINDING.drop(columns="rule")}, "codings: no column 'rule'"),
    "no such article": ({"article": "z"}, "unknown article 'z'; known: a"),
    "codings of another corpus": ({"codings": FINDING.assign(article="z")}, "unknown article 'z'"),
    "another codebook": ({"codings": FINDING.assign(code="joy")}, "unknown code 'joy'"),
    "outside the text": ({"codings": FINDING.assign(end=99)}, "0:99 stands outside the text of 'a'"),
    "a colour that is more": (
        {"codes": list_codes(BOOK).assign(colour="red;background:url(//x)")},
        "colour of guilt is 'red;.*#rrggbb",
    ),
}


@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=WRONG)
def test_highlight_names_what_is_wrong(given, message):
    with pytest.raises(TableError, match=message):
        highlight(**{"codings": FINDING, "articles": read(a="後悔した。")[0]} | given)


@pytest.mark.parametrize("per", ["sentences", "characters"])
@pytest.mark.parametrize("status", ["felt", "denied", "raised", None])
def test_the_table_shows_the_rates_with_their_zeros(corpus, status, per):
    rates, panel = panel_of(corpus, status=status, per=per)
    assert [n for row in panel.numbers() for n in row] == rates["n"].tolist()


def test_a_cell_opens_exactly_the_findings_that_it_counts(corpus):
    articles, _, codings = corpus
    _, panel = panel_of(corpus)
    felt = codings[codings["status"].isna() | (codings["status"] == "felt")]
    for row, article in enumerate(articles["article"]):
        for column, name in enumerate(BOOK.ids()):
            own = felt[(felt["article"] == article) & (felt["code"] == name)]
            shown = panel.choose(row, column)
            assert [line[2] for line in shown] == [text.replace("\n", "⏎") for text in own["text"]]
            assert [line[-1] for line in shown] == own["rule"].tolist()
            assert panel.numbers()[row][column] == own["sentence"].nunique()


def test_choosing_a_status_counts_and_lists_anew():
    articles, sentences = read(a="後悔した。後悔しない。")
    codings = codings_of(("a", 0, 0, 2, "regret", "felt"), ("a", 1, 5, 7, "regret", "denied"))
    panel = Panel(browse(rate(codings, sentences=sentences), codings=codings, articles=articles, codebook=BOOK))
    seen = {}
    for status in ("felt", "denied", "raised", ""):
        panel.status.value = status
        seen[status] = (panel.numbers()[0][BOOK.ids().index("regret")], [line[4] for line in panel.findings()])
    assert seen["felt"] == (1, ["抱いている"]) and seen["denied"] == (1, ["打ち消している"])
    assert seen["raised"] == (0, [])
    assert seen[""] == (2, ["抱いている", "打ち消している"])


def test_the_panel_opens_the_cell_with_most_and_holds_one_at_a_time(corpus):
    rates, panel = panel_of(corpus)
    assert f"{rates['n'].max()}文" in panel.found.value
    panel.choose(3, 4)
    panel.status.value = "denied"
    assert [row.index for row in panel.rows] == [4 if i == 3 else None for i in range(len(panel.rows))]


def test_labels_in_a_row_differ_and_none_is_a_bare_number(corpus):
    # ipywidgets finds the chosen button by its label, and takes a label equal to its place for one not changed.
    for row in panel_of(corpus)[1].rows:
        assert len({*row.options}) == len(row.options)
        assert not any(label.isdigit() for label in row.options)


def test_some_rates_show_some_codes_in_the_codebooks_order(corpus):
    articles, sentences, codings = corpus
    rates = rate(codings, sentences=sentences)
    some = rates[rates["code"].isin(["hope", "guilt"]) & rates["article"].isin(articles["article"][:2])]
    panel = Panel(browse(some.iloc[::-1], codings=codings, articles=articles, codebook=BOOK))
    assert [len(row.options) for row in panel.rows] == [2, 2]
    assert [tip.rsplit("：")[-2][-3:] for tip in panel.rows[0].tooltips] == ["罪悪感", " 希望"]


def test_rates_of_other_codings_are_refused(corpus):
    articles, sentences, codings = corpus
    rates = rate(codings, sentences=sentences)
    with pytest.raises(TableError, match=r"rates: n of \w+ in '.*' is \d+, but the codings hold"):
        browse(rates, codings=codings.iloc[::2], articles=articles, codebook=BOOK)


@pytest.mark.parametrize("column", ["article", "code"])
def test_browse_names_an_unknown_article_or_code(column):
    articles, sentences = read(a="後悔した。")
    rates = rate(FINDING, sentences=sentences).astype({"article": str, "code": str}).assign(**{column: "zzz"})
    with pytest.raises(TableError, match=f"unknown {column} 'zzz'; known:"):
        browse(rates, codings=FINDING, articles=articles, codebook=BOOK)


def test_an_empty_corpus_has_nothing_to_show(capsys):
    articles, codings = pd.DataFrame({"article": [], "title": [], "text": []}, dtype="str"), codings_of()
    rates = rate(codings, sentences=split_sentences(articles))
    panel = Panel(browse(rates, codings=codings, articles=articles, codebook=BOOK))
    shown = highlight(codings, articles=articles)
    assert panel.rows == [] and "見つかりませんでした" in panel.found.value
    assert str(shown) == "" and Shown(shown._repr_html_()).marks == []
    assert capsys.readouterr().out == ""


def test_an_article_without_findings_is_all_zeros():
    articles, sentences = read(a="晴れた。")
    panel = Panel(
        browse(rate(codings_of(), sentences=sentences), codings=codings_of(), articles=articles, codebook=BOOK)
    )
    assert {*panel.numbers()[0]} == {0} and panel.findings() == []
    assert "見つかりませんでした" in panel.found.value


def test_arguments_are_left_as_they_were(corpus):
    before = [table.copy() for table in corpus]
    panel_of(corpus)
    highlight(corpus[2], articles=corpus[0])
    for table, copy in zip(corpus, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_the_verb_is_not_hidden_by_its_module():
    lines = "import textlab as tl; tl.highlight; assert callable(tl.browse) and callable(tl.browse); tl.browse.__name__"
    subprocess.run([sys.executable, "-c", lines], check=True)
