"""Code the themes, guilt, regret and hope of Japanese first-person articles, with the evidence for every finding."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textlab.checking import check_codebook as check_codebook
    from textlab.codebook import list_codes as list_codes
    from textlab.codebook import load_codebook as load_codebook
    from textlab.coding import code as code
    from textlab.concordance import concordance as concordance
    from textlab.concordance import find_phrase as find_phrase
    from textlab.corpus import read_corpus as read_corpus
    from textlab.evaluation import confuse as confuse
    from textlab.evaluation import disagree as disagree
    from textlab.evaluation import krippendorff as krippendorff
    from textlab.evaluation import label_units as label_units
    from textlab.evaluation import read_gold as read_gold
    from textlab.evaluation import score as score
    from textlab.explain import explain as explain
    from textlab.measures import locate as locate
    from textlab.measures import pair_codes as pair_codes
    from textlab.measures import rate as rate
    from textlab.plots import plot_intervals as plot_intervals
    from textlab.plots import plot_locations as plot_locations
    from textlab.plots import plot_pairs as plot_pairs
    from textlab.plots import plot_rates as plot_rates
    from textlab.sentences import split_sentences as split_sentences
    from textlab.tokens import tokenize as tokenize

# The public verbs and where they live; each module is imported when its verb is first used.
_VERBS = {
    "read_corpus": "corpus",
    "split_sentences": "sentences",
    "tokenize": "tokens",
    "load_codebook": "codebook",
    "list_codes": "codebook",
    "check_codebook": "checking",
    "code": "coding",
    "find_phrase": "concordance",
    "concordance": "concordance",
    "read_gold": "evaluation",
    "label_units": "evaluation",
    "score": "evaluation",
    "confuse": "evaluation",
    "disagree": "evaluation",
    "krippendorff": "evaluation",
    "explain": "explain",
    "rate": "measures",
    "locate": "measures",
    "pair_codes": "measures",
    "plot_rates": "plots",
    "plot_intervals": "plots",
    "plot_locations": "plots",
    "plot_pairs": "plots",
}

__version__ = "0.1.0"
__all__ = [*_VERBS]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"textlab has no {name!r}; its verbs are: {', '.join(_VERBS)}")
    return getattr(import_module(f"textlab.{_VERBS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
