"""Pictures described and drawn: what they show in words, in a table, and in SVG."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from bot.answering.faults import template_fault
from bot.answering.reply import FAILURES, AnswerError
from bot.answering.templates import Templates
from bot.facts.records import Knowledge, Record
from bot.findings.query import Findings
from bot.findings.relations import Relations
from bot.french.agreement import number_text
from bot.message import Picture, Source
from bot.pictures.bars import draw_bars
from bot.pictures.drawing import Drawing
from bot.pictures.map import Marks, Texts, draw_map
from bot.pictures.selection import Selection, find, select

ROOT = "/media"


class Drawer:
    """Describes and draws selections of one knowledge; keeps nothing."""

    def __init__(self, knowledge: Knowledge, templates: Templates) -> None:
        """
        Args:
            knowledge: what is known.
            templates: what renders the texts of drawings.
        """
        self._relations = Relations(knowledge)
        self._knowledge = knowledge
        self._templates = templates

    def select(self, drawing: Drawing, findings: Findings) -> Selection | None:
        """The selection that shows what was found, and nothing else; `None` where there is none."""
        return select(drawing, findings, self._relations)

    def find(self, drawing: Drawing, said: Mapping[str, str]) -> Selection:
        """The selection that an address says; raises UnknownPictureError where no answer gives it."""
        return find(drawing, said, self._relations)

    def describe(self, selection: Selection) -> Picture:
        """What a picture shows; raises AnswerError where a template of its drawing fails."""
        with telling(selection.drawing):
            return self._describe(selection, self._values(selection))

    def draw(self, selection: Selection) -> ET.Element:
        """The picture, drawn; raises AnswerError where a template of its drawing fails."""
        with telling(selection.drawing):
            return self._draw(selection)

    def _describe(self, selection: Selection, values: dict[str, Any]) -> Picture:
        drawing, render, query = selection.drawing, self._templates.render, selection.query
        return Picture(
            path=f"{ROOT}/{drawing.name}.svg{'?' if query else ''}{query}",
            title=render(drawing.title, values),
            alternative=render(drawing.alternative, values),
            columns=tuple(render(heading, values) for heading in drawing.columns),
            rows=tuple(
                tuple(render(cell, {**values, **one}) for cell in drawing.columns.values())
                for one in self._told(selection, values)
            ),
        )

    def _told(self, selection: Selection, values: dict[str, Any]) -> list[dict[str, Any]]:
        """What each line of the table may name: a bar and its size, or who has rows and these."""
        if selection.drawing.form == "barres":
            bars: list[tuple[Record | None, int]] = list(values["barres"])
            apart = values["hors_barres"]
            if apart:
                rows = {row for found in apart.values() for row in found}
                bars.append((None, len(rows if selection.counted is None else apart)))
            return [{"barre": record, "taille": size} for record, size in bars]
        held = values["par_porteur"]
        without = [
            place for place in values["lieux"] if not any(self._knowledge.lies_in(owner, place) for owner, _ in held)
        ]
        return [{"porteur": owner, "lignes": rows} for owner, rows in (*held, *((place, []) for place in without))]

    def _values(self, selection: Selection) -> dict[str, Any]:
        """What the texts of a drawing may name."""
        drawing, knowledge = selection.drawing, self._knowledge
        kind = drawing.ground or knowledge.types[drawing.rows].attributes[drawing.owner].kind
        asked = [one for one in selection.included if knowledge.is_a(one.type.name, knowledge.root(kind))]
        values: dict[str, Any] = {
            "lieux": asked,
            "autres": [record for record in selection.included if record not in asked],
            "exclus": selection.excluded,
        }
        if not drawing.rows:
            return {**values, "par_porteur": [(place, []) for place in selection.places(self._relations)]}
        rows = selection.rows(self._relations)
        values |= {
            "lignes": rows,
            "n": len(rows),
            "par_porteur": list(self._relations.groups(rows, drawing.owner, direct=True).items()),
        }
        if drawing.form == "barres":
            sizes = selection.sizes(self._relations)
            kinds = {record.type.name: record.type for record, _ in sizes}
            values |= {
                "barres": sizes,
                "somme": sum(size for _, size in sizes),
                "hors_barres": selection.apart(self._relations),
                "nommes": [] if selection.by else [record for record, _ in sizes],
                "par": next(iter(kinds.values())) if len(kinds) == 1 else None,
                "unite": knowledge.types[selection.counted or drawing.rows],
            }
        return values

    def _draw(self, selection: Selection) -> ET.Element:
        drawing, values = selection.drawing, self._values(selection)
        picture, render = self._describe(selection, values), self._templates.render
        if drawing.form == "barres":
            return draw_bars(
                values["barres"],
                picture.title,
                picture.alternative,
                lambda record: record.name,
                lambda record, size: render(drawing.caption, {**values, "barre": record, "taille": size}),
                number_text,
                render(drawing.note, values) if drawing.note else "",
            )
        knowledge, outlines = self._knowledge, self._knowledge.outlines[drawing.ground]
        rows = self._relations.rows(drawing.rows) if drawing.rows else ()
        every = self._relations.groups(rows, drawing.owner, direct=True)
        chosen = [owner for owner, _ in values["par_porteur"]]
        narrowed = len(chosen) < len(every)

        def name(place: Record) -> str:
            around = [(owner, rows) for owner, rows in every.items() if owner in knowledge.containers(place)]
            said = {"lieu": place, "lignes": every.get(place, []), "autour": around}
            told = {"choisi": narrowed and place in chosen, "demande": place in values["lieux"]}
            return render(drawing.caption, {**values, **said, **told})

        legend = {key: render(text, values) for key, text in drawing.legend.items()}
        texts = Texts(picture.title, picture.alternative, name, legend, _credit(outlines.source))
        return draw_map(Marks(list(every), chosen, values["lieux"]), texts, knowledge, outlines, drawing.borders)


@contextmanager
def telling(drawing: Drawing) -> Iterator[None]:
    """Tells where the content is whose templates fail."""
    try:
        yield
    except FAILURES as error:
        raise AnswerError(drawing.place, f"l’image « {drawing.name} » échoue : {template_fault(error)}") from error


def _credit(source: Source | None) -> str:
    return source.title if source else ""
