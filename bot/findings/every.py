"""Whether all that a message speaks of is as it says (« les projets du 94 sont-ils tous portés par des villes ? »)."""

from typing import Any

from bot.facts.records import Record
from bot.findings.holding import whosever
from bot.findings.query import Findings
from bot.findings.relations import Relations
from bot.findings.scope import Scope
from bot.findings.verdict import is_so


def every(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """Which rows are as said, and which of those spoken of are not.

    What is said of them is the kind of who they belong to, or failing that the constraint named last.
    """
    knowledge = relations.knowledge
    root = knowledge.types[scope.query.rows].attributes[scope.query.owner].kind
    kinds = [scope.target, *(kind for kind, excluded in scope.frame.kinds if not excluded)]
    said = next((kind for kind in kinds if kind in knowledge.types and kind != root and knowledge.is_a(kind, root)), "")
    whole = whosever(scope, relations)
    rows = [row for row in whole if not said or knowledge.is_a(row.values[scope.query.owner].type.name, said)]
    if not said:
        said = _named_last(scope, relations)
        others = [records for name, records in scope.dimensions.items() if name != said]
        whole = relations.meeting(
            relations.rows(scope.query.rows), [*others, *_around(scope, said, relations)], scope.excluded
        )
    rest = [row for row in whole if row not in rows]
    values |= {"n": len(rows), "total": len(whole), "attendu": said, "lignes": rows}
    values["vrai"] = is_so(scope.frame.share, len(rows), len(whole))
    values["sorte"] = knowledge.types.get(said)
    values["reste"] = list(relations.groups(rest, scope.query.owner, direct=True).items())
    case = "tous" if rows and not rest else "part" if rows else "aucun"
    owners = tuple(relations.groups(rows, scope.query.owner, direct=True))
    return Findings(case, rows, values, listed=owners, left=tuple(record for record, _ in values["reste"]))


def _around(scope: Scope, said: str, relations: Relations) -> list[tuple[Record, ...]]:
    """Where all those lie of which a message says that they are in a narrower place that it names (« tous les projets
    du 93 sont à Montreuil »)."""
    named = [record for one in scope.frame.entities if not one.excluded for record in one.records]
    places = scope.dimensions.get(said, ())
    holders = [
        one
        for one in named
        if any(one is not place and one in relations.knowledge.containers(place) for place in places)
    ]
    return [tuple(holders)] if holders else []


def _named_last(scope: Scope, relations: Relations) -> str:
    """The dimension of the constraint that a message names last."""
    entities = [one for one in scope.frame.entities if not one.excluded]
    roots = [relations.knowledge.root(one.kind) for one in sorted(entities, key=lambda one: one.start)]
    return next((root for root in reversed(roots) if root in scope.dimensions), "")
