"""Compare codings with labels given by hand: scores with intervals, confusions, agreement, and every disagreement."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textlab.codebook import Codebook
from textlab.errors import TableError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# How a label is written in the wide tables: nothing, a theme, or the status of an emotion.
NONE, PRESENT, UNSURE = "", "present", "?"
# When several findings of an emotion fall in one unit, the first of these that is among them counts.
_STRENGTH = ["felt", "denied", "raised", PRESENT]
_RESAMPLES = 1000


def read_gold(path: str | Path, *, codebook: Codebook) -> "pd.DataFrame":
    """Read labels given by hand, one JSON object a line and unit.

    Parameters
    ----------
    path
        A JSONL file; each line holds article, start, end (half-open code-point offsets into the article), emotions
        (code to status; ``"?"`` where a reader could not decide) and themes (a list of codes).
    codebook
        Whose codes become columns.

    Returns
    -------
    DataFrame
        A row per unit: article, start, end, text, and one column a code: "" or the status, or "present" for a theme.

    Raises
    ------
    TableError
        If a line is no such object or names a code that the codebook lacks; the message gives file and line.
    """
    import pandas as pd

    lines = Path(path).read_text(encoding="utf-8").splitlines()
    rows = [_unit(line, f"{path}:{number}", codebook) for number, line in enumerate(lines, start=1) if line.strip()]
    return pd.DataFrame(rows, columns=["article", "start", "end", "text", *codebook.ids()])


def label_units(codings: "pd.DataFrame", *, gold: "pd.DataFrame") -> "pd.DataFrame":
    """Label the gold's units by codings: a unit has a code when a finding of the code overlaps it.

    Articles are told by their names without suffix. Returns a table of the gold's shape; of several statuses in a
    unit, felt counts before denied before raised.
    """
    table = gold.copy()
    codes = [str(code) for code in codings["code"].cat.categories if code in gold]
    table[codes] = NONE
    units: dict[str, list[tuple[int, int, Any]]] = {}
    for index, article, start, end in zip(gold.index, gold["article"], gold["start"], gold["end"], strict=True):
        units.setdefault(_stem(article), []).append((start, end, index))
    columns = [codings[name].tolist() for name in ("article", "start", "end", "kind", "code", "status")]
    for article, first, last, kind, code, status in zip(*columns, strict=True):
        label = PRESENT if kind == "theme" else str(status)
        for start, end, index in units.get(_stem(article), []):
            if first < end and last > start:
                known = str(table.at[index, code])
                table.at[index, code] = min(known or label, label, key=_STRENGTH.index)
    return table


def score(found: "pd.DataFrame", *, gold: "pd.DataFrame", codebook: Codebook, seed: int = 0) -> "pd.DataFrame":
    """Score labelled units against the gold, code by code; an emotion counts as found when it is felt.

    Parameters
    ----------
    found, gold
        Tables of `label_units` and `read_gold`.
    codebook
        Its codes, in their order.
    seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        A row per code: code, kind, gold (units that have it), tp, fp, fn, precision, recall, f1, low, high (95 %
        percentile bootstrap of f1 over units), alpha (Krippendorff's, over none, felt, denied, raised).
        Units marked "?" are left out.
    """
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(seed)
    rows = []
    for code in codebook.codes:
        kept = gold[code.id] != UNSURE
        want, got = gold.loc[kept, code.id].to_numpy(), found.loc[kept, code.id].to_numpy()
        good = "felt" if code.kind == "emotion" else PRESENT
        counts = _counts(want == good, got == good)
        low, high = _bootstrap(want == good, got == good, random)
        alpha = krippendorff(np.array([want, got]))
        rows.append((code.id, code.kind, int((want == good).sum()), *counts, *_prf(*counts), low, high, alpha))
    columns = ["code", "kind", "gold", "tp", "fp", "fn", "precision", "recall", "f1", "low", "high", "alpha"]
    return pd.DataFrame(rows, columns=columns)


def confuse(found: "pd.DataFrame", *, gold: "pd.DataFrame", codebook: Codebook) -> "pd.DataFrame":
    """Count, for each emotion, which status the gold gives and which was found: code, gold, found, n; complete."""
    import pandas as pd

    labels = [NONE, "felt", "denied", "raised"]
    rows = [
        (code, want, got, int(((gold[code] == want) & (found[code] == got)).sum()))
        for code in codebook.ids("emotion")
        for want in labels
        for got in labels
    ]
    return pd.DataFrame(rows, columns=["code", "gold", "found", "n"])


def disagree(found: "pd.DataFrame", *, gold: "pd.DataFrame", codebook: Codebook) -> "pd.DataFrame":
    """List every unit and code on which coder and gold differ: code, gold, found, article, start, end, text."""
    import pandas as pd

    parts = []
    for code in codebook.ids():
        differs = (gold[code] != found[code]) & (gold[code] != UNSURE)
        rows = gold.loc[differs, ["article", "start", "end", "text"]]
        parts.append(rows.assign(code=code, gold=gold.loc[differs, code], found=found.loc[differs, code]))
    return pd.concat(parts)[["code", "gold", "found", "article", "start", "end", "text"]].reset_index(drop=True)


def krippendorff(ratings: "NDArray[Any]") -> float:
    """Return Krippendorff's alpha for nominal ratings.

    Parameters
    ----------
    ratings
        Coders x units; None or NaN where a coder gave none.

    Notes
    -----
    From the coincidence matrix, as in Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section B-C;
    NaN when everyone says the same of everything.
    """
    import numpy as np

    values = sorted({value for value in ratings.ravel().tolist() if value is not None and value == value}, key=str)
    counts = np.array([[sum(rating == value for rating in unit) for value in values] for unit in ratings.T.tolist()])
    paired = counts[counts.sum(axis=1) > 1]
    weights = paired.sum(axis=1) - 1
    coincidence = (paired.T / weights) @ paired - np.diag((paired / weights[:, None]).sum(axis=0))
    totals = coincidence.sum(axis=1)
    n = totals.sum()
    expected = n * n - (totals**2).sum()
    observed = n - np.trace(coincidence)
    return float(1 - (n - 1) * observed / expected) if expected else float("nan")


def _unit(line: str, place: str, codebook: Codebook) -> list[Any]:
    try:
        unit = json.loads(line)
        labels = dict.fromkeys(unit.get("themes", ()), PRESENT) | dict.fromkeys(unit.get("differ", ()), UNSURE)
        labels |= unit["emotions"]
        row = [unit["article"], int(unit["start"]), int(unit["end"]), unit.get("text", "")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableError(f"{place}: not a labelled unit ({error}); it needs article, start, end, emotions") from error
    unknown = [code for code in labels if code not in codebook.ids()]
    if unknown:
        raise TableError(f"{place}: no code {unknown[0]!r}; the codebook holds: {', '.join(codebook.ids())}")
    return row + [labels.get(code, NONE) for code in codebook.ids()]


def _stem(article: object) -> str:
    return Path(str(article)).stem


def _counts(want: "NDArray[np.bool_]", got: "NDArray[np.bool_]") -> tuple[int, int, int]:
    return int((want & got).sum()), int((got & ~want).sum()), int((want & ~got).sum())


def _prf(tp: int, fp: int, fn: int) -> tuple[float, float, float]:
    nan = float("nan")
    precision = tp / (tp + fp) if tp + fp else nan
    recall = tp / (tp + fn) if tp + fn else nan
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else nan


def _bootstrap(
    want: "NDArray[np.bool_]", got: "NDArray[np.bool_]", random: "np.random.Generator"
) -> tuple[float, float]:
    """Return the 95 % percentile interval of F1 over resampled units."""
    import numpy as np

    draws = random.integers(0, len(want), size=(_RESAMPLES, len(want))) if len(want) else np.zeros((1, 0), int)
    tp = (want & got)[draws].sum(axis=1)
    wrong = (want ^ got)[draws].sum(axis=1)
    with np.errstate(invalid="ignore"):
        scores = 2 * tp / (2 * tp + wrong)
    scores = scores[~np.isnan(scores)]
    if not len(scores):
        return float("nan"), float("nan")
    low, high = np.quantile(scores, [0.025, 0.975]).tolist()
    return low, high
