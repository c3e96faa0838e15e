"""The page of a draft in headless Chromium: marks tell what they are, boxes hide them, a phone and paper suffice."""

from functools import partial

import pytest
from test_draft_page import BOOK, NARRATIVE

from textlab.draft import check_draft
from textlab.draft.views.page import draw_balance, draw_text, page_style, render_draft

HOSTILE = """
<img src="http://127.0.0.1:9/x.png" onerror="document.title='taken'">後悔した。
</textarea></script><script>document.title="taken"</script>申し訳ないと思った。

でも、後悔はしていない。
"""
# Contrast of every mark, label and number with the ground it lies on, by WCAG 2; canvas turns any colour into RGB.
CONTRAST = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
      .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (node) => {
    const own = getComputedStyle(node).backgroundColor;
    return own.endsWith(", 0)") ? ground(node.parentElement) : own;
  };
  return [...document.querySelectorAll(".tld-m, .tld-l, .tld-no, .tld-numbers, .tld-quiet, a")].map((node) => {
    const [one, other] = [getComputedStyle(node).color, ground(node)].map(light);
    return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  });
}"""


@pytest.fixture(scope="module")
def report():
    return check_draft(NARRATIVE + HOSTILE, name="</title><script>document.title='taken'</script>")


@pytest.fixture(scope="module")
def address(report, tmp_path_factory):
    file = tmp_path_factory.mktemp("draft") / "page.html"
    file.write_text(render_draft(report), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def visit(visit_page, address):
    """Return a function that opens the page; at the end nothing was complained of or asked for."""
    yield partial(visit_page, address)
    visit_page.close()
    assert {url.split("#")[0] for url in visit_page.asked} == {address}


def ink(mark):
    """Return what a reader sees of a mark's line and ground."""
    return mark.evaluate("node => [getComputedStyle(node).borderBottomColor, getComputedStyle(node).backgroundColor]")


def test_hostile_text_does_not_run(visit):
    page = visit()
    assert page.title() == "</title><script>document.title='taken'</script>：読み手に見えるもの"
    assert "<img src=" in page.locator(".tld-text").inner_text()


def test_a_mark_tells_about_itself_when_the_keyboard_reaches_it(visit):
    page = visit()
    mark = page.locator("a.tld-m.tld-denied").last
    mark.focus()
    assert page.locator("#tld-tip").inner_text().startswith("後悔（打ち消している・書き手）")
    assert mark.get_attribute("aria-describedby") == "tld-tip"
    page.keyboard.press("Escape")
    assert page.locator("#tld-tip").is_hidden()


def test_a_mark_tells_about_itself_under_the_mouse(visit):
    page = visit()
    page.locator("a.tld-m").first.hover()
    assert "規則：" in page.locator("#tld-tip").inner_text()
    page.locator("h1").hover()
    assert page.locator("#tld-tip").is_hidden()


def test_a_touch_tells_first_and_follows_then(visit):
    page = visit(width=375, has_touch=True)
    mark = page.locator("a.tld-m").first
    mark.tap()
    assert page.locator("#tld-tip").is_visible() and "#" not in page.url
    mark.tap()
    assert page.url.endswith(mark.get_attribute("href"))


def test_a_mark_leads_to_its_sentence_in_the_list(visit):
    page = visit()
    mark = page.locator("a.tld-m").first
    mark.focus()
    page.keyboard.press("Enter")
    place = page.locator(mark.get_attribute("href"))
    place.wait_for(state="visible")
    assert page.locator("details[open]").count() == 1


def test_overlapping_marks_draw_their_lines_below_each_other(visit):
    page = visit()
    outer = page.locator("a.tld-m:has(.tld-m)").first
    bottoms = [one.bounding_box() for one in (outer, outer.locator(".tld-m").first)]
    assert bottoms[0]["y"] + bottoms[0]["height"] > bottoms[1]["y"] + bottoms[1]["height"] + 2


def test_unchecking_a_code_takes_its_marks_away(visit):
    page = visit()
    mark, other = page.locator("a.tld-m.tld-c-regret").last, page.locator("a.tld-m.tld-c-guilt").last
    before = ink(other)
    page.locator(".tld-show-regret").uncheck()
    assert ink(mark) == ["rgba(0, 0, 0, 0)"] * 2 and ink(other) == before
    assert mark.get_attribute("tabindex") == "-1" and page.locator(".tld-l.tld-c-regret:visible").count() == 0


def test_all_marks_go_and_come_back(visit):
    page = visit()
    page.locator("[data-none]").click()
    assert page.locator("a.tld-m:not([tabindex='-1'])").count() == 0
    page.locator("[data-all]").click()
    assert page.locator("a.tld-m[tabindex='-1']").count() == 0


def test_showing_one_code_alone_leads_to_its_first_mark(visit):
    page = visit()
    page.locator("#tld-b-regret summary").click()
    page.locator("[data-only=regret]").click()
    assert page.locator(".tld-show:checked").count() == 1
    assert "「後悔」だけ" in page.locator("[data-status]").inner_text()
    assert "tld-c-regret" in page.evaluate("document.activeElement.outerHTML")


def test_next_walks_through_every_mark_and_begins_again(visit):
    page = visit()
    page.locator("[data-none]").click()
    page.locator(".tld-show-guilt").check()
    step = page.locator("[data-step='1']")
    seen = []
    for _ in range(page.locator("a.tld-m:not([tabindex='-1'])").count() + 1):
        step.click()
        seen.append(page.evaluate("[...document.querySelectorAll('a.tld-m')].indexOf(document.activeElement)"))
    assert seen[:-1] == sorted(set(seen)) and seen[-1] == seen[0]


def test_labels_beside_the_words_can_be_put_away(visit):
    page = visit()
    assert page.locator(".tld-l").first.is_visible()
    page.locator(".tld-labels").uncheck()
    assert page.locator(".tld-l:visible").count() == 0


def test_a_link_to_a_row_opens_its_sentences(visit):
    page = visit(hash="#tld-b-regret")
    assert page.locator("#tld-b-regret li").first.is_visible()


@pytest.mark.parametrize("width", [375, 320])
def test_a_phone_does_not_scroll_sideways(visit, width):
    page = visit(width=width)
    for mark in page.locator("a.tld-m").all()[::6]:
        mark.focus()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_keep_their_contrast(visit, scheme):
    assert min(visit(color_scheme=scheme).evaluate(CONTRAST)) >= 4.5


def test_paper_shows_labels_and_no_controls(visit):
    page = visit()
    page.locator(".tld-labels").uncheck()
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden() and page.locator("button:visible, input:visible").count() == 0
    assert page.locator(".tld-l").first.is_visible()


def test_without_script_everything_is_shown_and_told(visit):
    page = visit(java_script_enabled=False)
    assert page.locator(".tld-l").first.is_visible() and page.locator("[data-step]:visible").count() == 0
    page.locator("a.tld-m").first.focus()
    page.locator(".tld-show-regret").uncheck()
    assert page.locator(".tld-l.tld-c-regret:visible").count() == 0


def test_parts_leave_the_page_around_them_alone(browser, report):
    page, around = browser.new_page(), "<h2>題</h2><ul><li>項目</li></ul><a href='#'>先</a><p>文</p>"
    looks = """() => [...document.querySelectorAll("body > *")].slice(0, 4).map((node) => {
      const style = getComputedStyle(node);
      return [...style].map((name) => style.getPropertyValue(name)).join(";");
    })"""
    page.set_content(around)
    before = page.evaluate(looks)
    page.set_content(f"{around}<style>{page_style(BOOK)}</style>{draw_text(report)}{draw_balance(report)}")
    assert len(before) == 4 and page.evaluate(looks) == before
    page.close()
