"""The noun that « en » stands for, beside a number: « donc ils en ont deux, c’est ça ? » says two projects."""

from collections.abc import Sequence
from itertools import pairwise

from bot.dialogue.conversation import Conversation
from bot.facts.records import Knowledge
from bot.french.words import AFTER_NUMBER, AUXILIARIES, COUNTING, WHO
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said

CLAIMING = ("accord", "verification")
"""Roles of words that ask whether what was said is so (« c’est ça »)."""


class Eliding:
    """Says again what a number counts that was told."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        places = knowledge.places()
        attributes = (one for kind in knowledge.types.values() for one in kind.attributes.values())
        placed = (one.name for one in attributes if one.kind in knowledge.types and knowledge.root(one.kind) in places)
        self._owners = frozenset(kind for kind in knowledge.types if knowledge.root(kind) in places)
        self._whose = next((name for name in placed if grammar.carry_concept(name) is not None), "")
        """The word for whoever has something, towns and territories alike."""

    def filled(self, said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """A message with the kind of what was enumerated last after the number that counts it."""
        kinds = {named.kind for named in past.listed} if past.counted else set()
        asks = any(one.mention.form == WHO for one in said) and kinds.isdisjoint(self._owners)
        if not kinds or not self.says_how_many(said, argument, asks):
            return said
        # Towns and territories that were told together are counted as those who have something.
        word = self._grammar.carry_concept(kinds.pop() if len(kinds) == 1 else self._whose)
        if word is None:
            return said
        place, number = next((place, one) for place, one in enumerate(said) if self._counts(one))
        mention = word.mention._replace(start=number.mention.start, end=number.mention.end)
        return (*said[: place + 1], word._replace(mention=mention, borrowed=False), *said[place + 1 :])

    def says_how_many(self, said: Sequence[Said], argument: Argument, who: bool = False) -> bool:
        """Whether a message claims that there are so many (« elle en a un seul »), of what it does not say.

        `who` lets it ask who has so many (« qui d’autre en a deux ? »).
        """
        text = argument.cover.text
        words = [token.text for token in text.tokens]
        told = (place for place, pair in enumerate(pairwise(words)) if pair[0] in COUNTING and pair[1] in AUXILIARIES)
        start = next(told, None)
        asked = [one for one in said if one.mention.role == "question" and not (who and one.mention.form == WHO)]
        if start is None or self._grammar.kinds(one for one in said if one.mention.form != WHO):
            return False
        named = any(names(one.mention) and one.mention.how != "earlier" for one in said)
        asks = named or bool(asked)
        claims = who or text.asks or any(one.mention.role in CLAIMING for one in said)
        ends = [one.mention.end for one in said if self._counts(one) and one.mention.start > start]
        # « Ça fait deux ans ? » counts what it names.
        bare = bool(ends) and (
            ends[0] == len(words) or argument.cover.paused(ends[0]) or words[ends[0]] in AFTER_NUMBER
        )
        return bare and claims and not asks

    def _counts(self, one: Said) -> bool:
        if one.mention.how == "number":
            return True
        concepts = (self._grammar.counting.get(sense.id) for sense in one.mention.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)
