"""The outlines of places, on a flat map: which lines bound a place, and which run between two."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bot.message import Source

Point = tuple[float, float]
Ring = Sequence[Point]
"""A closed line, its last point the first one again."""
Edge = tuple[tuple[int, int], tuple[int, int]]

WIDTH = 1600
"""How wide the map is, in its own units: 30 m each for the Métropole du Grand Paris."""


class Outlines:
    """The places of one type, north up. Neighbours share the points of their border."""

    def __init__(self, kind: str, rings: Mapping[str, Sequence[Ring]], source: Source | None) -> None:
        """
        Args:
            kind: the type of the places.
            rings: the rings of each place, by its identifier: longitude and latitude in degrees (WGS 84).
            source: who drew them.

        A degree of longitude is shortened by the cosine of the middle latitude (equirectangular projection): over
        50 km, nothing is off by more than a line's width.
        """
        self.kind = kind
        self.source = source
        points = [point for one in rings.values() for ring in one for point in ring]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        shrink = math.cos(math.radians((south + north) / 2))
        scale = WIDTH / ((east - west) * shrink)
        self.height = round((north - south) * scale)
        self._rings = {
            identifier: [
                _without_doubles((round((x - west) * shrink * scale), round((north - y) * scale)) for x, y in ring)
                for ring in one
            ]
            for identifier, one in rings.items()
        }
        self._beside: dict[Edge, list[str]] = defaultdict(list)
        for identifier, flat in self._rings.items():
            for ring in flat:
                for edge in pairwise(ring):
                    self._beside[_edge(*edge)].append(identifier)

    def __iter__(self) -> Iterator[str]:
        """The identifiers of the places, in the order given."""
        return iter(self._rings)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._rings

    def path(self, identifier: str) -> str:
        """A place as the data of an SVG path."""
        return "".join(f"{_line(ring[:-1])}z" for ring in self._rings[identifier])

    def between(self, group: Callable[[str], object]) -> str:
        """The lines where one group of places meets another, or the outside, as the data of an SVG path.

        Args:
            group: the group of a place, by its identifier; `None` counts as the outside.
        """
        kept = []
        for edge, sides in self._beside.items():
            groups = {group(side) for side in sides} | ({None} if len(sides) < 2 else set())
            if len(groups) > 1:
                kept.append(edge)
        return "".join(_line(line) for line in _chained(kept))

    def box(self, identifier: str) -> tuple[int, int, int, int]:
        """Where a place begins and ends: left, top, right, bottom."""
        across, down = zip(*(point for ring in self._rings[identifier] for point in ring), strict=True)
        return min(across), min(down), max(across), max(down)


def _without_doubles(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def _edge(one: tuple[int, int], other: tuple[int, int]) -> Edge:
    return (one, other) if one < other else (other, one)


def _chained(edges: Iterable[Edge]) -> Iterator[list[tuple[int, int]]]:
    """Edges put end to end, as few lines as a walk along them makes."""
    ends: dict[tuple[int, int], dict[tuple[int, int], None]] = defaultdict(dict)
    for one, other in edges:
        ends[one][other] = None
        ends[other][one] = None
    # Where three lines meet, each of them starts or ends.
    for start in sorted(ends, key=lambda point: len(ends[point]) == 2):
        while ends[start]:
            line = [start]
            while ends[line[-1]]:
                here = line[-1]
                there, _ = ends[here].popitem()
                del ends[there][here]
                line.append(there)
            yield line


def _line(points: Sequence[tuple[int, int]]) -> str:
    steps = (f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(steps).replace(" -", "-")
