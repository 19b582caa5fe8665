"""Which groups hold a given number of rows (« deux projets », « un seul », « aucun »)."""

from collections.abc import Sequence
from typing import Any

from bot.facts.records import Record
from bot.findings.query import Findings, Measure
from bot.findings.relations import Relations
from bot.findings.scope import Scope, targets
from bot.findings.verdict import COMPARE, UNEQUAL

THEMSELVES = "soi"
"""The role of words by which places are meant without what lies in them (« les EPT en tant que tels »)."""


def having(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """The groups that hold as many rows as a question says each must have."""
    operator, number = scope.comparison or ("=", 0)
    groups = _groups(scope, relations)
    counted = scope.counted_kind if scope.counted_kind in relations.knowledge.types else None
    # « Quels territoires ont une seule commune lauréate ? » counts communes.
    counted = counted if counted and relations.is_leaf(counted) and not relations.is_leaf(scope.target) else None
    if counted:
        groups = relations.groups(whosever(scope, relations), scope.target, direct=False)
        groups = {one: list(relations.groups(rows, counted, direct=True)) for one, rows in groups.items()}
    sizes = {record: len(rows) for record, rows in groups.items()}
    # « N’ont pas deux projets » is said of those that have some.
    if operator != UNEQUAL and COMPARE[operator](0, number):
        sizes = {record: sizes.get(record, 0) for record in _without_rows(scope, relations)} | sizes
    if bounds := scope.frame.bounds:
        found = [record for record, size in sizes.items() if all(COMPARE[how](size, than) for how, than in bounds)]
    else:
        found = [record for record, size in sizes.items() if COMPARE[operator](size, number)]
    held = {record: groups.get(record, []) for record in found}
    values |= {"operateur": operator, "nombre": number, "groupes": list(held.items()), "n_groupes": len(found)}
    # « Plus d’un et moins de cinq » are two to four.
    whole = bounds and tuple(number + {">": 1, "<": -1}.get(how, 0) for how, number in bounds)
    values |= {"bornes": whole, "comptes": relations.knowledge.types[counted] if counted else None}
    values["par_dedans"] = not counted and _counts_inside(scope, relations)
    if scope.frame.claim:
        # « Seules quatre communes ont deux projets ? »
        said, how_many = scope.frame.claim
        values["verdict"] = COMPARE[said](len(found), how_many)
    measure = Measure(None, None, tuple((record, sizes[record]) for record in found))
    left = tuple(record for record in sizes if record not in found)
    case = "seuil" if found else "seuil_aucun"
    return Findings(case, scope.rows, values, listed=tuple(found), left=left, measure=measure)


def whosever(scope: Scope, relations: Relations) -> list[Record]:
    """The rows that meet the constraints, whatever the kind of who they belong to."""
    return relations.meeting(relations.rows(scope.query.rows), scope.dimensions.values(), scope.excluded)


def within(scope: Scope, relations: Relations, kind: str) -> list[Record]:
    """All records of a type inside the places asked for."""
    knowledge = relations.knowledge
    places = scope.dimensions.get(knowledge.root(kind), ())
    perimeter = relations.rows(scope.query.perimeter) if scope.query.perimeter else ()
    return [
        record
        for record in knowledge.of(kind)
        if any(relations.inside(record, place) for place in (places or perimeter))
        and not any(knowledge.lies_in(record, place) for place in scope.excluded)
    ]


def astride(scope: Scope, relations: Relations) -> list[Record]:
    """The rows of those that lie but in part in the places asked for (« Grand Orly Seine Bièvre », of the 94), which
    are not counted there."""
    root = relations.knowledge.root(scope.query.perimeter or scope.query.owner)
    places = [place for place in scope.dimensions.get(root, ()) if not relations.is_leaf(place.type.name)]
    if not places:
        return []
    others = [records for name, records in scope.dimensions.items() if name != root]
    return [
        row
        for row in relations.meeting(relations.rows(scope.query.rows), others, scope.excluded)
        if not relations.meets(row, places)
        and any(relations.inside(row.values[scope.query.owner], place) for place in places)
    ]


def _counts_inside(scope: Scope, relations: Relations) -> bool:
    """Whether what is asked for may have rows of its own beside those of what lies in it (a territory), and is not
    asked about itself."""
    if scope.target not in relations.knowledge.types or relations.is_leaf(scope.target):
        return False
    own = relations.groups(relations.rows(scope.query.rows), scope.target, direct=True)
    return bool(own) and THEMSELVES not in scope.frame.roles


def _groups(scope: Scope, relations: Relations) -> dict[Record, list[Record]]:
    """What is asked for, each with its rows, and with those of what lies in it where it may have its own, too."""
    if _counts_inside(scope, relations):
        return relations.groups(whosever(scope, relations), scope.target, direct=False)
    return targets(scope, relations)


def _without_rows(scope: Scope, relations: Relations) -> Sequence[Record]:
    """What may hold no row: those named (« laquelle des deux n’a rien ? »), or what of a type lies in places."""
    if scope.target == scope.query.owner:
        return scope.together
    return within(scope, relations, scope.target) if scope.target in relations.knowledge.types else ()
