"""Draw small tables; computes nothing, imports nothing of ours.

Every function takes a table and the table of codes (code, kind, label, colour, in the codebook's order),
draws on the given axes or new ones, and returns them. Labels are Japanese; glyphs come with the package.
What a colour tells, a shape, a line, a number or a word tells too.
"""

from textlab.plots.arcs import plot_arcs
from textlab.plots.differences import plot_differences
from textlab.plots.dispersion import plot_dispersion
from textlab.plots.maps import plot_biplot, plot_dendrogram
from textlab.plots.pairs import plot_network, plot_pairs
from textlab.plots.places import plot_locations, plot_portraits
from textlab.plots.rates import plot_intervals, plot_rates
from textlab.plots.sequences import plot_transitions
from textlab.plots.words import plot_keyness

__all__ = [
    "plot_arcs",
    "plot_biplot",
    "plot_dendrogram",
    "plot_differences",
    "plot_dispersion",
    "plot_intervals",
    "plot_keyness",
    "plot_locations",
    "plot_network",
    "plot_pairs",
    "plot_portraits",
    "plot_rates",
    "plot_transitions",
]
