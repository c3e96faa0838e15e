"""The page for writers in headless Chromium: served, pasted into, uploaded to, and leaving nothing behind."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from test_docx import build_docx

from textlab.data import load_data
from textlab.tokens.dictionary import cache_folders

# A word of no language, to look for in every file afterwards.
MARKER = "ゑもぢるつ"
DRAFT = (
    f"{MARKER}の朝、保育園の門の前で迷惑をかけてばかりだと思った。罪悪感でいっぱいだった。\n後悔はしていない。\n"
    "満員電車に乗って駅まで走った。上司は、無理のない仕事をと言ってくれた。いつか企画に戻れると信じている。\n"
) * 4
HOSTILE = "</textarea></p><script>document.title=1</script><img src=x onerror=document.title=2>後悔した。"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Folders of the server's own, so that whatever it leaves can be found; the dictionary is there already."""
    root = tmp_path_factory.mktemp("app")
    for name in ("home", "cache", "tmp", "corpus"):
        (root / name).mkdir()
    for kept in filter(Path.is_dir, cache_folders()):
        shutil.copytree(kept, root / "cache" / "textlab", dirs_exist_ok=True)
    for article in sorted(Path("corpus").glob("*.md"))[:6]:
        shutil.copy(article, root / "corpus")
    return root


@pytest.fixture(scope="module")
def served(folders, browser):
    """The server's address, its process, and the file that its words go to."""
    own = {"HOME": "home", "XDG_CACHE_HOME": "cache", "TMPDIR": "tmp"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "CORPUS"))}
    command = [Path(sys.executable).parent / "textlab", "app", "--no-browser", "--corpus", folders / "corpus"]
    with (folders / "log").open("w") as log:
        process = subprocess.Popen(
            list(map(str, command)),
            env=kept | {name: str(folders / folder) for name, folder in own.items()},
            stdout=subprocess.PIPE, stderr=log, text=True, cwd=folders,
        )  # fmt: skip
        yield process.stdout.readline().strip(), process, folders / "log"
        process.terminate()
        process.wait(30)
        process.stdout.close()


class Visitor:
    """A page of a visitor's own, all that it asks for, and all that the browser refuses or complains of."""

    def __init__(self, browser, url, width=1280):
        self.context = browser.new_context(viewport={"width": width, "height": 800}, accept_downloads=True)
        self.page = self.context.new_page()
        self.asked, self.wrong = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page.goto(url)
        self.go = self.page.get_by_role("button", name="読んでみる")
        self.text = self.page.get_by_label("あなたの原稿")
        self.says = self.page.locator(".tla-draft > .tla-says")
        self.go.wait_for()

    def hear(self, message):
        if message.type == "error":
            self.wrong.append(message.text)

    def read(self, text, *, says="秒で読みました"):
        # As a paste does: Chromium types long text letter by letter otherwise.
        self.text.evaluate("(field, text) => { field.value = text; field.focus() }", text)
        self.text.dispatch_event("change")
        self.says.locator(".widget-html-content").evaluate("place => { place.textContent = '' }")
        self.go.click()
        self.says.get_by_text(re.compile(says)).wait_for()
        self.page.locator("button.tla-main:enabled").first.wait_for()
        return self.page.locator(".tla-result")

    def upload(self, button, file):
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name=button).click()
        chooser.value.set_files(file)


@pytest.fixture(scope="module")
def visitor(browser, served):
    opened = Visitor(browser, served[0])
    yield opened
    opened.context.close()


@pytest.fixture
def draft_tab(visitor):
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    visitor.page.get_by_role("tab", name="原稿を読む").click()
    return visitor


@pytest.fixture
def themes_tab(visitor):
    visitor.page.get_by_role("tab", name="自分のテーマ").click()
    yield visitor
    visitor.page.get_by_role("tab", name="自分のテーマ").click()
    visitor.page.get_by_label("さがす言葉").fill("")


def test_a_pasted_draft_is_read_and_each_theme_opens_the_corpus(draft_tab):
    result = draft_tab.read(DRAFT)
    assert "罪悪感" in result.locator(".tld-text").inner_text()
    sections = list(load_data("app/labels.toml")["sections"].values())
    assert result.get_by_role("heading", level=2).all_inner_texts() == sections
    before = result.locator(".tla-examples").inner_text()
    result.get_by_label("読んでみたいテーマ").select_option(index=2)
    result.locator(".tla-examples").filter(has_not_text=before[:60]).wait_for()
    assert result.locator(".tla-examples footer").first.inner_text().startswith("── ")


def test_a_word_file_is_read_under_its_name(draft_tab, tmp_path):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in DRAFT.split("\n"))
    (tmp_path / "復帰の日.docx").write_bytes(build_docx(body))
    draft_tab.upload("ファイルを選ぶ", tmp_path / "復帰の日.docx")
    draft_tab.says.get_by_text("「復帰の日.docx」を読み込みました").wait_for()
    assert MARKER in draft_tab.text.input_value()
    draft_tab.go.click()
    draft_tab.says.get_by_text("秒で読みました").wait_for()
    link = draft_tab.page.get_by_role("link", name="レポートを保存")
    assert link.get_attribute("download") == "復帰の日-読み取り.html"


def test_the_report_is_saved_whole_and_opens_offline(draft_tab, browser, tmp_path):
    draft_tab.read(DRAFT)
    with draft_tab.page.expect_download() as saving:
        draft_tab.page.get_by_role("link", name="レポートを保存").click()
    saving.value.save_as(tmp_path / "report.html")
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    assert MARKER in page.locator("body").inner_text() and len(asked) == 1
    page.close()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "まだ何も書かれていません"),
        ("😀🥺", "読める文が見つかりませんでした"),
        ("後悔した。" * 70_000, "長すぎます（350,000字）"),
        (HOSTILE, "文が1つと短いので"),
    ],
    ids=["nothing", "emoji", "1 MB", "hostile"],
)
def test_what_is_not_a_draft_leaves_the_page_working(draft_tab, text, says):
    draft_tab.read(text, says=says)
    draft_tab.read(DRAFT)
    assert draft_tab.wrong == [] and draft_tab.page.title() == "この原稿は、読む人にどう届くのか"


def test_text_too_long_to_send_and_a_file_too_large_are_turned_back(draft_tab, tmp_path):
    draft_tab.read("", says="まだ何も")
    notice = draft_tab.page.locator("#page-notice")
    draft_tab.text.evaluate("field => { field.value = 'あ'.repeat(2000001); field.focus() }")
    draft_tab.text.dispatch_event("change")
    notice.get_by_text("長すぎます（2,000,001字）").wait_for()
    before = draft_tab.says.inner_text()
    draft_tab.go.click()
    assert "2,000,001" in notice.inner_text() and draft_tab.says.inner_text() == before
    draft_tab.text.fill("")
    with (tmp_path / "a.txt").open("wb") as large:
        large.truncate(20 * 2**20 + 1)
    draft_tab.upload("ファイルを選ぶ", tmp_path / "a.txt")
    notice.get_by_text("「a.txt」は大きすぎます").wait_for()
    draft_tab.read(DRAFT)
    assert notice.inner_text() == ""


def test_two_visitors_never_see_each_other(draft_tab, browser, served):
    other = Visitor(browser, served[0])
    draft_tab.read("ひとりめの後悔。" * 12)
    other.read("ふたりめの希望。" * 12)
    assert "ひとりめ" in draft_tab.page.inner_text("body") and "ふたりめ" not in draft_tab.page.inner_text("body")
    assert "ふたりめ" in other.page.inner_text("body") and "ひとりめ" not in other.page.inner_text("body")
    other.page.reload()
    other.go.wait_for()
    assert other.text.input_value() == ""
    other.context.close()


def test_a_page_whose_kernel_has_gone_says_so(browser, served):
    lost = Visitor(browser, served[0])
    config = lost.page.locator("#jupyter-config-data").text_content()
    kernel = re.search('"kernelId": "([^"]+)"', config)[1]
    lost.context.request.post(f"{served[0].split('?')[0]}voila/api/shutdown/{kernel}")
    lost.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    lost.page.get_by_role("alert").get_by_text("つながりが切れました").wait_for()
    lost.context.close()


def test_themes_of_ones_own_are_tried_at_once_and_join_the_check(themes_tab):
    page = themes_tab.page
    themes_tab.page.get_by_role("tab", name="原稿を読む").click()
    themes_tab.read(DRAFT)
    page.get_by_role("tab", name="自分のテーマ").click()
    page.get_by_label("テーマの名前").fill("通勤のこと")
    page.get_by_label("さがす言葉").fill("満員電車に乗る\n早起きする")
    trials = page.locator(".tla-trials")
    assert trials.locator("mark").first.inner_text() == "満員電車に乗っ"
    assert trials.locator(".tla-miss").inner_text() == "早起きする この原稿には見つかりません"
    page.get_by_role("button", name="このテーマも入れて読む").click()
    page.locator(".tla-result .tld-balance").get_by_text("通勤のこと").first.wait_for()


def test_a_list_is_saved_and_loaded_back_and_its_faults_are_told(themes_tab, tmp_path):
    page = themes_tab.page
    page.get_by_label("テーマの名前").fill("朝")
    page.get_by_label("さがす言葉").fill("早起きする\n(駅まで")
    page.locator(".tla-themes .tla-fault").get_by_text("2行目: 「(駅まで」").wait_for()
    with page.expect_download() as saving:
        page.get_by_role("link", name="リストを保存").click()
    assert saving.value.suggested_filename == "朝.txt"
    assert Path(saving.value.path()).read_text(encoding="utf-8") == "# 朝\n早起きする\n(駅まで\n"
    (tmp_path / "通勤.txt").write_text("# 通勤\n満員電車\n", encoding="utf-8")
    themes_tab.upload("リストを読み込む", tmp_path / "通勤.txt")
    page.locator(".tla-trials").get_by_role("heading", name="通勤").wait_for()
    assert page.get_by_label("テーマの名前").input_value() == "通勤"


def test_a_telephone_scrolls_down_and_never_sideways(draft_tab):
    draft_tab.page.set_viewport_size({"width": 375, "height": 700})
    draft_tab.read(DRAFT)
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert draft_tab.page.evaluate(wide) <= 0
    draft_tab.page.get_by_role("tab", name="自分のテーマ").click()
    assert draft_tab.page.evaluate(wide) <= 0


def test_the_keyboard_goes_from_tab_to_field_to_button(draft_tab):
    draft_tab.text.focus()
    draft_tab.page.keyboard.press("Tab")
    assert draft_tab.page.evaluate("document.activeElement.textContent") == "読んでみる"
    draft_tab.page.get_by_role("tab", name="原稿を読む").focus()
    draft_tab.page.keyboard.press("ArrowRight")
    draft_tab.page.keyboard.press("Enter")
    assert draft_tab.page.get_by_label("テーマの名前").is_visible()


def test_the_browser_is_told_to_remember_nothing(draft_tab):
    for name, value in {"autocomplete": "off", "spellcheck": "false"}.items():
        fields = draft_tab.page.locator("textarea, input")
        assert set(fields.evaluate_all(f"all => all.map(one => one.getAttribute('{name}'))")) == {value}


def test_nothing_is_asked_of_any_other_machine(draft_tab, served):
    draft_tab.read(DRAFT)
    port = urlsplit(served[0]).port
    assert {urlsplit(url).netloc for url in draft_tab.asked} == {f"127.0.0.1:{port}"}
    assert draft_tab.wrong == []


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 302),
        ("/?token=wrong", {}, 302),
        ("/?token={token}", {"Host": "evil.example"}, 403),
        ("/voila/files/07-check-a-draft.ipynb", {}, 403),
        ("/voila/static/../../conf.json", {}, 403),
        ("/api/contents?token={token}", {}, 302),
        ("/api/kernels/00000000-0000-0000-0000-000000000000", {}, 403),
        ("/voila/templates/textlab/static/closed.html", {}, 200),
    ],
)
def test_strangers_are_turned_away(served, path, headers, status):
    url = urlsplit(served[0])
    with closing(http.client.HTTPConnection(url.hostname, url.port, timeout=20)) as asking:
        asking.request("GET", path.format(token=url.query.removeprefix("token=")), headers=headers)
        assert asking.getresponse().status == status


def test_another_sites_page_cannot_end_a_kernel_with_a_visitors_cookie(draft_tab, served):
    answer = draft_tab.context.request.post(
        f"{served[0].split('?')[0]}voila/api/shutdown/00000000-0000-0000-0000-000000000000",
        headers={"Origin": "http://evil.example"},
    )
    assert answer.status == 404 and all(cookie["sameSite"] == "Strict" for cookie in draft_tab.context.cookies())


def test_the_page_may_not_be_kept_and_runs_no_script_but_its_own(draft_tab, served):
    answer = draft_tab.page.request.get(served[0])
    assert "no-store" in answer.headers["cache-control"]
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "default-src 'none'" in policy
    assert "<script>" not in answer.text()


def test_nothing_that_was_pasted_lies_in_any_file(themes_tab, folders, served):
    themes_tab.page.get_by_label("さがす言葉").fill(MARKER)
    themes_tab.page.locator(".tla-trials").wait_for()
    themes_tab.page.get_by_role("button", name="このテーマも入れて読む").click()
    themes_tab.says.get_by_text("秒で読みました").wait_for()
    spelled = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "euc_jp", "unicode_escape")]
    files = [file for file in folders.rglob("*") if file.is_file()]
    assert len(files) > 5
    assert not [file for file in files if any(word in file.read_bytes() for word in spelled)]


def test_the_server_says_nothing_and_goes_when_it_is_told_to(folders):
    """A server of its own: started, asked for nothing, ended."""
    command = [Path(sys.executable).parent / "textlab", "app", "--no-browser", "--corpus", folders / "corpus"]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    started = time.monotonic()
    assert process.stdout.readline().startswith("http://127.0.0.1:")
    assert time.monotonic() - started < 20
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")
