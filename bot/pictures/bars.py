"""A bar chart: what is counted of each group, its name above its bar, its number behind."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from xml.etree import ElementTree as ET

from bot.pictures.canvas import LETTER, LINE, WIDTH, Canvas

Group = TypeVar("Group")

MARGIN = 8
BAR = 16
STEP = 44
ROOM = 56
"""What is kept free at the right, at least, for the number of the longest bar."""


def draw_bars(
    sizes: Sequence[tuple[Group, int]],
    title: str,
    alternative: str,
    labels: Callable[[Group], str],
    names: Callable[[Group, int], str],
    number: Callable[[int], str],
    note: str,
) -> ET.Element:
    """The chart, drawn.

    Args:
        sizes: the groups and their sizes.
        title: what it is about.
        alternative: what it shows, in words.
        labels: the name of a group.
        names: the name of a bar, with its size.
        number: a size as it is written.
        note: a line to add below; none when empty.
    """
    canvas = Canvas(title, alternative)
    most = max(size for _, size in sizes) or 1
    room = max(ROOM, round(LETTER * len(number(most))) + 12)
    top = LINE
    for group, size in sizes:
        canvas.write(MARGIN, top, labels(group))
        length = max(1, round((WIDTH - 2 * MARGIN - room) * size / most)) if size else 0
        bar = canvas.add(
            canvas.root, "rect", **{"class": "bar", "x": MARGIN, "y": top + 6, "width": length, "height": BAR}
        )
        canvas.name(bar, names(group, size), key=True)
        canvas.write(MARGIN + length + 6, top + 6 + BAR - 3, number(size), "value")
        top += STEP
    axis = {"x1": MARGIN, "x2": MARGIN, "y1": LINE - 14, "y2": top - STEP + LINE + 8}
    canvas.add(canvas.root, "line", **{"class": "axis", **axis})
    if note:
        canvas.write(MARGIN, top + 8, note, "credit")
        top += LINE
    return canvas.finish(top - LINE + 12)
