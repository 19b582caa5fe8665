"""What the last list comes to in all, where that is no sum of those that it names (« les dix plus grosses ? — Le total
des dix ? »)."""

from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find, Lists
from bot.dialogue.summing import Summing
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
