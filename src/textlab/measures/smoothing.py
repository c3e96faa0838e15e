"""Smooth what sentences carry along an article: a local line through each point of a common axis."""

import numpy as np

from textlab.measures.intervals import Numbers

# Points of the common axis: every fortieth of an article is finer than its sentences stand.
GRID = np.linspace(0.0, 1.0, 41)
# Looks at about a quarter of an article at a time: wide enough to hold twenty sentences of ours.
WIDTH = 0.1


def spread_evenly(sentences: int) -> Numbers:
    """Return where sentences stand on the axis from 0 to 1; a single one in its middle."""
    return np.arange(sentences) / (sentences - 1) if sentences > 1 else np.array([0.5])


def fit_lines(moments: list[Numbers], found: list[Numbers], drawn: Numbers) -> Numbers:
    """Return the local linear fit of each draw of clusters: draws x points x codes, from 0 to 1."""
    s0, s1, s2 = (drawn @ moment for moment in moments)
    t0, t1 = (np.tensordot(drawn, part, axes=1) for part in found)
    below = s0 * s2 - s1**2
    # A draw may leave one sentence near a point, through which no line goes; then its mean stands.
    line = below > 1e-9 * np.maximum(s0 * s2, 1e-300)
    line_fit = (s2[..., None] * t0 - s1[..., None] * t1) / np.where(line, below, 1.0)[..., None]
    mean = t0 / np.maximum(s0, 1e-300)[..., None]
    return np.clip(np.where(line[..., None], line_fit, mean), 0.0, 1.0)


def slant(moments: list[Numbers], away: Numbers) -> Numbers:
    """Return what the local line multiplies the kernel by, so that it leans to neither side."""
    s0, s1, s2 = (moment.sum(axis=0) for moment in moments)
    return np.where(s0 * s2 - s1**2 > 1e-9 * s0 * s2, s2 - s1 * away, 1.0)
