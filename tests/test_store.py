"""The store: the same results in a new process, and no error where a file is damaged or nothing can be written."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from textlab.matching import find_matchers
from textlab.phrases import read_rule
from textlab.phrases.store import Store
from textlab.tokens import cache, cut_text, dictionary

PHRASES = [
    "迷惑をかける",
    "(罪悪感|負い目)を(感じる|抱く)",
    "もっと…〜すればよかった",
    "<子>を泣かせる",
    "^どうせ……無理だ。",
]
SCRIPT = (
    "import sys; from textlab.phrases import read_rule; from textlab.phrases.store import save_readings, _stored;"
    "known = len(_stored().phrases); print(known, *map(repr, map(read_rule, sys.argv[1:]))); save_readings()"
)
GROUPS = {"rules": [["迷惑をかける"], ["<子>を泣かせる", "(罪悪感|負い目)を(感じる|抱く)"]], "other": [["もっと…する"]]}
LISTS = {"子": ["娘", "息子"]}


def read_elsewhere(home):
    """Read the phrases in a process of its own whose cache lies under a given home."""
    folders = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(home / "tmp")}
    environment = os.environ | folders | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", SCRIPT, *PHRASES]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def home(tmp_path):
    (tmp_path / "tmp").mkdir()
    return tmp_path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The only folder that things are kept in."""
    monkeypatch.setattr(cache, "cache_folders", lambda: [tmp_path / "kept"])
    return tmp_path / "kept"


def test_a_new_process_finds_what_the_last_one_read(home):
    first, second = read_elsewhere(home), read_elsewhere(home)
    assert first.split(" ", 1)[0] == "0" and second.split(" ", 1)[0] == str(len(PHRASES))
    assert first.split(" ", 1)[1] == second.split(" ", 1)[1]


def test_a_broken_store_is_read_anew(home):
    read_elsewhere(home)
    stored = next((home / "cache").rglob("phrases-*.json"))
    stored.write_bytes(stored.read_bytes()[:-20])
    assert read_elsewhere(home).startswith("0 ")


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_reading_survives_its_way_through_the_store(phrase):
    store = Store([], {})
    store.add(phrase, read_rule(phrase))
    assert Store(store.words, store.phrases).read(phrase) == read_rule(phrase)


def test_what_is_kept_is_found_whatever_it_holds(folder):
    content = {"言葉": ["\U00010001", 'a"\n', "\ud800"], "n": [1, None]}
    cache.keep("book", "1", content)
    assert cache.find_kept("book", "1") == content and cache.find_kept("book", "2") is None


@pytest.mark.parametrize("damage", ["", "{}", "x\n{}", "[" * 9999, "\ufeff\n\0"])
def test_a_damaged_file_is_as_good_as_none(folder, damage):
    cache.keep("book", "1", {"a": 1})
    (folder / "book-1.json").write_text(damage, encoding="utf-8")
    assert cache.find_kept("book", "1") is None


def test_those_used_longest_ago_are_removed(folder):
    cache.keep("rules", "1", [])
    for number in range(cache.MOST + 2):
        cache.keep("book", str(number), number)
        os.utime(folder / f"book-{number}.json", (number, number))
    assert {path.name for path in folder.iterdir()} == {
        "rules-1.json",
        *(f"book-{number}.json" for number in range(2, cache.MOST + 2)),
    }


def test_a_folder_that_cannot_be_written_to_is_no_error(folder):
    folder.write_text("a file stands where the folder should be", encoding="utf-8")
    cache.keep("book", "1", {})
    assert cache.find_kept("book", "1") is None


def test_many_writers_leave_one_whole_file(folder):
    threads = [threading.Thread(target=cache.keep, args=("book", "1", ["言葉"] * 5000)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.find_kept("book", "1") == ["言葉"] * 5000
    assert [path.name for path in folder.iterdir()] == ["book-1.json"]


def test_anothers_folder_for_temporary_files_is_not_used(tmp_path, monkeypatch):
    other = tmp_path.stat().st_uid + 1
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("os.getuid", lambda: other, raising=False)
    assert tmp_path / f"textlab-{other}" in dictionary.cache_folders()
    (tmp_path / f"textlab-{other}").mkdir()
    assert tmp_path not in {folder.parent for folder in dictionary.cache_folders()}


def test_matchers_taken_up_again_find_the_same(folder):
    made, kept = (find_matchers(GROUPS, lists=LISTS)["rules"] for _ in range(2))
    line = made.alphabet.spell(cut_text("娘を泣かせて、負い目を感じた。"))
    assert kept is not made and kept.alphabet.spell(cut_text("娘を泣かせて、負い目を感じた。")) == line
    found = list(made.find([line]))
    assert len(found) == 2 and list(kept.find([line])) == found


def test_other_words_in_a_list_make_other_matchers(folder):
    find_matchers(GROUPS, lists=LISTS)
    find_matchers(GROUPS, lists={"子": ["娘"]})
    assert len(list(folder.glob("rules-*.json"))) == 2


def test_coding_a_text_imports_nothing_heavy():
    code = (
        "import sys; from textlab.codebook import load_codebook; from textlab.coding import find_codes;"
        "from textlab.tokens import cut_text;"
        "print(len(find_codes([cut_text('後悔した。')], kinds=['body'], codebook=load_codebook())));"
        "heavy = ('pandas', 'numpy', 'pydantic', 'matplotlib', 'scipy', 'yaml');"
        "print([name for name in heavy if name in sys.modules])"
    )
    # The first run checks the codebook if nobody did before.
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert runs[1].stdout.split("\n") == ["1", "[]", ""]


def test_the_version_of_the_code_changes_with_its_files(tmp_path, monkeypatch):
    monkeypatch.setattr(cache.textlab, "__file__", str(tmp_path / "__init__.py"))
    Path(tmp_path / "a.py").write_text("1", encoding="utf-8")
    before = cache.code_version.__wrapped__("a.py")
    Path(tmp_path / "a.py").write_text("2", encoding="utf-8")
    assert cache.code_version.__wrapped__("a.py") != before


def test_nothing_is_kept_while_nothing_may_be_in_this_thread_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "cache_folders", lambda: iter([tmp_path]))
    with cache.keep_nothing():
        cache.keep("corpus", "a", [1])
        other = threading.Thread(target=cache.keep, args=("corpus", "b", [2]))
        other.start()
        other.join()
    assert [cache.find_kept("corpus", key) for key in "ab"] == [None, [2]]
