"""What a sentence tells in turn of several places, before it asks of one more (« Antony a le stationnement, Sceaux les
bibliothèques, | et Bagneux ? »)."""

from collections.abc import Callable
from itertools import pairwise

from bot.french.text import Text
from bot.french.words import AND, WHAT_THING
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT
from bot.understanding.weighing import Argument

LEAST_TOLD = 2
"""Places of which something is told."""


class Recapping:
    """Parts what is told from what is asked."""

    def __init__(self, grammar: Grammar, weigh: Callable[[Text], Argument]) -> None:
        """
        Args:
            grammar: what understands.
            weigh: what finds and weighs the words of a text.
        """
        self._grammar = grammar
        self._weigh = weigh

    def tells(self, part: Argument) -> bool:
        """Whether a sentence names places and what each has, in turn."""
        told = [self._grammar.is_place(one.mention) for one in part.said if names(one.mention) and not one.excluded]
        in_turn = all(first != second for first, second in pairwise(told))
        return in_turn and len(told) >= LEAST_TOLD * 2 and len(told) % 2 == 0

    def parted(self, part: Argument) -> tuple[Argument, Argument] | None:
        """What a sentence tells, and what it asks: of one more place, and nothing else."""
        text = part.cover.text
        if part.cover.words.isdisjoint(AND):
            return None
        start = next((place for place in range(len(text.tokens) - 1, 0, -1) if text.tokens[place].text in AND), 0)
        if not start or len([one for one in part.said if names(one.mention)]) <= LEAST_TOLD * 2:
            return None
        before, last = (self._weigh(text.kept(tokens)) for tokens in (text.tokens[:start], text.tokens[start:]))
        # « Et Bry, c’est quoi ? » asks no more than « et Bry ? ».
        told = [one for one in last.said if one.weight > SLIGHT and not one.mention.form.endswith(WHAT_THING)]
        only = len(told) == 1 and names(told[0].mention) and self._grammar.is_place(told[0].mention)
        return (before, last) if only and not last.unknown and self.tells(before) else None
