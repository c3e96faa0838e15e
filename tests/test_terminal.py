"""Reports in the terminal: whatever its width, nothing is said without its caveat, nothing repeated whole."""

import re
from pathlib import Path

import pytest

from textlab.draft import check_draft
from textlab.draft.views.cells import cells, cut
from textlab.draft.views.terminal import show_draft

PLAIN = "朝は早い。駅まで歩いた。\n"
LONG = "罪悪感でいっぱいだった。\n後悔はしていない。\n" + PLAIN * 6 + "時短勤務を選んだ。\n不安で眠れなかった。\n"
ARTICLES = sorted(Path("corpus").glob("[0-9]*.md"))


def balance_of(shown):
    return shown.split("■ つりあい\n")[1].split("■")[0]


@pytest.fixture(scope="module")
def report():
    return check_draft(LONG, name="d.md")


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 200, None])
def test_no_claim_stands_without_its_verdict(report, width):
    balance = balance_of(show_draft(report, width=width))
    for row in (row for row in balance.splitlines() if re.search(r" \d文 ", row)):
        assert re.search("まだ言えない|同じくらい|多め|少なめ|打ち消しか話題だけ", row)


# A width, and what stands in the balance: the rank goes first, then the drawing, then the rate.
ROOM = [(100, "多い", True, True, True), (70, "多い", False, True, True), (55, "", False, False, True)]
ROOM.append((40, "", False, False, False))


@pytest.mark.parametrize(("width", "rank", "ranked", "drawn", "rated"), ROOM)
def test_the_caption_explains_what_is_shown(report, width, rank, ranked, drawn, rated):
    balance = re.sub("\n", "", balance_of(show_draft(report, width=width)))
    assert ("どれより" in balance or "本より" in balance) == ranked
    assert ("●はこの原稿" in balance) == ("━●" in balance or "●━" in balance or "●─" in balance) == drawn
    assert ("幅（95％）" in balance) == bool(re.search(r"\d\.\d \(", balance)) == rated


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [30, 40, 50, 60])
@pytest.mark.parametrize("article", ARTICLES[::7], ids=str)
def test_nothing_is_wider_than_a_narrow_terminal(article, width, colour):
    report = check_draft(article.read_text(encoding="utf-8"), name="draft.md")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", show_draft(report, width=width, colour=colour)).splitlines()
    assert max(cells(line, wide="WF") for line in lines) <= width


def test_a_place_stays_whole_in_the_narrowest_terminal():
    report = check_draft("罪悪感でいっぱいだった。", name="原稿" * 30 + ".md")
    assert f"{'原稿' * 30}.md:1:1:\n" in show_draft(report, width=30)


def test_nothing_is_more_than_no_article(report):
    balance = balance_of(show_draft(report))
    regret = next(row for row in balance.splitlines() if row.startswith("後悔"))
    assert "0本より" not in balance and regret.endswith("打ち消しか話題だけ") and "本より" not in regret


def test_a_short_draft_has_counts_and_no_rates():
    shown = show_draft(check_draft("罪悪感でいっぱいだった。\n後悔はしていない。\n"))
    assert re.search(r"■ 見つかった文の数\n罪悪感 +1文\n後悔 +0文\n", shown)
    assert not re.search(r"%|％|\d\.\d", shown)


def test_each_course_stands_above_the_band_of_the_articles(report):
    lines = show_draft(report).split("■ 気持ちの流れ\n")[1].splitlines()
    drawn = [line.split()[0] for line in lines if re.search("[▁▂▃▄▅▆▇█]{21}", line)]
    assert drawn == ["罪悪感", "体験談", "不安", "体験談"]
    assert "10本のうち9本" in "".join(lines)


def test_the_telling_words_of_an_example_are_marked(report):
    shown = show_draft(report)
    for one in report.missing:
        telling = " ".join(one.example.text[one.example.first : one.example.last].split())
        assert f"【{telling}】" in shown


@pytest.mark.parametrize("width", [None, 80])
def test_text_without_full_stops_is_not_repeated_whole(width):
    text = "朝は早く、罪悪感でいっぱいで、時短勤務で、駅まで歩いて、" * 300
    shown = show_draft(check_draft(text, name="d"), width=width)
    assert max(map(len, shown.splitlines())) < 400 and len(shown) < 300 * 1000


def test_piped_text_shows_sixty_characters_on_either_side():
    shown = show_draft(check_draft("朝は早く、" * 30 + "罪悪感でいっぱいで、" + "夜は遅く、" * 30, name="d"))
    left, right = re.search("(…[^…]*)【罪悪感】([^…]*…)", shown).groups()
    assert (len(left), len(right)) == (61, 61)


def test_a_cut_text_fits():
    assert [cut("罪悪感", room) for room in (6, 5, 2)] == ["罪悪感", "罪…", ""]
