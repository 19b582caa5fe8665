"""What a message tells in turn of several places (« Le kiosque est à Alfortville, la 3D à Bagneux »)."""

from collections.abc import Sequence

from bot.facts.records import Record
from bot.findings.query import Query
from bot.findings.relations import Relations
from bot.understanding.frame import Frame

LEAST = 2
"""Places from which it tells something of each."""
Pair = tuple[tuple[Record, ...], tuple[Record, ...]]


def pairs(frame: Frame, query: Query, relations: Relations) -> list[Pair]:
    """What a message says to be in each place, where it names them in turn and asks for nothing; else nothing."""
    if query.ask != "liste" or "question" in frame.roles or frame.numbers:
        return []
    root = relations.knowledge.root(query.perimeter or query.owner)
    said = sorted((one for one in frame.entities if one.start >= 0 and not one.excluded), key=lambda one: one.start)
    told = [(relations.knowledge.root(one.kind) == root, one.records) for one in said]
    if sum(place for place, _ in told) < LEAST or told[0][0] == told[-1][0]:
        return []
    # What comes first tells whether a place comes before or after what is in it.
    ordered = told if told[0][0] else told[::-1]
    found: list[Pair] = []
    place: tuple[Record, ...] = ()
    filled = True
    for is_place, records in ordered:
        if is_place:
            if not filled:
                return []
            place, filled = records, False
        else:
            found.append((records, place))
            filled = True
    return found


def all_hold(told: Sequence[Pair], rows: Sequence[Record], relations: Relations) -> bool:
    """Whether a row is of each of these things in its place."""
    return all(relations.meeting(rows, pair) for pair in told)


def paired(told: Sequence[Pair], rows: Sequence[Record], relations: Relations) -> list[Record]:
    """The rows that are of one of these things in its place."""
    return [row for row in rows if any(relations.meeting((row,), pair) for pair in told)]
