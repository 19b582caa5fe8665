"""What is remembered of what an answer ranked, or set side by side."""

from collections.abc import Sequence
from itertools import groupby

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import MOST_LISTED, Conversation, Named, name_records

COMPARISON = "comparaison"
"""The case of findings that set several things side by side."""


def ranking(
    model: Model, past: Conversation, answered: Answered, entities: Sequence[Named], points: bool
) -> tuple[tuple[tuple[Named, ...], ...], str]:
    """The ranking that an answer tells, or the last one while those of it are spoken of, and what was counted for it or
    compared."""
    findings, frame = answered.findings, answered.frame
    query = model.intents[frame.intent].query
    if findings is not None and findings.measure is not None and query is not None:
        told = tuple(tuple(name_records([record]) for record in equal) for equal in findings.ranked)
        if told or findings.case == COMPARISON:
            return told[:MOST_LISTED], findings.measure.counted or query.rows
    members = {named for equal in past.ranked for named in equal}
    borrowed = points or all(entity.start < 0 for entity in frame.entities)
    return (past.ranked, past.measured) if entities and borrowed and members.issuperset(entities) else ((), "")


def sides(past: Conversation, answered: Answered, entities: Sequence[Named]) -> tuple[tuple[Named, ...], ...]:
    """What an answer set side by side, most first, those that are equal together; or the last one did, while nothing
    else is spoken of."""
    findings = answered.findings
    if findings is not None and findings.measure is not None and findings.case == COMPARISON:
        alike = groupby(findings.measure.sizes, key=lambda pair: pair[1])
        return tuple(tuple(name_records([record]) for record, _ in equal) for _, equal in alike)
    told = {named for equal in past.sides for named in equal}
    return past.sides if entities and told.issuperset(entities) else ()
