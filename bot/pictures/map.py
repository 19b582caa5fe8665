"""A map: the places of one type, who of them has rows, who of these is in the answer, what was asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.facts.outlines import WIDTH as MAP_WIDTH
from bot.facts.outlines import Outlines
from bot.facts.records import Knowledge, Record
from bot.pictures.canvas import LETTER, LINE, WIDTH, Canvas

SCALE = WIDTH / MAP_WIDTH
MOST_LABELS = 12
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


def draw_map(marks: Marks, texts: Texts, knowledge: Knowledge, outlines: Outlines, borders: str) -> bytes:
    """The map as an SVG document.

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
    for area in dict.fromkeys((*marks.asked, *(one for one in marks.chosen if one.id not in outlines))):
        inside = {identifier: area for identifier, place in places.items() if knowledge.lies_in(place, area)}
        line = outlines.between(inside.get)
        if line:
            canvas.add(ground, "path", **{"class": "outline", "d": line})
            classes.add("outline")
    _label(canvas, _spots((*marks.chosen, *marks.asked), places.values(), outlines, knowledge))
    return canvas.finish(_legend(canvas, texts, classes, bool(borders), outlines.height * SCALE + LINE))


def _class(place: Record, marks: Marks, knowledge: Knowledge) -> str:
    if place in marks.chosen:
        return "asked"
    if place in marks.owners:
        return "laureate"
    return "held" if any(owner in knowledge.containers(place) for owner in marks.owners) else "land"


def _holder(place: Record, kind: str, knowledge: Knowledge) -> Record | None:
    return next((one for one in knowledge.containers(place) if knowledge.is_a(one.type.name, kind)), None)


def _spots(
    named: Iterable[Record], places: Iterable[Record], outlines: Outlines, knowledge: Knowledge
) -> list[tuple[float, float, str]]:
    """Where the names go: the middle of each place, or of the places that lie in it."""
    places = list(places)
    spots = []
    for record in dict.fromkeys(named):
        centres = [outlines.centre(place.id) for place in places if knowledge.lies_in(place, record)]
        if centres:
            x, y = (sum(axis) / len(centres) * SCALE for axis in zip(*centres, strict=True))
            spots.append((x, y, record.name))
    return spots


def _label(canvas: Canvas, spots: Sequence[tuple[float, float, str]]) -> None:
    """Write the names that find room, without one on another."""
    taken: list[tuple[float, float, float]] = []
    for x, y, name in spots[:MOST_LABELS]:
        half = len(name) * LETTER / 2
        x = min(max(x, half + MARGIN), WIDTH - half - MARGIN)
        if all(abs(x - other) > half + room or abs(y - line) > LINE - 4 for other, line, room in taken):
            canvas.write(x, y + 4, name, "name")
            taken.append((x, y, half))


_SHOWN = (("asked", "choisi"), ("laureate", "porteur"), ("held", "dans"), ("outline", "contour"))


def _legend(canvas: Canvas, texts: Texts, classes: set[str], borders: bool, top: float) -> float:
    """The legend of what the map shows, below it; where it ends."""
    entries = [(drawn, texts.legend[key]) for drawn, key in _SHOWN if drawn in classes and key in texts.legend]
    if borders and "bord" in texts.legend:
        entries.append(("group", texts.legend["bord"]))
    for drawn, text in entries:
        line = drawn in ("outline", "group")
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
