"""Maps of articles and codes: correspondence analysis, resemblance and its tree."""

import numpy as np
import pandas as pd
import pytest

from textlab.measures import correspond, link_articles, resemble

# Greenacre's smokers (1984, table 3.1): staff groups by none, light, medium, heavy; their principal
# coordinates and the principal inertias .0748, .0100, .0004, as R's ca and FactoMineR print them.
SMOKERS = {
    "SM": [4, 2, 3, 2],
    "JM": [4, 3, 7, 4],
    "SE": [25, 10, 12, 4],
    "JE": [18, 24, 33, 13],
    "SC": [10, 6, 7, 2],
}
STAFF = {
    "SM": (0.0658, 0.1937),
    "JM": (-0.2590, 0.2433),
    "SE": (0.3806, 0.0107),
    "JE": (-0.2330, -0.0577),
    "SC": (0.2011, -0.0789),
}
SMOKING = {
    "none": (0.3933, 0.0305),
    "light": (-0.0995, -0.1411),
    "medium": (-0.1963, -0.0074),
    "heavy": (-0.2938, 0.1978),
}
# UPGMA on five distances of 5S ribosomal RNA (Olsen 1988): joined at 17, 22, 28, 33.
RNA = {"ab": 17, "ac": 21, "ad": 31, "ae": 23, "bc": 30, "bd": 34, "be": 21, "cd": 28, "ce": 39, "de": 43}


def counted(table, names):
    rows = [(article, name, n) for article, counts in table.items() for name, n in zip(names, counts, strict=True)]
    rates = pd.DataFrame(rows, columns=["article", "code", "n"])
    return rates.assign(code=pd.Categorical(rates["code"], categories=names), rate=rates["n"].astype(float))


def test_the_map_is_greenacres():
    table = correspond(counted(SMOKERS, list(SMOKING)))
    for name, place in (STAFF | SMOKING).items():
        found = table.loc[table["name"] == name, ["x", "y"]].iloc[0]
        # An axis may be mirrored; ours puts the farthest article on its positive side, as above.
        assert found.tolist() == pytest.approx(place, abs=6e-5), name


def test_the_map_tells_how_much_it_shows():
    table = correspond(counted(SMOKERS, list(SMOKING)))
    assert table["x_share"].iloc[0] == pytest.approx(0.8776, abs=1e-4)  # .0748 of .0852
    assert table["y_share"].iloc[0] == pytest.approx(0.1176, abs=1e-4)
    assert table.groupby("side")[["mass", "inertia"]].sum().to_numpy() == pytest.approx(np.ones((2, 2)))


def test_what_has_no_findings_is_on_the_map_without_a_place():
    empty = counted(SMOKERS | {"none": [0, 0, 0, 0]}, list(SMOKING))
    assert correspond(empty).set_index(["side", "name"]).loc[("article", "none"), ["x", "y", "mass"]].isna().all()


def test_a_map_of_two_articles_names_them_without_a_place():
    table = correspond(counted({name: SMOKERS[name] for name in ("SM", "JM")}, list(SMOKING)))
    assert table["name"].tolist() == ["SM", "JM", *SMOKING]
    assert list(table) == list(correspond(counted(SMOKERS, list(SMOKING))))
    assert table.drop(columns=["side", "name"]).isna().all(axis=None)


# Rates of two articles, their cosine.
COSINES = [([3, 4], [6, 8], 1.0), ([1, 0], [0, 1], 0.0), ([1, 0], [1, 1], 0.5**0.5), ([0, 0], [1, 1], 0.0)]


@pytest.mark.parametrize(("one", "other", "cosine"), COSINES)
def test_resemblance_is_the_cosine(one, other, cosine):
    assert resemble(counted({"a": one, "b": other}, ["x", "y"]))["cosine"].item() == pytest.approx(cosine)


def test_the_tree_is_the_published_one():
    pairs = pd.DataFrame(
        [(one, other, 1 - far / 100) for (one, other), far in RNA.items()], columns=["one", "other", "cosine"]
    )
    steps = link_articles(pairs)
    assert (100 * steps["distance"]).round(6).tolist() == [17, 22, 28, 33]
    assert [sorted(step) for step in steps[["one", "other"]].to_numpy().tolist()[:2]] == [
        ["a", "b"],
        ["#1", "e"],
    ]


def test_a_tree_of_one_article_has_no_steps():
    steps = link_articles(resemble(counted({"a": [1, 2]}, ["x", "y"])))
    assert list(steps) == ["node", "one", "other", "distance", "size"] and steps.empty
