"""Code the themes, guilt, regret and hope of Japanese first-person articles, with the evidence for every finding."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textlab.browsing import browse as browse
    from textlab.browsing import highlight as highlight
    from textlab.checking import check_codebook as check_codebook
    from textlab.codebook import join_codebooks as join_codebooks
    from textlab.codebook import list_codes as list_codes
    from textlab.codebook import load_codebook as load_codebook
    from textlab.codebook import read_phrases as read_phrases
    from textlab.coding import code as code
    from textlab.corpus import read_corpus as read_corpus
    from textlab.draft import DraftReport as DraftReport
    from textlab.draft import check_draft as check_draft
    from textlab.draft import read_reference as read_reference
    from textlab.evaluation import confuse as confuse
    from textlab.evaluation import disagree as disagree
    from textlab.evaluation import krippendorff as krippendorff
    from textlab.evaluation import label_units as label_units
    from textlab.evaluation import read_gold as read_gold
    from textlab.evaluation import score as score
    from textlab.explaining import explain as explain
    from textlab.kwic import concordance as concordance
    from textlab.kwic import find_phrase as find_phrase
    from textlab.measures import arc as arc
    from textlab.measures import arc_groups as arc_groups
    from textlab.measures import compare as compare
    from textlab.measures import correspond as correspond
    from textlab.measures import cross_groups as cross_groups
    from textlab.measures import disperse as disperse
    from textlab.measures import keyness as keyness
    from textlab.measures import keyness_groups as keyness_groups
    from textlab.measures import link_articles as link_articles
    from textlab.measures import list_groups as list_groups
    from textlab.measures import locate as locate
    from textlab.measures import pair_codes as pair_codes
    from textlab.measures import portray as portray
    from textlab.measures import rate as rate
    from textlab.measures import rate_groups as rate_groups
    from textlab.measures import resemble as resemble
    from textlab.measures import transitions as transitions
    from textlab.plots import plot_arcs as plot_arcs
    from textlab.plots import plot_biplot as plot_biplot
    from textlab.plots import plot_dendrogram as plot_dendrogram
    from textlab.plots import plot_differences as plot_differences
    from textlab.plots import plot_dispersion as plot_dispersion
    from textlab.plots import plot_intervals as plot_intervals
    from textlab.plots import plot_keyness as plot_keyness
    from textlab.plots import plot_locations as plot_locations
    from textlab.plots import plot_network as plot_network
    from textlab.plots import plot_pairs as plot_pairs
    from textlab.plots import plot_portraits as plot_portraits
    from textlab.plots import plot_rates as plot_rates
    from textlab.plots import plot_transitions as plot_transitions
    from textlab.report import write_report as write_report
    from textlab.sentences import split_sentences as split_sentences
    from textlab.tokens import tokenize as tokenize

# The public verbs and where they live; each module is imported when its verb is first used.
_VERBS = {
    "read_corpus": "corpus",
    "split_sentences": "sentences",
    "tokenize": "tokens",
    "load_codebook": "codebook",
    "list_codes": "codebook",
    "read_phrases": "codebook",
    "join_codebooks": "codebook",
    "check_codebook": "checking",
    "code": "coding",
    "explain": "explaining",
    "find_phrase": "kwic",
    "concordance": "kwic",
    "highlight": "browsing",
    "browse": "browsing",
    "rate": "measures",
    "locate": "measures",
    "pair_codes": "measures",
    "list_groups": "measures",
    "rate_groups": "measures",
    "cross_groups": "measures",
    "compare": "measures",
    "keyness": "measures",
    "keyness_groups": "measures",
    "arc": "measures",
    "arc_groups": "measures",
    "transitions": "measures",
    "disperse": "measures",
    "correspond": "measures",
    "resemble": "measures",
    "link_articles": "measures",
    "portray": "measures",
    "plot_rates": "plots",
    "plot_intervals": "plots",
    "plot_locations": "plots",
    "plot_pairs": "plots",
    "plot_differences": "plots",
    "plot_portraits": "plots",
    "plot_arcs": "plots",
    "plot_transitions": "plots",
    "plot_network": "plots",
    "plot_biplot": "plots",
    "plot_dendrogram": "plots",
    "plot_keyness": "plots",
    "plot_dispersion": "plots",
    "read_gold": "evaluation",
    "label_units": "evaluation",
    "score": "evaluation",
    "confuse": "evaluation",
    "disagree": "evaluation",
    "krippendorff": "evaluation",
    "write_report": "report",
    "check_draft": "draft",
    "read_reference": "draft",
    "DraftReport": "draft",
}

__version__ = "0.1.0"
__all__ = [*_VERBS]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"textlab has no {name!r}; its verbs are: {', '.join(_VERBS)}")
    return getattr(import_module(f"textlab.{_VERBS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
