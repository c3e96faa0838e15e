"""Codebooks: read whole, checked whole, every fault with its place."""

import pytest

from textlab.checking import check_codebook
from textlab.codebook import list_codes, load_codebook, loading
from textlab.errors import CodebookError

HEAD = 'title = "t"\nversion = "1"\n'
CODE = 'id = "joy"\nkind = "emotion"\nlabel = "喜び"\ncolour = "#112233"\ndefinition = ""\n'

# What is written, and what the message must say.
FAULTS = [
    (HEAD, "codes"),
    (HEAD + "[[codes]]\n" + CODE, "rules"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\ncolor = "red"\n', "joy > color"),
    (HEAD + "[[codes]]\n" + CODE.replace("#112233", "blue") + 'rules = ["嬉しい"]\n', "joy > colour"),
    (HEAD + "[[codes]]\n" + CODE.replace("emotion", "mood") + 'rules = ["嬉しい"]\n', "joy > kind"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["(嬉しい"]\n', "bracket is not closed"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["<子>が嬉しい"]\n', "<子>"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい", "嬉しい"]\n', "「嬉しい」 is given twice"),
    (
        HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\n' + "[[codes]]\n" + CODE + 'rules = ["楽しい"]\n',
        "used twice",
    ),
    (HEAD + "[[codes]]\n" + CODE + 'rules = "嬉しい"\n', "joy > rules"),
    (HEAD + '[lists]\n子 = ["娘"]\n', "quotes"),
]


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "book.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_fault_is_told_with_its_place(write, text, message):
    with pytest.raises(CodebookError) as raised:
        load_codebook(write(text))
    assert message in str(raised.value) and "book.toml" in str(raised.value)


def test_all_faults_are_told_at_once(write):
    with pytest.raises(CodebookError) as raised:
        load_codebook(write(HEAD + "[[codes]]\n" + CODE + 'rules = ["(嬉しい", "<子>が", "嬉しい|楽しい"]\n'))
    assert str(raised.value).count("joy: ") == 3


def test_a_changed_file_is_read_anew(write):
    book = HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\n'
    assert load_codebook(write(book)).codes[0].label == "喜び"
    assert load_codebook(write(book.replace("喜び", "よろこび") + "\n")).codes[0].label == "よろこび"


def test_a_missing_codebook_names_those_that_ship():
    with pytest.raises(CodebookError, match="mommy_track"):
        load_codebook("nowhere")


def test_a_folder_needs_a_file_for_each_of_its_codes(tmp_path):
    (tmp_path / "codebook.toml").write_text(HEAD + 'codes = ["joy"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"joy\.toml: there is no such file"):
        load_codebook(tmp_path)
    (tmp_path / "joy.toml").write_text(CODE.split("\n", 1)[1] + 'rules = ["嬉しい"]\n', encoding="utf-8")
    assert load_codebook(tmp_path).ids() == ["joy"]


def test_a_codebook_that_was_checked_before_is_the_same(write):
    rules = '["楽しい", { find = "嬉しい", unless = ["嬉しくない"], yes = "嬉しい。", no = ["悲しい。", "辛い。"] }]'
    path = write(HEAD + '[lists]\n"子" = ["娘"]\n[[codes]]\n' + CODE + f"rules = {rules}\n")
    checked = load_codebook(path)
    loading._load.cache_clear()
    assert load_codebook(path) is not checked and load_codebook(path) == checked
    assert checked.codes[0].rules[1].examples("yes") == ("嬉しい。",)


def test_the_shipped_codebook_holds_five_emotions_and_fifteen_themes():
    book = load_codebook()
    assert book.ids("emotion") == ["guilt", "regret", "hope", "frustration", "anxiety"]
    assert len(book.ids("theme")) == 15
    assert list_codes(book)["colour"].is_unique


def test_the_shipped_codebook_has_rules_enough_and_says_what_its_codes_are():
    book = load_codebook()
    least = {"guilt": 120, "regret": 120, "hope": 120, "frustration": 60, "anxiety": 60}
    assert [code.id for code in book.codes if len(code.rules) < least.get(code.id, 25)] == []
    assert all(code.definition and code.include and code.exclude for code in book.codes)


def test_every_rule_of_the_shipped_codebook_earns_its_place():
    assert check_codebook(load_codebook()) == []


def test_a_rule_that_another_makes_needless_is_named(write):
    rules = '[{ find = "嬉しい", yes = "嬉しい。" }, { find = "とても嬉しい", yes = "とても嬉しい。" }]'
    faults = check_codebook(load_codebook(write(HEAD + "[[codes]]\n" + CODE + f"rules = {rules}\n")))
    assert [(fault.rule, fault.fault[:19]) for fault in faults] == [("とても嬉しい", "no example needs it")]


def test_a_rule_without_an_example_is_named(write):
    faults = check_codebook(load_codebook(write(HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\n')))
    assert [fault.fault for fault in faults] == ["has no yes sentence of its own"]
