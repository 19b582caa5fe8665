"""Names on a map: each beside its place, none on another name nor on another place that is named."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

MOST = 12
"""Names written on one map."""
HEIGHT = 14.0
GAP = 3.0


class Spot(NamedTuple):
    """A name that is to be written."""

    name: str
    width: float
    boxes: Sequence[Box]
    """Where the place is; a name goes beside the first. A place that is made of others: where they are, and a name goes
    into one of them."""
    inside: bool
    """Whether the name goes into one of the boxes."""


class Label(NamedTuple):
    """A name and the middle of its baseline."""

    name: str
    x: float
    y: float


def place_labels(spots: Sequence[Spot], taken: Sequence[Box], width: float, height: float) -> list[Label]:
    """Where names are written, the first ones first; those that find no room are left out.

    Args:
        spots: the names, those that matter most first.
        taken: what no name may cover.
        width: how wide the map is.
        height: how high.
    """
    written: list[tuple[Label, Box]] = []
    for spot in spots:
        if len(written) == MOST:
            break
        for x, y in _candidates(spot):
            box = (x - spot.width / 2, y - HEIGHT / 2, x + spot.width / 2, y + HEIGHT / 2)
            free = not any(_meet(box, other) for other in (*taken, *(known for _, known in written)))
            if free and box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height:
                written.append((Label(spot.name, x, y + HEIGHT / 3), box))
                break
    return [label for label, _ in written]


def _candidates(spot: Spot) -> Iterator[tuple[float, float]]:
    """The middles where a name may be written, the best first."""
    if spot.inside:
        middles = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in spot.boxes]
        x, y = (sum(axis) / len(middles) for axis in zip(*middles, strict=True))
        yield from sorted(middles, key=lambda middle: (middle[0] - x) ** 2 + (middle[1] - y) ** 2)
        return
    left, top, right, bottom = spot.boxes[0]
    x, y = (left + right) / 2, (top + bottom) / 2
    above, below = top - GAP - HEIGHT / 2, bottom + GAP + HEIGHT / 2
    after, before = right + GAP + spot.width / 2, left - GAP - spot.width / 2
    starting, ending = left + spot.width / 2, right - spot.width / 2
    yield from ((x, above), (x, below), (ending, above), (ending, below), (starting, above), (starting, below))
    yield from ((after, y), (before, y))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
