"""The page of a draft: hostile text stays text, every finding stands at its characters, every link leads somewhere."""

import re
import subprocess
import sys
from base64 import b64encode
from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from textlab.codebook import load_codebook
from textlab.draft import check_draft
from textlab.draft.report import Finding, Place
from textlab.draft.views import page as views
from textlab.draft.views.page import text as layout
from textlab.draft.views.page.figures import draw_frames, draw_rows

BOOK = load_codebook()
NARRATIVE = Path("corpus/01-eigyo-fukki.md").read_text(encoding="utf-8")
SHORT = "迷惑をかけてばかりで、罪悪感でいっぱいだった。でも、後悔はしていない。"
DRAFTS = {
    "narrative": NARRATIVE,
    "short": SHORT,
    "empty": "",
    "emoji": "😀🎉👶🏻👨‍👩‍👧",
    "front matter": "---\ntitle: 後悔した\n---\n" + "申し訳ないと思った。後悔\nはしていない。\n" * 8,
}
PARTS = [views.draw_text, views.draw_balance, views.draw_courses, views.draw_missing, views.draw_remarks]
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects tags, and under every sentence its characters with the codes that mark them, without labels."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.sentences, self.headings = [], [], defaultdict(list), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attrs))
        if tag not in VOID:
            self.open.append((tag, attrs))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, text):
        classes = [attrs.get("class", "").split() for _, attrs in self.open]
        sentence = next((attrs["id"] for _, attrs in self.open if attrs.get("id", "").startswith("tld-s-")), None)
        if sentence and not any("tld-l" in own for own in classes):
            codes = frozenset(own[1].removeprefix("tld-c-") for own in classes if own[:1] == ["tld-m"])
            self.sentences[int(sentence.removeprefix("tld-s-"))] += [(sign, codes) for sign in text]

    def text(self):
        return "".join(sign for own in self.sentences.values() for sign, _ in own)


def found(first, last, code, status=""):
    kind = BOOK.code(code).kind
    place = Place(1, first + 1, first, last)
    return Finding(place, 0, kind, code, BOOK.code(code).label, status, status and "self", "規則", "")


@pytest.fixture(scope="module")
def reports():
    return {name: check_draft(text, name=name) for name, text in DRAFTS.items()}


@pytest.fixture(scope="module")
def pages(reports):
    return {name: views.render_draft(report) for name, report in reports.items()}


def test_every_finding_is_marked_at_its_exact_characters(reports, pages):
    report, page = reports["narrative"], Page(pages["narrative"])
    wanted = defaultdict(set)
    for one in report.findings:
        for at in range(one.place.start, one.place.end):
            wanted[at].add(one.code)
    for number, signs in page.sentences.items():
        start = report.sentences[number].place.start
        assert [(at, set(codes)) for at, (_, codes) in enumerate(signs)] == [
            (at, wanted[start + at]) for at in range(len(signs))
        ]


def test_every_sentence_stands_whole(reports, pages):
    shown = {n: "".join(sign for sign, _ in own) for n, own in Page(pages["narrative"]).sentences.items()}
    sentences = reports["narrative"].sentences
    assert shown == {n: one.text for n, one in enumerate(sentences) if one.place.start or one.kind != "boilerplate"}


# What a draft may hold, and what the page shows of it.
HOSTILE = [
    ("</script><script>alert(1)</script>後悔した。", "</script><script>alert(1)</script>後悔した。"),
    ("</textarea></style>]]><!--後悔した。", "</textarea></style>]]><!--後悔した。"),
    ("<img src=x onerror=alert(1)>\"'&amp;後悔した。", "<img src=x onerror=alert(1)>\"'&amp;後悔した。"),
    ("\x00\x1b[31m後悔\u202eした。", "��[31m後悔�した。"),
    ("{{ 7 * 7 }}{% raw %}後悔した。", "{{ 7 * 7 }}{% raw %}後悔した。"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_hostile_text_stays_text(text, shown):
    page = Page(views.render_draft(check_draft(text, name=text)))
    assert page.text() == shown
    assert sum(tag in ("script", "style", "img") for tag, _ in page.tags) == 2
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]


def test_no_control_character_reaches_the_page():
    name = "題\u202e\x07"
    html = views.render_draft(check_draft("\u2066\x00\x85罪悪感でいっぱい。" * 12, name=name))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize("name", DRAFTS)
def test_every_link_leads_to_an_id_that_stands_once(pages, name):
    tags = Page(pages[name]).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for _, attrs in tags if "href" in attrs]
    links += [f"#{own}" for _, attrs in tags for own in attrs.get("aria-labelledby", "").split()]
    assert {link for link in links if link[:1] != "#" or link[1:] not in ids} == set()


@pytest.mark.parametrize("name", DRAFTS)
def test_nothing_points_outside_and_the_policy_forbids_it(pages, name):
    assert not re.search(r"https?:|//|@import|url\(", re.sub(r"<script>.*?</script>", "", pages[name], flags=re.S))
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', pages[name])
    assert policy.startswith("default-src &#39;none&#39;;") and "unsafe" not in policy


def test_the_policy_names_the_style_and_the_script_by_their_hashes(pages):
    html = pages["narrative"]
    for tag in ("style", "script"):
        [part] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.S)
        assert f"{tag}-src 'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" in unescape(html)


@pytest.mark.parametrize("name", DRAFTS)
def test_headings_step_down_by_one(pages, name):
    levels = [int(tag[1]) for tag, _ in Page(pages[name]).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_drawing_that_is_not_hidden_has_a_title_and_a_description(pages):
    drawings = re.findall(r"<svg.*?</svg>", pages["narrative"], flags=re.S)
    told = [one for one in drawings if 'aria-hidden="true"' not in one]
    assert len(told) == len(BOOK.codes) + len(BOOK.ids("emotion"))
    assert all('role="img"' in one and "<title" in one and "<desc" in one for one in told)


def test_lines_are_numbered_as_the_messages_name_them():
    text = "朝。昼。\n夕。\n\n「夜\nが来た。」と言った。\n"
    html = views.draw_text(check_draft(text))
    assert re.findall(r'data-n="(\d+)"', html) == ["1", "2", "4", "5"]


# Spans in 仕事を辞めて後悔した。 with the lane of each: a longer one lies farther from the words.
OVERLAPS = {
    "apart": ([(0, 3), (3, 6)], [0, 0]),
    "nested": ([(0, 9), (6, 8)], [1, 0]),
    "crossing": ([(0, 6), (3, 9)], [0, 1]),
    "the same": ([(6, 8), (6, 8)], [0, 1]),
    "three": ([(0, 9), (3, 8), (6, 8)], [2, 1, 0]),
}


@pytest.mark.parametrize(("spans", "lanes"), OVERLAPS.values(), ids=OVERLAPS)
def test_overlapping_findings_lie_in_lanes(spans, lanes):
    codes = [("regret", "felt"), ("change", ""), ("guilt", "denied")]
    findings = tuple(found(*span, *code) for span, code in zip(spans, codes, strict=False))
    report = replace(check_draft("仕事を辞めて後悔した。"), findings=findings)
    words = [word for part in layout.lay_draft(report) for saying in part.sayings for word in saying.words]
    assert {layer.code: layer.lane for word in words for layer in word.layers} == {
        code: lane for (code, _), lane in zip(codes, lanes, strict=False)
    }


def test_a_label_waits_for_the_end_of_the_outer_finding():
    report = replace(
        check_draft("仕事を辞めて後悔した。"), findings=(found(0, 9, "change"), found(6, 8, "regret", "felt"))
    )
    [paragraph] = layout.lay_draft(report)
    labels = [[label for _, label in word.labels] for word in paragraph.sayings[0].words]
    assert labels == [[], [], ["後悔", "転職・副業"], []]


def test_a_mark_tells_label_status_holder_and_rule():
    html = views.draw_text(check_draft(SHORT))
    assert 'class="tld-m tld-c-regret tld-denied tld-d0"' in html
    assert re.search(r'data-t="後悔（打ち消している・書き手）　規則：[^"]+"', html)


def test_a_long_rule_is_cut():
    report = check_draft(SHORT)
    findings = tuple(one._replace(rule="あ" * 500) for one in report.findings)
    assert f"規則：{'あ' * 40}…" in views.draw_text(replace(report, findings=findings))


def test_codes_stand_in_the_codebooks_order_emotions_first(pages):
    shown = re.findall(r'<li class="tld-row" id="tld-b-(\w+)"', pages["narrative"])
    assert shown == BOOK.ids("emotion") + BOOK.ids("theme")


def test_every_row_tells_its_numbers_and_its_message(reports, pages):
    for one in reports["narrative"].standings:
        [row] = re.findall(rf'id="tld-b-{one.code}">.*?</li>', pages["narrative"], flags=re.S)
        assert one.message in row and f"<b>{one.n}文</b>" in row and f"<b>{one.rate:.1f}</b>" in row
        assert f"（{one.quartiles[0]:.1f}〜{one.quartiles[2]:.1f}）" in row


def test_every_sentence_behind_a_number_is_listed(reports, pages):
    wanted = {f"tld-n-{one.code}-{one.sentence}" for one in reports["narrative"].findings}
    assert {attrs.get("id") for _, attrs in Page(pages["narrative"]).tags} >= wanted


def test_places_of_a_row_rise_with_its_numbers(reports):
    for row in draw_rows(reports["narrative"]).rows:
        assert 0 <= row.line[0] <= row.dot <= row.line[1] <= 100
        assert list(row.band) == sorted(row.band)


def test_a_course_has_a_tick_for_every_sentence_that_holds_the_feeling(reports):
    counts = {one.code: one.n for one in reports["narrative"].standings}
    frames = draw_frames(reports["narrative"]).frames
    assert frames and {one.course.code: len(one.marks) for one in frames}.items() <= counts.items()


def test_a_short_draft_says_what_cannot_be_told_and_draws_no_comparison(reports, pages):
    assert reports["short"].messages[0].text in pages["short"]
    assert 'role="img"' not in pages["short"] and "移り変わりはまだ描けません" in pages["short"]


def test_a_draft_without_words_still_gives_a_page(pages):
    assert "読める文がまだありません" in pages["empty"] and "nan" not in pages["empty"].lower()


def test_without_a_corpus_there_is_no_band():
    report = check_draft(NARRATIVE)
    alone = tuple(one._replace(quartiles=(float("nan"),) * 3, articles=0) for one in report.standings)
    html = views.draw_balance(replace(report, articles=0, standings=alone))
    assert "tld-quarter" not in html and "nan" not in html


def test_a_missing_theme_stands_with_the_words_of_its_example(reports, pages):
    for one in reports["narrative"].missing:
        told = one.example.text[one.example.first : one.example.last]
        assert f'<b class="tld-told tld-c-{one.code}">{told}</b>' in pages["narrative"]


def test_a_message_links_every_line_it_names():
    report = check_draft("子どもの送迎に追われた。\n晴れた。\n晴れた。\n晴れた。\n" * 4)
    [message] = [one for one in report.messages if one.check == "repeated-theme" and one.subject == "childcare"]
    [line] = [line for line in views.draw_remarks(report).split("\n") if message.text[:10] in line]
    assert re.findall(r'<a href="#tld-s-\d+">(\d+)</a>', line) == re.findall(r"\d+(?=[・行])", message.text)


def test_all_messages_are_shown(reports):
    shown = re.sub(r"<[^>]+>", "", views.draw_remarks(reports["narrative"]))
    assert all(one.text in shown for one in reports["narrative"].messages)


def test_the_page_names_the_corpus_by_its_last_name_only(tmp_path):
    folder = tmp_path / "わたしの文章"
    folder.mkdir()
    (folder / "a.md").write_text(SHORT * 5, encoding="utf-8")
    html = views.render_draft(check_draft(NARRATIVE, corpus=folder))
    assert "「わたしの文章」にある1本の文章" in html and str(tmp_path) not in html


def test_too_many_marks_are_left_out_and_that_is_said(monkeypatch):
    monkeypatch.setattr(views, "MOST_MARKS", 1)
    monkeypatch.setattr(layout, "MOST_MARKS", 1)
    html = views.draw_text(check_draft(SHORT))
    assert html.count("<a class=") == 1 and "あとのほうの2か所には印をつけていません" in html


@pytest.mark.parametrize("draw", PARTS, ids=lambda draw: draw.__name__)
def test_a_part_stands_by_itself(reports, draw):
    html = draw(reports["narrative"])
    assert html.startswith('<div class="tld">') and html.rstrip().endswith("</div>")
    assert not re.search(r"<(script|style|body|h1|h2)\b", html)


def test_a_report_shows_itself_in_a_notebook(reports):
    html = reports["narrative"]._repr_html_()
    assert html.count('<div class="tld">') == 5 and html.startswith("<style>")
    assert repr(reports["narrative"]).startswith("<DraftReport: ")


def test_every_rule_of_the_parts_style_is_for_their_own_elements():
    style = re.sub(r"/\*.*?\*/", "", views.page_style(BOOK), flags=re.S)
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"@media[^{]+\{", "", style))
    parts = [part for rule in rules for part in re.split(r",(?![^()]*\))", rule.strip().lstrip("}"))]
    assert len(parts) > 100
    assert all(re.match(r"(\[data-jp-theme-light=false\] )?\.tld\b", part.strip()) for part in parts), parts


def test_colours_come_from_the_codebook():
    style = views.page_style(BOOK)
    assert all(f".tld .tld-c-{code.id}{{--c:{code.colour}}}" in style for code in BOOK.codes)


def test_drawing_needs_no_pandas():
    script = "import sys, textlab.draft.views.page as own; own._environment(); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
