"""Measure codings: small tables, complete and in the codebook's order, with how sure each number is.

Split by subject: rates and their groups, comparison of groups, words, places and courses, sequence, pairs,
dispersion, and maps of articles and codes.
"""

from textlab.measures.arcs import arc, arc_groups
from textlab.measures.comparison import compare
from textlab.measures.correspondence import correspond
from textlab.measures.crosstabs import cross_groups
from textlab.measures.dispersion import disperse
from textlab.measures.groups import list_groups, rate_groups
from textlab.measures.intervals import wilson
from textlab.measures.keywords import keyness, keyness_groups
from textlab.measures.pairs import pair_codes
from textlab.measures.places import locate, portray
from textlab.measures.rates import rate
from textlab.measures.resemblance import link_articles, resemble
from textlab.measures.sequences import transitions

__all__ = [
    "arc",
    "arc_groups",
    "compare",
    "correspond",
    "cross_groups",
    "disperse",
    "keyness",
    "keyness_groups",
    "link_articles",
    "list_groups",
    "locate",
    "pair_codes",
    "portray",
    "rate",
    "rate_groups",
    "resemble",
    "transitions",
    "wilson",
]
