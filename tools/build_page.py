"""Run a notebook on a fresh kernel and write it as an HTML page: build_page.py NOTEBOOK.ipynb PAGE.html."""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter


def build_page(notebook: Path, page: Path) -> None:
    """Write the executed notebook; the page asks for nothing from the network."""
    content = nbformat.read(notebook, as_version=4)
    os.environ["CORPUS"] = str(Path(os.environ.get("CORPUS", "corpus")).resolve())
    options = {
        "resources": {"metadata": {"path": str(notebook.parent)}},
        "extra_arguments": ["--log-level=ERROR"],
        "store_widget_state": False,
    }
    NotebookClient(content, timeout=300, kernel_name="python3", **options).execute()
    exporter = HTMLExporter(template_name="lab")
    exporter.mathjax_url = exporter.require_js_url = exporter.jquery_url = exporter.jupyter_widgets_base_url = ""
    exporter.mermaid_js_url = ""
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    body, _ = exporter.from_notebook_node(content, resources={"metadata": {"name": notebook.stem}})
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(body, encoding="utf-8")


if __name__ == "__main__":
    build_page(Path(sys.argv[1]), Path(sys.argv[2]))
