"""The report in headless Chromium: it asks for nothing, counts follow the filter, keys and a phone suffice."""

import re
from functools import partial

import pytest
from test_report import BOOK, code, read_corpus, split_sentences, tokenize

from textlab.report import write_report

HOSTILE = """---
title: </script><script>document.title="taken"</script>
path: stay
---
<img src="http://127.0.0.1:9/x.png" onerror="document.title='taken'">後悔した。
</textarea></script><script>document.title="taken"</script>申し訳ないと思った。
"""
# Contrast of every number in the heat map with its own ground, by WCAG 2; canvas turns any colour into RGB.
CONTRAST = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
      .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  return [...document.querySelectorAll("#heat td")].map((cell) => {
    const [one, other] = ["color", "backgroundColor"].map((name) => light(getComputedStyle(cell)[name]));
    return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  });
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    articles = read_corpus(["corpus", folder / "hostile.md"])
    sentences = split_sentences(articles)
    codings = code(tokenize(sentences), sentences=sentences, codebook=BOOK)
    path = folder / "report.html"
    path.write_text(write_report(codings, articles=articles, sentences=sentences, codebook=BOOK), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def visit(visit_page, report):
    """Return a function that opens the report; at the end nothing was complained of or asked for."""
    yield partial(visit_page, report, reduced_motion="reduce")
    visit_page.close()
    assert all(url.startswith(("file://", "data:")) for url in visit_page.asked), visit_page.asked


def number(text):
    return [int(part) for part in re.findall(r"\d+", text.replace(",", ""))]


def cell(page, *, code, above=1):
    """Return the first cell of a code in the heat map that counts so many sentences or more."""
    cells = page.locator(f'#heat .n[data-c="{code}"]')
    return next(one for one in cells.all() if int(one.inner_text()) >= above)


def test_hostile_text_does_not_run(visit):
    page = visit()
    assert page.title() != "taken"
    assert "<img src=" in page.locator("article", has_text="申し訳ないと").last.inner_text()


def test_unchecking_a_code_changes_the_counts(visit):
    page = visit()
    [before] = number(page.locator("#status").inner_text())
    own = int(page.locator('.totals .n[data-c="guilt"][data-s=""]').inner_text())
    page.locator('input[value="guilt"]').uncheck()
    assert number(page.locator("#status").inner_text()) == [before, before - own]
    assert page.locator('#heat th[data-code="guilt"]').is_hidden()
    assert page.locator("#articles a.m.c-guilt").count() == 0


def test_unchecking_a_status_leaves_themes_alone(visit):
    page = visit()
    themes = page.locator('.totals .n[data-c="childcare"]').inner_text()
    for status in ("felt", "denied", "raised"):
        page.locator(f'input[name="status"][value="{status}"]').uncheck()
    assert page.locator('.totals .n[data-c="regret"][data-s=""]').inner_text() == "0"
    assert page.locator('.totals .n[data-c="childcare"]').inner_text() == themes


def test_searching_for_a_word_keeps_the_sentences_that_hold_it(visit):
    page = visit()
    page.locator("#query").fill("ｵ迎ｴ")
    page.locator("#query").fill("お迎え")
    page.locator("#show-hits").click()
    lines = page.locator("#rows .s").all_inner_texts()
    assert lines and all("お迎え" in line for line in page.locator("#rows .s").all_text_contents())
    assert number(page.locator("#hits").inner_text()) == [len(lines)]


def test_resetting_brings_everything_back(visit):
    page = visit()
    before = page.locator("#status").inner_text()
    page.locator('[data-none="theme"]').click()
    page.locator('button[type="reset"]').click()
    page.wait_for_function("document.querySelectorAll('#form input:not(:checked)[type=checkbox]').length === 0")
    assert page.locator("#status").inner_text() == before


def test_clicking_a_cell_lists_its_sentences(visit):
    page = visit()
    one = cell(page, code="childcare", above=3)
    one.click()
    assert page.locator("#rows li").count() == int(one.inner_text())
    assert page.locator("#rows li .m:not(.off)").count() >= int(one.inner_text())
    assert "送迎" in page.locator("#h-list").inner_text()


def test_a_zero_lists_nothing_and_says_so(visit):
    page = visit()
    page.locator("#heat .n", has_text=re.compile("^0$")).first.click()
    assert page.locator("#rows li").count() == 0
    assert "見つかりません" in page.locator("#h-list").inner_text()


def test_keys_reach_a_cell_open_its_list_and_come_back(visit):
    page = visit()
    first = page.locator("#heat .n").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#list").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#list").is_hidden()
    assert page.evaluate("document.activeElement.closest('tr').dataset.article") == "1"


def test_tab_reaches_the_skip_link_first_and_focus_is_seen(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_column_head_sorts_and_sorts_back(visit):
    page = visit()
    numbers = '#heat .n[data-c="childcare"]'
    before = page.locator(numbers).all_inner_texts()
    page.locator('[data-sort="childcare"]').click()
    assert [*map(int, page.locator(numbers).all_inner_texts())] == sorted(map(int, before), reverse=True)
    page.locator('[data-sort="childcare"]').click()
    assert page.locator(numbers).all_inner_texts() == before


def test_a_row_head_shows_only_its_article(visit):
    page = visit()
    page.locator('[data-only="2"]').click()
    assert page.locator("article:visible").count() == 1
    page.locator("#filter #leave-only").click()
    assert page.locator("article:visible").count() == page.locator("article").count()


def test_a_permalink_opens_its_finding_with_rule_status_and_holder(visit):
    hash = visit().locator("a.m.c-guilt.felt").first.get_attribute("href")
    page = visit(hash=hash)
    said = page.locator("#detail").inner_text()
    assert "罪悪感" in said and "抱いている" in said and "規則" in said
    assert page.locator("a.m.now").first.is_visible()


def test_enter_on_a_finding_tells_about_it_and_escape_returns(visit):
    page = visit()
    mark = page.locator("a.m").nth(3)
    mark.focus()
    page.keyboard.press("Enter")
    page.locator("#articles a.m.now").first.wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail"
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()
    assert page.evaluate("document.activeElement.className").startswith("m ")


def test_next_walks_through_every_finding_of_an_article(visit):
    page = visit()
    page.locator('[data-only="1"]').click()
    page.locator("article:visible a.m").first.click()
    wanted, seen = int(re.findall(r"\d+", page.locator("#status").inner_text())[-1]), set()
    for _ in range(wanted):
        seen |= set(page.locator("#detail-rows a").evaluate_all("links => links.map((link) => link.hash)"))
        page.locator("#next").click()
    assert len(seen) == wanted


def test_a_piece_under_two_findings_tells_about_both(visit):
    page = visit()
    page.locator("a.m.n2").first.click()
    assert page.locator("#detail-rows p").count() == 2


def test_choosing_a_field_shows_its_groups_alone(visit):
    page = visit()
    page.locator("#field").select_option(index=1)
    assert [one.get_attribute("data-field") for one in page.locator("div.field:visible").all()] == ["1"]


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_does_not_scroll_sideways(visit, width):
    page = visit(width=width)
    page.locator("a.m").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_keep_their_contrast(visit, scheme):
    assert min(visit(color_scheme=scheme).evaluate(CONTRAST)) >= 4.5


def test_print_hides_what_cannot_be_used_on_paper(visit):
    page = visit()
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden() and page.locator("nav").is_hidden()
    assert page.locator("article").first.is_visible()


def test_without_script_figures_and_texts_are_there(visit):
    page = visit(java_script_enabled=False)
    assert page.locator("article").first.is_visible() and page.locator("#heat").is_visible()
