"""Cut sentences into tokens with fugashi and unidic-lite; the only module that imports fugashi."""

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from textlab.tokens.cutting import CALL_LIMIT, Cut, TokenType, cut_text, token_type, type_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CALL_LIMIT", "Cut", "TokenType", "cut_text", "read_cuts", "token_type", "tokenize"]


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
    numbers = [type_number(TokenType(*map(str, words))) for words in firsts]
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
        words = pd.Categorical([getattr(token_type(number), field) for number in used])
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
