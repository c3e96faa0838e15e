"""Give out colours for themes whose writer chose none."""

from collections.abc import Collection, Iterator

from textlab.data import load_data

# How much of its light a colour keeps where the palette is given out once more: darker, and still told apart.
_DARKER = 0.8


def free_colours(taken: Collection[str]) -> Iterator[str]:
    """Return colours that differ from each other and from those taken, without end.

    >>> colours = free_colours(["#D55E00"])
    >>> next(colours), next(colours)
    ('#0072B2', '#009E73')
    """
    given = {colour.upper() for colour in taken}
    palette = [str(colour) for colour in load_data("codebook/palette.toml")["colours"]]
    while True:
        for colour in palette:
            if colour not in given:
                given.add(colour)
                yield colour
        palette = [_darken(colour) for colour in palette]


def _darken(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[i : i + 2], 16) * _DARKER):02X}" for i in (1, 3, 5))
