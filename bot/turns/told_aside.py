"""What an answer tells beside, or instead of, what it was asked of: « aucun autre projet n’a ce titre ; … »."""

from collections.abc import Iterator

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.facts.records import Record

OTHERS = "autres"
"""The role of words that ask for others than what was spoken of."""
APART = "conflit"
"""The case of what goes not together, each part of which is told by itself."""


def told_aside(model: Model, past: Conversation, answered: Answered) -> tuple[Record, Record] | None:
    """Whose the one thing is, and that thing, that an answer tells where others were asked for and none found.

    What comes next is of that one (« Levallois ? — Quelle autre ville fait du stationnement ? — Quel territoire ? »).
    """
    found = answered.findings
    if OTHERS not in answered.frame.roles or (found is not None and found.rows and found.case != APART):
        return None
    kinds = {named.kind for named in past.focus}
    told = [one for one in _owned(model, kinds) if all(record.name in answered.reply.text for record in one)]
    named = {record for entity in answered.frame.entities for record in entity.records}
    told = [one for one in told if named.isdisjoint(one)]
    return told[0] if len(told) == 1 else None


def told_instead(answered: Answered) -> Record | None:
    """What an answer is about, where the question named another of its kind (« Ollier les a présentés ? »)."""
    told = answered.findings.values.get("fiche") if answered.findings else None
    if not isinstance(told, Record):
        return None
    alike = [entity.records for entity in answered.frame.entities if entity.kind == told.type.name]
    return told if alike and not any(told in records for records in alike) else None


def _owned(model: Model, kinds: set[str]) -> Iterator[tuple[Record, Record]]:
    """The things of some kinds that are those of a place, each after that place."""
    knowledge = model.knowledge
    places = knowledge.places()
    for kind in kinds:
        if knowledge.root(kind) in places:
            continue
        for thing in knowledge.of(kind):
            owners = (one for one in thing.values.values() if isinstance(one, Record))
            yield from ((one, thing) for one in owners if knowledge.root(one.type.name) in places)
