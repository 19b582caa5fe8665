"""A typed query over the knowledge: which records, asked how, grouped by what → findings.

Queries are a few declared combinations (`DEMANDES`), so that no nonsense can be built: what is asked × about what ×
which constraints. A constraint is a record that a row refers to, or lies in through what it refers to; constraints
on one dimension (places, themes…) are alternatives, those on several must all hold.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import eq, ge, gt, le, lt
from typing import Any

from bot.facts.records import Knowledge, Record
from bot.understanding.frame import Entity, Frame
from bot.understanding.forms import glue

ASKS = ("liste", "groupes", "compte", "plus", "moins", "comparaison", "moyenne", "part", "sans", "ensemble")
_COMPARE: dict[str, Callable[[int, int], bool]] = {"=": eq, ">": gt, "<": lt, ">=": ge, "<=": le}


@dataclass(frozen=True, slots=True)
class Query:
    """What an intent asks of the knowledge."""

    rows: str
    """The type of the rows (`projet`)."""
    ask: str
    """One of ASKS."""
    owner: str
    """The attribute rows are listed under (`laureat`)."""
    target: str | None = None
    """What is listed or counted when the message does not say; rows themselves by default."""
    perimeter: str | None = None
    """The type of the record that everything known lies in: a place outside it is « ailleurs »."""


@dataclass(slots=True)
class Findings:
    """What was found. `case` names the answer that fits; the rest is what it may say."""

    case: str
    rows: list[Record] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    choices: tuple[Record, ...] = ()
    """What an ambiguous name may mean."""
    listed: tuple[Record, ...] = ()
    """What the answer enumerates, in order: « le deuxième » refers to it."""
    focus: tuple[Record, ...] = ()
    """What was found and may be spoken of next."""


class Engine:
    """Runs queries over one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def run(self, query: Query, frame: Frame) -> Findings:
        """The findings of a query under a frame's constraints."""
        entities, choices, name = self._resolve(frame.entities)
        if choices:
            return Findings("choisir", choices=choices, values={"nom": name})
        foreign = self._foreign(query, entities)
        everything = list(self.knowledge.of(query.rows))
        included = [entity for entity in entities if not entity.excluded]
        excluded = [record for entity in entities if entity.excluded for record in entity.records]
        kept = [row for row in everything if not any(self._relates(row, record) for record in excluded)]
        dimensions = self._dimensions([entity for entity in included if entity.kind != query.perimeter])
        rows = [row for row in kept if all(self._meets(row, records) for records in dimensions.values())]
        target = frame.target or query.target or query.rows
        kept, rows = self._owned(query, frame, target, kept), self._owned(query, frame, target, rows)
        scope = _Scope(query, frame, target, kept, rows, dimensions, excluded, foreign)
        values = self._describe(scope)
        if foreign and not rows:
            return Findings("ailleurs", values=values, focus=tuple(foreign))
        return getattr(self, f"_ask_{query.ask}")(scope, values)

    # What constraints mean

    def _resolve(self, entities: Iterable[Entity]) -> tuple[list[Entity], tuple[Record, ...], str]:
        """Names borne by several records, settled by the other places said; or the choices that remain."""
        entities = list(entities)
        resolved = []
        for entity in entities:
            records = entity.records
            if len(records) > 1 and not records[0].type.union:
                near = [
                    record
                    for record in records
                    for other in entities
                    if other is not entity and any(self.knowledge.lies_in(record, place) for place in other.records)
                ]
                if len(near) != 1:
                    return [], records, called(entity)
                records = (near[0],)
            resolved.append(entity._replace(records=records))
        return resolved, (), ""

    def _foreign(self, query: Query, entities: Sequence[Entity]) -> list[Record]:
        """The places named that neither lie in the perimeter nor hold anything of it."""
        if query.perimeter is None:
            return []
        perimeter = next(self.knowledge.of(query.perimeter), None)
        if perimeter is None:
            return []
        root = self.knowledge.lineage(query.perimeter)[-1]
        found = [
            record
            for entity in entities
            for record in entity.records
            if self.knowledge.is_a(record.type.name, root)
            and not self.knowledge.lies_in(record, perimeter)
            and not any(self.knowledge.lies_in(member, perimeter) for member in self.knowledge.members(record, root))
        ]
        return list({record.name: record for record in found}.values())

    def _dimensions(self, entities: Sequence[Entity]) -> dict[str, tuple[Record, ...]]:
        """Included records by dimension; a place that only locates a narrower one (« Bagneux, 92 ») is left out."""
        named = [record for entity in entities for record in entity.records]
        dimensions: dict[str, tuple[Record, ...]] = {}
        for record in named:
            if any(other is not record and record in self.knowledge.containers(other) for other in named):
                continue
            root = self.knowledge.lineage(record.type.name)[-1]
            if record not in dimensions.get(root, ()):
                dimensions[root] = (*dimensions.get(root, ()), record)
        return dimensions

    def _meets(self, row: Record, records: Iterable[Record]) -> bool:
        return any(self._relates(row, record) for record in records)

    def _relates(self, row: Record, record: Record) -> bool:
        """Whether a row is the record, refers to it, or lies in it through what it refers to."""
        if row is record:
            return True
        for value in row.values.values():
            if isinstance(value, Record):
                if self.knowledge.lies_in(value, record):
                    return True
            elif isinstance(value, tuple) and record in value:
                return True
        return False

    def groups(self, rows: Iterable[Record], target: str, direct: bool) -> dict[Record, list[Record]]:
        """Rows by what they refer to: an attribute's values, or the records of a type.

        Args:
            rows: the rows.
            target: an attribute of the rows, or a type.
            direct: only what rows name themselves, not what that lies in.
        """
        found: dict[Record, list[Record]] = {}
        for row in rows:
            for key in self._keys(row, target, direct):
                found.setdefault(key, []).append(row)
        return found

    def _keys(self, row: Record, target: str, direct: bool) -> list[Record]:
        value = row.values.get(target)
        if isinstance(value, Record):
            return [value]
        keys: list[Record] = []
        for value in row.values.values():
            for record in value if isinstance(value, tuple) else (value,):
                if not isinstance(record, Record):
                    continue
                if self.knowledge.is_a(record.type.name, target):
                    keys.append(record)
                elif not direct:
                    keys += [c for c in self.knowledge.containers(record) if self.knowledge.is_a(c.type.name, target)]
        return keys

    def _targets(self, scope: "_Scope") -> dict[Record, list[Record]]:
        """The groups a question is about; those named directly, or failing that those that hold them."""
        if scope.target == scope.query.rows:
            return {row: [row] for row in scope.rows}
        direct = self.groups(scope.rows, scope.target, direct=True)
        return direct or self.groups(scope.rows, scope.target, direct=False)

    def _owned(self, query: Query, frame: Frame, target: str, rows: list[Record]) -> list[Record]:
        """Only the rows whose owner is of the kind asked for or named (« les communes », « et non un territoire »)."""
        root = self.knowledge.types[query.rows].attributes[query.owner].kind
        wanted = {kind for kind, excluded in frame.kinds if not excluded and self._owns(kind, root)}
        refused = {kind for kind, excluded in frame.kinds if excluded}
        if self._owns(target, root) and any(row.values[query.owner].type.name == target for row in rows):
            if query.ask in ("liste", "compte", "moyenne"):
                wanted.add(target)
        return [
            row
            for row in rows
            if (not wanted or row.values[query.owner].type.name in wanted)
            and row.values[query.owner].type.name not in refused
        ]

    def _owns(self, kind: str, root: str) -> bool:
        """Whether a type word names some of the rows' owners."""
        return kind != root and kind in self.knowledge.types and self.knowledge.is_a(kind, root)

    # What is said of the constraints

    def _describe(self, scope: "_Scope") -> dict[str, Any]:
        places = {name: records for name, records in scope.dimensions.items()}
        owners = self.groups(scope.rows, scope.query.owner, direct=True)
        values: dict[str, Any] = {
            "n": len(scope.rows),
            "lignes": scope.rows,
            "total": len(list(self.knowledge.of(scope.query.rows))),
            "laureats": list(owners),
            "par_laureat": list(owners.items()),
            "contraintes": places,
            "exclus": scope.excluded,
            "ailleurs": scope.foreign,
            "verification": "verification" in scope.frame.roles,
            "negation": "negation" in scope.frame.roles,
            "cible": self.knowledge.types.get(scope.target),
            "nombres": scope.frame.numbers,
        }
        values.update({f"{name}_liste": records for name, records in places.items()})
        return values

    def _within(self, scope: "_Scope", kind: str) -> list[Record]:
        """All records of a type inside the places asked for."""
        root = self.knowledge.lineage(kind)[-1]
        places = scope.dimensions.get(root, ())
        perimeter = [next(self.knowledge.of(scope.query.perimeter))] if scope.query.perimeter else []
        return [
            record
            for record in self.knowledge.of(kind)
            if any(
                self.knowledge.lies_in(record, place) or record in self.knowledge.containers(place)
                for place in (places or perimeter)
            )
            and not any(self.knowledge.lies_in(record, place) for place in scope.excluded)
        ]

    # The questions

    def _ask_liste(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        if scope.comparison and scope.target != scope.query.rows:
            return self._having(scope, values)
        if not scope.rows:
            return self._none(scope, values)
        if scope.target not in (scope.query.rows, scope.query.owner):
            groups = self._targets(scope)
            named = any(record in scope.all_included for record in groups)
            if groups and not named and not self.groups(scope.rows, scope.target, direct=True):
                values |= {"groupes": list(groups.items()), "n_groupes": len(groups)}
                return Findings("groupes", scope.rows, values, listed=tuple(groups), focus=tuple(groups))
        root = next((name for name in scope.dimensions if len(scope.dimensions[name]) > 1), None)
        if root is not None:
            without = [
                record for record in scope.dimensions[root] if not any(self._relates(row, record) for row in scope.rows)
            ]
            values["sans"] = without
        owners = tuple(values["laureats"])
        listed = tuple(scope.rows) if len(owners) == 1 or scope.target == scope.query.rows else owners
        case = "un" if len(scope.rows) == 1 else "plusieurs"
        if not scope.dimensions and not scope.excluded:
            case = "tous"
        return Findings(
            case, scope.rows, values, listed=listed, focus=(*owners, *scope.rows) if len(scope.rows) < 4 else ()
        )

    def _none(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        """Nothing fits: say what is true of each constraint on its own."""
        apart = {
            name: [row for row in scope.kept if self._meets(row, records)] for name, records in scope.dimensions.items()
        }
        focus = tuple(record for records in scope.dimensions.values() for record in records)
        if len(apart) > 1 and any(apart.values()):
            values["apart"] = apart
            values["apart_laureats"] = {
                name: list(self.groups(rows, scope.query.owner, direct=True)) for name, rows in apart.items()
            }
            return Findings("conflit", [row for rows in apart.values() for row in rows], values, focus=focus)
        around: list[tuple[Record, list[Record]]] = []
        for records in scope.dimensions.values():
            for record in records:
                for container in self.knowledge.containers(record):
                    rows = [row for row in scope.kept if self._relates(row, container)]
                    if rows and not around:
                        around.append((container, list(self.groups(rows, scope.query.owner, direct=True))))
        values["autour"] = around
        return Findings("aucun", [], values, focus=focus)

    def _ask_groupes(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        """The rows by what holds them, most first."""
        target = scope.target if scope.target != scope.query.rows else scope.query.owner
        groups = sorted(self.groups(scope.rows, target, direct=False).items(), key=lambda group: -len(group[1]))
        if not groups:
            return self._none(scope, values)
        values |= {"groupes": groups, "n_groupes": len(groups)}
        return Findings("groupes", scope.rows, values, listed=tuple(record for record, _ in groups))

    def _ask_compte(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        if scope.comparison and scope.target != scope.query.rows:
            return self._having(scope, values)
        if not scope.rows:
            return self._none(scope, values)
        groups = self._targets(scope)
        values |= {"groupes": list(groups.items()), "n_groupes": len(groups), "cas_cible": scope.target}
        focus = tuple(values["laureats"]) if len(values["laureats"]) == 1 else ()
        return Findings("compte", scope.rows, values, listed=tuple(groups), focus=focus)

    def _having(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        """Which groups hold a given number of rows (« deux projets », « un seul », « aucun »)."""
        assert scope.comparison is not None
        operator, number = scope.comparison
        groups = self._targets(scope)
        sizes = {record: len(rows) for record, rows in groups.items()}
        if _COMPARE[operator](0, number) and self.knowledge.types.get(scope.target):
            sizes = {record: sizes.get(record, 0) for record in self._within(scope, scope.target)} | sizes
        found = [record for record, size in sizes.items() if _COMPARE[operator](size, number)]
        values |= {
            "operateur": operator,
            "nombre": number,
            "groupes": [(record, groups.get(record, [])) for record in found],
            "n_groupes": len(found),
        }
        return Findings("seuil" if found else "seuil_aucun", scope.rows, values, listed=tuple(found))

    def _ask_sans(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        """What of a type has no row, not even through what lies in it."""
        kind = scope.target if scope.target in self.knowledge.types else ""
        if not kind or kind in (scope.query.rows, scope.query.owner):
            kind = scope.query.target or scope.query.owner
        if any(self.knowledge.is_a(record.type.name, kind) for record in scope.all_included):
            return self._ask_liste(scope, values)
        holders = self.groups(list(self.knowledge.of(scope.query.rows)), kind, direct=False)
        within = self._within(scope, kind)
        found = [record for record in within if record not in holders]
        values |= {"sans": found, "n_sans": len(found), "cible": self.knowledge.types[kind], "parmi": len(within)}
        return Findings("sans", [], values, listed=tuple(found))

    def _ask_plus(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        return self._extreme(scope, values, max)

    def _ask_moins(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        return self._extreme(scope, values, min)

    def _extreme(self, scope: "_Scope", values: dict[str, Any], pick: Callable[[Iterable[int]], int]) -> Findings:
        named = [record for records in scope.dimensions.values() for record in records]
        if len(named) > 1:
            return self._ask_comparaison(scope, values)
        target = scope.target if scope.target != scope.query.rows else scope.query.owner
        groups = self.groups(scope.rows, target, direct=False)
        if not groups:
            return self._none(scope, values)
        extreme = pick([len(rows) for rows in groups.values()])
        found = [(record, rows) for record, rows in groups.items() if len(rows) == extreme]
        ranking = sorted(((r, len(rows)) for r, rows in groups.items()), key=lambda pair: -pair[1])
        values |= {"groupes": found, "n_groupes": len(found), "nombre": extreme, "classement": ranking}
        focus = tuple(record for record, _ in found)
        return Findings("extreme", scope.rows, values, listed=focus, focus=focus[:1] if len(focus) == 1 else ())

    def _ask_comparaison(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        named = [record for records in scope.dimensions.values() for record in records]
        if len(named) < 2:
            return self._ask_liste(scope, values)
        sides = []
        for record in named:
            rows = [row for row in scope.kept if self._relates(row, record)]
            groups = self.groups(rows, scope.target, direct=True) if scope.target != scope.query.rows else {}
            sides.append((record, list(groups) or rows))
        sides.sort(key=lambda side: -len(side[1]))
        counted = sides[0][1][0].type if sides[0][1] else self.knowledge.types[scope.query.rows]
        values |= {"compte": counted}
        values |= {"cotes": sides, "egalite": len({len(rows) for _, rows in sides}) == 1}
        return Findings("comparaison", scope.rows, values, listed=tuple(named))

    def _ask_moyenne(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        target = scope.target if scope.target != scope.query.rows else scope.query.owner
        groups = self.groups(scope.rows, target, direct=True) or self.groups(scope.rows, target, direct=False)
        if not groups:
            return self._none(scope, values)
        counted = len({row for rows in groups.values() for row in rows})
        values |= {"n_groupes": len(groups), "n_lignes": counted, "moyenne": counted / len(groups)}
        return Findings("moyenne", scope.rows, values)

    def _ask_part(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        if scope.target in (scope.query.rows, None) or scope.dimensions:
            if not scope.rows:
                return self._none(scope, values)
            values |= {"part": 100 * len(scope.rows) / values["total"]}
            return Findings("part", scope.rows, values)
        everything = self._within(scope, scope.target) if scope.target in self.knowledge.types else []
        groups = self.groups(scope.rows, scope.target, direct=True) or self.groups(
            scope.rows, scope.target, direct=False
        )
        if not everything:
            return self._none(scope, values)
        values |= {"n_groupes": len(groups), "parmi": len(everything), "part": 100 * len(groups) / len(everything)}
        return Findings("part_cible", scope.rows, values)

    def _ask_ensemble(self, scope: "_Scope", values: dict[str, Any]) -> Findings:
        """Do these hold the same row?"""
        root = self.knowledge.lineage(scope.query.perimeter or scope.query.owner)[-1]
        named = list(scope.dimensions.get(root, ()))
        sides = [(record, [row for row in scope.kept if self._relates(row, record)]) for record in named]
        if len(sides) < 2 or not all(rows for _, rows in sides):
            return self._ask_liste(scope, values)
        titles = [{row.name for row in rows} for _, rows in sides]
        values |= {"cotes": sides, "communs": sorted(set.intersection(*titles))}
        return Findings("ensemble", [row for _, rows in sides for row in rows], values, listed=tuple(named))


def called(entity: Entity) -> str:
    """The name that several records bear, as it is written."""
    names = (entity.records[0].name, *entity.records[0].aliases)
    return next((name for name in names if glue(name) == entity.form), names[0])


@dataclass(frozen=True, slots=True)
class _Scope:
    """One query with its constraints worked out."""

    query: Query
    frame: Frame
    target: str
    kept: list[Record]
    rows: list[Record]
    dimensions: dict[str, tuple[Record, ...]]
    excluded: list[Record]
    foreign: list[Record]

    @property
    def comparison(self) -> tuple[str, int] | None:
        return self.frame.comparison

    @property
    def all_included(self) -> set[Record]:
        return {record for records in self.dimensions.values() for record in records}
