"""Show a table of articles and codes whose cells open to the findings that they count."""

from collections import Counter
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from textlab.browsing.tables import FOUND, cells, check, column, know, labels, load_style
from textlab.codebook import Codebook
from textlab.coding import STATUSES
from textlab.data import load_data
from textlab.errors import TableError
from textlab.kwic import concordance
from textlab.measures.counts import keep_status
from textlab.report.findings import make_plain

if TYPE_CHECKING:
    import pandas as pd

# Neither seen nor spoken. Equal counts in a row need labels that differ: ipywidgets finds a button by its label.
_JOINER = "\N{WORD JOINER}"


def browse(rates: "pd.DataFrame", *, codings: "pd.DataFrame", articles: "pd.DataFrame", codebook: Codebook) -> Any:
    """Show the table of articles x codes; a click on a number shows the findings that it counts.

    The numbers are the rates' n, zeros included; choosing a status counts anew. Below stand the findings of the
    chosen cell: article, left, words, right, status, holder, rule.

    Parameters
    ----------
    rates
        From `rate`, or its rows for some articles or codes: article, code, n.
    codings
        The codings that the rates count, with the columns that `highlight` needs.
    articles
        The articles: article, text, and title if they have one.
    codebook
        Labels and order of the codes.

    Returns
    -------
    ipywidgets.VBox
        The panel: the choice of status, the table, the findings.

    Raises
    ------
    TableError
        If a column is missing, an article or code is unknown, or n is not what the codings hold.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article": ["a"], "title": ["朝"], "text": ["後悔した。"]})
    >>> found = pd.DataFrame({"article": ["a"], "sentence": [0], "start": [0], "end": [2], "kind": ["emotion"],
    ...                       "code": ["regret"], "status": ["felt"], "holder": ["self"], "rule": ["後悔"]})
    >>> rates = pd.DataFrame({"article": ["a", "a"], "code": ["regret", "hope"], "n": [1, 0]})
    >>> from textlab import load_codebook
    >>> panel = browse(rates, codings=found, articles=articles, codebook=load_codebook())
    >>> panel.children[1].children[3].tooltips
    ('朝 × 後悔：1文', '朝 × 希望：0文')
    """
    check("codings", codings, FOUND)
    check("rates", rates, ["article", "code", "n"])
    titles, names = column(articles, "title"), {code.id: code.label for code in codebook.codes}
    n = dict(zip(cells(rates), rates["n"], strict=True))
    know("article", [article for article, _ in n], titles)
    know("code", [code for _, code in n], names)
    counted = {article: titles[article] for article, _ in n}
    shown = {code: label for code, label in names.items() if code in {code for _, code in n}}
    table = _Table(counted, shown, codings, articles, "characters" in rates)
    panel = _Panel(table, *_make_widgets(table, status=_status_of(n, table)))
    return panel.open_first(max(n, key=lambda cell: n[cell], default=None))


@dataclass(frozen=True, eq=False)
class _Table:
    """What is counted: titles by article, labels by code, codings; whether places are, instead of sentences."""

    titles: dict[str, str]
    labels: dict[str, str]
    codings: "pd.DataFrame"
    articles: "pd.DataFrame"
    places: bool

    def count(self, status: str | None) -> Counter[tuple[str, str]]:
        """Return n by article and code, as `rate` counts it."""
        once = ["start", "end"] if self.places else ["sentence"]
        found = keep_status(self.codings, status=status).drop_duplicates(["article", "code", *once])
        return Counter(cells(found))

    def name(self, article: str, code: str, n: int) -> str:
        """Return a cell's name and number."""
        unit = _said()["units"]["places" if self.places else "sentences"]
        cell = _said()["cell"].format(title=self.titles[article], label=self.labels[code], n=n, unit=unit)
        return make_plain(cell)

    def open(self, article: str, code: str, status: str | None) -> Markup:
        """Return a cell's name and number, and its findings in their context."""
        found = keep_status(self.codings, status=status)
        found = found[found["article"].astype(str).eq(article) & found["code"].astype(str).eq(code)]
        shown = concordance(found, articles=self.articles)[list(_said()["columns"])].astype(object)
        shown = shown.where(shown.notna(), "").replace({"status": labels("statuses"), "holder": labels("holders")})
        shown = shown.assign(article=self.titles[article]).map(lambda value: make_plain(str(value)))
        name = self.name(article, code, self.count(status)[article, code])
        places = "" if self.places else _said()["places"].format(n=len(found))
        return Markup("<b>{}{}</b>{}").format(name, places, _table(shown) if len(found) else _nothing())


@dataclass(frozen=True, eq=False)
class _Panel:
    """The widgets of `browse`, and what fills them."""

    table: _Table
    box: Any
    status: Any
    rows: dict[str, Any]
    shades: Any
    found: Any

    def open_first(self, cell: tuple[str, str] | None) -> Any:
        """Fill the table, open a cell, listen from now on, and return the box."""
        self.fill()
        self.status.observe(self.fill, "value")
        if cell:
            self.rows[cell[0]].index = list(self.table.labels).index(cell[1])
        else:
            self.found.value = str(_nothing())
        return self.box

    def fill(self, _: object = None) -> None:
        """Count anew by the chosen status; the chosen cell stays."""
        n, codes = self.table.count(self.status.value or None), self.table.labels
        for article, row in self.rows.items():
            chosen = row.index
            row.unobserve_all("index")
            with row.hold_sync():
                row.tooltips = [self.table.name(article, code, n[article, code]) for code in codes]
                row.options = [f"{n[article, code]}{_JOINER * i}" for i, code in enumerate(codes, 1)]
                row.index = chosen
            row.observe(self.open, "index")
        self.shades.value = _shade([[n[article, code] for code in codes] for article in self.rows], self.found.model_id)
        self.show()

    def open(self, change: dict[str, Any]) -> None:
        """Show the cell that was clicked, and let go of the one before."""
        if change["new"] is not None:
            for row in self.rows.values():
                row.index = row.index if row is change["owner"] else None
            self.show()

    def show(self) -> None:
        """Show the findings of the chosen cell."""
        for article, row in self.rows.items():
            if row.index is not None:
                code = list(self.table.labels)[row.index]
                shown = self.table.open(article, code, self.status.value or None)
                self.found.value = f'<div class="tl-list" tabindex="0">{shown}</div>'


def _said() -> dict[str, Any]:
    """Return what the panel says."""
    return load_data("browsing/labels.toml")


def _nothing() -> Markup:
    return Markup("<p>{}</p>").format(_said()["none"])


def _table(shown: "pd.DataFrame") -> Markup:
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):
        return Markup(shown.rename(columns=_said()["columns"]).to_html(index=False, border=0, escape=True))


def _make_widgets(table: _Table, *, status: str | None) -> tuple[Any, ...]:
    """Return the box, the choice of status, a row of buttons for each article, the shades, and what was found."""
    from ipywidgets import HTML, Dropdown, ToggleButtons, VBox  # type: ignore[import-untyped]

    # Not None, which to ipywidgets is no choice at all.
    choices = [(_said()["all"], ""), *((label, name) for name, label in labels("statuses").items())]
    chooser = Dropdown(options=choices, value=status or "", description=_said()["status"])
    rows = {article: ToggleButtons() for article in table.titles}
    shades, found = HTML(), HTML()
    grid = _make_grid(table, rows)
    grid.add_class(f"tl-{found.model_id}")
    return VBox([chooser, grid, shades, found]), chooser, rows, shades, found


def _make_grid(table: _Table, rows: dict[str, Any]) -> Any:
    """Return the table: the codes' labels, then each article's title beside its buttons."""
    from ipywidgets import HTML, GridBox, Layout

    heads = Markup("").join(Markup("<span>{}</span>").format(label) for label in table.labels.values())
    parts = [HTML(str(load_style())), HTML(f'<div class="tl-h">{heads}</div>')]
    for i, (article, row) in enumerate(rows.items()):
        title = make_plain(table.titles[article])
        head = Markup('<div class="tl-t" title="{} {}">{}</div>').format(title, make_plain(article), title)
        parts += [HTML(str(head)), row]
        row.add_class(f"tl-{i}")
    grid = GridBox(parts, layout=Layout(grid_template_columns="max-content max-content", overflow="auto"))
    grid.add_class("tl-grid")
    return grid


def _shade(counts: list[list[int]], own: str) -> str:
    """Return a ground for each button of a panel's own; it follows the root, so that one high cell leaves the rest."""
    top = max([1, *(n for row in counts for n in row)])
    shades = [
        f".tl-{own} .tl-{i} button:nth-child({j}){{--s:{ceil(10 + 50 * sqrt(n / top))}%}}"
        for i, row in enumerate(counts)
        for j, n in enumerate(row, 1)
        if n
    ]
    return f"<style>{''.join(shades)}</style>"


def _status_of(n: dict[tuple[str, str], int], table: _Table) -> str | None:
    """Return the status by which the rates were counted, so that every number opens what it counts."""
    for status in (*STATUSES, None):
        held = table.count(status)
        if all(held[cell] == given for cell, given in n.items()):
            return status
    (article, code), given = next((cell, given) for cell, given in n.items() if held[cell] != given)
    raise TableError(
        f"rates: n of {code} in {article!r} is {given}, but the codings hold {held[article, code]}; "
        "give the codings that rate() counted"
    )
