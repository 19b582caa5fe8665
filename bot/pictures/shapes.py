"""A picture as its shapes, for whoever draws them in a page of their own: nothing of it is parsed as markup there."""

from xml.etree import ElementTree as ET

import msgspec

from bot.pictures.canvas import SVG

Shape = tuple[str, dict[str, str], list["Shape | str"]]
"""The name of an SVG element, its attributes, and what it holds: shapes, or text."""
_LEFT_OUT = ("style",)
"""A page has its own."""


def shapes(svg: bytes) -> bytes:
    """The shapes of an SVG document as JSON: `["svg", {"viewBox": "0 0 400 600"}, [["title", {}, ["…"]], …]]`."""
    return msgspec.json.encode(_shape(ET.fromstring(svg)))  # noqa: S314, it is our own


def _shape(element: ET.Element) -> Shape:
    held: list[Shape | str] = [element.text] if element.text else []
    held += [_shape(child) for child in element if child.tag.removeprefix(SVG) not in _LEFT_OUT]
    return element.tag.removeprefix(SVG), dict(element.attrib), held
