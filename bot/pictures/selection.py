"""Which rows a picture is about: as an answer has them, and as an address says them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
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

    def said(self) -> dict[str, str]:
        """What its address says, by PARAMETERS, in the one way that it is said."""
        said = {
            "avec": ",".join(_name(record) for record in dict.fromkeys(self.included)),
            "sauf": ",".join(_name(record) for record in dict.fromkeys(self.excluded)),
            "parmi": ",".join(sorted(set(self.owners))),
            "par": self.by or "",
            "compte": self.counted or "",
        }
        return {key: value for key, value in said.items() if value}

    @property
    def query(self) -> str:
        """The query of its address, without the question mark."""
        return "&".join(f"{key}={quote(value, safe=':,')}" for key, value in self.said().items())

    def shape(self, rows: int) -> Hashable:
        """What of a picture of so many rows decides whether it can be drawn."""
        included = Counter(record.type.name for record in self.included)
        named = frozenset((kind, min(count, 2)) for kind, count in included.items())
        return self.drawing.name, named, bool(self.excluded), self.owners, self.by, self.counted, min(rows, 2)

    def rows(self, relations: Relations) -> list[Record]:
        """The rows it is about, in the order of the files."""
        knowledge, drawing = relations.knowledge, self.drawing
        if not drawing.rows:
            return []
        dimensions: dict[str, list[Record]] = {}
        for record in self.included:
            dimensions.setdefault(knowledge.root(record.type.name), []).append(record)
        rows = relations.meeting(relations.rows(drawing.rows), dimensions.values(), self.excluded)
        return [row for row in rows if not self.owners or not _kinds(drawing, (row,)).isdisjoint(self.owners)]

    def sizes(self, relations: Relations) -> list[tuple[Record, int]]:
        """The bars: what is counted of each group, most first."""
        if self.by is None:
            every = self._replace(included=(), by=None).rows(relations)
            groups = {record: [row for row in every if relations.relates(row, record)] for record in self.included}
        else:
            groups = relations.groups(self.rows(relations), self.by, direct=False)
        found = [(record, self._count(rows, relations)) for record, rows in groups.items()]
        return sorted(found, key=lambda size: -size[1])

    def apart(self, relations: Relations) -> dict[Record, list[Record]]:
        """What no bar counts: whom these rows belong to, of the type that is counted, and their rows."""
        if self.by is None:
            return {}
        rows = self.rows(relations)
        held = {row for found in relations.groups(rows, self.by, direct=False).values() for row in found}
        left = [row for row in rows if row not in held]
        return relations.groups(left, self.counted or self.drawing.owner, direct=True)

    def places(self, relations: Relations) -> list[Record]:
        """The places of the map's ground that are, or lie in, what is included."""
        knowledge = relations.knowledge
        ground = knowledge.records[self.drawing.ground].values()
        return [place for place in ground if any(knowledge.lies_in(place, one) for one in self.included)]

    def _count(self, rows: Iterable[Record], relations: Relations) -> int:
        rows = list(rows)
        return len(rows if self.counted is None else relations.groups(rows, self.counted, direct=True))


def _kinds(drawing: Drawing, rows: Iterable[Record]) -> set[str]:
    """The types that rows belong to; a row may belong to nobody."""
    owners: Iterable[Record | None] = (row.values[drawing.owner] for row in rows)
    return {owner.type.name for owner in owners if owner is not None}


def _name(record: Record) -> str:
    return f"{record.type.name}:{record.id}"


def select(drawing: Drawing, findings: Findings, relations: Relations) -> Selection | None:
    """The selection that shows what was found, and nothing else; `None` where there is none."""
    if not drawing.rows:
        return _located(drawing, findings, relations)
    values = findings.values
    constraints: Mapping[str, Iterable[Record]] = values.get("contraintes", {})
    said = [record for records in constraints.values() for record in records]
    measure = findings.measure or Measure(None, None, ())
    if drawing.form == "barres":
        if len(measure.sizes) < 2:
            return None
        if measure.by is None:
            said = [record for record, _ in measure.sizes]
    included, excluded = _known(said, relations), _known(values.get("exclus", ()), relations)
    if len(included) != len(said) or len(included) + len(excluded) > MOST_NAMED:
        return None
    plain = Selection(drawing, included, excluded)
    if drawing.form == "barres":
        plain = plain._replace(by=measure.by, counted=measure.counted)
    owners = tuple(sorted(_kinds(drawing, findings.rows)))
    for selection in (plain, plain._replace(owners=owners)):
        if drawing.form == "barres":
            if dict(selection.sizes(relations)) == dict(measure.sizes):
                return selection
        elif set(selection.rows(relations)) == set(findings.rows):
            return selection
    return None


def _located(drawing: Drawing, findings: Findings, relations: Relations) -> Selection | None:
    """The places that an answer is about; what holds all of them is no place on the map."""
    said: Sequence[Record] = findings.values.get("fiches_dites", ())
    ground = relations.knowledge.records[drawing.ground].values()
    narrow = [one for one in said if not all(relations.knowledge.lies_in(place, one) for place in ground)]
    selection = Selection(drawing, _known(narrow, relations))
    whole = len(selection.included) == len(narrow) <= MOST_NAMED
    return selection if whole and selection.places(relations) else None


def _known(records: Iterable[Record], relations: Relations) -> tuple[Record, ...]:
    return tuple(record for record in records if relations.knowledge.get(record.type.name, record.id) is record)


def find(drawing: Drawing, said: Mapping[str, str], relations: Relations) -> Selection:
    """The selection that an address says.

    Raises:
        UnknownPictureError: no answer gives it: a name in it means nothing there, or it is not written as we write it.
    """
    knowledge = relations.knowledge
    included, excluded = (tuple(_read(said.get(key, ""), knowledge)) for key in ("avec", "sauf"))
    owners = tuple(filter(None, said.get("parmi", "").split(",")))
    selection = Selection(drawing, included, excluded, owners, said.get("par"), said.get("compte"))
    if selection.said() != dict(said) or len(included) + len(excluded) > MOST_NAMED:
        raise UnknownPictureError
    if not (_is_of_rows(selection, relations) if drawing.rows else _is_of_places(selection, relations)):
        raise UnknownPictureError
    return selection


def _is_of_rows(selection: Selection, relations: Relations) -> bool:
    drawing, knowledge = selection.drawing, relations.knowledge
    kinds = _kinds(drawing, relations.rows(drawing.rows))
    about = relations.dimensions(drawing.rows)
    if not all(knowledge.root(one.type.name) in about for one in (*selection.included, *selection.excluded)):
        return False
    # Owners are counted by their types, or all together where they have a noun of their own (« lauréats »).
    countable = (None, *kinds, *({drawing.owner} & knowledge.types.keys()))
    if not kinds.issuperset(selection.owners) or selection.counted not in countable:
        return False
    if drawing.form == "carte":
        return selection.by is None and selection.counted is None
    grouping = (*knowledge.types, *knowledge.types[drawing.rows].attributes)
    return (selection.by is None or selection.by in grouping) and len(selection.sizes(relations)) > 1


def _is_of_places(selection: Selection, relations: Relations) -> bool:
    return selection == Selection(selection.drawing, selection.included) and bool(selection.places(relations))


def _read(names: str, knowledge: Knowledge) -> Iterable[Record]:
    for name in filter(None, names.split(",")[: MOST_NAMED + 1]):
        kind, _, identifier = name.partition(":")
        record = knowledge.records[kind].get(identifier) if kind in knowledge.types else None
        if record is None:
            raise UnknownPictureError
        yield record
