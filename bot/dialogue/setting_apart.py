"""What a message leaves out by a pronoun, where it names a place in which others are asked for: « et à part elles, dans
le 93 ? »."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import MOST_LISTED, Conversation
from bot.dialogue.lists import Find, Lists
from bot.facts.records import Knowledge, Record
from bot.french.words import APART_FROM, THESE_ONES
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said

POINTED = frozenset(("la", "ci"))
"""What points, after « celles » (« celles-là »)."""


class SettingApart:
    """Finds what pronouns leave out."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, lists: Lists) -> None:
        self._grammar = grammar
        self._find = find
        self._lists = lists
        self._knowledge = knowledge
        self._holders = knowledge.holders()

    def told(self, said: tuple[Said, ...], words: Sequence[str], past: Conversation) -> tuple[Said, ...]:
        """A message with what was told kept out of the place that it names, in the stead of the pronoun."""
        apart = next((one.mention.end for one in said if one.mention.role == "exclusion"), len(words))
        if not self._points(said, words, apart):
            return said
        places = [one for one in said if names(one.mention) and not self._is_apart(one, apart)]
        named = [sense.record for one in places for sense in one.mention.senses if sense.record is not None]
        if not named or any(record.type.name not in self._holders for record in named):
            return said
        rest = (one for one in said if one.mention.start != apart or not self._grammar.refers_to_several(one.mention))
        kept = tuple(replace(one, excluded=False) if one in places else one for one in rest)
        return (*kept, *(replace(one, excluded=True) for one in self._spoken_of(named, past)))

    def _points(self, said: Sequence[Said], words: Sequence[str], start: int) -> bool:
        """Whether what is left out is but pointed to (« elle », « celles-là », « ces deux », not « celles du 92 »)."""
        after = words[start : start + 2]
        several = any(one.mention.start == start and self._grammar.refers_to_several(one.mention) for one in said)
        demonstrative = len(after) > 1 and after[0] in THESE_ONES and after[1] in POINTED
        return several or not APART_FROM.isdisjoint(after[:1]) or demonstrative

    def _is_apart(self, one: Said, start: int) -> bool:
        """Whether what is said begins right after what leaves out (« à part celle de Sceaux »)."""
        return start <= one.mention.start <= start + 1

    def _spoken_of(self, places: Sequence[Record], past: Conversation) -> list[Said]:
        """What the last question named that holds none of some places, or else those that the answer told."""
        spoken = [one for one in past.entities if not one.excluded and not self._holds(self._find(one), places)]
        return self._lists.all(spoken or self._lists.with_owners(past.listed), MOST_LISTED)

    def _holds(self, records: Sequence[Record], places: Sequence[Record]) -> bool:
        return any(place is one or self._knowledge.lies_in(place, one) for one in records for place in places)
