"""Words that call for help, which is told first whatever else a message asks and wherever they stand."""

from typing import NamedTuple

from bot.french import letter
from bot.french.text import Text
from bot.turns.sentences import Sentences
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Reading, Said, rank
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

ALARM = "alerte"
"""The role of such words."""
BESIDE = ("answered", "unknown", "clarify")
"""Outcomes of what is answered beside them."""


class Alarm(NamedTuple):
    """What calls for help in a message."""

    argument: Argument
    """The sentence that does."""
    reading: Reading
    """What its words that do are understood as."""
    all_told: bool
    """Whether that leaves nothing else to answer in the message."""


class Alarms:
    """Hears words that call for help."""

    def __init__(self, grammar: Grammar, sentences: Sentences) -> None:
        self._rules = grammar.rules
        self._sentences = sentences

    def hear(self, message: Text) -> Alarm | None:
        """What calls for help in a message, beside questions (« je veux mourir, mais avant, les projets de Sceaux »),
        in an aside, or alone."""
        pieces = letter.sentences(message)
        for piece in pieces:
            argument = self._sentences.weigh(piece)
            if ALARM not in argument.cover.roles:
                continue
            said = tuple(Said(one, one.weight, False) for one in argument.cover.mentions if one.role == ALARM)
            best = next(iter(rank(said, 0.0, self._rules)), None)
            if best is None:
                continue
            read = rank(argument.said, argument.unknown, self._rules)
            told = any(one.rule.intent == best.rule.intent and one.score >= LEAST_ASKED for one in read)
            return Alarm(argument, Reading((best,), said), told and len(pieces) == 1)
        return None
