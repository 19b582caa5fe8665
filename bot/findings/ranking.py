"""Where one stands among all of its kind, by how many rows or owners each has (« le 92 est-il premier ? »)."""

from collections.abc import Container
from itertools import groupby
from typing import Any

from bot.facts.records import Record
from bot.findings.query import Findings, Measure
from bot.findings.relations import Relations
from bot.findings.scope import Scope


def ranking(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """All of the kind of what is named, or of the kind asked for, most first, each with its place."""
    knowledge = relations.knowledge
    frame = scope.frame
    entities = (entity for entity in frame.entities if not entity.excluded)
    root = knowledge.root(scope.query.perimeter or scope.query.owner)
    named = next((entity.records[0] for entity in entities if knowledge.root(entity.kind) == root), None)
    said = [kind for kind in (frame.target, *(kind for kind, _ in frame.kinds)) if kind in knowledge.types]
    holding = [kind for kind in said if kind not in (scope.query.rows, scope.query.owner)]
    kind = named.type.name if named else next((one for one in holding if not relations.is_leaf(one)), None)
    kind = kind or next(iter(holding), scope.query.owner)
    counted = next((one for one in holding if one != kind), None)
    if counted is None and scope.query.rows not in said and scope.query.owner in said:
        counted = scope.query.owner
    groups = relations.groups(relations.rows(scope.query.rows), kind, direct=False)
    sizes = {
        record: len(relations.groups(rows, counted, direct=True) if counted else rows)
        for record, rows in groups.items()
    }
    ranked = sorted(sizes.items(), key=lambda pair: -pair[1])
    places = [(record, size, 1 + sum(other > size for other in sizes.values())) for record, size in ranked]
    unit = knowledge.types[counted or scope.query.rows]
    values |= {"nomme": named, "classement": places, "unite": unit.noun, "rangs": frame.ordinals}
    values["sans_rien"] = _without_rows(kind, groups, scope, relations) if not relations.is_leaf(kind) else []
    values["sorte"] = knowledge.types.get(kind)
    measure = Measure(kind, counted, tuple(ranked))
    alike = groupby(ranked, key=lambda pair: pair[1])
    ends = tuple(tuple(record for record, _ in equal) for _, equal in alike)
    return Findings("rang", scope.rows, values, listed=tuple(sizes), measure=measure, ranked=ends)


def _without_rows(kind: str, groups: Container[Record], scope: Scope, relations: Relations) -> list[Record]:
    """Those of a kind inside the perimeter that stand nowhere, having nothing."""
    around = relations.rows(scope.query.perimeter) if scope.query.perimeter else ()
    without = [record for record in relations.rows(kind) if record not in groups]
    return [record for record in without if not around or any(relations.inside(record, place) for place in around)]
