"""Measure codings: small tables, complete and in the codebook's order, with how sure each number is.

Split by subject: rates and their groups, comparison of groups, words, places and courses, sequence, pairs,
dispersion, and maps of articles and codes. A module is imported when its verb is first used, so that what only needs
an interval does without pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textlab.measures.arcs import arc as arc
    from textlab.measures.arcs import arc_groups as arc_groups
    from textlab.measures.comparison import compare as compare
    from textlab.measures.correspondence import correspond as correspond
    from textlab.measures.crosstabs import cross_groups as cross_groups
    from textlab.measures.dispersion import disperse as disperse
    from textlab.measures.groups import list_groups as list_groups
    from textlab.measures.groups import rate_groups as rate_groups
    from textlab.measures.intervals import wilson as wilson
    from textlab.measures.keywords import keyness as keyness
    from textlab.measures.keywords import keyness_groups as keyness_groups
    from textlab.measures.pairs import pair_codes as pair_codes
    from textlab.measures.places import locate as locate
    from textlab.measures.places import portray as portray
    from textlab.measures.rates import rate as rate
    from textlab.measures.resemblance import link_articles as link_articles
    from textlab.measures.resemblance import resemble as resemble
    from textlab.measures.sequences import transitions as transitions

_VERBS = {
    "arc": "arcs",
    "arc_groups": "arcs",
    "compare": "comparison",
    "correspond": "correspondence",
    "cross_groups": "crosstabs",
    "disperse": "dispersion",
    "keyness": "keywords",
    "keyness_groups": "keywords",
    "link_articles": "resemblance",
    "list_groups": "groups",
    "locate": "places",
    "pair_codes": "pairs",
    "portray": "places",
    "rate": "rates",
    "rate_groups": "groups",
    "resemble": "resemblance",
    "transitions": "sequences",
    "wilson": "intervals",
}
__all__ = [*_VERBS]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"textlab.measures has no {name!r}; its verbs are: {', '.join(_VERBS)}")
    return getattr(import_module(f"textlab.measures.{_VERBS[name]}"), name)
