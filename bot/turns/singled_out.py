"""A follow-up about what nothing tells: of one of several that were told together, or of a place after a person."""

from itertools import pairwise

from bot.answering.reply import Answered
from bot.dialogue.conversation import LEAST_SEVERAL, Conversation
from bot.dialogue.lists import MOST_MEANT, Find
from bot.dialogue.together import told_together
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY
from bot.french.words import ONE, THERE
from bot.understanding.mention import names
from bot.understanding.reading import Reading
from bot.understanding.weighing import Argument

SUM = "somme"
"""The case of findings that tell what some got together."""


def is_of_nobody(argument: Argument, answered: Answered, past: Conversation, knowledge: Knowledge) -> bool:
    """Whether a message points to some that have something, after one who has nothing, and is answered of all (« qui
    est Patrick Ollier ? — Leurs projets ? »)."""
    points = any(one.mention.role == "pronom" for one in argument.said)
    named = any(names(one.mention) for one in argument.said) or answered.frame.entities
    if not points or named or past.listed or len(answered.listed) <= MOST_MEANT:
        return False
    spoken = [named for named in past.entities if not named.excluded]
    having = knowledge.places() | knowledge.subjects()
    return bool(spoken) and not any(
        knowledge.root(named.kind) in having or _is_had(named.kind, knowledge) for named in spoken
    )


def is_one_of_several(argument: Argument, answered: Answered, past: Conversation) -> bool:
    """Whether a message asks of one alone, after several bodies, and is answered of all together (« le judo ou le
    rugby ? — Il a eu combien ? »)."""
    told = {id_ for named in past.entities if named.kind == BODY and not named.excluded for id_ in named.ids}
    words = argument.cover.text.words
    # « Il y a combien en tout ? » stands for nobody.
    points = any(word in ONE and after != THERE for word, after in pairwise((*words, "")))
    if not points or len(told) < LEAST_SEVERAL:
        return False
    summed = [one.records[0].id for one in answered.frame.of(BODY) if one.start < 0 and not one.excluded]
    sums = answered.findings is not None and answered.findings.case == SUM
    return sums and len(told.intersection(summed)) >= LEAST_SEVERAL


def _is_had(kind: str, knowledge: Knowledge) -> bool:
    """Whether things of a kind are of places."""
    things = (value for thing in knowledge.of(kind) for value in thing.values.values())
    return any(isinstance(value, Record) and bool(value.type.within) for value in things)


def is_singled_out(
    argument: Argument, reading: Reading, answered: Answered, past: Conversation, find: Find, knowledge: Knowledge
) -> bool:
    """Whether an answer is about but one of the places told together, to which no word of the message points (« les
    projets sur le stationnement ? — Elle en a combien ? »)."""
    words = {token.text for token in argument.cover.text.tokens}
    if answered.reply.outcome != "answered" or ONE.isdisjoint(words):
        return False
    pointed = any(one.mention.how == "earlier" and not one.borrowed for one in reading.said if names(one.mention))
    if pointed or any(names(one.mention) for one in argument.said):
        return False
    places = {id_ for one in told_together(past, find, knowledge) for id_ in one.ids}
    affirmed = [entity for entity in answered.frame.entities if not entity.excluded]
    return sum(entity.start < 0 and entity.records[0].id in places for entity in affirmed) == 1
