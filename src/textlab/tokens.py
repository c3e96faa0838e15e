"""Cut sentences into tokens with fugashi and unidic-lite; the only module that imports fugashi.

MeCab is asked for lines of ``white space + surface TAB features``; a dictionary turns each different line into
the number of a token type once, and all else is looked up by that number. What breaks MeCab (NUL, surrogates,
very long calls) never reaches it.
"""

import csv
import hashlib
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textlab.data import load_data
from textlab.normalize import fold

if TYPE_CHECKING:
    import pandas as pd

# One call of MeCab: its path cost overflows, and its time is quadratic in runs of one class, on longer input.
CALL_LIMIT = 1000
# Left and right context of a plain noun in unidic-lite, and a cost low enough to keep the word whole.
_NOUN = (5144, 5144, 3000)
_CUT = re.compile(r"[。、!?,.\s](?=[^。、!?,.\s])")


class TokenType(NamedTuple):
    """All that the tokens of one surface and analysis share."""

    surface: str
    base: str
    lemma: str
    reading: str
    pos: str


class Cut(NamedTuple):
    """The tokens of one text, in columns: offsets in code points and the numbers of their types."""

    starts: list[int]
    ends: list[int]
    types: list[int]


def cut_text(text: str) -> Cut:
    """Cut one sentence into tokens: half-open code-point offsets into it, and type numbers (see `token_type`).

    >>> [token_type(number).lemma for number in cut_text("悔やんでいます").types]
    ['悔やむ', 'で', '居る', 'ます']
    """
    folded = fold(text)
    starts: list[int] = []
    ends: list[int] = []
    types: list[int] = []
    position = 0
    for piece in _pieces(folded.text):
        at = position
        for line in filter(None, _tagger().parse(piece).split("\n")):
            number, space, length = _LINES[line]
            starts.append(at + space)
            at += space + length
            ends.append(at)
            types.append(number)
        position += len(piece)
    if folded.starts is not None and folded.ends is not None:
        starts = [folded.starts[start] for start in starts]
        ends = [folded.ends[end - 1] for end in ends]
    return Cut(starts, ends, types)


def token_type(number: int) -> TokenType:
    """Look up what is known of a token type by its number in a `Cut`."""
    return _TYPES[number]


def tokenize(sentences: "pd.DataFrame") -> "pd.DataFrame":
    """Cut sentences into tokens, a row each.

    Parameters
    ----------
    sentences
        A row per sentence: article, sentence, start (code points in the article), text.

    Returns
    -------
    DataFrame
        article, sentence, start, end (half-open code-point offsets into the article's text), surface (as MeCab
        read it, after NFKC), base (written base form), lemma, reading (of the lemma, in katakana), pos
        (two levels, such as ``動詞-非自立可能``). The words are categorical columns.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"article": ["a"], "sentence": [0], "start": [10], "text": ["迷惑をかけた。"]}
    >>> tokenize(pd.DataFrame(row))[["start", "surface", "base"]].values.tolist()
    [[10, '迷惑', '迷惑'], [12, 'を', 'を'], [13, 'かけ', 'かける'], [15, 'た', 'た'], [16, '。', '。']]
    """
    import numpy as np
    import pandas as pd

    cuts = [cut_text(text) for text in _progress(sentences["text"])]
    counts = np.fromiter((len(cut.types) for cut in cuts), dtype=np.int64, count=len(cuts))
    rows = np.repeat(np.arange(len(sentences)), counts)
    shift = sentences["start"].to_numpy()[rows]
    types = _flat((cut.types for cut in cuts), counts)
    columns = {
        "article": sentences["article"].take(rows).array,
        "sentence": sentences["sentence"].to_numpy()[rows],
        "start": _flat((cut.starts for cut in cuts), counts) + shift,
        "end": _flat((cut.ends for cut in cuts), counts) + shift,
    }
    return pd.DataFrame(columns | _word_columns(types))


def read_cuts(tokens: "pd.DataFrame", sentences: "pd.DataFrame") -> list[Cut]:
    """Read a tokens table back as one `Cut` per row of the sentences table, offsets within the sentence."""
    import pandas as pd

    kinds = tokens[list(TokenType._fields)]
    groups = kinds.groupby(list(TokenType._fields), observed=True, sort=False).ngroup()
    firsts = kinds[~groups.duplicated()].itertuples(index=False, name=None)
    numbers = [_LINES.number(TokenType(*map(str, words))) for words in firsts]
    types = [numbers[group] for group in groups]
    keys = ["article", "sentence"]
    order = pd.MultiIndex.from_frame(sentences[keys].astype({"article": str}))
    rows = order.get_indexer(pd.MultiIndex.from_frame(tokens[keys].astype({"article": str})))
    counts = pd.Series(rows).value_counts().reindex(range(len(sentences)), fill_value=0)
    bounds = [0, *counts.cumsum().tolist()]
    shift = sentences["start"].to_numpy()[rows]
    starts, ends = (tokens["start"] - shift).tolist(), (tokens["end"] - shift).tolist()
    return [Cut(starts[a:b], ends[a:b], types[a:b]) for a, b in pairwise(bounds)]


def _word_columns(types: Any) -> dict[str, Any]:
    """Return the categorical columns of the given type numbers, sharing one list of words a column."""
    import numpy as np
    import pandas as pd

    used, position = np.unique(types, return_inverse=True)
    columns = {}
    for field in TokenType._fields:
        words = pd.Categorical([getattr(_TYPES[number], field) for number in used])
        columns[field] = pd.Categorical.from_codes(words.codes[position], dtype=words.dtype)
    return columns


def _flat(lists: Iterable[list[int]], counts: Any) -> Any:
    import numpy as np

    return np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(counts.sum()))


def _progress(texts: "pd.Series") -> Iterable[str]:
    """Show a progress bar on long work only."""
    from tqdm.auto import tqdm

    shown: Iterable[str] = tqdm(texts, desc="tokenize", unit="sentence", delay=2, leave=False)
    return shown


def _pieces(text: str) -> Iterable[str]:
    """Cut a long sentence into calls, after a mark or a space where there is one."""
    if len(text) <= CALL_LIMIT:
        yield text
        return
    start = 0
    while len(text) - start > CALL_LIMIT:
        marks = [match.end() for match in _CUT.finditer(text, start + CALL_LIMIT // 2, start + CALL_LIMIT)]
        stop = marks[-1] if marks else start + CALL_LIMIT
        yield text[start:stop]
        start = stop
    yield text[start:]


_TYPES: list[TokenType] = []


class _Lines(dict[str, tuple[int, int, int]]):
    """From a line of MeCab's output to (type number, white space before, length of the surface)."""

    def __init__(self) -> None:
        self.numbers: dict[TokenType, int] = {}

    def __missing__(self, line: str) -> tuple[int, int, int]:
        written, _, features = line.rpartition("\t")
        surface = written.lstrip(" ")
        kind = _token_type(surface, next(csv.reader([features])))
        self[line] = found = (self.number(kind), len(written) - len(surface), len(surface))
        return found

    def number(self, kind: TokenType) -> int:
        """Return the number of a token type, giving it one when it is new."""
        number = self.numbers.setdefault(kind, len(_TYPES))
        if number == len(_TYPES):
            _TYPES.append(kind)
        return number


_LINES = _Lines()


def _token_type(surface: str, features: list[str]) -> TokenType:
    pos = f"{features[0]}-{features[1]}"
    if len(features) < 11:  # An unknown word has six features.
        return TokenType(surface, surface, surface, surface, pos)
    return TokenType(surface, features[10], features[7], features[6], pos)


@cache
def _tagger() -> Any:
    """Return this process's only tagger: each new one leaks 18 MB, and one must not be shared by threads."""
    import fugashi
    import unidic_lite

    options = ["-r", os.devnull, "-d", unidic_lite.DICDIR, "-u", str(_user_dictionary()), "-O", ""]
    lines = ["-F", r"%M\t%H\n", "-U", r"%M\t%H\n", "--eos-format="]
    return fugashi.GenericTagger(shlex.join(options + lines))


def _user_dictionary() -> Path:
    """Return the compiled user dictionary, building it once per word list and user."""
    import unidic_lite

    words = load_data("cues/words.toml")["words"]
    source = "".join(_entry(surface, reading) for surface, reading in words)
    version = hashlib.sha256((source + unidic_lite.DICDIR).encode()).hexdigest()[:16]
    for folder in _cache_folders():
        compiled = folder / f"words-{version}.dic"
        try:
            if not compiled.exists():
                _compile(source, compiled, unidic_lite.DICDIR)
            return compiled
        except OSError:
            continue
    raise OSError("no folder to keep textlab's dictionary in: set TMPDIR to a folder you can write to")


def _cache_folders() -> Iterable[Path]:
    from platformdirs import user_cache_path

    yield user_cache_path("textlab")
    yield Path(tempfile.gettempdir()) / f"textlab-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def _compile(source: str, target: Path, dictionary: str) -> None:
    """Compile beside the target and move it there whole, so that no other process meets half a file."""
    import fugashi

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        words, compiled = Path(folder) / "words.csv", Path(folder) / "words.dic"
        words.write_text(source, encoding="utf-8")
        command = ["textlab", "-d", dictionary, "-u", str(compiled), "-f", "utf8", "-t", "utf8", str(words)]
        with _silence():
            fugashi.build_dictionary(shlex.join(command))
        compiled.replace(target)


def _entry(surface: str, reading: str) -> str:
    written = fold(surface).text
    head = [
        written,
        *map(str, _NOUN),
        "名詞",
        "普通名詞",
        "一般",
        "*",
        "*",
        "*",
        reading,
        written,
        written,
        reading,
    ]
    return ",".join([*head, written, reading, *["*"] * 14]) + "\n"


@contextmanager
def _silence() -> Iterator[None]:
    """Keep MeCab's compiler, which prints from C, off the terminal."""
    saved = [os.dup(1), os.dup(2)]
    with Path(os.devnull).open("wb") as null:
        os.dup2(null.fileno(), 1)
        os.dup2(null.fileno(), 2)
    try:
        yield
    finally:
        for number, copy in enumerate(saved, start=1):
            os.dup2(copy, number)
            os.close(copy)
