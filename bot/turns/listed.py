"""What the last list comes to in all, where that is no sum of those that it names (« les dix plus grosses ? — Le total
des dix ? »), and but the first of a list, or its last, where they are asked for at once."""

from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find, Lists
from bot.dialogue.summing import Summing
from bot.french.words import FIRST_ONES, LAST_ONES
from bot.turns.turn import Once, Step
from bot.understanding.frame import Frame
from bot.understanding.reading import Reading
from bot.understanding.weighing import Argument

SUM = "somme_citee"
"""Which of `replis:` tells it."""


class Listed:
    """Asks for the sum of the last list."""

    def __init__(self, model: Model, find: Find) -> None:
        self._summing = Summing(model.grammar, Lists(model.grammar, model.knowledge, find))
        self._intent = model.fallbacks.get(SUM)

    def asked(self, argument: Argument, _reading: Reading, past: Conversation) -> Frame | None:
        """The question for what the last answer summed up, if a message asks for it."""
        if self._intent is None or past.summed is None or not self._summing.of_list(argument, past):
            return None
        return Frame(self._intent, "", 1.0, (), (), (), (), ())


def of_ends(argument: Argument, step: Step, past: Conversation, once: Once) -> tuple[Step, Conversation]:
    """A message answered after its own list, where it asks but for the first of it or the last (« les trois premiers
    projets du 94 »), and what is remembered then."""
    listing = once.remember(past, step)
    numbers = [one.mention for one in argument.said if one.mention.how == "number"]
    if not numbers:
        return step, listing
    words = argument.cover.text.words
    ends = [one.value for one in numbers if not (FIRST_ONES | LAST_ONES).isdisjoint(words[one.end : one.end + 1])]
    listed = len(step.answered.listed)
    if any(one.mention.how == "earlier" for one in step.reading.said) or not any(
        isinstance(value, int) and 0 < value < listed for value in ends
    ):
        return step, listing
    few = once.step(argument, listing)
    return (few, once.remember(listing, few)) if 0 < len(few.answered.listed) < listed else (step, listing)
