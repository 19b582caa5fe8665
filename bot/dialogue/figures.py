"""Numbers that stand for what the last answer counted: « les trois ? » after « 16 communes et 3 territoires »."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.choosing import LIGHT
from bot.dialogue.conversation import Conversation
from bot.facts.records import Knowledge
from bot.french.words import FIRST_ONES, LAST_ONES, THE_SEVERAL
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

COUNTED = re.compile(r"(?<!\d)(\d+) (\w+)")
"""A number and the noun after it, in an answer."""


class Figures:
    """Finds the kinds of things that numbers stand for."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        self._kinds = {(one.count(2), name) for name, one in knowledge.types.items() if one.noun}

    def told(self, said: tuple[Said, ...], words: Sequence[str], past: Conversation) -> tuple[Said, ...]:
        """A message that only asks about « les trois », with the one kind of which the last answer told as many."""
        numbers = [one.mention for one in said if one.mention.how == "number"]
        if len(numbers) != 1 or not past.reply or len(past.listed) == numbers[0].value:
            return said
        number = numbers[0]
        definite = number.start > 0 and words[number.start - 1] in THE_SEVERAL
        # « Les deux premiers » are no two that were counted.
        definite = definite and (FIRST_ONES | LAST_ONES).isdisjoint(words[number.end : number.end + 1])
        asks = (one.mention is number or one.mention.role == "question" or one.weight <= LIGHT for one in said)
        if not definite or not all(asks):
            return said
        counted = {noun for figure, noun in COUNTED.findall(past.reply) if int(figure) == number.value}
        kinds = [name for noun, name in self._kinds if noun in counted]
        concept = self._grammar.carry_concept(kinds[0]) if len(kinds) == 1 else None
        if concept is None:
            return said
        noun = replace(concept.mention, start=number.end, end=number.end)
        place = next(at for at, one in enumerate(said) if one.mention is number) + 1
        return (*said[:place], Said(noun, concept.weight, excluded=False), *said[place:])
