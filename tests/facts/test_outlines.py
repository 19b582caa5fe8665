import itertools
import re

import pytest

from bot.facts.outlines import WIDTH, Outlines

#  A shares its right side with B, whose right side C shares; all are a degree wide and high, at the equator.
A = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
B = [(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]
C = [(2, 0), (3, 0), (3, 1), (2, 1), (2, 0)]
UNIT = WIDTH // 3


@pytest.fixture
def outlines() -> Outlines:
    return Outlines("carré", {"a": [A], "b": [B], "c": [C]}, None)


def points(data: str) -> list[list[tuple[int, int]]]:
    """The lines of a path, as points."""
    lines = []
    for line in data.split("M")[1:]:
        x, y, *steps = map(int, re.findall(r"-?\d+", line))
        found = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
        lines.append(found)
    return lines


def length(data: str) -> int:
    return sum(abs(x - px) + abs(y - py) for line in points(data) for (px, py), (x, y) in itertools.pairwise(line))


def test_north_is_up_and_west_is_left(outlines):
    (corners,) = points(outlines.path("a"))

    assert min(y for _, y in corners) == 0
    assert max(y for _, y in corners) == outlines.height
    assert {x for x, _ in corners} == {0, UNIT}


def test_a_degree_of_longitude_is_shorter_up_north():
    far = [(x, y + 60) for x, y in A]

    assert Outlines("carré", {"a": [far]}, None).height == pytest.approx(2 * WIDTH, rel=0.02)


def test_lines_run_between_groups_and_around_all(outlines):
    inner = outlines.between({"a": 1, "b": 1, "c": 2}.get)

    around = 2 * WIDTH + 2 * outlines.height
    assert length(inner) == pytest.approx(around + outlines.height, abs=4)


def test_a_place_without_a_group_is_outside(outlines):
    assert length(outlines.between({"b": 1}.get)) == pytest.approx(2 * UNIT + 2 * outlines.height, abs=4)
    assert outlines.between({}.get) == ""


def test_an_area_is_bounded_by_one_closed_line(outlines):
    (line,) = points(outlines.between({"a": 1, "b": 1}.get))

    assert line[0] == line[-1]


def test_every_commune_has_an_outline_that_fills_its_box(model):
    outlines = model.knowledge.outlines["commune"]

    assert set(outlines) == set(model.knowledge.records["commune"])
    for identifier in outlines:
        corners = [point for line in points(outlines.path(identifier)) for point in line]
        left, top, right, bottom = outlines.box(identifier)
        assert (left, right) == (min(x for x, _ in corners), max(x for x, _ in corners))
        assert (top, bottom) == (min(y for _, y in corners), max(y for _, y in corners))
        assert left < right
        assert top < bottom
    assert sum(1 for _ in outlines) == 131
