"""Write one HTML page that shows all findings in their articles; it opens offline and asks the network for nothing."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from textlab.codebook import Codebook
    from textlab.report.page import Report, gather_report, render_report

__all__ = ["Report", "gather_report", "render_report", "write_report"]


def write_report(
    codings: "pd.DataFrame", *, articles: "pd.DataFrame", sentences: "pd.DataFrame", codebook: "Codebook"
) -> str:
    """Return one HTML page with the findings of a corpus, each at its place in its article.

    Parameters
    ----------
    codings
        The codings of the corpus, from `code`.
    articles
        The articles, with their text and their front matter's fields, by which they are compared.
    sentences
        All their sentences.
    codebook
        What was looked for; labels, colours and order come from it.

    Returns
    -------
    str
        The page, whole: style, script and data stand inside, and its Content-Security-Policy forbids the rest.

    Raises
    ------
    TableError
        If a table lacks a column, or names an article or code that the others do not hold.

    See Also
    --------
    render_report : the same under a title of one's own.
    """
    from textlab.report.page import gather_report, render_report

    report = gather_report(codings, articles=articles, sentences=sentences, codebook=codebook)
    return render_report(report)


def __getattr__(name: str) -> Any:
    """Import the page, and pandas with it, only for those who ask for it: a draft is laid out without."""
    if name not in ("Report", "gather_report", "render_report"):
        raise AttributeError(f"textlab.report has no {name!r}")
    from textlab.report import page

    return getattr(page, name)
