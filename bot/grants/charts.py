"""Charts of published grants: their sums year by year, and who got most; as answers have them, and as addresses say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as ET

from bot.answering.templates import Templates
from bot.facts.records import Knowledge
from bot.findings.query import Findings
from bot.grants import days
from bot.grants.conditions import fields_of
from bot.grants.counting import count_lines
from bot.grants.ranking import MOST_RANKED, Ranked, rank
from bot.grants.selection import ALL_OF, BOUNDS, PAID, Condition, Selection, parse
from bot.grants.served import Pack
from bot.message import Picture
from bot.pictures.bars import draw_bars
from bot.pictures.columns import Column, draw_columns
from bot.pictures.drawer import ROOT, telling
from bot.pictures.drawing import Drawing
from bot.pictures.selection import UnknownPictureError

YEAR = "annee"
MOST_YEARS = 40
"""Years from the first to the last up to which those without a grant have a column too."""


class Chart(NamedTuple):
    """The lines of a drawing: added up year by year, or by whom they went to."""

    drawing: Drawing
    lines: Selection
    ranked: int = 0
    """How many beneficiaries are shown; none year by year."""
    least: bool = False
    """Whether those are shown who got least."""

    def said(self) -> dict[str, str]:
        """What its address says, by CHART, in the one way that it is said."""
        said = {
            "paquet": self.lines.pack.digest,
            "lignes": self.lines.query(),
            "rangs": str(self.ranked or ""),
            "moins": "1" if self.least else "",
        }
        return {key: value for key, value in said.items() if value}

    @property
    def query(self) -> str:
        """The query of its address, without the question mark."""
        return "&".join(f"{key}={quote(value)}" for key, value in self.said().items())

    def holds(self, compared: int) -> bool:
        """Whether it shows so many years, or beneficiaries, beside each other."""
        if self.drawing.form == "colonnes":
            return compared > 1 and not self.ranked and not self.least
        return 1 < compared == self.ranked

    def shape(self, rows: int) -> tuple[object, ...]:
        """What of it decides whether it can be drawn."""
        return self.drawing.name, frozenset((one.field, one.excluded) for one in self.lines.conditions), self.least


class Charts:
    """Describes and draws charts of packs; keeps nothing."""

    def __init__(self, packs: Mapping[str, Pack], knowledge: Knowledge, templates: Templates) -> None:
        """
        Args:
            packs: by their digests.
            knowledge: what is known of them.
            templates: what renders the texts of drawings.
        """
        self._packs = packs
        self._knowledge = knowledge
        self._templates = templates

    def select(self, drawing: Drawing, findings: Findings) -> Chart | None:
        """The chart that shows what was found; `None` where there is none."""
        address, _, query = (findings.among or findings.lines or "").partition("?")
        pack = self._packs.get(address.split("/")[2]) if address else None
        lines = parse(pack, query) if pack is not None else None
        if lines is None:
            return None
        values = findings.values
        if drawing.form == "colonnes":
            chart = Chart(drawing, lines)
            compared = len(_years(values["par_annee"]))
        else:
            # A later page is no chart of its own, nor are sums that amounts bound.
            if values["debut"] or values["bornes"]:
                return None
            compared = len(values["rangs"])
            chart = Chart(drawing, lines, compared, not values["plus"])
        return chart if chart.holds(compared) else None

    def find(self, drawing: Drawing, said: Mapping[str, str]) -> Chart:
        """The chart that an address says.

        Raises:
            UnknownPictureError: no answer gives it.
        """
        pack = self._packs.get(said.get("paquet", ""))
        lines = parse(pack, said.get("lignes", "")) if pack is not None else None
        ranked = said.get("rangs", "0")
        if lines is None or not (ranked.isascii() and ranked.isdigit()) or int(ranked[:3]) > MOST_RANKED:
            raise UnknownPictureError
        chart = Chart(drawing, lines, int(ranked), "moins" in said)
        compared = len(_years(_sums(chart)) if drawing.form == "colonnes" else self._ranks(chart))
        if chart.said() != dict(said) or not chart.holds(compared):
            raise UnknownPictureError
        return chart

    def describe(self, chart: Chart) -> Picture:
        """What it shows; raises AnswerError where a template of its drawing fails."""
        with telling(chart.drawing):
            rows = self._rows(chart)
            return self._describe(chart, self._values(chart, rows), rows)

    def draw(self, chart: Chart) -> ET.Element:
        """The chart, drawn; raises AnswerError where a template of its drawing fails."""
        drawing, render = chart.drawing, self._templates.render
        with telling(drawing):
            rows = self._rows(chart)
            values = self._values(chart, rows)
            picture = self._describe(chart, values, rows)
            note = render(drawing.note, values) if drawing.note else ""

            def named(row: dict[str, Any]) -> str:
                return render(drawing.caption, {**values, **row})

            if drawing.form == "colonnes":
                columns = [Column(str(row["annee"]), named(row), max(row["cents"], 0), 0) for row in _columns(rows)]
                return draw_columns(columns, picture.title, picture.alternative, None, note)
            return draw_bars(
                [(place, max(row["cents"], 0)) for place, row in enumerate(rows)],
                picture.title,
                picture.alternative,
                lambda place: str(rows[place]["qui"].name),
                lambda place, _: named(rows[place]),
                lambda cents: render(drawing.measure, {"cents": cents}),
                note,
            )

    def _describe(self, chart: Chart, values: dict[str, Any], rows: Sequence[dict[str, Any]]) -> Picture:
        drawing, render = chart.drawing, self._templates.render
        return Picture(
            path=f"{ROOT}/{drawing.name}.svg?{chart.query}",
            title=render(drawing.title, values),
            alternative=render(drawing.alternative, values),
            columns=tuple(render(heading, values) for heading in drawing.columns),
            rows=tuple(tuple(render(cell, {**values, **row}) for cell in drawing.columns.values()) for row in rows),
        )

    def _values(self, chart: Chart, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """What the texts of a drawing may name, beside each of the rows of its table."""
        conditions = chart.lines.conditions
        return {
            "jeu": self._knowledge.records["jeu"][chart.lines.pack.digest],
            "retenus": [name for one in conditions if not one.excluded for name in self._names(one, chart.lines.pack)],
            "exclus": [name for one in conditions if one.excluded for name in self._names(one, chart.lines.pack)],
            "annees": sorted(
                int(value) for one in conditions if one.field == YEAR and not one.excluded for value in one.values
            ),
            "bornes": [(one.field, one.euros) for one in conditions if one.field in BOUNDS],
            "rangs": rows,
            "moins": chart.least,
        }

    def _rows(self, chart: Chart) -> list[dict[str, Any]]:
        """What each line of the table may name."""
        if chart.drawing.form == "colonnes":
            return [{"annee": year, "nombre": count, "cents": cents} for year, count, cents in _sums(chart)]
        ranks = self._ranks(chart)
        pack, kind = chart.lines.pack, self._knowledge.types["beneficiaire"]
        bodies = {pack.number(one.id): one for one in pack.beneficiaries([one.beneficiary for one in ranks], kind)}
        return [{"qui": bodies[one.beneficiary], "nombre": one.grants, "cents": one.cents} for one in ranks]

    @staticmethod
    def _ranks(chart: Chart) -> list[Ranked]:
        return rank(chart.lines, chart.ranked, least=chart.least)

    def _names(self, condition: Condition, pack: Pack) -> list[str]:
        """What the values of a condition are called."""
        field, values = condition.field, condition.values
        if field in BOUNDS or (field == YEAR and not condition.excluded):
            return []
        if field == "beneficiaire":
            return [one.name for one in pack.names.shown([int(value) for value in values])]
        if field == "attribuant":
            return [name for number, name in pack.summary.grantors if str(number) in values]
        if field == days.FIELD:
            return [days.told(value) for value in values]
        read = (record for kind in (PAID, "objet") for record in self._knowledge.of(kind))
        asked = {(field, value) for value in values}
        called = next((record.name for record in read if {*fields_of(record)} == asked), None)
        if called is not None:
            return [called]
        return [value.replace(ALL_OF, " ").rstrip(".") for value in values]


def _sums(chart: Chart) -> list[tuple[int | None, int, int]]:
    """Year, grants, cents."""
    sums: list[tuple[int | None, int, int]] = count_lines(chart.lines)["par_annee"]
    return sums


def _years(sums: Iterable[tuple[int | None, int, int]]) -> list[int]:
    return [year for year, _, _ in sums if year is not None]


def _columns(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each column may name, years without a grant among them."""
    years = {row["annee"]: row for row in rows if row["annee"] is not None}
    every = range(min(years), max(years) + 1)
    nothing = {"nombre": 0, "cents": 0}
    return [years.get(year, {"annee": year, **nothing}) for year in (every if len(every) <= MOST_YEARS else years)]
