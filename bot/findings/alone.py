"""Whether what a message names is the only one of its kind (« Vincennes est la seule ville à deux projets ? »)."""

from typing import Any

from bot.findings.query import Findings
from bot.findings.relations import Relations
from bot.findings.scope import Scope
from bot.findings.verdict import COMPARE


def alone(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """What is named, and all of its kind that hold rows, in the places said to hold it and about what is asked."""
    knowledge = relations.knowledge
    root = knowledge.root(scope.query.perimeter or scope.query.owner)
    entities = (entity for entity in scope.frame.entities if not entity.excluded)
    places = [one.records[0] for one in entities if knowledge.root(one.kind) == root]
    # « Dans le 94, Alfortville est la seule » is asked of Alfortville.
    named = next((one for one in places if not any(one in knowledge.containers(other) for other in places)), None)
    if named is None:
        return Findings("aucun", [], values)
    around = [place for place in places if place in knowledge.containers(named)]
    about = [records for name, records in scope.dimensions.items() if name != root]
    rows = [
        row
        for row in scope.kept
        if all(relations.relates(row, place) for place in around)
        and all(relations.meets(row, records) for records in about)
    ]
    groups = relations.groups(rows, named.type.name, direct=True)
    if named not in groups and not relations.is_leaf(named.type.name):
        # « Le 92 est-il le seul département ? » has rows through what lies in it.
        groups = relations.groups(rows, named.type.name, direct=False)
    if held_by_each := scope.frame.comparison or scope.frame.claim:
        operator, number = held_by_each
        groups = {record: held for record, held in groups.items() if COMPARE[operator](len(held), number)}
    values |= {"nomme": named, "groupes": list(groups.items()), "n_groupes": len(groups), "zone": around}
    return Findings("seul", rows, values, listed=tuple(groups), focus=(named,))
