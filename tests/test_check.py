"""Checking drafts on the command line: what is shown, where it is written, how it fails, and how it watches."""

import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from test_docx import build_docx, p, r

from textlab.cli import main
from textlab.draft import check_draft, list_checks
from textlab.draft.report import DraftReport
from textlab.draft.views.cells import cells
from textlab.draft.views.terminal import make_plain, show_draft

GUILT = "罪悪感でいっぱいだった。"
SHORT = f"## 復帰の日\n\n{GUILT}\n後悔はしていない。\n"
LONG = SHORT + "朝は早い。駅まで歩いた。\n" * 6 + "時短勤務を選んだ。\n不安で眠れなかった。\n"
ARTICLES = sorted(Path("corpus").glob("[0-9]*.md"))
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "原稿.md"
    path.write_text(LONG, encoding="utf-8")
    return path


@pytest.fixture
def check(capsys, monkeypatch):
    """Run the command in this process."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["textlab", "check", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        return Run(ended.value.code or 0, *capsys.readouterr())

    return run


def command(*arguments):
    return [sys.executable, "-c", "from textlab.cli import main; main()", "check", *map(str, arguments)]


def outside(*arguments, **environment):
    """Run the command in a process of its own, as bytes."""
    return subprocess.run(command(*arguments), capture_output=True, check=False, env=os.environ | environment)


# --- what is shown


def findings_of(shown):
    """The first part; examples further down may hold brackets of their own."""
    return shown.split("■")[1]


def test_every_place_leads_to_its_words(check, draft):
    found = re.findall(r"^\S+原稿\.md:(\d+):(\d+): .*?【(.+?)】", findings_of(check(draft).out), re.MULTILINE)
    lines = LONG.split("\n")
    assert found
    assert all(lines[int(line) - 1][int(column) - 1 :].startswith(words) for line, column, words in found)


def test_a_feeling_is_named_with_how_and_by_whom_it_is_held(check, draft):
    shown = check(draft).out
    assert f"{draft}:3:1: 罪悪感（抱いている・書き手） 【罪悪感】でいっぱいだった。\n" in shown
    assert f"{draft}:4:1: 後悔（打ち消している・書き手） 【後悔】はしていない。\n" in shown


def test_findings_stand_in_the_order_of_the_text_themes_among_feelings(check, draft):
    places = re.findall(r"^\S+:(\d+):(\d+): .*【", findings_of(check(draft).out), re.MULTILINE)
    assert [tuple(map(int, place)) for place in places] == sorted(tuple(map(int, place)) for place in places)
    assert "柔軟な働き方" in check(draft).out


def test_remarks_stand_under_their_checks_each_with_its_place(check, draft):
    shown, report = check(draft).out, check_draft(LONG)
    for message in report.messages:
        part = shown.split(list_checks()[message.check] + "\n", 1)[1]
        line = f"{draft}:{message.place.line}:{message.place.column}: {message.text}\n"
        assert re.sub("[【】]", "", line) in re.sub("[【】]", "", part)


def test_the_balance_has_a_row_for_every_code_found(check, draft):
    balance = check(draft).out.split("■ つりあい\n")[1].split("■")[0]
    found = {standing.label: standing for standing in check_draft(LONG).standings if standing.found}
    rows = {row.split()[0]: row for row in balance.splitlines()[1:-2]}
    assert set(rows) == set(found)
    for label, one in found.items():
        assert re.search(rf"{one.n}文 +{one.rate:.1f} \({one.low:.1f}-{one.high:.1f}\)", rows[label])


def test_what_never_occurs_is_named_in_one_line(check, draft):
    absent = next(line for line in check(draft).out.splitlines() if line.startswith("言葉の見つからなかったもの"))
    assert "希望" in absent and "罪悪感" not in absent and "後悔" not in absent


def test_the_course_of_a_feeling_rises_where_it_is_told():
    shown = show_draft(check_draft(LONG, corpus="corpus"))
    drawn = dict(re.findall(r"^(\S+) +([▁▂▃▄▅▆▇█]{21})", shown, re.MULTILINE))
    assert set(drawn) == {"罪悪感", "不安", "体験談"}
    assert max(drawn["罪悪感"][:5]) == max(drawn["罪悪感"]) > "▁" == drawn["罪悪感"][-1]
    assert max(drawn["不安"][-5:]) == "█" > drawn["不安"][0] == "▁"


def test_sentences_that_carry_most_stand_whole_with_what_they_carry():
    text = "時短勤務で申し訳なく、罪悪感でいっぱいなのに、希望を捨てられなかった。"
    assert show_draft(check_draft(text, name="d")).endswith(f"d:1:1: 罪悪感、柔軟な働き方\n    {text}\n")


def test_what_was_left_out_of_a_draft_is_shown():
    assert "\nコメント2件は本文に入れていません。\n" in show_draft(
        check_draft(SHORT), notes=["コメント2件は本文に入れていません。"]
    )


def test_a_short_draft_is_not_compared(check):
    shown = check("-", stdin=SHORT.encode()).out
    assert re.search("^罪悪感 +1文$", shown, re.MULTILINE)
    assert "多い" not in findings_of(shown) and "(" not in shown and "つりあい" not in shown


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("article", ARTICLES[::5], ids=str)
def test_no_line_is_wider_than_the_terminal(article, width, colour):
    report = check_draft(article.read_text(encoding="utf-8"), name="draft.md")
    lines = ESCAPES.sub("", show_draft(report, width=width, colour=colour)).splitlines()
    assert max(cells(line, wide="WF") for line in lines) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_a_long_sentence_is_cut_around_its_words(width):
    report = check_draft("朝は早く、" * 30 + "罪悪感でいっぱいで、" + "夜は遅く、" * 30 + "眠れなかった。", name="d")
    line = next(line for line in show_draft(report, width=width).splitlines() if "【" in line)
    assert re.search("…朝?は?早?く?、?.*【罪悪感】でいっぱい.*…$", line) and cells(line) > width - 8


# NO_COLOR, FORCE_COLOR, TERM, in a terminal: coloured?
COLOURS = [
    ("", "", "xterm", True, True),
    ("1", "", "xterm", True, False),
    ("1", "1", "xterm", True, False),
    ("", "", "dumb", True, False),
    ("", "", "xterm", False, False),
    ("", "1", "dumb", False, True),
    ("", "0", "xterm", False, False),
]


@pytest.mark.parametrize(("none", "force", "term", "terminal", "coloured"), COLOURS)
def test_words_are_coloured_or_in_brackets(check, draft, monkeypatch, none, force, term, terminal, coloured):
    for name, value in {"NO_COLOR": none, "FORCE_COLOR": force, "TERM": term}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: terminal, raising=False)
    shown = check(draft).out
    assert ("\x1b[1;4m罪悪感\x1b[0m" in shown) == coloured and ("【罪悪感】" in shown) != coloured


def test_a_terminal_is_given_its_width_and_colours(draft):
    main_end, own_end = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"COLUMNS": "60", "TERM": "xterm"}
    with subprocess.Popen(command(draft), stdout=own_end, stderr=subprocess.DEVNULL, env=environment):
        os.close(own_end)
        shown = read_all(main_end)
    assert "\x1b[1;4m罪悪感\x1b[0m" in shown
    assert max(cells(line, wide="WF") for line in ESCAPES.sub("", shown).splitlines() if str(draft) not in line) <= 60


def read_all(end):
    parts = []
    while True:
        try:
            part = os.read(end, 65536)
        except OSError:  # Linux: the other end is closed.
            part = b""
        if not part:
            os.close(end)
            return b"".join(parts).decode()
        parts.append(part)


@pytest.mark.parametrize("colour", [False, True])
def test_control_characters_do_not_reach_the_terminal(colour):
    report = check_draft("\x1b[31m罪悪感\x07で\u202eいっぱい\x9bだった。", name="\x1b]0;a\x07.md")
    shown = ESCAPES.sub("", show_draft(report, notes=["\x1b[2J"], colour=colour))
    assert "罪悪感" in shown and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_any_console_takes_the_output(draft, encoding, form):
    draft.write_text(LONG + "🎉罪悪感。\n", encoding="utf-8")
    run = outside(draft, "--format", form, PYTHONIOENCODING=encoding)
    shown = run.stdout.decode("utf-8" if form == "json" or encoding == "ascii" else encoding)
    assert (run.returncode, b"Traceback" in run.stderr) == (0, False)
    assert "罪悪感" in shown and ("█" in shown or form == "json" or encoding != "utf-8")


def test_bars_and_courses_have_ascii_of_their_own():
    shown = make_plain(show_draft(check_draft(LONG)))
    assert re.search(r"不安 +[-_.,:=+#|]{21}", shown) and re.search("---?[-=o]{8}", shown)


# --- how fast, and with what


def test_nothing_heavy_is_imported_for_text(draft):
    heavy = "{'numpy', 'pandas', 'matplotlib', 'pydantic', 'rich', 'scipy', 'jinja2', 'textlab.report'}"
    code = (
        "import sys\nfrom textlab.cli import main\ntry:\n    main()\nexcept SystemExit:\n"
        f"    print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, "check", str(draft)], capture_output=True, text=True, check=True)
    assert run.stderr.splitlines()[-1] == "[]"


def test_help_imports_no_reader_of_drafts():
    code = "import sys, textlab.cli; print(sorted({'textlab.draft', 'numpy', 'fugashi'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_corpus_is_announced_when_it_is_coded_and_read_once_for_all_drafts(check, draft, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(f"{tmp_path}。{GUILT}\n", encoding="utf-8")
    first, second = (check(draft, draft, "--corpus", tmp_path / "corpus") for _ in range(2))
    assert first.err.count("体験談1本を読んでいます") == 1 and first.err.count("Reading 1 articles") == 1
    assert second.err == "" and first.out == second.out


# --- the other formats


def test_json_holds_everything_of_the_report_and_offsets_slice_the_text(check, draft):
    document = json.loads(check(draft, "--format", "json").out)
    one, report = document["drafts"][0], check_draft(LONG)
    fields = set(DraftReport.__dataclass_fields__)
    assert document["version"] == 1 and fields <= set(one) and one["notes"] == []
    assert all(LONG[found["start"] : found["end"]] == found["text"] for found in one["findings"])
    assert [len(one[name]) for name in ("findings", "standings", "messages", "courses")] == [
        len(getattr(report, name)) for name in ("findings", "standings", "messages", "courses")
    ]


def test_json_shows_places_beside_what_stands_there(check, draft):
    findings = json.loads(check(draft, "--format", "json").out)["drafts"][0]["findings"]
    guilt = next(found for found in findings if found["code"] == "guilt")
    place, held = (
        {"line": 3, "column": 1, "start": 9, "end": 12},
        {"status": "felt", "holder": "self", "text": "罪悪感"},
    )
    assert guilt == guilt | place | held


def test_json_has_null_for_what_is_no_number(check, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 題\n---\n---\n", encoding="utf-8")
    run = check(path, "--format", "json")
    assert "NaN" not in run.out and None in [one["rate"] for one in json.loads(run.out)["drafts"][0]["standings"]]


def test_json_holds_all_drafts_in_their_order(check, draft, tmp_path):
    other = tmp_path / "b.txt"
    other.write_bytes(SHORT.encode("cp932"))
    drafts = json.loads(check(other, draft, "--format", "json").out)["drafts"]
    assert [one["name"] for one in drafts] == [str(other), str(draft)] and drafts[0]["short"]


def test_html_is_one_page_of_the_draft(check, draft):
    shown = check(draft, "--format", "html").out
    assert shown.lower().startswith("<!doctype html>") and "罪悪感" in shown and str(draft.parent) not in shown


def test_a_page_of_the_standard_input_has_a_name(check):
    assert "<h1>標準入力から読み取った本文</h1>" in check("-", "--format", "html", stdin=SHORT.encode()).out


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_output_is_written_whole_and_said_where(check, draft, tmp_path, form):
    output = tmp_path / "out"
    run = check(draft, "--format", form, "--output", output)
    assert (run.code, run.out) == (0, "") and str(output) in run.err
    assert "罪悪感" in output.read_text(encoding="utf-8") and "\x1b" not in output.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "原稿.md"]


def test_several_drafts_follow_one_another(check, draft, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text(SHORT, encoding="utf-8")
    shown = check(draft, other).out
    assert shown.index(f"{draft}:3:1:") < shown.index(f"{other}:3:1:")


# --- what goes in

STDIN = [
    SHORT.encode(),
    SHORT.encode("cp932"),
    SHORT.encode("euc_jp"),
    SHORT.encode("utf-16"),
    SHORT.encode("utf-8-sig"),
]


@pytest.mark.parametrize("data", STDIN, ids=["utf-8", "cp932", "euc_jp", "utf-16", "utf-8-sig"])
def test_the_standard_input_is_read_in_any_encoding(check, data):
    assert "-:3:1: 罪悪感（抱いている・書き手）" in check("-", stdin=data).out


def test_a_word_file_is_read_from_disk_and_from_the_standard_input(check, tmp_path):
    data = build_docx(p(r("罪悪感がある。") + "<w:del>" + r("後悔した。").replace("w:t", "w:delText") + "</w:del>"))
    (tmp_path / "a.docx").write_bytes(data)
    for run, name in ((check(tmp_path / "a.docx"), tmp_path / "a.docx"), (check("-", stdin=data), "-")):
        assert f"{name}:1:1: 罪悪感（抱いている・書き手） 【罪悪感】がある。" in run.out
        assert "変更履歴で消された部分は読んでいません（1か所）。" in run.out


def test_themes_of_ones_own_are_looked_for_too(check, draft, tmp_path):
    themes = tmp_path / "テーマ.txt"
    themes.write_text("# 通勤\n駅まで歩く\n# 朝\n朝は早い\n", encoding="utf-8")
    shown = check(draft, "--themes", themes).out
    assert f"{draft}:5:6: 通勤 【駅まで歩い】た。\n" in shown and f"{draft}:5:1: 朝 【朝は早い】。\n" in shown
    assert "罪悪感（抱いている・書き手）" in shown


# --- how it ends

# names, exit status.
FAIL_ON = [
    ("guilt", 1),
    ("regret", 0),  # denied, not felt
    ("never-felt", 1),
    ("hope, flexible", 1),
    ("罪悪感", 1),  # a code's label
    ("hope,short", 0),
    ("", 0),
]


@pytest.mark.parametrize(("names", "code"), FAIL_ON)
def test_fail_on_exits_1_if_anything_named_occurs(check, draft, names, code):
    run = check(draft, "--fail-on", names)
    assert run.code == code and "罪悪感" in run.out


FILES = {"a.pdf": b"%PDF-1.7", "empty.txt": b"\n", "broken.docx": b"PK\x03\x04", "a.txt": b"a", "b.txt": b"a"}

# arguments, what the message says.
ERRORS = [
    (["nowhere.md"], ["nowhere.md"]),
    (["{folder}/a.pdf"], ["a.pdf", ".docx"]),
    (["{folder}/empty.txt"], ["empty.txt"]),
    (["{folder}/broken.docx"], ["broken.docx", "Word"]),
    ([], ["DRAFT"]),
    (["-", "-"], ["once"]),
    (["{draft}", "--corpus", "{folder}/none"], ["none"]),
    (["{draft}", "--codebook", "nobook"], ["nobook", "mommy_track"]),
    (["{draft}", "--themes", "{folder}/none.txt"], ["none.txt"]),
    (["{draft}", "--fail-on", "guilt,joy"], ["'joy'", "never-felt", "guilt"]),
    (["{draft}", "{draft}", "--format", "html"], ["html", "one by one"]),
    (["{draft}", "--output", "{draft}"], ["overwrite"]),
    (["{draft}", "--output", "{folder}"], ["directory"]),
    (["{draft}", "--output", "/nowhere/out.txt"], ["/nowhere"]),
    (["-", "--watch"], ["--watch", "file"]),
    (["{draft}", "--watch", "--fail-on", "guilt"], ["--fail-on", "--watch"]),
    (["nowhere.md", "--watch"], ["nowhere.md"]),
    (["{folder}"], ["これはフォルダーです", "This is a folder"]),
    (["{draft}", "--output", "{folder}/none/out.txt"], ["{folder}/none/out.txt", "フォルダー「", "does not exist"]),
    (["{draft}", "--output", "{draft}/out.txt"], ["フォルダーではありません", "no folder"]),
    (["{draft}", "--corpus", "{folder}", "-o", "{folder}/a.txt"], ["overwrite"]),
    (["{draft}", "--themes", "{folder}/b.txt", "-o", "{folder}/b.txt"], ["overwrite"]),
    (["{draft}", "-o", "corpus/01-eigyo-fukki.md"], ["overwrite"]),
    (["no\x1b[31mred.md"], ["no�[31mred.md"]),
    (["{draft}", "-o", "{folder}/\x1b[31mno/a"], ["�[31mno"]),
    (["{draft}", "--fail-on", "\x1b[31m"], ["[31m"]),
]


@pytest.mark.parametrize(("arguments", "messages"), ERRORS)
def test_errors_name_what_is_wrong_and_exit_2(check, draft, tmp_path, arguments, messages):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    run = check(*(argument.format(draft=draft, folder=tmp_path) for argument in arguments))
    assert (run.code, run.out) == (2, "") and "\x1b" not in run.err
    assert all(message.format(folder=tmp_path) in run.err for message in messages)


@pytest.mark.parametrize("options", [("--format", "json"), ("--format", "sarif"), ("--output", "{folder}/out")])
def test_all_broken_drafts_are_named_before_anything_is_written(check, draft, tmp_path, options):
    (tmp_path / "broken.txt").write_bytes("罪悪感".encode() * 99 + b"\xff")
    options = [option.format(folder=tmp_path) for option in options]
    run = check(tmp_path / "broken.txt", draft, tmp_path / "none.txt", *options)
    assert (run.code, run.out) == (2, "") and "broken.txt" in run.err and "none.txt" in run.err
    assert draft.read_text(encoding="utf-8") == LONG and not (tmp_path / "out").exists()


def test_beside_broken_drafts_the_others_are_shown(check, draft, tmp_path):
    run = check(tmp_path / "one.txt", draft, tmp_path / "two.txt")
    assert run.code == 2 and f"{draft}:3:1: 罪悪感" in run.out
    assert run.err.index("one.txt") < run.err.index("two.txt") and "one.txt" not in run.out


# what the shell closes, exit status, what is said.
CLOSED = [
    ("'{draft}' >&-", 2, "stdout: 閉じられている"),
    ("'{draft}' --format json >&-", 2, "stdout: 閉じられている"),
    ("- <&-", 2, "stdin: 閉じられている"),
    ("'{draft}' -o '{draft}.out' >&- <&-", 0, "1 checked"),
    ("'{draft}' >&- 2>&-", 2, ""),
]


@pytest.mark.parametrize(("arguments", "code", "message"), CLOSED)
def test_closed_streams_are_said_in_words(draft, arguments, code, message):
    line = f"'{sys.executable}' -c 'from textlab.cli import main; main()' check {arguments.format(draft=draft)}"
    run = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert run.returncode == code and message in run.stderr and "Traceback" not in run.stderr
    assert draft.read_text(encoding="utf-8") == LONG


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_closed_pipe_is_no_error(form):
    drafts = " ".join(f"'{article}'" for article in ARTICLES[:6])
    line = f"'{sys.executable}' -c 'from textlab.cli import main; main()' check {drafts} --format {form}"
    script = f"{line} 2> >(grep -v -e Reading -e 体験談 >&2) | head -n 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_help_says_how_places_are_counted():
    shown = outside("--help").stdout.decode()
    assert all(words in shown for words in ("原稿", "from 1", "half-open", "--watch", "-o 原稿.html"))


# --- watching


@pytest.fixture
def watched(draft, tmp_path):
    """A process that watches a draft and a list of themes; it ends with the test."""
    themes = tmp_path / "themes.txt"
    themes.write_text("# 朝\n朝は早い\n", encoding="utf-8")
    started = subprocess.Popen(
        command(draft, "--themes", themes, "--watch"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    yield started
    started.kill()
    started.communicate()


def read_until(process, words, *, seconds=60):
    """Read what a process says until it says some words."""
    said, end = b"", time.monotonic() + seconds
    while words.encode() not in said:
        assert select.select([process.stdout], [], [], end - time.monotonic())[0], said.decode()
        part = os.read(process.stdout.fileno(), 65536)
        assert part, said.decode()
        said += part
    return said.decode()


def test_a_draft_is_checked_again_when_it_is_saved(watched, draft):
    assert "希望を" not in read_until(watched, "Ctrl-C")
    draft.write_text(LONG + "希望を持っている。\n", encoding="utf-8")
    said = read_until(watched, "Ctrl-C")
    assert "【希望を持っ】ている。" in said and "\x1b" not in said


def test_a_save_through_a_file_moved_there_is_noticed(watched, draft, tmp_path):
    read_until(watched, "Ctrl-C")
    (tmp_path / "new").write_text(LONG + "希望を持っている。\n", encoding="utf-8")
    (tmp_path / "new").replace(draft)
    assert "【希望を持っ】ている。" in read_until(watched, "Ctrl-C")


def test_themes_are_read_again_when_they_are_saved(watched, tmp_path):
    assert "通勤" not in read_until(watched, "Ctrl-C")
    (tmp_path / "themes.txt").write_text("# 通勤\n駅まで歩く\n", encoding="utf-8")
    assert "通勤 【駅まで歩い】た。" in read_until(watched, "Ctrl-C")


def test_a_missing_or_broken_draft_is_said_and_outlived(watched, draft):
    read_until(watched, "Ctrl-C")
    draft.unlink()
    assert "textlab: " in read_until(watched, "Ctrl-C")
    draft.write_bytes(b"PK\x03\x04")
    assert "原稿.md" in read_until(watched, "Ctrl-C")
    draft.write_text(LONG, encoding="utf-8")
    assert "【罪悪感】" in read_until(watched, "Ctrl-C")


def test_watching_ends_quietly_with_ctrl_c(watched):
    read_until(watched, "Ctrl-C")
    watched.send_signal(signal.SIGINT)
    said = watched.communicate(timeout=20)[0].decode()
    assert watched.returncode in (0, 130) and "Traceback" not in said and said.strip() in ("", "^C")
