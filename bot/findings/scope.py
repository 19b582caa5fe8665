"""The constraints of a question, worked out: which rows it is about.

A constraint is a record that a row refers to, or lies in through what it refers to; constraints on one dimension
(places, themes…) are alternatives, those on several must all hold.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from bot.facts.records import Record
from bot.findings.pairs import all_hold, paired, pairs
from bot.findings.query import Query
from bot.findings.relations import Relations
from bot.french.text import fold
from bot.french.words import PARTS_OF_NAMES
from bot.understanding.forms import glue
from bot.understanding.frame import Comparison, Entity, Frame
from bot.understanding.quantities import MOST_HAD

MOST_CONCEPTS = 2
"""Words of a message that says but how many rows: the number, and what they are."""


class Ambiguous(NamedTuple):
    """A name that several records bear, and nothing else said settles."""

    name: str
    choices: tuple[Record, ...]


class Scope(Struct, frozen=True):
    """One query with its constraints worked out."""

    query: Query
    frame: Frame
    target: str
    """What is listed or counted: the type of the rows, an attribute of theirs, or a type that groups them."""
    kept: list[Record]
    """The rows that no exclusion takes away."""
    rows: list[Record]
    """Those of them that meet every constraint."""
    dimensions: dict[str, tuple[Record, ...]]
    """What rows must relate to, by the topmost type."""
    excluded: list[Record]
    foreign: list[Record]
    """Places named that lie outside the perimeter."""

    @property
    def comparison(self) -> Comparison | None:
        """How many rows a group must have, where something other than rows is asked for."""
        return self.frame.comparison if self.target != self.query.rows else None

    @property
    def grouped_by(self) -> str:
        """What rows are grouped by: the target, or who they belong to."""
        return self.target if self.target != self.query.rows else self.query.owner

    @property
    def counts_rows(self) -> bool:
        """Whether the message names the rows as what is counted (« qui a le plus de projets »)."""
        return any(kind == self.query.rows for kind, _ in self.frame.kinds)

    @property
    def counted_kind(self) -> str | None:
        """The kind of who rows belong to that is counted, unless the rows are named (« les projets des lauréats »)."""
        if self.counts_rows:
            return None
        kinds = [kind for kind, excluded in self.frame.kinds if not excluded and kind != self.query.rows]
        return next((kind for kind in kinds if kind != self.target), None)

    @property
    def carried(self) -> list[Record]:
        """The records of the constraints that an earlier turn lends."""
        return [record for entity in self.frame.entities if entity.start < 0 for record in entity.records]

    @property
    def included(self) -> list[Record]:
        """Every record of the constraints."""
        return [record for records in self.dimensions.values() for record in records]

    @property
    def together(self) -> tuple[Record, ...]:
        """Records of one dimension, of which any will do (« le 92 et le 93 »), if several are named."""
        return next((records for records in self.dimensions.values() if len(records) > 1), ())


def work_out(query: Query, frame: Frame, relations: Relations) -> Scope | Ambiguous:
    """The scope of a frame under a query, or the name that has to be settled first."""
    if _asks_whose(query, frame, relations):
        frame = replace(frame, target=query.owner, comparison=frame.claim, claim=None)
    roots = relations.dimensions(query.rows)
    entities = _settle(frame.entities, relations, roots)
    if isinstance(entities, Ambiguous):
        return entities
    excluded = [record for entity in entities if entity.excluded for record in entity.records]
    included = [
        entity
        for entity in entities
        if not entity.excluded
        and entity.kind != query.perimeter
        and relations.knowledge.lineage(entity.kind)[-1] in roots
    ]
    kept = _left(query, frame, excluded, relations)
    dimensions = _dimensions(included, relations, "soi" in frame.roles)
    rows = relations.meeting(kept, dimensions.values())
    checks = frame.checks
    if not rows and len(dimensions) > 1 and not checks and any(entity.also for entity in included):
        # « Le stationnement intelligent de Levallois » is the theme, not the title of another town’s project.
        otherwise = [replace(entity, records=entity.also or entity.records) for entity in included]
        others = _dimensions(otherwise, relations, "soi" in frame.roles)
        if found := relations.meeting(kept, others.values()):
            dimensions, rows = others, found
    if told := pairs(frame, query, relations):
        places = tuple(dict.fromkeys(place for _, where in told for place in where))
        dimensions = {relations.knowledge.root(places[0].type.name): places}
        there = relations.meeting(kept, (places,))
        # Where one is not so, all that is there is told.
        rows = paired(told, there, relations) if all_hold(told, there, relations) else there
    target = frame.target or query.target or query.rows
    if query.ask == "compte" and frame.borrowed and [entity.kind for entity in included] == [target]:
        # « Quel territoire a le plus de projets ? — Combien pour Est Ensemble ? » does not count one territory.
        target = query.rows
    return Scope(
        query,
        frame,
        target,
        _owned(query, frame, target, kept, relations),
        _owned(query, frame, target, rows, relations),
        dimensions,
        excluded,
        _foreign(query, entities, relations),
    )


def _asks_whose(query: Query, frame: Frame, relations: Relations) -> bool:
    """Whether nothing is said but a small number of rows (« 2 projets », « plus de 2 »): it asks who has as many, but
    of one town, whether it has (« Antony a gagné ? — Deux projets ? »)."""
    holders = relations.knowledge.holders()
    town = any(record.type.within and one.kind not in holders for one in frame.entities for record in one.records)
    compares = frame.claim is not None and frame.claim[0] != "="
    bare = (
        len(frame.concepts) <= MOST_CONCEPTS + compares
        and not frame.roles
        and all(one.start < 0 for one in frame.entities)
    )
    counts = frame.claim is not None and 0 < frame.claim[1] <= MOST_HAD
    return counts and bare and not town and frame.target == query.rows and query.ask == "liste"


def _left(query: Query, frame: Frame, excluded: Sequence[Record], relations: Relations) -> list[Record]:
    """The rows that no exclusion takes away; places that have some themselves (« les trois EPT lauréats ? — Et les
    autres ? ») take away none of what lies in them."""
    rows: Sequence[Record] = relations.rows(query.rows)
    if "soi" in frame.roles:
        themselves = {row.values[query.owner] for row in rows}.intersection(excluded)
        rows = [row for row in rows if row.values[query.owner] not in themselves]
        excluded = [record for record in excluded if record not in themselves]
    return relations.meeting(rows, (), excluded)


def targets(scope: Scope, relations: Relations) -> dict[Record, list[Record]]:
    """The groups a question is about, with their rows; those named directly, or failing that those that hold them."""
    if scope.target == scope.query.rows:
        return {row: [row] for row in scope.rows}
    return relations.groups_of(scope.rows, scope.target)


def called(entity: Entity) -> str:
    """The name that several records bear, as it is written, or the words that theirs begin with."""
    names = (entity.records[0].name, *entity.records[0].aliases)
    parts = zip(*(record.name.split("-") for record in entity.records), strict=False)
    shared = [part[0] for part in takewhile(lambda part: len(set(part)) == 1, parts)]
    while len(shared) > 1 and fold(shared[-1]) in PARTS_OF_NAMES:
        shared.pop()
    return next((name for name in names if glue(name) == entity.form), "-".join(shared) or names[0])


def _settle(entities: Sequence[Entity], relations: Relations, roots: Container[str]) -> list[Entity] | Ambiguous:
    """Names borne by several records that rows relate to, settled by the other places said."""
    settled = []
    for entity in entities:
        records = entity.records
        related = relations.knowledge.lineage(records[0].type.name)[-1] in roots
        if len(records) > 1 and not records[0].type.union and related:
            near = [
                record
                for record in records
                for other in entities
                if other is not entity and any(relations.knowledge.lies_in(record, place) for place in other.records)
            ]
            if len(near) != 1:
                return Ambiguous(called(entity), records)
            records = (near[0],)
        settled.append(replace(entity, records=records))
    return settled


def _foreign(query: Query, entities: Iterable[Entity], relations: Relations) -> list[Record]:
    """The places named that neither lie in the perimeter nor hold anything of it."""
    perimeter = next(iter(relations.rows(query.perimeter)), None) if query.perimeter else None
    if perimeter is None:
        return []
    root = relations.knowledge.lineage(perimeter.type.name)[-1]
    named = (record for entity in entities for record in entity.records)
    found = [
        record
        for record in named
        if relations.knowledge.is_a(record.type.name, root) and not relations.inside(record, perimeter)
    ]
    return list({record.name: record for record in found}.values())


def _dimensions(entities: Sequence[Entity], relations: Relations, themselves: bool) -> dict[str, tuple[Record, ...]]:
    """Included records by dimension; a place that only locates a narrower one (« Bagneux, 92 ») is left out, unless
    it is `themselves` that things are asked of.

    Of what an earlier turn lends, only what lies in the places said is kept (« parmi elles, dans le 94 »).
    """
    knowledge = relations.knowledge
    said = [record for entity in entities if entity.start >= 0 for record in entity.records]
    lent = [record for entity in entities if entity.start < 0 for record in entity.records]
    wider = [place for place in said if any(place in knowledge.containers(record) for record in lent)]
    lent = [record for record in lent if all(place in knowledge.containers(record) for place in wider)]
    named = [record for entity in entities for record in entity.records if record in said or record in lent]
    dimensions: dict[str, tuple[Record, ...]] = {}
    for record in named:
        if not themselves and any(other is not record and record in knowledge.containers(other) for other in named):
            continue
        root = knowledge.lineage(record.type.name)[-1]
        if record not in dimensions.get(root, ()):
            dimensions[root] = (*dimensions.get(root, ()), record)
    return dimensions


def _owned(query: Query, frame: Frame, target: str, rows: list[Record], relations: Relations) -> list[Record]:
    """Only the rows whose owner is of the kind asked for or named (« les communes », « et non un territoire »)."""
    knowledge = relations.knowledge
    root = knowledge.types[query.rows].attributes[query.owner].kind

    def owns(kind: str) -> bool:
        return kind != root and kind in knowledge.types and knowledge.is_a(kind, root)

    wanted = {kind for kind, excluded in frame.kinds if not excluded and owns(kind)}
    # « Montreuil, et pas d’autre ville ? » is about a town.
    said = {entity.kind for entity in frame.entities if not entity.excluded}
    if "exclusion" in frame.roles:
        # « T11 hors EPT » is about the towns in it.
        said = {kind for kind in said if relations.is_leaf(kind)}
    refused = {kind for kind, excluded in frame.kinds if excluded} - said
    named = any(entity.kind == query.rows and not entity.excluded for entity in frame.entities)
    asked = query.ask in ("liste", "compte", "moyenne") and owns(target) and not named
    if asked and (relations.is_leaf(target) or any(row.values[query.owner].type.name == target for row in rows)):
        wanted.add(target)
    if wanted and "alternative" in frame.roles and owns(target):
        # « Quelles communes ou quels territoires ont un chatbot ? »
        wanted.add(target)
    if ("situation" in frame.roles and "soi" not in frame.roles) or query.ask == "suppose":
        # « C’est un projet de quel département ? », « quel projet, quel montant, quel département ? »: none is a
        # department’s own.
        owners = {row.values[query.owner].type.name for row in relations.rows(query.rows)}
        wanted = {kind for kind in wanted if any(knowledge.is_a(owner, kind) for owner in owners)}
    if "soi" in frame.roles and not wanted:
        # « Est Ensemble lui-même » is not the towns in it, « ses villes, à leur nom ? » are not the territory.
        themselves = [one for one in frame.entities if not one.excluded and owns(one.kind)]
        wanted |= {entity.kind for entity in themselves}
        named_so = {record for entity in themselves for record in entity.records}
        rows = [row for row in rows if row.values[query.owner] in named_so] if themselves else rows
    if not wanted and not refused:
        return rows
    return [
        row
        for row in rows
        if (not wanted or row.values[query.owner].type.name in wanted)
        and row.values[query.owner].type.name not in refused
    ]
