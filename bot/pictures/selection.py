"""Which rows a picture is about: as an answer has them, and as an address says them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from bot.facts.records import Knowledge, Record
from bot.findings.query import Findings, Measure
from bot.findings.relations import Relations
from bot.pictures.drawing import Drawing

MOST_NAMED = 24
"""Records that one address may name."""
PARAMETERS = ("avec", "sauf", "parmi", "par", "compte")


class UnknownPictureError(LookupError):
    """An address that no picture has."""


class Selection(NamedTuple):
    """The rows of a drawing that meet some constraints."""

    drawing: Drawing
    included: tuple[Record, ...] = ()
    """What rows must relate to: one of those of each dimension."""
    excluded: tuple[Record, ...] = ()
    owners: tuple[str, ...] = ()
    """The types that rows must belong to; all of them when empty."""
    by: str | None = None
    """What bars group rows by; each included record has its own bar without it."""
    counted: str | None = None
    """The type that bars count, the rows themselves without it."""

    @property
    def query(self) -> str:
        """The canonical query of its address, without the question mark."""
        said = (
            ("avec", ",".join(_name(record) for record in self.included)),
            ("sauf", ",".join(_name(record) for record in self.excluded)),
            ("parmi", ",".join(self.owners)),
            ("par", self.by or ""),
            ("compte", self.counted or ""),
        )
        return "&".join(f"{key}={quote(value, safe=':,')}" for key, value in said if value)

    def rows(self, relations: Relations) -> list[Record]:
        """The rows it is about, in the order of the files."""
        knowledge, drawing = relations.knowledge, self.drawing
        dimensions: dict[str, list[Record]] = {}
        for record in self.included:
            dimensions.setdefault(knowledge.root(record.type.name), []).append(record)
        return [
            row
            for row in relations.rows(drawing.rows)
            if all(relations.meets(row, records) for records in dimensions.values())
            and not relations.meets(row, self.excluded)
            and (not self.owners or row.values[drawing.owner].type.name in self.owners)
        ]

    def sizes(self, relations: Relations) -> list[tuple[Record, int]]:
        """The bars: what is counted of each group, most first."""
        if self.by is None:
            every = self._replace(included=(), by=None).rows(relations)
            groups = {record: [row for row in every if relations.relates(row, record)] for record in self.included}
        else:
            groups = relations.groups(self.rows(relations), self.by, direct=False)
        found = [(record, self._count(rows, relations)) for record, rows in groups.items()]
        return sorted(found, key=lambda size: -size[1])

    def apart(self, relations: Relations) -> list[Record]:
        """Whom the rows belong to that no bar counts."""
        rows = self.rows(relations)
        held = {row for found in relations.groups(rows, self.by or "", direct=False).values() for row in found}
        return list(relations.groups([row for row in rows if row not in held], self.drawing.owner, direct=True))

    def _count(self, rows: Iterable[Record], relations: Relations) -> int:
        rows = list(rows)
        return len(rows if self.counted is None else relations.groups(rows, self.counted, direct=True))


def _name(record: Record) -> str:
    return f"{record.type.name}:{record.id}"


def select(drawing: Drawing, findings: Findings, relations: Relations) -> Selection | None:
    """The selection that shows what was found, and nothing else; `None` where there is none."""
    values = findings.values
    constraints: Mapping[str, Iterable[Record]] = values.get("contraintes", {})
    said = [record for records in constraints.values() for record in records] or values.get("fiches_dites", ())
    included = tuple(_known(said, relations.knowledge))
    excluded = tuple(_known(values.get("exclus", ()), relations.knowledge))
    if len(included) != len(said) or len(included) + len(excluded) > MOST_NAMED:
        return None
    looked_up = "contraintes" not in values
    measure = findings.measure or Measure(None, None, ())
    if drawing.form == "barres" and len(measure.sizes) < 2:
        return None
    plain = Selection(drawing, included, excluded, (), measure.by, measure.counted)
    owners = tuple(sorted({row.values[drawing.owner].type.name for row in findings.rows}))
    for selection in (plain, plain._replace(owners=owners)):
        if drawing.form == "barres":
            if dict(selection.sizes(relations)) == dict(measure.sizes):
                return selection
        elif looked_up or set(selection.rows(relations)) == set(findings.rows):
            return selection._replace(by=None, counted=None)
    return None


def _known(records: Iterable[Record], knowledge: Knowledge) -> list[Record]:
    return [record for record in records if knowledge.get(record.type.name, record.id) is record]


def find(drawing: Drawing, said: Mapping[str, str], relations: Relations) -> Selection:
    """The selection that an address says.

    Raises:
        UnknownPictureError: a name in it means nothing, or it is not written as we write it.
    """
    knowledge = relations.knowledge
    if not set(said) <= set(PARAMETERS):
        raise UnknownPictureError
    included, excluded = (tuple(_read(said.get(key, ""), knowledge)) for key in ("avec", "sauf"))
    owners = tuple(filter(None, said.get("parmi", "").split(",")))
    by, counted = said.get("par"), said.get("compte")
    attributes = knowledge.types[drawing.rows].attributes
    known = all(name is None or name in knowledge.types or name in attributes for name in (by, counted))
    if not known or not set(owners) <= set(knowledge.types) or len(included) + len(excluded) > MOST_NAMED:
        raise UnknownPictureError
    if drawing.form == "carte" and (by or counted):
        raise UnknownPictureError
    return Selection(drawing, included, excluded, owners, by, counted)


def _read(names: str, knowledge: Knowledge) -> Iterable[Record]:
    for name in filter(None, names.split(",")[: MOST_NAMED + 1]):
        kind, _, identifier = name.partition(":")
        record = knowledge.records[kind].get(identifier) if kind in knowledge.types else None
        if record is None:
            raise UnknownPictureError
        yield record
