"""How fast is the whole job, beside MeCab alone on the same text in the same run: python benchmarks/speed.py [PATH]."""

import sys
import time
from collections.abc import Callable

import fugashi
import pandas as pd
import unidic_lite

import textlab as tl

# Characters to reach by repeating the articles under new names.
SIZE = 1_000_000


def measure(step: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds that a step takes, and its result."""
    started = time.perf_counter()
    result = step()
    return time.perf_counter() - started, result


def repeat(articles: pd.DataFrame) -> pd.DataFrame:
    """Repeat the articles under new names until they hold enough characters."""
    copies = -(-SIZE // int(articles["text"].str.len().sum()))
    parts = [articles.assign(article=articles["article"].astype(str) + f"-{i}") for i in range(copies)]
    return pd.concat(parts, ignore_index=True).astype({"article": "category"})


def main() -> None:
    """Print seconds and ratios: 1.00 is as fast as MeCab's own word splitting."""
    articles = repeat(tl.read_corpus(sys.argv[1] if len(sys.argv) > 1 else "corpus"))
    characters = int(articles["text"].str.len().sum())
    tagger = fugashi.GenericTagger(f"-r /dev/null -d '{unidic_lite.DICDIR}' -Owakati")
    lines = [line for text in articles["text"] for line in text.splitlines()]
    wakati, _ = measure(lambda: [tagger.parse(line) for line in lines])
    book = tl.load_codebook()
    split, sentences = measure(lambda: tl.split_sentences(articles))
    tokenize, tokens = measure(lambda: tl.tokenize(sentences))
    code, codings = measure(lambda: tl.code(tokens, sentences=sentences, codebook=book))
    rows = {"MeCab -Owakati": wakati, "split": split, "tokenize": tokenize, "code": code}
    rows["whole job"] = split + tokenize + code
    rules = sum(len(code.rules) for code in book.codes)
    print(f"{characters:,} characters, {len(tokens):,} tokens, {rules:,} rules, {len(codings):,} findings")
    for name, seconds in rows.items():
        print(f"{name:<16}{seconds:8.2f} s {characters / seconds / 1e6:8.2f} M characters/s {wakati / seconds:8.2f}")


if __name__ == "__main__":
    main()
