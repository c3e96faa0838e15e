"""Say where along its article each finding stands: as a point, or as a piece of the article's portrait."""

import numpy as np
import pandas as pd

from textlab.measures.counts import drop_boilerplate, place_of

# When one sentence carries a code more than once, the first of these tells its status.
_STATUSES = ("felt", "denied", "raised")


def locate(codings: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say where along its article each finding stands.

    Returns
    -------
    DataFrame
        The codings with one more column, position: from 0 (the first sentence) to 1 (the last), counted in
        sentences that are no boilerplate; 0.5 in an article of one sentence.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 3, "sentence": range(3), "kind": "body"})
    >>> codings = pd.DataFrame({"article": ["a"], "sentence": [1]})
    >>> locate(codings, sentences=sentences)["position"].tolist()
    [0.5]
    """
    kept = drop_boilerplate(sentences)
    order = kept.groupby("article", observed=True, sort=False).cumcount()
    size = kept.groupby("article", observed=True, sort=False)["sentence"].transform("size")
    position = (order / (size - 1)).where(size > 1, 0.5)
    places = kept[["article", "sentence"]].assign(position=position)
    return codings.merge(places, on=["article", "sentence"], how="left", validate="many_to_one")


def portray(codings: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Cut each article into a strip of its sentences, and say which piece of it each code has.

    Parameters
    ----------
    codings
        The codings to show; choose them first, since the codes of one sentence share its height.
    sentences
        All sentences; boilerplate does not count.

    Returns
    -------
    DataFrame
        A row for every sentence and code it carries, in the order of the text and the codebook: article,
        sentence, code, status (felt before denied before raised), left, right (the sentence's piece of its
        article, from 0 to 1), lane, lanes (the code's number among those of the sentence, from 0, and how
        many they are).

    Examples
    --------
    >>> sentences = pd.DataFrame({"article": ["a"] * 4, "sentence": range(4), "kind": "body"})
    >>> codings = pd.DataFrame({"article": ["a"], "sentence": [1], "status": "felt",
    ...                         "code": pd.Categorical(["hope"])})
    >>> portray(codings, sentences=sentences)[["left", "right", "lane", "lanes"]].values.tolist()
    [[0.25, 0.5, 0.0, 1.0]]
    """
    kept = drop_boilerplate(sentences)
    groups = kept.groupby(kept["article"].astype(str), sort=False)["sentence"]
    order, size = groups.cumcount().to_numpy(), groups.transform("size").to_numpy()
    place = place_of(kept).get_indexer(place_of(codings))
    status = codings["status"].astype(object).map({name: i for i, name in enumerate(_STATUSES)})
    keys = pd.DataFrame({"place": place, "code": codings["code"].cat.codes.to_numpy(), "status": status.to_numpy()})
    keys = keys[keys["place"] >= 0].sort_values(["place", "code", "status"], kind="stable")
    rows = keys.drop_duplicates(["place", "code"])
    table = codings.loc[codings.index[rows.index], ["article", "sentence", "code", "status"]].reset_index(drop=True)
    at = rows["place"].to_numpy()
    same = rows.groupby("place")["code"]
    return table.assign(
        left=order[at] / size[at],
        right=(order[at] + 1) / size[at],
        lane=same.cumcount().to_numpy(dtype=np.int64),
        lanes=same.transform("size").to_numpy(dtype=np.int64),
    )
