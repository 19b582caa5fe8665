"""A follow-up about one thing, told of one of several that were told together: nothing says which is meant."""

from bot.answering.reply import Answered
from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.dialogue.together import told_together
from bot.facts.records import Knowledge
from bot.french.words import ONE
from bot.understanding.mention import names
from bot.understanding.reading import Reading
from bot.understanding.weighing import Argument


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
