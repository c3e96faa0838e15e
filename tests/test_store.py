"""The store of readings: the same readings in a new process, and no error where nothing can be written."""

import os
import subprocess
import sys

import pytest

from textlab.phrases import read_rule, store

PHRASES = [
    "迷惑をかける",
    "(罪悪感|負い目)を(感じる|抱く)",
    "もっと…〜すればよかった",
    "<子>を泣かせる",
    "^どうせ……無理だ。",
]
SCRIPT = (
    "import sys; from textlab.phrases import read_rule; from textlab.phrases.store import save_readings, _stored;"
    "known = len(_stored()); print(known, *map(repr, map(read_rule, sys.argv[1:]))); save_readings()"
)


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


def test_a_new_process_finds_what_the_last_one_read(home):
    first, second = read_elsewhere(home), read_elsewhere(home)
    assert first.split(" ", 1)[0] == "0" and second.split(" ", 1)[0] == str(len(PHRASES))
    assert first.split(" ", 1)[1] == second.split(" ", 1)[1]


def test_a_broken_store_is_read_anew(home):
    read_elsewhere(home)
    stored = next((home / "cache").rglob("phrases-*.json"))
    stored.write_text('{"迷惑をかける": [[', encoding="utf-8")
    assert read_elsewhere(home).startswith("0 ")


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_reading_survives_its_way_through_json(phrase):
    readings = read_rule(phrase)
    raw = [list(map(store._raw, reading)) for reading in readings]
    assert tuple(tuple(map(store._part, reading)) for reading in raw) == readings
