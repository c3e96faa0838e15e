"""Run the README's example and draw its picture anew: python tools/update_readme.py [--check]."""

import contextlib
import io
import re
import sys
from pathlib import Path

README = Path("README.md")
_EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def run_example(text: str) -> tuple[str, str]:
    """Return what the README says that its example prints, and what it prints."""
    example = _EXAMPLE.search(text)
    if example is None:
        raise SystemExit("README.md: no python block with a text block behind it")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(example["code"], {})
    return example["output"], printed.getvalue()


def draw(path: Path) -> None:
    """Draw the picture: where guilt, regret and hope stand in each narrative of the corpus."""
    import matplotlib as mpl

    mpl.use("Agg")
    import textlab as tl

    book = tl.load_codebook()
    sentences = tl.split_sentences(tl.read_corpus("corpus"))
    codings = tl.code(tl.tokenize(sentences), sentences=sentences, codebook=book)
    feelings = tl.list_codes(book, kind="emotion").head(3)
    path.parent.mkdir(parents=True, exist_ok=True)
    axes = tl.plot_locations(tl.locate(codings, sentences=sentences), codes=feelings)
    axes.figure.savefig(path, dpi=110)


def main() -> None:
    """Rewrite the output and the picture, or only check the output."""
    text = README.read_text(encoding="utf-8")
    written, printed = run_example(text)
    if "--check" in sys.argv:
        raise SystemExit(0 if written == printed else f"README.md says:\n{written}\nbut it prints:\n{printed}")
    README.write_text(text.replace(f"```text\n{written}```", f"```text\n{printed}```"), encoding="utf-8")
    draw(Path("docs/images/locations.png"))


if __name__ == "__main__":
    main()
