"""Places that a message says to lie where they do not (« Vincennes, dans le 93, a eu quoi ? »)."""

from collections.abc import Iterator
from itertools import pairwise

from bot.facts.records import Knowledge, Record
from bot.french.words import IN, LINKING
from bot.understanding.frame import Entity, Frame
from bot.understanding.grammar import Grammar
from bot.understanding.weighing import Argument

MOST_BETWEEN = 7
"""Words between a place and the one in which it is said to lie."""
SLIGHT = 0.1
"""What a word weighs at most that tells nothing but where something lies."""
OPENED = "("


class Misplacing:
    """Finds the places that messages misplace."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        places = {name for name, declared in knowledge.types.items() if declared.within} | knowledge.holders()
        placing = {name for name, concept in grammar.concepts.items() if concept.role == "situation"}
        self._placing = placing | {name for name, one in grammar.counting.items() if one.target in places}

    def find(self, frame: Frame, argument: Argument) -> Iterator[tuple[Entity, Entity]]:
        """Each place of a question with the one in which it is wrongly said to lie."""
        if len(frame.entities) < 2:
            return
        said = sorted((one for one in frame.entities if one.start >= 0), key=lambda one: one.start)
        for inside, around in pairwise(said):
            if not (inside.excluded or around.excluded or len(inside.records) > 1 or len(around.records) > 1):
                astray = self._lies_elsewhere(inside.records[0], around.records[0])
                if astray and self._is_placed(argument, inside, around):
                    yield inside, around

    def _lies_elsewhere(self, place: Record, other: Record) -> bool:
        """Whether a place lies in another of the kind of one that it does not lie in."""
        around = self._knowledge.containers(place)
        return other not in around and any(one.type is other.type for one in around)

    def _is_placed(self, argument: Argument, inside: Entity, around: Entity) -> bool:
        """Whether what stands between two names says that the one lies in the other."""
        cover = argument.cover
        raw, tokens = cover.text.raw, cover.text.tokens
        between = [at for at, token in enumerate(tokens) if inside.end <= token.start < around.start]
        words = {tokens[at].text for at in between}
        follows = next((token.text for token in tokens if token.start >= around.end), None)
        # « À Sceaux, dans le 94 et à Paris » names three.
        if len(between) > MOST_BETWEEN or follows in LINKING or not words.isdisjoint(LINKING):
            return False
        told = [one for one in cover.mentions if one.start in between]
        placing = [one for one in told if any(sense.id in self._placing for sense in one.senses)]
        says_more = any(one.weight > SLIGHT and one not in placing for one in told)
        if says_more or not set(between).isdisjoint(cover.unknown):
            return False
        # « Sceaux 94 », « Sceaux T11 »
        numbered = not between and raw[around.start : around.end][-1:].isdecimal()
        return bool(placing) or numbered or OPENED in raw[inside.end : around.start] or not words.isdisjoint(IN)
