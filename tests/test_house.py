"""The house: imports run one way, fugashi has one door, data holds the words, notebooks carry no outputs."""

import ast
import json
from pathlib import Path

import pytest

SOURCE = Path("src/textlab")
# From the text to the reader; a module imports only what stands before it.
ORDER = [
    "errors", "data", "normalize", "corpus", "sentences", "tokens", "words", "alphabet", "phrases", "matching",
    "codebook", "rulebook", "status", "context", "candidates", "coding", "trying", "checking", "evaluation", "kwic",
    "measures", "explaining", "output", "show", "report", "browsing", "draft", "app", "cli",
]  # fmt: skip
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_run_one_way(path):
    own = room(path)
    if own == "__init__":
        return
    others = {name.split(".")[1] for name in imported(path) if name.startswith("textlab.")} - {own}
    if own == "plots":
        assert not others
    else:
        assert all(ORDER.index(other) < ORDER.index(own) for other in others), others


def test_only_tokens_imports_fugashi():
    assert {room(path) for path in MODULES if "fugashi" in set(imported(path))} == {"tokens"}


@pytest.mark.parametrize("path", sorted(Path("notebooks").glob("*.ipynb")), ids=str)
def test_a_notebook_is_committed_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)
    # The draft's notebook is a page: its cells load the panel and show it.
    assert (2 if path.stem.startswith("07") else 8) <= len(code) <= 30
    assert max(len(cell["source"]) for cell in code) <= 8
