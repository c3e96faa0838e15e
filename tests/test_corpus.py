"""Reading articles: encodings, line ends, front matter, titles, and errors that name the remedy."""

import codecs
import subprocess
import sys
from pathlib import Path

import pytest

from textlab.corpus import CorpusError, decode, read_article, read_corpus
from textlab.corpus.front_matter import front_matter_end

TEXT = "# 復帰の日\n罪悪感でいっぱいでした。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"]
BIG_ENDIAN = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")

SHORT = ["後悔", "罪悪感", "あ", "ワーママ", "もう無理。", "ﾏﾐｰﾄﾗｯｸに乗った"]

WRITTEN = [
    ("fever: no", "no"),
    ("fever: yes", "yes"),
    ("fever: 012", "012"),
    ("fever: 17:30", "17:30"),
    ("fever: 2024-11-18", "2024-11-18"),
    ("fever: 3.50", "3.50"),
    ("fever: null", "null"),
    ("fever:", ""),
    ('fever: "園: 38度"', "園: 38度"),
    ("fever: [朝, 夜]", "朝, 夜"),
]

TITLES = [
    ("---\ntitle: 判子を押す係\n---\n本文。", "判子を押す係"),
    ("\n\n## 復帰の日 ##x\n本文。", "復帰の日 ##x"),
    ("【体験談】復帰の日\n本文。", "【体験談】復帰の日"),
    ("---\nno: 1\n---\n\n今日から復帰。\n", "今日から復帰。"),
    ("長" * 70, "長" * 60),
]

MALFORMED = [
    ("---\ntitle: 復帰\n本文。\n", "line 1: .*not closed"),
    ("---\ntitle: 復帰\nfever: [朝\n---\n本文。", "line 4: "),
    ("---\ntitle: 復帰\ntitle: 休職\n---\n本文。", "line 3: .*'title'.*twice"),
    ("---\ntext: 復帰\n---\n本文。", "line 2: .*'text'.*reserved"),
    ("---\nfever:\n  morning: 38度\n---\n本文。", "line 2: .*nested"),
    ("---\n- a: b\nc: d\n---\n本文。", "line 3: "),
]

BLOCKS = [
    ("---\ntitle: 復帰\n---\n本文。", 17),
    ("---\r\ntitle: 復帰\r\n---\r\n本文。", 19),
    ("---\n---\n本文。", 7),
    ("---\n本文。\n---\n", 0),
    ("本文。\n---\ntitle: 復帰\n---\n", 0),
    ("----\ntitle: 復帰\n----\n", 0),
]

ERRORS = [
    ("missing.md", None, "missing.md: no such file or folder. Check"),
    ("a.docx", b"x", r"a.docx: unsupported file type '.docx'. Save it as .txt or .md"),
    ("a.txt", b"", "a.txt: the file holds no text"),
    ("a.txt", " \n\u3000\n".encode(), "a.txt: the file holds no text"),
    ("a.md", "---\ntitle: 復帰\n---\n".encode(), "a.md: the file holds no text"),
    (
        "a.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0",
        "a.txt: cannot be decoded; tried UTF-8, .*cp932.*Save it as UTF-8",
    ),
    ("a.txt", "復帰".encode("utf-16-le") + b"\0\0", "a.txt: cannot be decoded"),
    ("a.txt", ("罪悪感。\n" * 30).encode()[:-2], "a.txt, line 30, byte 386 of the file: broken UTF-8"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_line_end_gives_the_text_as_written(tmp_path: Path, encoding: str, ending: str) -> None:
    text = TEXT.replace("\n", ending)
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_corpus(tmp_path)["text"].tolist() == [text]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SHORT)
def test_few_characters_are_enough_to_tell_the_encoding(text: str, encoding: str) -> None:
    if encoding == "iso2022_jp":
        text = text.replace("ﾏﾐｰﾄﾗｯｸ", "マミートラック")
    assert decode(text.encode(encoding), "a.txt") == text


def test_utf16_in_big_endian_is_read() -> None:
    assert decode(BIG_ENDIAN, "a.txt") == TEXT


def test_marks_that_only_windows_knows_are_read_as_cp932() -> None:
    assert decode("①髙橋さん〜".replace("〜", "～").encode("cp932"), "a.txt") == "①髙橋さん～"


@pytest.mark.parametrize(("line", "value"), WRITTEN)
def test_front_matter_stays_as_written(tmp_path: Path, line: str, value: str) -> None:
    (tmp_path / "a.md").write_bytes(f"---\r\n{line}\r\n---\r\n本文。".encode())
    assert read_corpus(tmp_path)["fever"].tolist() == [value]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_comes_from_front_matter_or_the_first_line(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_article(tmp_path / "a.md").title == title


@pytest.mark.parametrize(("text", "end"), BLOCKS)
def test_front_matter_ends_behind_its_closing_fence(text: str, end: int) -> None:
    assert front_matter_end(text) == end


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_malformed_front_matter_names_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=f"a.md, {message}"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(("name", "data", "message"), ERRORS, ids=[case[2] for case in ERRORS])
def test_an_unreadable_file_is_named_with_the_remedy(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(CorpusError, match=message):
        read_corpus(file)


def test_a_folder_is_read_in_order_without_readme_and_hidden_files(tmp_path: Path) -> None:
    for name in ["b.md", "a.txt", "sub/a.txt", "README.md", ".hidden/c.md", ".c.md", "notes.csv"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read_corpus(tmp_path)["article"].tolist() == ["a.txt", "b.md", "sub/a.txt"]


def test_several_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ["b.md", "a.txt"]:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read_corpus([tmp_path / "b.md", str(tmp_path / "a.txt")])["article"].tolist() == ["b.md", "a.txt"]


def test_a_field_that_an_article_lacks_is_empty_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 復帰\nno: 012\n---\n本文。", encoding="utf-8")
    (tmp_path / "b.md").write_text("本文。", encoding="utf-8")
    articles = read_corpus(tmp_path)
    assert articles.columns.tolist() == ["article", "title", "no", "text"]
    assert articles["no"].tolist() == ["012", ""]


def test_two_articles_with_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ["x", "y"]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(TEXT, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^a.md: two articles have this name .*Rename"):
        read_corpus([tmp_path / "x", tmp_path / "y"])


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"the folder holds no article. Put .txt or .md files"):
        read_corpus(tmp_path)


def test_no_path_at_all_is_refused() -> None:
    with pytest.raises(CorpusError, match="no path given"):
        read_corpus([])


def test_reading_one_article_does_not_import_pandas(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nno: 1\n---\n本文。", encoding="utf-8")
    code = (
        "import sys; from textlab.corpus import read_article; from textlab.sentences import split_text;"
        f"split_text(read_article({str(tmp_path / 'a.md')!r}).text); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.shared
def test_the_four_articles_are_read_as_they_stand(shared: Path) -> None:
    articles = read_corpus(shared / "articles")
    files = sorted((shared / "articles").glob("*.txt"))
    assert articles["article"].tolist() == [file.name for file in files]
    assert articles["text"].tolist() == [file.read_bytes().decode("utf-8") for file in files]


def test_fields_that_no_article_gives_are_empty_columns(tmp_path):
    (tmp_path / "a.md").write_text("---\nstage: 育休中\n---\n今日から。\n", encoding="utf-8")
    articles = read_corpus(tmp_path, fields=["path", "stage", "text"])
    assert list(articles) == ["article", "title", "stage", "path", "text"]
    assert articles[["stage", "path"]].to_numpy().tolist() == [["育休中", ""]]
