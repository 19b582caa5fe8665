"""A map: the places of one type, who of them has rows, who of these is in the answer, what was asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from bot.facts.outlines import WIDTH as MAP_WIDTH
from bot.facts.outlines import Outlines
from bot.facts.records import Knowledge, Record
from bot.pictures.canvas import LETTER, LINE, WIDTH, Canvas
from bot.pictures.labels import Box, Spot, place_labels

SCALE = WIDTH / MAP_WIDTH
MOST_BESIDE = 8
"""Places up to which each name stands beside its place, and covers none."""
MARGIN = 8
SWATCH = 12


class Marks(NamedTuple):
    """What a map tells."""

    owners: Sequence[Record]
    """Who has rows: places of the map, or what holds them."""
    chosen: Sequence[Record]
    """Those of them that are in the answer."""
    asked: Sequence[Record]
    """The places that were asked for."""


class Texts(NamedTuple):
    """What is written on a map."""

    title: str
    alternative: str
    names: Callable[[Record], str]
    """What a place is called on hover."""
    legend: dict[str, str]
    credit: str


def draw_map(marks: Marks, texts: Texts, knowledge: Knowledge, outlines: Outlines, borders: str) -> ET.Element:
    """The map, drawn.

    Args:
        marks: what it tells.
        texts: what is written on it.
        knowledge: the places.
        outlines: their outlines.
        borders: the type of what holds them, whose borders are drawn; none when empty.
    """
    places = {identifier: knowledge.records[outlines.kind][identifier] for identifier in outlines}
    canvas = Canvas(texts.title, texts.alternative)
    ground = canvas.add(canvas.root, "g", transform=f"scale({SCALE:g})")
    classes: set[str] = set()
    for place in sorted(places.values(), key=lambda place: place in marks.owners):
        drawn = _class(place, marks, knowledge)
        classes.add(drawn)
        shape = canvas.add(ground, "path", **{"class": drawn, "d": outlines.path(place.id)})
        canvas.name(shape, texts.names(place), key=place in marks.owners or place in marks.asked)
    if borders:
        held_by = {identifier: _holder(place, borders, knowledge) for identifier, place in places.items()}
        canvas.add(ground, "path", **{"class": "group", "d": outlines.between(held_by.get)})
    holders = [one for one in marks.chosen if one.id not in outlines]
    for area in dict.fromkeys((*holders, *marks.asked)):
        line = outlines.between({name: area for name, place in places.items() if knowledge.lies_in(place, area)}.get)
        if line:
            drawn = "outline chosen" if area in holders else "outline"
            classes.add(drawn)
            shape = canvas.add(ground, "path", **{"class": drawn, "d": line})
            if area.id not in outlines:
                canvas.name(shape, texts.names(area), key=True)
    height = outlines.height * SCALE
    _label(canvas, marks, places.values(), outlines, knowledge, height)
    return canvas.finish(_legend(canvas, texts, classes, bool(borders), height + LINE))


def _class(place: Record, marks: Marks, knowledge: Knowledge) -> str:
    if place in marks.chosen:
        return "asked"
    if place in marks.owners:
        return "laureate"
    return "held" if any(owner in knowledge.containers(place) for owner in marks.owners) else "land"


def _holder(place: Record, kind: str, knowledge: Knowledge) -> Record | None:
    return next((one for one in knowledge.containers(place) if knowledge.is_a(one.type.name, kind)), None)


def _label(
    canvas: Canvas, marks: Marks, places: Iterable[Record], outlines: Outlines, knowledge: Knowledge, height: float
) -> None:
    """Write the names of what was asked for, then of what is in the answer."""
    boxes = {place: _scaled(outlines.box(place.id)) for place in places}
    named = [place for place in boxes if place in marks.chosen or place in marks.asked]
    # Beside its place, a name among many would be taken for that of another.
    crowded = len(named) > MOST_BESIDE
    spots = []
    for record in dict.fromkeys((*marks.asked, *marks.chosen)):
        own = [boxes[record]] if record in boxes else []
        inside = [box for place, box in boxes.items() if knowledge.lies_in(place, record) and place not in named]
        if own or inside:
            spots.append(Spot(record.name, len(record.name) * LETTER, own or inside, crowded or not own))
    taken = [] if crowded else [boxes[place] for place in named]
    for label in place_labels(spots, taken, WIDTH, height):
        canvas.write(label.x, label.y, label.name, "name")


def _scaled(box: tuple[int, int, int, int]) -> Box:
    left, top, right, bottom = box
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


_SHOWN = (
    ("asked", "choisi"),
    ("laureate", "porteur"),
    ("held", "dans"),
    ("outline chosen", "ensemble"),
    ("outline", "contour"),
)


def _legend(canvas: Canvas, texts: Texts, classes: set[str], borders: bool, top: float) -> float:
    """The legend of what the map shows, below it; where it ends."""
    entries = [(drawn, texts.legend[key]) for drawn, key in _SHOWN if drawn in classes and key in texts.legend]
    if borders and "bord" in texts.legend:
        entries.append(("group", texts.legend["bord"]))
    for drawn, text in entries:
        line = drawn.startswith(("outline", "group"))
        box = {"x": MARGIN, "y": top - SWATCH + 2, "width": SWATCH, "height": SWATCH}
        if line:
            canvas.add(canvas.root, "path", **{"class": f"{drawn} sample", "d": f"M{MARGIN} {top - 4}h{SWATCH}"})
        else:
            canvas.add(canvas.root, "rect", **{"class": drawn, **box})
        canvas.write(MARGIN + SWATCH + 8, top + 1, text, "legend")
        top += LINE
    if texts.credit:
        canvas.write(MARGIN, top, texts.credit, "credit")
        top += LINE
    return top
