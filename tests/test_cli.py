"""The command line: what it prints, where it writes, how it fails."""

import csv
import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from textlab.cli.shared import show_error
from textlab.errors import PhraseError

TEXT = "## 復帰の日\n\n罪悪感でいっぱいだった。\n後悔はしていない。\n=後悔したくないから、働く。\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def textlab(*arguments, **options):
    command = [sys.executable, "-c", "from textlab.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


def test_jsonl_offsets_slice_the_evidence(article):
    lines = [json.loads(line) for line in textlab("code", article, "--format", "jsonl").stdout.splitlines()]
    assert {"article", "start", "end", "code", "kind", "status", "holder", "rule", "text"} <= set(lines[0])
    assert all(TEXT[line["start"] : line["end"]] == line["text"] for line in lines)
    assert ("guilt", "felt", "a.md") in {(line["code"], line["status"], line["article"]) for line in lines}


def test_csv_files_open_in_a_spreadsheet_and_run_nothing(article, tmp_path):
    output = tmp_path / "out.csv"
    textlab("code", article, "--format", "csv", "--output", output)
    assert output.read_bytes().startswith(b"\xef\xbb\xbf")
    with output.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "後悔し" in "".join(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.fixture
def narratives(tmp_path):
    """Eight articles, four of each path; guilt stands in those of one alone."""
    for number in range(8):
        path, text = ("leave", "罪悪感でいっぱいだった。") if number < 4 else ("stay", "駅まで歩いた。")
        document = f"---\npath: {path}\nplace: 町\n---\n{text}\n朝は早い。\n"
        (tmp_path / f"{number}.md").write_text(document, encoding="utf-8")
    return tmp_path


def test_compare_says_in_words_which_group_has_more(narratives):
    run = textlab("compare", narratives, "--by", "path", "--format", "jsonl")
    rows = {row["code"]: row for row in map(json.loads, run.stdout.splitlines())}
    assert (rows["guilt"]["group"], rows["guilt"]["other"], rows["guilt"]["group_n"]) == ("leave", "stay", 4)
    assert (rows["guilt"]["verdict"], rows["hope"]["verdict"]) == ("leaveに多い", "少なすぎて言えない")


def test_compare_takes_codebook_output_and_the_rest(narratives, tmp_path):
    output = tmp_path / "out.csv"
    options = ["--against", "rest", "--codebook", "mommy_track", "--format", "csv", "--output", output]
    run = textlab("compare", narratives, "--by", "path", *options)
    assert run.returncode == 0 and output.read_bytes().startswith(b"\xef\xbb\xbfgroup,other,code,")


def test_compare_says_where_there_is_one_group_alone(narratives):
    run = textlab("compare", narratives, "--by", "place")
    assert run.returncode == 0 and "くらべる群がない" in run.stdout and "nan" not in run.stdout


def test_kwic_shows_a_phrase_in_its_context(article):
    shown = textlab("kwic", "後悔する", article).stdout
    assert "後悔はし" in shown and "ていない。" in shown


def test_explain_names_rule_cue_status_and_holder():
    shown = textlab("explain", "後悔はしていない。").stdout
    assert "regret" in shown and "status denied" in shown and "negation" in shown and "holder self" in shown


SET_ASIDE = [
    ("迷惑メールが届いた。", "「迷惑メール」 is a formula or has another sense"),
    ("客に迷惑をかけられ、店にも迷惑だ。", "the rule's exception 「迷惑をかけられ」 stands in the sentence"),
]


@pytest.mark.parametrize(("sentence", "why"), SET_ASIDE)
def test_explain_says_what_set_a_rule_aside(tmp_path, sentence, why):
    book = tmp_path / "book.toml"
    head = (
        'title = "t"\nversion = "1"\n[[codes]]\nid = "guilt"\nlabel = "罪悪感"\nkind = "emotion"\ncolour = "#112233"\n'
    )
    rules = 'rules = [{ find = "迷惑", unless = ["迷惑をかけられる"] }]\n'
    book.write_text(f'{head}definition = ""\nsenses = ["迷惑メール"]\n{rules}', encoding="utf-8")
    shown = textlab("explain", sentence, "--codebook", book).stdout
    assert "nothing found" in shown and f"counts for nothing: {why}" in shown


def test_the_shipped_codebook_passes_its_own_check():
    checked = textlab("codebook", "check")
    assert checked.returncode == 0, checked.stdout


def test_a_failing_codebook_is_listed_and_exits_1(tmp_path):
    book = tmp_path / "book.toml"
    rules = '[{ find = "楽しい", yes = "悲しい。" }, { find = "嬉しい", yes = "嬉しい。", no = "嬉しくない。" }]'
    book.write_text(
        'title = "t"\nversion = "1"\n[[codes]]\nid = "joy"\nkind = "emotion"\nlabel = "喜び"\n'
        f'colour = "#112233"\ndefinition = ""\nrules = {rules}\n',
        encoding="utf-8",
    )
    checked = textlab("codebook", "check", book)
    assert checked.returncode == 1
    assert "never matches in its yes sentence 「悲しい。」" in checked.stdout
    assert "fires on its no sentence 「嬉しくない。」" in checked.stdout


def test_the_check_shows_how_each_rule_was_read():
    shown = textlab("codebook", "check", "--readings").stdout
    assert "guilt: 罪悪感\n    罪悪感\n" in shown or "guilt: (罪悪感" in shown
    assert "<any>" in shown and "<slot>" in shown and "<子>" in shown


# arguments, what the message says.
FAILURES = [
    (["code", "nowhere"], "nowhere"),
    (["code", "{article}", "--codebook", "nobook"], "mommy_track"),
    (["code"], "PATH"),
    (["kwic", "(後悔", "{article}"], "bracket"),
    (["codebook", "show", "--code", "joy"], "guilt"),
    (["compare", "{article}"], "--by"),
    (["compare", "{article}", "--by", "path"], "no field 'path'; they have: title"),
    (["compare", "corpus", "--by", "mood"], "they have: title, narrator, job, children, stage, path"),
    (["compare", "{article}", "--by", "title", "--against", "all"], "rest"),
    (["code", "{article}", "--output", "/nowhere/out.csv", "--format", "csv"], "フォルダー「/nowhere」がありません"),
    (["code", "{article}", "--output", "{article}"], "overwrite"),
    (["kwic", "後悔", "{article}", "--output", "{article}"], "overwrite"),
    (["report", "{article}", "--output", "{article}"], "overwrite"),
]


@pytest.mark.parametrize(("arguments", "message"), FAILURES)
def test_errors_go_to_stderr_with_status_2_and_no_traceback(article, arguments, message):
    failed = textlab(*(argument.format(article=article) for argument in arguments))
    assert failed.returncode == 2
    assert message in failed.stderr and "Traceback" not in failed.stderr
    assert failed.stdout == ""


def test_nothing_is_left_half_written(article, tmp_path):
    textlab("code", article, "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "out.jsonl"]


def test_a_closed_pipe_is_no_error():
    command = f"'{sys.executable}' -c 'from textlab.cli import main; main()' code corpus --format jsonl"
    run = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1 > /dev/null; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_control_characters_do_not_reach_the_terminal(tmp_path):
    path = tmp_path / "evil.txt"
    path.write_text("\x1b[31m後悔した\x1b[0m。\u202e後悔した。", encoding="utf-8")
    shown = textlab("kwic", "後悔する", path).stdout
    assert "後悔" in shown and "\x1b" not in shown and "\u202e" not in shown


# The error of the system, what is said of it.
SYSTEM = [
    (errno.ENOENT, "ありません"),
    (errno.EACCES, "権限"),
    (errno.EISDIR, "フォルダーです"),
    (errno.ENOSPC, "空き容量"),
    (errno.EIO, "うまく開けない"),
]


@pytest.mark.parametrize(("number", "message"), SYSTEM)
def test_what_the_system_refuses_is_said_in_two_languages(capsys, tmp_path, number, message):
    show_error(OSError(number, os.strerror(number), str(tmp_path / "\x1ba.txt")))
    said = capsys.readouterr().err
    assert said.startswith(f"textlab: {tmp_path}/�a.txt: ") and message in said and " / " in said
    assert "Errno" not in said


def test_escapes_in_errors_of_all_kinds_are_shown(capsys):
    show_error(PhraseError("後\x1b[31m悔\n朝"))
    assert capsys.readouterr().err == "textlab: 後�[31m悔\n朝\n"


def test_import_is_lazy():
    heavy = "'pandas', 'numpy', 'matplotlib', 'fugashi'"
    code = f"import sys, textlab; print([name for name in ({heavy}) if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_help_says_what_each_command_does():
    shown = textlab("--help").stdout
    assert all(name in shown for name in ("code", "kwic", "codebook", "explain", "compare")) and "罪悪感" in shown
    assert Path("corpus").exists()
