"""Codebooks: read whole, checked whole, every fault with its place; joined, with every clash."""

import pytest

from textlab.checking import check_codebook
from textlab.codebook import find_code, join_codebooks, list_codes, load_codebook, loading, read_phrases
from textlab.codebook.book import Code, Codebook, Rule
from textlab.errors import CodebookError

HEAD = 'title = "t"\nversion = "1"\n'
CODE = 'id = "joy"\nkind = "emotion"\nlabel = "喜び"\ncolour = "#112233"\ndefinition = ""\n'

# What is written, and what the message must say.
FAULTS = [
    (HEAD, "codes"),
    (HEAD + "[[codes]]\n" + CODE, "rules"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\ncolor = "red"\n', "joy > color"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\ncolor = "red"\n', "書けるのは: id, kind, label"),
    (HEAD + "[[codes]]\n" + CODE + "rules = [{ finds = '嬉しい' }]\n", "書けるのは: find, unless"),
    (
        HEAD + "[[codes]]\n" + CODE.replace("#112233", "blue") + 'rules = ["嬉しい"]\n',
        "colour = 'blue': 色は",
    ),
    (
        HEAD + "[[codes]]\n" + CODE.replace("emotion", "mood") + 'rules = ["嬉しい"]\n',
        "kind = 'mood': 書けるのは",
    ),
    (HEAD + "[[codes]]\n" + CODE.replace("joy", "Joy") + 'rules = ["嬉しい"]\n', "id = 'Joy': 半角の英小文字"),
    (HEAD + "[[codes]]\n" + CODE.replace("喜び", "") + 'rules = ["嬉しい"]\n', "joy > label = '': 空には"),
    (HEAD + "[[codes]]\n" + CODE.replace('"喜び"', "1") + 'rules = ["嬉しい"]\n', "joy > label = 1: 文を"),
    (HEAD + "[[codes]]\n" + CODE + "rules = []\n", "joy > rules = []: 1つ以上"),
    (HEAD + "[[codes]]\n" + CODE + "rules = [1]\n", "joy > rules > 1 = 1: { 項目 = 値"),
    (HEAD + "codes = 5\n", "codes = 5: [ ] の中に"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["(嬉しい"]\n', "bracket is not closed"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["<子>が嬉しい"]\n', "<子>"),
    (HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい", "嬉しい"]\n', "「嬉しい」 is given twice"),
    (
        HEAD + "[[codes]]\n" + CODE + 'rules = ["嬉しい"]\n' + "[[codes]]\n" + CODE + 'rules = ["楽しい"]\n',
        "used twice",
    ),
    (
        HEAD + "".join(f"[[codes]]\n{CODE.replace('joy', name)}rules = ['嬉しい']\n" for name in ("joy", "bliss")),
        "the label '喜び'",
    ),
    (HEAD + "[[codes]]\n" + CODE + 'rules = "嬉しい"\n', "joy > rules"),
    (HEAD + '[lists]\n子 = ["娘"]\n', "4行目の1文字目を TOML として"),
    (HEAD + 'source = "', "book.toml: TOML として読めません"),
]


OWN = read_phrases("# 通勤\n満員電車\n# 朝\n早起きする", name="私のテーマ")


def book_with(**values):
    code = {"id": "joy", "kind": "emotion", "label": "喜び", "colour": "#112233", "rules": (Rule("嬉しい"),)}
    return Codebook(title="別", version="1", codes=(Code(**code | values.pop("code", {})),), **values)


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


# A file's name, what stands in it (None: it is missing), and what the message must say in both languages.
FILES = [
    ("nope.txt", None, ("見つかりません", "no such file")),
    ("list.md", b"# \xe6\x9c\x9d", ("言葉のリスト（.txt）、コードブック（.toml）", "phrase list (.txt)")),
    ("list.docx", b"PK", ("この種類のファイルは読めません", "save a phrase list as plain text")),
    ("list.txt", b"\x89PNG\0\0", ("テキストとして読めません", "cannot be decoded")),
    ("book.toml", "title = '喜び'".encode("cp932"), ("UTF-8 ではありません", "not UTF-8")),
]


@pytest.mark.parametrize(("name", "content", "messages"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_cannot_be_read_says_why_in_both_languages(tmp_path, name, content, messages):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CodebookError) as raised:
        load_codebook(tmp_path / name)
    assert all(message in str(raised.value) for message in (name, " / ", *messages))


def test_a_missing_codebook_names_those_that_ship():
    with pytest.raises(CodebookError, match=r"nowhere: この名前の.* / no such codebook; .*mommy_track"):
        load_codebook("nowhere")


@pytest.mark.parametrize("name", ["folder", "folder.txt", "folder.toml"])
def test_a_folder_without_a_codebook_is_told(tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(CodebookError, match=f"{name}: フォルダーの中に.*name the .txt file itself"):
        load_codebook(tmp_path / name)


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "codebook.toml").mkdir()
    with pytest.raises(CodebookError, match=r"codebook\.toml: 開けません"):
        load_codebook(tmp_path)


@pytest.mark.parametrize("codes", ["5", '[{ id = "joy" }, 5]'])
def test_codes_of_a_folder_that_name_no_files_are_faults_of_its_fields(tmp_path, codes):
    (tmp_path / "codebook.toml").write_text(f"{HEAD}codes = {codes}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="コードブックに直すところがあります"):
        load_codebook(tmp_path)


@pytest.mark.parametrize(("name", "code"), [("hope", "hope"), ("希望", "hope"), (" 評価･昇進", "promotion")])
def test_a_code_is_found_by_its_id_or_its_label(name, code):
    found = find_code(load_codebook(), name)
    assert found is not None and found.id == code
    assert find_code(load_codebook(), f"{name}？") is None


def test_a_folder_needs_a_file_for_each_of_its_codes(tmp_path):
    (tmp_path / "codebook.toml").write_text(HEAD + 'codes = ["joy"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"joy\.toml: .*there is no such file"):
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


def test_own_themes_stand_behind_the_shipped_codes():
    shipped = load_codebook()
    joined = join_codebooks(shipped, OWN)
    assert joined.codes == (*shipped.codes, *OWN.codes) and joined.lists == shipped.lists


def test_themes_of_two_lists_get_ids_in_their_order_and_colours_of_their_own():
    lists = [read_phrases(text, name="私") for text in ("# 夜\n夜食", "# 通勤\n電車\n# 朝\n早起きする", "# 昼\n昼休み")]
    joined = join_codebooks(*lists)
    assert [(code.id, code.label) for code in joined.codes] == [
        ("own_1", "夜"), ("own_2", "通勤"), ("own_3", "朝"), ("own_4", "昼")
    ]  # fmt: skip
    assert len({code.colour for code in joined.codes}) == 4


def test_themes_of_one_name_in_two_lists_are_one_theme_with_each_phrase_once():
    other = read_phrases("# 夜\n夜食\n# 通 勤\n満員電車\nバス", name="別のリスト")
    joined = join_codebooks(load_codebook(), OWN, other)
    themes = {code.label: [rule.find for rule in code.rules] for code in joined.codes[-3:]}
    assert themes == {"通勤": ["満員電車", "バス"], "朝": ["早起きする"], "夜": ["夜食"]}
    assert joined.ids()[-3:] == ["own_1", "own_2", "own_3"]


def test_a_list_given_twice_counts_once():
    shipped = load_codebook()
    assert join_codebooks(shipped, OWN, OWN, shipped) == join_codebooks(shipped, OWN)


@pytest.mark.parametrize("label", ["希望", "希 望", "マミー トラック"])
def test_an_own_theme_with_the_name_of_a_shipped_code_is_told_to_take_another(label):
    own = read_phrases(f"# {label}\n駅のホーム", name="私")
    with pytest.raises(CodebookError, match=f"「{label}（自分の）」のような、ほかの名前.* / this name is taken"):
        join_codebooks(load_codebook(), own)


def test_a_chosen_code_with_the_name_of_an_own_theme_is_told():
    with pytest.raises(CodebookError, match="「通勤」という名前は「私のテーマ」にすでに"):
        join_codebooks(load_codebook(), OWN, book_with(code={"label": "通勤", "kind": "theme"}))


def test_ids_and_lists_that_clash_are_all_named():
    first, second = book_with(lists={"子": ("娘",), "親": ("母",)}), book_with(lists={"子": ("息子",), "親": ("母",)})
    with pytest.raises(CodebookError, match="「joy」という id が") as raised:
        join_codebooks(first, second)
    assert "'joy'" in str(raised.value) and "<子>" in str(raised.value) and "<親>" not in str(raised.value)


def test_lists_of_all_books_are_merged():
    joined = join_codebooks(
        book_with(lists={"子": ("娘",)}), book_with(lists={"親": ("母",)}, code={"id": "sorrow", "label": "悲しみ"})
    )
    assert joined.lists == {"子": ("娘",), "親": ("母",)}
