"""Write the report's first page, which links the notebooks' pages: build_index.py INDEX.html NOTEBOOK.ipynb..."""

import html
import os
import sys
from pathlib import Path

import nbformat

_PAGE = """<!doctype html>
<html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>textlab</title>
<style>body{{font:16px/1.8 sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#222}}
h1{{font-size:1.4rem}}li{{margin:1rem 0}}a{{color:#0b57a4}}p{{margin:.2rem 0}}code{{background:#f2f2f2}}</style>
<h1>体験談を読みくらべる</h1>
<p>読んだもの：<code>{corpus}</code></p>
<p><a href="report.html">読み取りの報告</a>：記事の全文と、見つかった箇所のすべて。
一枚のページで、そのまま人に渡せます。</p>
<ol>{items}</ol>
<p>すべての発見の一覧：<a href="../codings.csv">codings.csv</a>、<a href="../codings.jsonl">codings.jsonl</a></p>
</html>
"""


def build_index(page: Path, notebooks: list[Path]) -> None:
    """Write the list of pages; each with its question and the answer that its notebook gives."""
    items = "".join(_item(notebook) for notebook in notebooks)
    page.write_text(_PAGE.format(corpus=html.escape(os.environ.get("CORPUS", "corpus")), items=items), encoding="utf-8")


def _item(notebook: Path) -> str:
    first = nbformat.read(notebook, as_version=4).cells[0].source.splitlines()
    question = html.escape(first[0].lstrip("# "))
    return f'<li><a href="{html.escape(notebook.stem)}.html">{question}</a></li>'


if __name__ == "__main__":
    build_index(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
