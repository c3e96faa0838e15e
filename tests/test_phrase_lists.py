"""Phrase lists: a writer's own themes, read from any editor's file, started and tried."""

import subprocess
import sys

import pytest

from textlab.checking import check_codebook
from textlab.codebook import load_codebook, read_phrases
from textlab.codebook.book import Code, Codebook, Rule
from textlab.codebook.colours import free_colours
from textlab.codebook.starting import start_codebook
from textlab.errors import CodebookError
from textlab.trying import try_codebook

# A list, and its themes with their phrases.
LISTS = [
    ("満員電車\n早起きする", {"私": ["満員電車", "早起きする"]}),
    ("\ufeff# 通勤\r\n満員電車\r\n", {"通勤": ["満員電車"]}),
    ("＃　通勤　\n\n■朝\n早起きする\n＃通勤\n満員電車", {"朝": ["早起きする"], "通勤": ["満員電車"]}),
    ("## 通勤\n・満員電車\n- 早起きする\n－　電車", {"通勤": ["満員電車", "早起きする", "電車"]}),
    ("// メモ\n／／ メモ # 朝\n　満員電車\t", {"私": ["満員電車"]}),
    (
        "片道〜時間\n（電車｜バス）に乗る\n〜すればよかった",
        {"私": ["片道〜時間", "（電車｜バス）に乗る", "〜すればよかった"]},
    ),
    ("電車\n# 朝\n電車", {"私": ["電車"], "朝": ["電車"]}),
    ("# PTA\n行事\n# ＰＴＡ　\n役員", {"PTA": ["行事", "役員"]}),
]

# A list, and what its error must say.
FAULTS = [
    ("", "1行目 (line 1): 言葉が1つもありません"),
    ("// メモだけ\n\n", "the file holds no phrases"),
    ("# \n電車", "1行目 (line 1): 見出しに名前がありません"),
    ("電車\n# 朝\n# 昼\n昼休み", "2行目 (line 2): 見出し「朝」の下に言葉がありません"),
    ("電車\nバス\n電車", "3行目 (line 3): 「電車」は1行目にもあります"),
    ("電車\n(電車|バス", "2行目 (line 2): 「(電車|バス」: かっこの数が合わない"),
    ("電車)", "a bracket is not closed"),
    ("(電車]に乗る", "a bracket is not closed"),
    ("<乗り物に乗る", "a bracket is not closed"),
    ("<乗り物>に乗る", "「<乗り物>」という言葉の集まりはありません"),
    ("〜だろう", "write a form of する after 〜"),
    ("……", "言葉がありません"),
    ("(" * 20 + "電車" + ")" * 20, "nested too deep"),
    ("".join(f"[{kana}]" for kana in "あいうえおかきくけこさしす") + "電車", "unfolds into"),
    ("((あ|い)(う|え)(お|か)(き|く)(け|こ)(さ|し)(す|せ)(そ|た)(ち|つ)(て|と))", "unfolds into"),
]

# A phrase, a text, and the words found.
TRIALS = [
    ("満員電車", "朝の満員電車がつらい。", "満員電車"),
    ("片道〜時間", "会社まで片道で二時間かかる。", "片道で二時間"),
    ("片道〜時間", "片道の切符。時間がない。", None),
    ("電車に乗る", "きょうも電車に乗りません。", "電車に乗り"),
]


def textlab(*arguments, **options):
    command = [sys.executable, "-c", "from textlab.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


@pytest.mark.parametrize(("text", "themes"), LISTS)
def test_headings_are_themes_and_the_other_lines_phrases(text, themes):
    book = read_phrases(text, name="私")
    assert {code.label: [rule.find for rule in code.rules] for code in book.codes} == themes
    assert [code.id for code in book.codes] == [f"own_{number}" for number in range(1, len(themes) + 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_a_list_is_read_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "通勤のこと.txt"
    path.write_bytes("満員電車がつらい\r\n# 朝\r\n早起きする\r\n".encode(encoding))
    assert [code.label for code in load_codebook(path).codes] == ["通勤のこと", "朝"]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_fault_is_told_with_its_line_and_its_remedy(tmp_path, text, message):
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as raised:
        load_codebook(path)
    assert message in str(raised.value) and "list.txt" in str(raised.value)


def test_all_faults_of_a_list_are_told_in_the_order_of_its_lines():
    with pytest.raises(CodebookError) as raised:
        read_phrases("# 朝\n# 昼\n(昼\n#\n夜)\n", name="私")
    assert [line.split(" ", 3)[2] for line in str(raised.value).splitlines()[1:]] == [f"{n}行目" for n in (1, 3, 4, 5)]


def test_a_file_that_is_no_text_is_a_fault(tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(CodebookError, match=r"list\.txt: テキストとして.*cannot be decoded"):
        load_codebook(path)


def test_colours_differ_however_many_themes_there_are():
    shipped = {code.colour for code in load_codebook().codes}
    colours = free_colours(shipped)
    given = [next(colours) for _ in range(100)]
    assert len(set(given)) == 100 and not shipped & set(given)


@pytest.mark.parametrize("suffix", [".txt", ".toml"])
def test_a_started_codebook_loads_and_its_phrases_find_their_examples(tmp_path, suffix):
    book = load_codebook(start_codebook(tmp_path / f"new{suffix}"))
    examples = "今朝も満員電車で立った。駅から電車に乗った。片道で二時間。六時に家を出た。"
    assert [bool(trial.hits) for trial in try_codebook(book, texts={"a": examples})] == [True] * 4
    assert suffix == ".txt" or check_codebook(book) == []


@pytest.mark.parametrize("suffix", [".txt", ".toml"])
def test_a_codebook_is_started_with_the_given_theme(tmp_path, suffix):
    phrases = ["早起きする", "(朝|朝方)に弱い"]
    book = load_codebook(start_codebook(tmp_path / f'a "b"{suffix}', label='朝 の\n"こと"', phrases=phrases))
    assert [code.label for code in book.codes] == ['朝 の "こと"']
    assert [rule.find for rule in book.codes[0].rules] == phrases


@pytest.mark.parametrize(
    ("name", "phrases", "message"),
    [
        ("there.txt", [], "すでにあります"),
        ("new.md", [], "must end in .txt"),
        ("new.txt", ["(朝"], "bracket"),
        ("new.txt", ["# 朝"], "would be a heading"),
        ("new.txt", ["//"], "would be a heading"),
        ("new.txt", [""], "names no word"),
        ("no/new.txt", [], "フォルダー「.*no」がありません.*no such folder"),
        ("there.txt/new.txt", [], "書けません"),
    ],
)
def test_a_codebook_that_cannot_be_started_leaves_all_as_it_was(tmp_path, name, phrases, message):
    (tmp_path / "there.txt").write_text("私の言葉", encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        start_codebook(tmp_path / name, phrases=phrases)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["私の言葉"]


def test_a_faulty_phrase_of_a_new_list_is_named_without_a_line(tmp_path):
    with pytest.raises(CodebookError, match=r"まだ書いていません") as raised:
        start_codebook(tmp_path / "new.txt", phrases=["電車", "(電車"])
    assert "「(電車」" in str(raised.value) and "行目" not in str(raised.value)


def test_phrases_given_twice_or_on_several_lines_are_written_once_each(tmp_path):
    book = load_codebook(start_codebook(tmp_path / "new.txt", phrases=["電車\nバス", "電車"]))
    assert [rule.find for rule in book.codes[0].rules] == ["電車", "バス"]


@pytest.mark.parametrize(("phrase", "text", "words"), TRIALS)
def test_a_trial_shows_the_words_that_a_phrase_finds(phrase, text, words):
    (trial,) = try_codebook(read_phrases(phrase, name="私"), texts={"a": text})
    assert [hit.words for hit in trial.hits] == ([] if words is None else [words])
    assert bool(trial.hint) == (words is None)


def test_a_hit_stands_at_its_line_and_column():
    text = "# 朝\r\n\r\n雨。満員電車に\n乗った。\r\n"
    trials = try_codebook(read_phrases("満員電車\n乗る\n電車に乗る", name="私"), texts={"a": text})
    assert [(hit.line, hit.column, hit.words) for trial in trials for hit in trial.hits] == [
        (3, 3, "満員電車"),
        (4, 1, "乗っ"),
        (3, 5, "電車に\n乗っ"),
    ]


def test_a_hint_names_the_words_that_no_draft_holds():
    trials = try_codebook(read_phrases("電車に乗る\n電車を待つ", name="私"), texts={"a": "電車が来た。", "b": "待つ。"})
    assert "原稿にない言葉: 乗る" in trials[0].hint and "この形では並んでいません" in trials[1].hint


def test_a_trial_heeds_senses_and_what_a_rule_forbids():
    rules = (Rule("嬉しい"), Rule("楽しい", unless=("楽しいはず",)))
    joy = Code(id="joy", kind="emotion", label="喜び", colour="#112233", senses=("嬉しい悲鳴",), rules=rules)
    book = Codebook(title="別", version="1", codes=(joy,))
    trials = try_codebook(book, texts={"a": "嬉しい悲鳴だ。楽しいはずだった。嬉しい。楽しい。"})
    assert [[hit.column for hit in trial.hits] for trial in trials] == [[17], [21]]


def test_the_command_line_starts_checks_and_tries_a_list(tmp_path):
    path, draft = tmp_path / "通勤.txt", tmp_path / "draft.md"
    draft.write_text("朝。\n今朝も満員電車で立っていた。\n", encoding="utf-8")
    started = textlab("codebook", "new", path, "--label", "通勤", "--phrase", "満員電車", "--phrase", "早起きする")
    assert started.returncode == 0 and started.stdout == "" and "codebook try" in started.stderr
    assert textlab("codebook", "check", path).stdout == "1 codes, 2 rules, 0 faults\n"
    shown = textlab("codebook", "try", path, draft).stdout.splitlines()
    assert shown[:3] == ["# 通勤", "満員電車 (1)", f"  {draft}:2:4  今朝も【満員電車】で立っていた。"]
    assert shown[4].startswith("早起きする (通勤): 原稿にない言葉")


def test_a_list_is_tried_on_the_standard_input(tmp_path):
    path = start_codebook(tmp_path / "new.txt", phrases=["満員電車"])
    shown = textlab("codebook", "try", path, "-", "-", input="朝。\n今朝も満員電車。\n").stdout.splitlines()
    assert shown == ["# 通勤", "満員電車 (1)", "  -:2:4  今朝も【満員電車】。"]


def test_nothing_in_a_list_or_its_name_acts_on_the_terminal(tmp_path):
    path, draft = tmp_path / "x\x1b[31m.txt", tmp_path / "draft.txt"
    draft.write_text("満員\x1b電車", encoding="utf-8")
    runs = [textlab("codebook", "new", path, "--phrase", "満員\x1b電車")]
    path.write_text("# 通\x1b[31m勤\n満員\x1b電車\n", encoding="utf-8")
    runs += [textlab("codebook", *command) for command in (["show", path], ["show", path, "--code", "own_1"])]
    runs += [textlab("codebook", *command) for command in (["check", path, "--readings"], ["try", path, draft])]
    assert [run.returncode for run in runs] == [0] * 5
    assert not any("\x1b" in run.stdout + run.stderr for run in runs)


def test_trying_a_list_imports_no_pandas(tmp_path):
    path = start_codebook(tmp_path / "new.txt")
    code = f"import sys; sys.argv = ['textlab', 'codebook', 'try', {str(path)!r}, {str(path)!r}];"
    code += "from textlab.cli import main; main(); print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.endswith("False\n")
