"""Every picture that one content allows, drawn when it is asked for."""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from xml.etree import ElementTree as ET

from bot.answering.intent import Intent
from bot.answering.reply import Answered
from bot.answering.templates import Templates
from bot.facts.records import Knowledge
from bot.findings.query import Findings
from bot.message import Picture
from bot.pictures.canvas import written
from bot.pictures.drawer import Drawer
from bot.pictures.drawing import Drawing
from bot.pictures.selection import UnknownPictureError
from bot.pictures.shapes import shapes

KEPT = 256
"""Pictures whose words are kept."""
LATEST = 8
"""Drawings kept: pages ask for one in several forms, one after the other."""
FORMS: Mapping[str, Callable[[ET.Element], bytes]] = {"svg": written, "json": shapes}


class Shown(Hashable, Protocol):
    """Some rows of a drawing, as a value: two of the same rows are equal."""

    @property
    def drawing(self) -> Drawing:
        """What shows them."""

    def shape(self, rows: int) -> Hashable:
        """What of a picture of so many rows decides whether it can be drawn."""


S = TypeVar("S", bound=Shown)


class Draws(Protocol[S]):
    """Whoever draws rows of some types: `bot.pictures.drawer.Drawer`, `bot.grants.charts.Charts`."""

    def select(self, drawing: Drawing, findings: Findings) -> S | None:
        """What shows what was found, and nothing else; `None` where nothing does."""

    def find(self, drawing: Drawing, said: Mapping[str, str]) -> S:
        """What an address says; raises UnknownPictureError where no answer gives it."""

    def describe(self, shown: S, /) -> Picture:
        """What a picture shows; raises AnswerError where a template of its drawing fails."""

    def draw(self, shown: S, /) -> ET.Element:
        """The picture, drawn; raises AnswerError where a template of its drawing fails."""


class Gallery:
    """Finds pictures, describes and draws them."""

    def __init__(
        self,
        drawings: Mapping[str, Drawing],
        knowledge: Knowledge,
        templates: Templates,
        others: Mapping[str, Draws[Any]],
    ) -> None:
        """
        Args:
            drawings: by name.
            knowledge: what is known.
            templates: what renders their texts.
            others: what draws rows that are not in the knowledge, by their type.
        """
        known = Drawer(knowledge, templates)
        self.drawings = drawings
        drawers: dict[str, Draws[Any]] = {name: others.get(drawing.rows, known) for name, drawing in drawings.items()}

        # Their caches hold no gallery: one that has served is freed at once.
        def describe(shown: Shown) -> Picture:
            return drawers[shown.drawing.name].describe(shown)

        def draw(shown: Shown) -> ET.Element:
            return drawers[shown.drawing.name].draw(shown)

        self._drawers = drawers
        self.describe = lru_cache(KEPT)(describe)
        self._drawn = lru_cache(LATEST)(draw)

    def select(self, intent: Intent, answered: Answered) -> Shown | None:
        """What to draw beside an answer: just what it says, and nothing where no drawing of its intent shows that."""
        findings = answered.findings
        name = intent.pictures.get(findings.case) if findings is not None else None
        if findings is None or name is None or answered.reply.outcome != "answered":
            return None
        shown: Shown | None = self._drawers[name].select(self.drawings[name], findings)
        return shown

    def find(self, name: str, said: Mapping[str, str]) -> Shown:
        """What is to be drawn at an address: `/media/<name>.svg?<said>`.

        Raises:
            UnknownPictureError: nothing is.
        """
        drawing = self.drawings.get(name)
        if drawing is None:
            raise UnknownPictureError
        shown: Shown = self._drawers[name].find(drawing, said)
        return shown

    def draw(self, shown: Shown, form: str) -> bytes:
        """A picture as an SVG document (`svg`), or as the shapes it is made of (`json`)."""
        return FORMS[form](self._drawn(shown))
