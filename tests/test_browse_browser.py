"""A highlighted article in headless Chromium: nothing runs, nothing is asked for, the keyboard tells what was found."""

import pytest
from test_report import codings_of, read

from textlab.browsing import highlight

HOSTILE = (
    '</span></mark><img src="http://127.0.0.1:9/x.png" onerror="document.title=1"><script>document.title=2</script>'
)


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    text = f"{HOSTILE}仕事を辞めて後悔した。"
    start = len(HOSTILE)
    rows = [("a", 0, start, start + 9, "regret", "denied"), ("a", 0, start + 3, start + 6, "change", None)]
    shown = highlight(codings_of(*rows), articles=read(a=text)[0].assign(title=HOSTILE))
    file = tmp_path_factory.mktemp("browse") / "page.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{shown._repr_html_()}", encoding="utf-8")
    opened = browser.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_hostile_text_does_not_run_and_nothing_is_asked_for(page):
    assert page.title() == ""
    assert HOSTILE in page.locator(".tl-read").inner_text()
    assert len(page.asked) == 1


def test_the_tab_key_shows_code_status_holder_and_rule(page):
    page.keyboard.press("Tab")
    tip = page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert "attr(title)" in tip or "打ち消している・書き手・規則" in tip
    assert page.evaluate("document.activeElement.title") == "後悔・打ち消している・書き手・規則：規則<i>"


def test_overlapping_findings_have_lines_of_different_kind_and_depth(page):
    lines = (
        page.locator("mark")
        .nth(1)
        .locator(".tl-m")
        .evaluate_all(
            "all => all.map(one => [getComputedStyle(one).borderBottomStyle, getComputedStyle(one).paddingBottom])"
        )
    )
    assert sorted(lines) == [["double", "0px"], ["solid", "5px"]]
