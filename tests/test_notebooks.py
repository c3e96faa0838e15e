"""Notebooks: each runs top to bottom on a fresh kernel, on the corpus and on articles without front matter."""

import os
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))


def execute(path, corpus, monkeypatch):
    monkeypatch.setenv("CORPUS", str(corpus.resolve()))
    notebook = nbformat.read(path, as_version=4)
    options = {"metadata": {"path": str(path.parent)}}
    started = time.monotonic()
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=options).execute()
    return notebook, time.monotonic() - started


@pytest.fixture
def plain(tmp_path):
    """Two articles without any front matter, one of them without a feeling."""
    (tmp_path / "a.txt").write_text(
        "育休から復帰した。\n後悔はしていない。でも罪悪感でいっぱいだった。\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "保育園に迎えに行った。\n上司と面談した。仕事を辞めるかもしれない。\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_corpus_in_under_a_minute(path, monkeypatch):
    notebook, seconds = execute(path, Path("corpus"), monkeypatch)
    assert notebook.cells[0].source.startswith("# ") and "**" in notebook.cells[0].source
    assert seconds < 60 * (4 if os.environ.get("PYTEST_XDIST_WORKER") else 1)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_articles_without_front_matter(path, plain, monkeypatch):
    execute(path, plain, monkeypatch)
