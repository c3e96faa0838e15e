"""Choose and lay out what counts: sentences, findings of one status, which sentence carries which code."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_STATUSES = ("felt", "denied", "raised")


class Carried(NamedTuple):
    """The sentences that count, and which of them carry which code: a row per sentence, a column per code."""

    sentences: pd.DataFrame
    codes: list[str]
    carries: NDArray[np.bool_]


def drop_boilerplate(sentences: pd.DataFrame) -> pd.DataFrame:
    """Keep the sentences that are the article's own: all but boilerplate."""
    return sentences[sentences["kind"] != "boilerplate"]


def keep_status(codings: pd.DataFrame, *, status: str | None) -> pd.DataFrame:
    """Keep the emotions of one status, or of all when it is None; themes have no status and always stay.

    Raises
    ------
    ValueError
        If the status is not one of felt, denied, raised.
    """
    if status is None:
        return codings
    if status not in _STATUSES:
        raise ValueError(f"status: {status!r} is not one of: {', '.join(_STATUSES)}, None")
    return codings[codings["status"].isna() | codings["status"].eq(status)]


def carry(codings: pd.DataFrame, *, sentences: pd.DataFrame, status: str | None) -> Carried:
    """Say for every sentence that counts which codes it carries."""
    kept = drop_boilerplate(sentences)
    found = keep_status(codings, status=status)
    rows = place_of(kept).get_indexer(place_of(found))
    codes = list(codings["code"].cat.categories)
    carries = np.zeros((len(kept), len(codes)), dtype=bool)
    inside = rows >= 0
    carries[rows[inside], found["code"].cat.codes.to_numpy()[inside]] = True
    return Carried(kept, codes, carries)


def place_of(table: pd.DataFrame) -> pd.MultiIndex:
    """Return article and number of each row's sentence, as a key across tables."""
    return pd.MultiIndex.from_frame(table[["article", "sentence"]].astype({"article": str}))


def spread(rates: pd.DataFrame, *, values: str) -> pd.DataFrame:
    """Lay a column of the rates out as articles x codes, complete, both in their order."""
    names = rates["article"].astype(str)
    wide = rates.assign(article=names).pivot_table(index="article", columns="code", values=values, observed=True)
    return wide.reindex(index=list(dict.fromkeys(names)), columns=list(rates["code"].cat.categories))
