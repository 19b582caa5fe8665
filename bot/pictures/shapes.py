"""A picture as its shapes, for whoever draws them in a page of their own: nothing of it is parsed as markup there."""

from xml.etree import ElementTree as ET

import msgspec

Shape = tuple[str, dict[str, str], list["Shape | str"]]
"""The name of an SVG element, its attributes, and what it holds: shapes, or text."""
_LEFT_OUT = ("style",)
"""A page has its own."""


def shapes(drawn: ET.Element) -> bytes:
    """The shapes of a picture as JSON: `["svg", {"viewBox": "0 0 320 600"}, [["title", {}, ["…"]], …]]`."""
    return msgspec.json.encode(_shape(drawn))


def _shape(element: ET.Element) -> Shape:
    held: list[Shape | str] = [element.text] if element.text else []
    held += [_shape(child) for child in element if child.tag not in _LEFT_OUT]
    return element.tag, dict(element.attrib), held
