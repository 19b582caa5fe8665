"""A place told by one that lies in it: « le territoire de Créteil », « le département où se trouve Sceaux »."""

from dataclasses import replace
from typing import NamedTuple

from bot.facts.records import Knowledge, Record
from bot.french.words import AS_MUCH, BELONGING, DEFINITE, INTO, IS, PLACED, THAT
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said

ASKING = 0.5
"""Weight of a word that asks something of a place, rather than which place it is."""


class _Told(NamedTuple):
    """A place told by another."""

    holder: Record
    inside: Mention
    """The name by which it is told."""
    span: range
    """The tokens that tell it."""


class Surroundings:
    """Finds the places that messages tell by others."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        self._kinds = frozenset(name for name, concept in grammar.counting.items() if concept.target in self._holders)

    def resolve(self, argument: Argument) -> Argument:
        """A message with a place in the stead of the words that tell it by one that lies in it.

        « Le territoire de Créteil ? » and nothing else asks which one it is.
        """
        words = (one.mention for one in argument.said if one.mention.senses[0].id in self._kinds)
        told = next(filter(None, (self._told(argument, word) for word in words)), None)
        if told is None or not self._asks_of_it(argument, told.span):
            return argument
        core = argument.core and replace(argument.core, said=self._replaced(argument.core.said, told))
        return replace(argument, said=self._replaced(argument.said, told), core=core)

    def _told(self, argument: Argument, word: Mention) -> _Told | None:
        """The place of a kind that a word names, if the words after it tell it by a name."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        following = (one.mention for one in argument.said if one.mention.start >= word.end and names(one.mention))
        inside = next(following, None)
        if inside is None or word.start < 1 or cover.paused(inside.start):
            return None
        before = tokens[word.start - 1].text
        between = [token.text for token in tokens[word.end : inside.start]]
        alike = before == AS_MUCH and len(between) == 1 and between[0] in THAT
        joined = bool(between) and between[0] in BELONGING and all(one in BELONGING | PLACED for one in between)
        if not alike and not (before in DEFINITE and joined):
            return None
        kinds = self._grammar.counting[word.senses[0].id].target
        records = [sense.record for sense in inside.senses if sense.record is not None]
        around = {
            next((holder for holder in self._knowledge.containers(record) if holder.type.name == kinds), None)
            for record in records
        }
        holder = next(iter(around))
        if holder is None or len(around) > 1:
            return None
        return _Told(holder, inside, range(word.start - alike, inside.end))

    @staticmethod
    def _asks_of_it(argument: Argument, span: range) -> bool:
        """Whether a message asks something of the place, not which one it is (« quel est le territoire de … »)."""
        before = argument.cover.text.tokens[span.start - 2].text if span.start > 1 else ""
        if before in IS or before in INTO:
            return before in INTO
        rest = (one.mention for one in argument.said if one.mention.start not in span and not names(one.mention))
        return any(mention.weight >= ASKING and mention.role is None for mention in rest)

    def _replaced(self, said: tuple[Said, ...], told: _Told) -> tuple[Said, ...]:
        """Mentions with a place for the words that tell it; where others are looked for, not that it is told by."""
        found = self._grammar.carry_records((told.holder,)).mention
        mention = told.inside._replace(senses=found.senses, mask=found.mask, start=told.span.start, how="earlier")
        others = any(one.mention.role == "autres" for one in said)
        # The kind stands between « sauf » and the name.
        out = any(one.mention.role == "exclusion" and told.span.start - one.mention.end in (0, 1) for one in said)
        replaced: list[Said] = []
        for one in said:
            if one.mention is told.inside:
                replaced.append(one._replace(mention=mention, excluded=out or (one.excluded and not others)))
                replaced += [one._replace(excluded=True)] if others else []
            elif one.mention.start not in told.span:
                replaced.append(one)
        return tuple(replaced)
