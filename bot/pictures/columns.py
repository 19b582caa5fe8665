"""A column chart: what is counted from one day to the next, a part of each column told apart."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from bot.pictures.canvas import LINE, WIDTH, Canvas

HEIGHT = 160
"""Of the longest column."""
MARGIN = 8
GAP = 0.2
"""Share of a step that is left between two columns."""
MOST_LABELS = 5


class Column(NamedTuple):
    """One column."""

    label: str
    name: str
    """What it shows, in words."""
    size: int
    part: int
    """Of the size, what is told apart."""


def draw_columns(
    columns: Sequence[Column], title: str, alternative: str, legend: tuple[str, str] | None, most: str
) -> ET.Element:
    """The chart, drawn.

    Args:
        columns: from left to right.
        title: what it is about.
        alternative: what it shows, in words.
        legend: what the part stands for, and what the rest does; `None` where no part is told apart.
        most: the size of the longest column, as it is written.
    """
    canvas = Canvas(title, alternative)
    top = (2 if legend else 1) * LINE + 12
    rest = "held" if legend else "bar"
    for place, (name, said) in enumerate(zip(("asked", rest), legend or (), strict=False)):
        x = MARGIN + place * (WIDTH / 2 - MARGIN)
        canvas.add(canvas.root, "rect", **{"class": name, "x": x, "y": 8, "width": 12, "height": 12})
        canvas.write(x + 18, 19, said, "legend")
    longest = max((column.size for column in columns), default=0) or 1
    canvas.write(MARGIN, top - 6, most, "value")
    step = (WIDTH - 2 * MARGIN) / max(1, len(columns))
    for place, column in enumerate(columns):
        x, width = MARGIN + place * step, step * (1 - GAP)
        whole = HEIGHT * column.size / longest
        part = HEIGHT * column.part / longest
        for name, y, height in ((rest, HEIGHT - whole, whole - part), ("asked", HEIGHT - part, part)):
            if height:
                drawn = {"x": round(x, 2), "y": round(top + y, 2), "width": round(width, 2), "height": round(height, 2)}
                canvas.name(canvas.add(canvas.root, "rect", **{"class": name, **drawn}), column.name, key=False)
    bottom = top + HEIGHT
    canvas.add(canvas.root, "line", **{"class": "axis", "x1": MARGIN, "x2": WIDTH - MARGIN, "y1": bottom, "y2": bottom})
    every = max(1, -(-len(columns) // MOST_LABELS))
    for place in range(0, len(columns), every):
        canvas.write(MARGIN + place * step, bottom + LINE - 2, columns[place].label)
    return canvas.finish(bottom + LINE + 8)
