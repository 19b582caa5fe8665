"""What maps and charts share: their paper, their letters, their colours."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

WIDTH = 320
"""The paper's width; everything on it is in the same units, letters are 13 high."""
LETTER = 7.6
"""How wide a letter is taken to be: as in the widest of the usual fonts."""
LINE = 20
MOST_LETTERS = int((WIDTH - 16) / LETTER)

FONT = "Source Sans Pro"
"""The letters of pictures made of dots; a browser takes its own."""


@cache
def style() -> str:
    """The colours, on light and on dark."""
    return Path(__file__).with_name("picture.css").read_text("utf-8")


class Canvas:
    """A picture being drawn."""

    def __init__(self, title: str, alternative: str) -> None:
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "group", "aria-label": title})
        self.add(self.root, "title").text = title
        self.add(self.root, "desc").text = alternative
        self.add(self.root, "style").text = style()
        self._paper = self.add(self.root, "rect", **{"class": "paper", "x": 0, "y": 0})

    @staticmethod
    def add(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
        """An element inside another."""
        return ET.SubElement(parent, tag, {key: str(value) for key, value in attributes.items()})

    def write(self, x: float, y: float, text: str, name: str = "label", **attributes: object) -> None:
        """A line of text; what is too long for the paper is cut."""
        most = MOST_LETTERS if name != "credit" else MOST_LETTERS * 13 // 10
        text = text if len(text) <= most else text[: most - 1].rstrip() + "…"
        self.add(self.root, "text", **{"class": name, "x": round(x, 1), "y": round(y, 1), **attributes}).text = text

    def name(self, shape: ET.Element, name: str, key: bool) -> None:
        """What a shape stands for, told on hover, on focus and to screen readers; `key` where one may stop at it."""
        shape.set("data-name", name)
        if key:
            shape.set("class", f"{shape.get('class')} key")
            shape.set("role", "img")
            shape.set("aria-label", name)
            shape.set("tabindex", "0")
        self.add(shape, "title").text = name

    def finish(self, height: float) -> ET.Element:
        """The picture, as high as it has become."""
        self.root.set("viewBox", f"0 0 {WIDTH} {round(height)}")
        # Some pages leave a picture without a size of its own no room at all.
        for sheet in (self.root, self._paper):
            sheet.set("width", str(WIDTH))
            sheet.set("height", str(round(height)))
        return self.root


def written(drawn: ET.Element) -> bytes:
    """A picture as an SVG document, in UTF-8."""
    document: bytes = ET.tostring(drawn, encoding="utf-8", xml_declaration=True)
    return document
