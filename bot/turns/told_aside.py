"""What an answer tells beside, or instead of, what it was asked of: « aucun autre projet n’a ce titre ; … »."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.facts.records import Record
from bot.understanding.roles import OTHERS

APART = "conflit"
"""The case of what does not go together, each part of which is told by itself."""


class Aside(NamedTuple):
    """A thing that an answer tells in the stead of others, and whose it is."""

    owner: Record
    thing: Record


def told_aside(model: Model, past: Conversation, answered: Answered) -> Aside | None:
    """The one thing that an answer tells where others were asked for and none was found.

    What comes next is of that one (« Levallois ? — Quelle autre ville fait du stationnement ? — Quel territoire ? »).
    """
    found = answered.findings
    if OTHERS not in answered.frame.roles or (found is not None and found.rows and found.case != APART):
        return None
    kinds = {named.kind for named in past.focus}
    told = [one for one in _owned(model, kinds) if all(_names(answered.reply.text, record) for record in one)]
    named = {record for entity in answered.frame.entities for record in entity.records}
    told = [one for one in told if named.isdisjoint(one)]
    return told[0] if len(told) == 1 else None


def _names(text: str, record: Record) -> bool:
    """Whether a text names a thing."""
    return re.search(rf"(?<!\w){re.escape(record.name)}(?!\w)", text) is not None


def told_instead(answered: Answered) -> Record | None:
    """What an answer is about, where the question named another of its kind (« Ollier les a présentés ? »)."""
    told = answered.findings.values.get("fiche") if answered.findings else None
    if not isinstance(told, Record):
        return None
    alike = [entity.records for entity in answered.frame.entities if entity.kind == told.type.name]
    return told if alike and not any(told in records for records in alike) else None


def _owned(model: Model, kinds: set[str]) -> Iterator[Aside]:
    """The things of some kinds that are those of a place, each after that place."""
    knowledge = model.knowledge
    places = knowledge.places()
    for kind in kinds:
        if knowledge.root(kind) in places:
            continue
        for thing in knowledge.of(kind):
            owners = (one for one in thing.values.values() if isinstance(one, Record))
            yield from (Aside(one, thing) for one in owners if knowledge.root(one.type.name) in places)
