"""Whether what a message names is the only one of its kind (« Vincennes est la seule ville à deux projets ? »), or
those that were told the only ones to have some."""

from typing import Any

from bot.facts.records import Record
from bot.findings.holding import within
from bot.findings.query import Findings
from bot.findings.relations import Relations
from bot.findings.scope import Scope
from bot.findings.verdict import COMPARE
from bot.understanding.frame import Comparison

ONE = ("=", 1)
"""What « seul » compares with."""


def alone(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """Those named, and all of their kind that hold rows, in the places said to hold it and about what is asked."""
    knowledge = relations.knowledge
    root = knowledge.root(scope.query.perimeter or scope.query.owner)
    entities = (entity for entity in scope.frame.entities if not entity.excluded)
    places = [one.records[0] for one in entities if knowledge.root(one.kind) == root]
    # « Dans le 94, Alfortville est la seule » is asked of Alfortville.
    several = tuple(one for one in places if not any(one in knowledge.containers(other) for other in places))
    if not several:
        return Findings("aucun", [], values)
    named = several[0]
    around = [place for place in places if place not in several]
    about = [records for name, records in scope.dimensions.items() if name != root]
    rows = relations.meeting(scope.kept, [*((place,) for place in around), *about])
    groups = relations.groups(rows, named.type.name, direct=True)
    if named not in groups and not relations.is_leaf(named.type.name):
        # « Le 92 est-il le seul département ? » has rows through what lies in it.
        groups = relations.groups(rows, named.type.name, direct=False)
    if held_by_each := _held_by_each(scope):
        operator, number = held_by_each
        if COMPARE[operator](0, number):
            # « Paris est la seule à n’avoir rien »: all that may have some and have none.
            inside = relations.rows(named.type.name)
            groups = {
                one: groups.get(one, [])
                for one in inside
                if all(place in knowledge.containers(one) for place in around)
            }
        groups = {record: held for record, held in groups.items() if COMPARE[operator](len(held), number)}
    values["tenus"] = [(one, sum(relations.relates(row, one) for row in scope.kept)) for one in several]
    values |= {"nommes": several, "groupes": list(groups.items()), "n_groupes": len(groups), "zone": around}
    return Findings("seul", rows, values, listed=tuple(groups), focus=several)


def _held_by_each(scope: Scope) -> Comparison | None:
    """How many rows each is said to have, where that is said."""
    said = scope.frame.comparison or scope.frame.claim
    if said == ONE and scope.frame.numbers:
        # « Seul Vincennes a eu deux projets » says two.
        return "=", scope.frame.numbers[0]
    return said


def others_without(scope: Scope, relations: Relations) -> list[Record]:
    """The other places of a kind than those that were told, where those alone have rows (« quels départements ont un
    projet ? — Et les autres ? »)."""
    told = scope.excluded
    if "autres" not in scope.frame.roles or scope.dimensions or not told or relations.is_leaf(scope.target):
        return []
    if any(record.type.name != scope.target for record in told):
        return []
    left = within(scope, relations, scope.target)
    held = relations.groups(relations.rows(scope.query.rows), scope.target, direct=False)
    return [] if any(record in held for record in left) else left
