"""The page for writers, without a browser: what its panel says, what its server allows, what it never keeps."""

import json
import re
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from textlab.app import make_panel, server
from textlab.app.labels import in_japanese
from textlab.app.themes import read_own, take_apart, try_phrases, write_list
from textlab.cli import cli
from textlab.data import load_data

APP = Path("src/textlab/app")
DRAFT = "迷惑をかけてばかりで、罪悪感でいっぱいだった。満員電車に乗った。\n" * 6


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    told = ["育休から復帰した。後悔はしていない。\n", "上司と面談した。満員電車で通った。不安だった。\n"]
    for number, text in enumerate(told):
        (folder / f"{number}.txt").write_text(text * 6, encoding="utf-8")
    return folder


class Page:
    """The panel's parts by their names."""

    def __init__(self, corpus):
        tabs = make_panel(corpus=corpus).children[1]
        draft, themes = tabs.children
        self.tabs = tabs
        self.text, _, actions, self.says, self.result = draft.children
        self.go, self.file = actions.children
        _, self.name, self.phrases, actions, self.told, self.found = themes.children
        self.go_themes, self.list, self.saved = actions.children

    def read(self, text):
        self.text.value = text
        self.go.click()
        return self.says.value

    def shown(self):
        return "".join(str(part.value) for part in self.result.children)


@pytest.fixture
def page(corpus):
    return Page(corpus)


def upload(field, name, content):
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    field.value = ({**file, "last_modified": datetime.now(UTC)},)


def test_the_package_is_imported_without_voila_and_widgets():
    code = (
        "import sys, textlab, textlab.app, textlab.cli; print({'voila', 'ipywidgets', 'traitlets'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "まだ何も書かれていません"),
        (" \n　", "まだ何も書かれていません"),
        ("😀🥺", "読める文が見つかりませんでした"),
        ("……。", "読める文が見つかりませんでした"),
        ("あ" * 100_001, r"長すぎます（100,001字）"),
        pytest.param("\0\ud800", "読める文が見つかりませんでした", id="controls"),
    ],
)
def test_what_cannot_be_read_is_told(page, text, says):
    assert re.search(says, page.read(text))
    assert page.result.children == () and not page.go.disabled


def test_a_draft_is_read_and_every_section_is_there(page):
    assert re.search(r"\d\.\d秒で読みました（\d+字、12文）", page.read(DRAFT))
    assert set(load_data("app/labels.toml")["sections"]) == set(re.findall(r'<h2 id="tla-(\w+)"', page.shown()))
    assert "罪悪感" in page.shown() and not page.go.disabled


def test_a_short_draft_is_told_to_be_short(page):
    assert "文が1つと短いので" in page.read("後悔した。")


def test_hostile_text_stands_in_the_page_as_text(page):
    page.read("<script>alert(1)</script></textarea><img src=x onerror=alert(2)>後悔した。")
    assert "<script>alert" not in page.shown() and "<img src=x" not in page.shown()
    assert "&lt;script&gt;alert(1)" in page.shown()


def test_a_changed_draft_makes_the_result_old(page):
    page.read(DRAFT)
    page.text.value = DRAFT + "あ"
    assert "原稿が変わりました" in page.says.value


def test_a_theme_that_is_missing_opens_the_sentences_of_the_corpus(page):
    page.read(DRAFT)
    choice, examples = page.result.children[2:4]
    assert "まだ" in choice.options[0][0]
    choice.value = "anxiety"
    assert '<b class="tld-told tld-c-anxiety">不安</b>だった。</p><footer>── ' in examples.value


def test_what_goes_wrong_inside_is_told_without_a_word_of_the_draft(page, monkeypatch, capsys):
    def fail(*_, **__):
        raise RuntimeError("ひみつの原稿")

    monkeypatch.setattr("textlab.app.desk.check_draft", fail)
    assert "うまく読めませんでした" in page.read("ひみつの原稿。")
    said = capsys.readouterr()
    assert "ひみつ" not in page.says.value + said.out + said.err


def test_an_unknown_corpus_is_told_at_the_first_draft(tmp_path):
    assert "nowhere" in Page(tmp_path / "nowhere").read(DRAFT)


def test_a_file_is_put_into_the_place_for_the_draft(page):
    upload(page.file, "原稿.txt", "復帰の日。\r\n後悔した。".encode("cp932"))
    assert page.text.value == "復帰の日。\n後悔した。"
    assert "「原稿.txt」を読み込みました（10字）" in page.says.value
    page.go.click()
    assert 'download="原稿-読み取り.html"' in page.result.children[0].value


def test_another_text_pasted_over_a_file_loses_its_name(page):
    upload(page.file, "原稿.txt", "復帰の日。".encode())
    page.read(DRAFT)
    assert "原稿-読み取り" not in page.result.children[0].value


def test_a_file_that_cannot_be_read_is_told_in_japanese_alone(page):
    upload(page.file, "a.txt", b"%PDF-1.4")
    assert "中身は PDF で" in page.says.value and "Save it" not in page.says.value


def test_themes_of_ones_own_are_tried_as_they_are_written(page):
    page.text.value = DRAFT
    page.name.value, page.phrases.value = "通勤", "満員電車に乗る\n早起きする"
    assert "<mark>満員電車に乗っ</mark>" in page.found.value
    assert "この原稿には見つかりません" in page.found.value
    assert 'download="通勤.txt"' in page.saved.value


def test_themes_of_ones_own_join_the_check(page):
    page.name.value, page.phrases.value = "通勤のこと", "満員電車"
    page.text.value = DRAFT
    page.go_themes.click()
    assert page.tabs.selected_index == 0 and "通勤のこと" in page.shown()
    assert ("通勤のこと", "own_1") in page.result.children[2].options
    page.result.children[2].value = "own_1"
    assert "満員電車</b>で通った" in page.result.children[3].value


def test_faults_of_a_list_are_told_by_line_in_japanese_and_left_out(page):
    page.phrases.value = "満員電車\n(駅まで"
    assert "2行目: 「(駅まで」" in page.told.value and "line" not in page.told.value
    assert "自分のテーマに直すところがあるので" in page.read(DRAFT)


def test_a_saved_list_is_loaded_back(page):
    upload(page.list, "通勤.txt", write_list("通勤", "満員電車\n# 朝\n早起きする").encode())
    assert (page.name.value, page.phrases.value) == ("通勤", "満員電車\n# 朝\n早起きする")


@pytest.mark.parametrize(
    ("name", "phrases", "text"),
    [
        ("通勤", "満員電車", "# 通勤\n満員電車\n"),
        ("", "満員電車\n\n", "# 自分のテーマ\n満員電車\n"),
        ("通勤", "■朝\n早起き", "■朝\n早起き\n"),
    ],
)
def test_a_list_is_written_with_its_heading(name, phrases, text):
    assert write_list(name, phrases) == text
    assert read_own(*take_apart(text)).codes == read_own(name, phrases).codes


def test_a_phrase_within_a_longer_one_is_found_as_well():
    own = read_own("通勤", "電車\n満員電車に乗る")
    assert [len(trial.sentences) for trial in try_phrases("満員電車に乗った。", own=own)] == [1, 1]


def test_nothing_typed_is_kept_between_runs(tmp_path, monkeypatch, corpus):
    page = Page(corpus)
    page.read(DRAFT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    page.phrases.value = "ひみつの言葉"
    page.read("ひみつの原稿。" + DRAFT)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_an_error_loses_its_english():
    assert in_japanese(ValueError("a: 二つ / two\n  2行目 (line 2): 「a / b」 / c")) == "a: 二つ\n2行目: 「a / b」"


def test_the_page_is_served_to_this_machine_alone():
    config = server._configure(1, "key")
    assert config.Voila.ip == "127.0.0.1" and config.Voila.token == "key"
    assert config.Voila.tornado_settings["allow_remote_access"] is False
    assert config.VoilaConfiguration.file_allowlist == []


def test_a_port_in_use_is_named(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match=f"port {taken.getsockname()[1]} cannot be used"):
            server._free_port(taken.getsockname()[1])


def test_the_notebook_has_one_source():
    assert server._notebook().resolve() == Path("notebooks/07-check-a-draft.ipynb").resolve()
    assert not list(APP.rglob("*.ipynb"))


def test_the_templates_and_the_kernel_name_nothing_outside():
    texts = [file.read_text(encoding="utf-8") for file in (APP / "jupyter").rglob("*") if file.is_file()]
    assert len(texts) > 5 and not [text for text in texts if re.search(r"https?://|[\"'(]//", text)]


def test_kernels_keep_no_history_and_hide_what_they_say():
    kernel = json.loads((APP / "jupyter/kernels/python3/kernel.json").read_text())
    assert "--HistoryManager.enabled=False" in kernel["argv"]
    assert kernel["metadata"]["supported_encryption"] == "curve"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--corpus", "nowhere"], "nowhere"),
        (["--codebook", "nowhere"], "nowhere"),
        (["--port", "99999"], "99999"),
    ],
)
def test_the_command_refuses_what_cannot_be_used(arguments, says):
    result = CliRunner().invoke(cli, ["app", "--no-browser", *arguments])
    assert result.exit_code != 0 and says in result.output + str(result.exception)
