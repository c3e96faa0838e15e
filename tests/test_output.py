"""Files are written whole, and nothing is destroyed; texts reach the terminal without what it would obey."""

import os
import threading

import pytest

from textlab.output import clean, clean_lines, write_text

HIDDEN = ["\x1b", "\x9b", "\u061c", "\u180e", "\u200b", "\u200e", "\u202e", "\u2028", "\u2060", "\u2066", "\ufeff"]


@pytest.mark.parametrize("char", HIDDEN, ids=map(ascii, HIDDEN))
def test_what_a_terminal_would_obey_or_hide_is_shown(char):
    assert clean(f"後{char}悔") == "後�悔"


def test_joined_emoji_stay():
    assert clean("👩\u200d👧") == "👩\u200d👧"


def test_lines_stay_lines():
    assert clean_lines("後\x1b悔\n朝") == "後�悔\n朝"


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("前", encoding="utf-8")
    path.chmod(0o640)
    write_text("後", path)
    assert path.read_text(encoding="utf-8") == "後" and path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["out.txt"]


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "a" / "out.txt", tmp_path / "link"
    target.parent.mkdir()
    link.symlink_to(target)
    for text in ("前", "後"):
        write_text(text, link)
        assert link.is_symlink() and target.read_text(encoding="utf-8") == text


def test_a_pipe_is_written_to_and_stays(tmp_path):
    path, read = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_text(encoding="utf-8")))
    reader.start()
    write_text("後悔", path)
    reader.join(timeout=10)
    assert read == ["後悔"] and path.is_fifo()


def test_a_device_stays(tmp_path):
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    before = link.stat()
    write_text("後悔", link)
    assert link.stat().st_ino == before.st_ino and link.is_symlink()


def test_an_error_names_the_file_as_it_was_given(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        write_text("後悔", tmp_path / "none" / "out.txt")
    assert caught.value.filename == str(tmp_path / "none" / "out.txt")
