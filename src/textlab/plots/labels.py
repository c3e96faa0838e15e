"""Put names beside points so that they cover neither each other nor the points."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where a name is tried: pixels at 100 dots an inch from its point, each all around, the right side first.
_REACHES = (8, 13, 20, 32, 48, 70, 95)
_TURNS = np.array(
    [
        0,
        180,
        90,
        270,
        *(turn for step in (30, 60, 15, 45, 75) for turn in (step, -step, 180 - step, 180 + step)),
    ]
)
# Half the side of the square that a point takes, and the reach from which a line joins name and point.
_POINT, _FAR = 5, 15

Numbers = NDArray[np.float64]


def put_names(ax: "Axes", names: Sequence[tuple[str, float, float, dict[str, Any]]]) -> None:
    """Write names beside their points, the first with the first choice; each is text, x, y and its look.

    Each name takes the nearest of some hundred places that is free of points, of names before it and of
    the rim, or the one that covers least. Nothing is random: the same table gives the same picture.
    """
    ax.figure.canvas.draw()
    scale = ax.get_figure(root=True).dpi / 100  # type: ignore[union-attr]
    points = ax.transData.transform([(x, y) for _, x, y, _ in names]) if names else np.empty((0, 2))
    taken = np.hstack([points - _POINT * scale, points + _POINT * scale])
    rim = np.array(ax.get_window_extent().extents)
    for (text, x, y, look), point in zip(names, points, strict=True):
        artist = ax.annotate(text, (x, y), ha="center", va="center", **look)
        box = artist.get_window_extent()
        reach, centre = _choose(point, np.array([box.width, box.height]), (taken, rim), scale)
        artist.set_position(tuple(ax.transData.inverted().transform(centre)))
        if reach >= _FAR:
            ends = ax.transData.inverted().transform([point, _near(point, centre, box.width, box.height)])
            ax.plot(*ends.T, color="#bbbbbb", lw=0.5, zorder=1, scalex=False, scaley=False)
        half = np.array([box.width, box.height]) / 2
        taken = np.vstack([taken, [*(centre - half), *(centre + half)]])


def _choose(point: Numbers, size: Numbers, around: tuple[Numbers, Numbers], scale: float) -> tuple[float, Numbers]:
    """Return how far a name goes and the middle of its place: the nearest free, or what covers least."""
    taken, rim = around
    turns = np.deg2rad(_TURNS)
    ways = np.column_stack([np.cos(turns), np.sin(turns)])
    best: tuple[float, float, Numbers] = (np.inf, 0.0, point)
    for reach in _REACHES:
        centres = point + ways * (reach * scale + size / 2)
        boxes = np.hstack([centres - size / 2, centres + size / 2])
        covered = _overlap(boxes, taken).sum(axis=1) + size.prod() - _overlap(boxes, rim[None])[:, 0]
        least = int(covered.argmin())
        if covered[least] < best[0] - 1e-6:
            best = (float(covered[least]), reach, centres[least])
        if best[0] <= 1e-6:
            break
    return best[1], best[2]


def _overlap(boxes: Numbers, others: Numbers) -> Numbers:
    """Return the area that each box shares with each other one; a box is left, bottom, right, top."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=2), dtype=np.float64)


def _near(point: Numbers, centre: Numbers, width: float, height: float) -> Numbers:
    """Return the spot of a name's rim that is nearest to its point."""
    half = np.array([width, height]) / 2
    return np.clip(point, centre - half, centre + half)
