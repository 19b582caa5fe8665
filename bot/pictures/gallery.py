"""Every picture that one content allows, drawn when it is asked for."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET

from bot.answering.intent import Intent
from bot.answering.reply import Answered
from bot.answering.templates import Templates
from bot.facts.records import Knowledge
from bot.pictures.canvas import written
from bot.pictures.drawer import Drawer
from bot.pictures.drawing import Drawing
from bot.pictures.selection import Selection, UnknownPictureError, find, select
from bot.pictures.shapes import shapes

KEPT = 256
"""Pictures whose words are kept."""
LATEST = 8
"""Drawings kept: pages ask for one in several forms, one after the other."""
FORMS: Mapping[str, Callable[[ET.Element], bytes]] = {"svg": written, "json": shapes}


class Gallery:
    """Finds pictures, describes and draws them."""

    def __init__(self, drawings: Mapping[str, Drawing], knowledge: Knowledge, templates: Templates) -> None:
        """
        Args:
            drawings: by name.
            knowledge: what is known.
            templates: what renders their texts.
        """
        drawer = Drawer(knowledge, templates)
        self.drawings = drawings
        self.describe = lru_cache(KEPT)(drawer.describe)
        self._drawn = lru_cache(LATEST)(drawer.draw)
        self._relations = drawer.relations

    def select(self, intent: Intent, answered: Answered) -> Selection | None:
        """What to draw beside an answer: just what it says, and nothing where no drawing of its intent shows that."""
        findings = answered.findings
        name = intent.pictures.get(findings.case) if findings is not None else None
        if findings is None or name is None or answered.reply.outcome != "answered":
            return None
        return select(self.drawings[name], findings, self._relations)

    def find(self, name: str, said: Mapping[str, str]) -> Selection:
        """What is to be drawn at an address: `/media/<name>.svg?<said>`.

        Raises:
            UnknownPictureError: nothing is.
        """
        drawing = self.drawings.get(name)
        if drawing is None:
            raise UnknownPictureError
        return find(drawing, said, self._relations)

    def draw(self, selection: Selection, form: str) -> bytes:
        """A picture as an SVG document (`svg`), or as the shapes it is made of (`json`)."""
        return FORMS[form](self._drawn(selection))
