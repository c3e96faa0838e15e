"""Reading a draft: text files, pasted text, line ends, kinds of files, and broken or hostile Word files."""

import random
import re
import struct
import subprocess
import sys
import time
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_docx import build_docx, p, r, ruby, wrap, zip_up

from textlab.corpus import CorpusError
from textlab.draft.docx import package
from textlab.draft.reading import TEXT_LIMIT, Draft, read_bytes, read_draft, read_pasted
from textlab.sentences import split_text

TEXT = "# 復帰の日\n罪悪感でいっぱいでした。\n"
WORD = build_docx(p(r("罪悪感でいっぱいでした。")))
MAIN = "word/document.xml"

LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]

PASTED = [
    ("朝。\r\r夜。", "朝。\n\n夜。", 0),
    ("朝。\n\r夜。", "朝。\n\n夜。", 0),
    ("\ufeff朝。", "朝。", 0),
    ("後\0悔", "後\ufffd悔", 1),
    ("泣いた\ud83d\ude22", "泣いた😢", 0),
    ("\ud83d泣\ude22", "\ufffd泣\ufffd", 2),
    ("朝\x1b[31m夜\x9b", "朝\ufffd[31m夜\ufffd", 2),
    ("　朝\tか\u3099👩\u200d👧", "　朝\tか\u3099👩\u200d👧", 0),
]

BLANK = ["", " \n\u3000\r\n", "\u200b\ufeff", "---\ntitle: 復帰\n---\n"]

# Each case is a file's name, its content, and what the error says behind the name.
OTHER_KINDS = [
    ("a.pdf", b"%PDF-1.7", r"（.pdf）は読めません.* Unsupported file type .pdf; .txt, .md and .docx"),
    ("a.odt", WORD, "Word で .docx として保存し直す.* Unsupported file type .odt"),
    ("a.pages", WORD, "Word で .docx として保存し直す.* Unsupported file type .pages"),
    ("a", b"", r"（\?）は読めません"),
    ("a.doc", package.MEGABYTE * b"x", r"（.doc）は読めません"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式の Word 文書.*保存し直して.* An old Word document"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式の Word 文書"),
    ("a.DOCX", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    ("a.txt", WORD, "中身は Word/ZIP で.*保存し直して.* The content is Word/ZIP, not .txt"),
    ("a.md", b"{\\rtf1", "中身は RTF で"),
    ("a.docx", b"%PDF-1.7", "中身は PDF で"),
    ("-", b"%PDF-1.7", "（PDF）は読めません"),
    ("a.docx", TEXT.encode(), "docx として開けません.* Not a .docx, or a broken or truncated one"),
    ("a.docx", b"", "docx として開けません"),
    ("a.docx", WORD[:-30], "docx として開けません"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "文字コード.*UTF-8.* cannot be decoded; tried"),
    ("a.txt", ("罪悪感。\n" * 30).encode()[:-2], "文字が壊れて.* line 30, byte 386 of the file: broken UTF-8"),
    ("a.txt", b"a" * (TEXT_LIMIT + 1), r"大きすぎます（20 MB まで）.* Too large; the limit is 20 MB"),
    ("a.docx", b"PK\x03\x04" * (2**24 + 1), r"大きすぎます（64 MB まで）"),
]

FRONT_MATTER = [
    "---\ntitle: 復帰\n本文。\n",
    "---\ntitle: [朝\n---\n本文。",
    "---\ntitle: 復帰\ntitle: 休職\n---\n本文。",
    "---\ntext: " + "[" * 5000 + "\n---\n本文。",
    "---\ntitle: " + "朝" * 30_000 + "\n---\n本文。",
]


def spoil(**changes):
    """Build a Word file with some of its files changed; None takes one away."""
    names = {"main": MAIN, "rels": "_rels/.rels", "styles": "word/styles.xml"}
    parts = {names[name]: content for name, content in changes.items()}
    return build_docx(p(r("朝")), styles="", parts=parts)


def damage(data, find=b"<w:t", put=b"<w:u"):
    """Change the stored bytes of a file behind the back of its checksum."""
    stored = zip_up({name: ZipFile(BytesIO(data)).read(name) for name in ZipFile(BytesIO(data)).namelist()}, 0)
    return stored.replace(find, put, 1)


def declare(data, size):
    """Declare another unpacked size of every part in the zip's directory."""
    return re.sub(rb"(PK\x01\x02.{20})....", lambda found: found[1] + struct.pack("<I", size), data, flags=re.DOTALL)


def encrypt(data):
    return re.sub(rb"(PK\x01\x02.{4})..", rb"\g<1>" + b"\x01\0", data, flags=re.DOTALL)


def double(data):
    packed = BytesIO(data)
    with ZipFile(packed, "a") as opened:
        opened.writestr("WORD\\document.xml", "x")
    return packed.getvalue()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
NESTED = wrap("document", "<w:ins>" * 100_000 + "</w:ins>" * 100_000)
FILES = {name: ZipFile(BytesIO(WORD)).read(name) for name in ZipFile(BytesIO(WORD)).namelist()}

# Each case is a file and what the error says.
HOSTILE = [
    (spoil(main=None), "「word/document.xml」がありません.* is missing. Open it in Word"),
    (spoil(rels=None), r"「_rels/.rels \(officeDocument\)」がありません"),
    (spoil(rels="<Relationships/>"), r"officeDocument\)」がありません"),
    (spoil(rels=FILES["_rels/.rels"].replace(b"word/document", b"../../etc/passwd")), "「etc/passwd.xml」がありません"),
    (spoil(rels=FILES["_rels/.rels"].replace(b" Id=", b' TargetMode="External" Id=')), "がありません"),
    (spoil(main="<w:document"), "「word/document.xml」が壊れています（XML: .*line 1"),
    (spoil(main=""), "「word/document.xml」が壊れています"),
    (spoil(main=b"\xff\xfe<\0w"), "「word/document.xml」が壊れています"),
    (spoil(main=b"\xff\xfe<"), "「word/document.xml」が壊れています"),
    (spoil(main="<w:workbook xmlns:w='x'/>"), "Word の文書ではありません（workbook）"),
    (spoil(styles="<w:styles"), "「word/styles.xml」が壊れています"),
    (spoil(main=LAUGHS), "宣言（DTD）があるため読みません.* declares a document type"),
    (spoil(main=LAUGHS.encode("utf-16")), "宣言（DTD）"),
    (spoil(styles=OUTSIDE), "「word/styles.xml」に、Word が書かない宣言"),
    (spoil(main=NESTED), "入れ子が深すぎます.* nested too deeply"),
    (spoil(main=b" " * 10_000_000), "「word/document.xml」が大きすぎます.* too large"),
    (spoil(main=b"<x/>" * 2_000_001), "「word/document.xml」が大きすぎます"),
    (zip_up({f"{at}.xml": "" for at in range(5001)}), "部品が多すぎます（5000 個まで）.* Too many parts"),
    (zip_up(FILES, ZIP_LZMA), "が壊れています（zip method 14）"),
    (damage(WORD), "「word/document.xml」が壊れています（zip: Bad CRC-32"),
    (damage(WORD, b"<w:document", b"<w:docu\xff\xff\xff\xff"), "「word/document.xml」が壊れています"),
    (declare(WORD, 2**31), "「_rels/.rels」が大きすぎます"),
    (declare(WORD, 5), "「_rels/.rels」が壊れています"),
    (encrypt(WORD), "「_rels/.rels」が壊れています（zip: .*encrypted"),
    (double(WORD), "同じ名前の「word/document.xml」が二つ.* is there twice"),
]


@pytest.mark.parametrize("ending", LINE_ENDS, ids=ascii)
@pytest.mark.parametrize("suffix", ["txt", "md", "TXT"])
def test_a_file_has_plain_line_ends_whatever_its_own(tmp_path, suffix, ending):
    file = tmp_path / f"原稿.{suffix}"
    file.write_bytes(TEXT.replace("\n", ending).encode())
    assert read_draft(file) == Draft(file.name, TEXT)


@pytest.mark.parametrize("ending", LINE_ENDS, ids=ascii)
def test_the_lines_of_the_text_are_the_lines_of_the_splitter(ending):
    text = read_pasted(ending.join(["復帰の日", "", "朝から雨でした。", "泣いた。"])).text
    lines = [text.count("\n", 0, start) + 1 for start, *_ in split_text(text)]
    assert lines == [1, 3, 4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_a_file_is_read_in_its_encoding(encoding):
    assert read_bytes(TEXT.encode(encoding), name="a.txt").text == TEXT


@pytest.mark.parametrize(("pasted", "text", "broken"), PASTED, ids="abcdefgh")
def test_pasted_text_loses_nothing_but_its_unreadable_characters(pasted, text, broken):
    notes = (f"読めない文字を「�」に置きかえました（{broken}個）。",) if broken else ()
    assert read_pasted(pasted) == Draft("貼り付けた文章", text, notes)


def test_a_pasted_draft_may_have_a_name():
    assert read_pasted("朝。", name="-").name == "-"


@pytest.mark.parametrize("blank", BLANK, ids="abcd")
def test_a_draft_without_words_is_refused(blank):
    with pytest.raises(CorpusError, match=r"^貼り付けた文章: 文章がありません。.* / The draft holds no text"):
        read_pasted(blank)


def test_a_word_file_whose_words_are_all_deleted_says_so():
    data = build_docx(p("<w:del><w:r><w:delText>朝</w:delText></w:r></w:del>"))
    with pytest.raises(
        CorpusError, match=r"a.docx: 文章がありません。.*変更履歴で消された部分は読んでいません（1か所）"
    ):
        read_bytes(data, name="a.docx")


@pytest.mark.parametrize("text", FRONT_MATTER, ids="abcde")
def test_malformed_front_matter_is_noted_and_stops_nothing(text):
    draft = read_pasted(text)
    assert draft.text == text and len(draft.notes) == 1
    assert draft.notes[0].startswith("先頭の「---」") and not re.search("[A-Za-z>]", draft.notes[0])


# Valid YAML that textlab has no use for, and the line named.
UNUSED = [("title: 復帰\nmeta: {no: 1}", 3), ("text: 朝", 2), ("article: a", 2), ("a: 1\nb:\n  - c: 2", 3)]


@pytest.mark.parametrize(("fields", "line"), UNUSED, ids=[case[0] for case in UNUSED])
def test_unused_front_matter_is_skipped_and_its_line_named(fields, line):
    note = read_pasted(f"---\n{fields}\n---\n朝。").notes[0]
    assert f"{line}行目" in note and "読みとばしました" in note


def test_toml_front_matter_is_no_text():
    draft = read_pasted("+++\ntitle = '後悔'\n+++\n朝。")
    assert [one.kind for one in split_text(draft.text)] == ["boilerplate", "body"]
    assert "「+++」" in draft.notes[0]


def test_lines_of_plus_signs_are_no_front_matter():
    assert read_pasted("+++\n朝。\n+++\n夜。").notes == ()


def test_front_matter_stays_in_the_text():
    text = "---\ntitle: 復帰\n---\n本文。"
    assert read_pasted(text) == Draft("貼り付けた文章", text)


@pytest.mark.parametrize("name", ["原稿.docx", "原稿.DOCX", "-"])
def test_a_word_file_is_read_from_memory(name):
    assert read_bytes(WORD, name=name) == Draft(name, "罪悪感でいっぱいでした。")


def test_a_word_file_is_read_from_disk_with_what_it_leaves_out(tmp_path):
    (tmp_path / "原稿.docx").write_bytes(build_docx(p(ruby(r("朝"), r("あさ"))), comments="<w:comment/>"))
    assert read_draft(str(tmp_path / "原稿.docx")) == Draft("原稿.docx", "朝", ("コメント1件は本文に入れていません。",))


def test_the_standard_input_may_be_text():
    assert read_bytes(TEXT.encode("cp932"), name="-") == Draft("-", TEXT)


@pytest.mark.parametrize(("name", "data", "message"), OTHER_KINDS, ids=[case[2] for case in OTHER_KINDS])
def test_a_file_of_another_kind_is_named_with_the_remedy(name, data, message):
    with pytest.raises(CorpusError, match=f"^{name}: .*{message}"):
        read_bytes(data, name=name)


@pytest.mark.parametrize("name", ["無い.txt", "a.txt/b.txt", "x" * 300 + ".txt", "a\0b.txt"], ids="abcd")
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(CorpusError, match=r"見つかりません|開けません"):
        read_draft(tmp_path / name)


def test_a_folder_is_called_one(tmp_path):
    with pytest.raises(CorpusError, match=r"これはフォルダーです.* / This is a folder"):
        read_draft(tmp_path)


@pytest.mark.parametrize(("data", "message"), HOSTILE, ids=[case[1] for case in HOSTILE])
def test_a_broken_or_hostile_word_file_is_refused_at_once(data, message):
    start = time.perf_counter()
    with pytest.raises(CorpusError, match=rf"^a\.docx: .*{message}"):
        read_bytes(data, name="a.docx")
    assert time.perf_counter() - start < 5  # measured 0.3 s


def test_a_file_that_leads_outside_its_package_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_bytes(zip_up({**FILES, "../../evil.txt": "x", "/abs.txt": "x"}), name="a.docx").text
    assert not list(tmp_path.iterdir())


def test_all_parts_together_are_bounded(monkeypatch):
    monkeypatch.setattr(package, "TOTAL_LIMIT", 400)
    with pytest.raises(CorpusError, match="大きすぎます"):
        read_bytes(WORD, name="a.docx")


def test_a_label_cannot_swell_the_draft():
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{"9" * 5000}"/><w:lvlText w:val="{"章%1" * 5000}"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = p(r("朝"), props='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert len(read_bytes(build_docx(body, numbering=numbering), name="a.docx").text) < 300


def test_deletions_in_great_number_take_no_long_time():
    body = p("".join(f"{r('朝')}<w:del><w:r><w:delText>夜</w:delText></w:r></w:del>" for _ in range(20_000)))
    start = time.perf_counter()
    assert read_bytes(build_docx(body), name="a.docx").notes[0].endswith("（20000か所）。")
    assert time.perf_counter() - start < 5  # measured 0.4 s


def test_text_does_not_import_the_reading_of_word_files():
    code = (
        "import sys; from textlab.draft.reading import read_pasted; read_pasted('朝。');"
        "sys.exit('textlab.draft.docx.package' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def read_or_refuse(data, name):
    try:
        draft = read_bytes(data, name=name)
    except CorpusError as error:
        assert str(error).startswith(f"{name}: ") and " / " in str(error)
    else:
        assert draft.text.isascii() or draft.text.encode()


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.docx", "a.doc", "-"]))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_read_or_refused(data, name):
    read_or_refuse(data, name)


RICH = build_docx(
    p(ruby(r("朝"), r("あさ")), style="1", props='<w:numPr><w:numId w:val="1"/></w:numPr>') * 3,
    styles='<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="1"/></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="1"/>',
)


@given(st.randoms(use_true_random=False), st.sampled_from([RICH, damage(RICH, b"", b"")]), st.integers(1, 12))
@settings(max_examples=400, deadline=None)
def test_a_mutated_word_file_is_read_or_refused(chance: random.Random, data, changes):
    spoiled = bytearray(data)
    for _ in range(changes):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    read_or_refuse(bytes(spoiled[: chance.choice([None, chance.randrange(len(spoiled))])]), "a.docx")


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(ZipFile(BytesIO(RICH)).namelist())))
@settings(max_examples=400, deadline=None)
def test_a_mutated_part_is_read_or_refused(chance, name):
    files = {one: ZipFile(BytesIO(RICH)).read(one) for one in ZipFile(BytesIO(RICH)).namelist()}
    part = files[name].decode()
    cuts = [part[chance.randrange(len(part)) :][: chance.randrange(30)] for _ in range(3)]
    at = chance.randrange(len(part))
    read_or_refuse(zip_up({**files, name: part[:at] + "".join(cuts) + part[at + chance.randrange(20) :]}), "a.docx")


@given(st.text(st.characters(), max_size=60))
@settings(deadline=None)
def test_pasted_text_keeps_its_readable_characters(text):
    try:
        draft = read_pasted(text)
    except CorpusError:
        return
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", draft.text)
    assert len(draft.text.splitlines()) == len(draft.text.removesuffix("\n").split("\n"))
    split_text(draft.text)
