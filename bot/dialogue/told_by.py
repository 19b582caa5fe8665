"""A place told by another, or by its name: « celui avec Orly », « celle du 92 », « l’autre Clichy »."""

from collections.abc import Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named, name_records
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge, Record
from bot.french.text import fold, words_of
from bot.french.words import THAT_HE, THAT_ONE, THE_OTHER, WITHIN
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said

MOST_BETWEEN = 3
"""Most words between « celui » and the name of a place that tells it (« celui qui regroupe Créteil »)."""


class ToldBy:
    """Finds such places."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, things: Set[str]) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known, for what lies in what.
            find: the records of a remembered name.
            things: the types of what is told that is no place.
        """
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._things = things
        self._holders = knowledge.holders()

    def found(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> Said | None:
        """What a place tells of those told: « celui avec Orly » of EPTs, « celle du 92 » of towns of one name, « et
        celui de Vincennes ? » after the territory of another town."""
        if (other := self._other_of_name(said, past)) is not None:
            return other
        start = next((place for place, word in enumerate(words) if word in THAT_ONE), -1)
        named = (one.mention for one in said if names(one.mention) and start < one.mention.start)
        mention = next(named, None) if start >= 0 else None
        record = mention.senses[0].record if mention is not None else None
        if mention is None or record is None or mention.start - start > MOST_BETWEEN:
            return None
        alone = words[start] == THAT_HE and all(one.weight <= SLIGHT or one.mention is mention for one in said)
        within = start > 0 and words[start - 1] in WITHIN
        found = self._holding(record, past) or self._homonyms(record, past)
        found = found or (self._counterpart(record, past, within) if alone else ())
        if not found:
            return None
        carried = self._grammar.carry_records(found)
        return Said(replace(carried.mention, start=start, end=mention.end), 1.0, False)

    def _holding(self, inside: Record, past: Conversation) -> tuple[Record, ...]:
        """The one of a list of places, none of which is the one that is named, in which that one lies."""
        around = self._knowledge.containers(inside)
        for listed in (past.listed, *past.before):
            if all(named.kind in self._holders for named in listed):
                return tuple(place for named in listed for place in self._find(named)[:1] if place in around)[:1]
        return ()

    def _counterpart(self, inside: Record, past: Conversation, within: bool) -> tuple[Record, ...]:
        """The place around a town that is like the one spoken of, in which that town does not lie; `within` tells that
        something is asked there, else « celui de Sceaux » may be what was asked for."""
        last = past.entities[0] if len(past.entities) == 1 else None
        if last is None or last.kind not in self._holders or not inside.type.within:
            return ()
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        things = any(one.role == "question" or one.target in self._things for one in concepts)
        around = (place for place in self._knowledge.containers(inside) if place.type.name == last.kind)
        return tuple(place for place in around if place.id not in last.ids and (within or not things))

    def _other_of_name(self, said: Sequence[Said], past: Conversation) -> Said | None:
        """The one other place whose name begins as that which is named, where either is that alone (« et l’autre
        Clichy ? »)."""
        pairs = (pair for pair in pairwise(said) if pair[0].mention.form == THE_OTHER and names(pair[1].mention))
        for others, named in pairs:
            record = named.mention.senses[0].record
            if record is None or record.type.name in self._holders or not record.type.within:
                continue
            first = _first(name_records([record]))
            short = [one for one in self._knowledge.of(record.type.name) if _first(name_records([one])) == first]
            told = next((one for one in short if any(one.id in named.ids for named in past.entities)), record)
            left = tuple(one for one in short if one is not told)
            if len(left) == 1 and any(fold(one.name) == first for one in short):
                carried = self._grammar.carry_records(left).mention
                return Said(replace(carried, start=others.mention.start, end=named.mention.end), 1.0, False)
        return None

    def _homonyms(self, holder: Record, past: Conversation) -> tuple[Record, ...]:
        """Those in a place of the last place named and those of its name that were proposed with it, or of which either
        name begins the other (« Clichy ? — Et celui du 93 ? »)."""
        spoken = [named for named in past.entities if named.kind not in self._holders]
        last = spoken[0] if len(spoken) == 1 else None
        if last is None or holder.type.name not in self._holders or not self._knowledge.types[last.kind].within:
            return ()
        first = _first(last)
        told = dict.fromkeys((*past.left, *past.choices, last))
        alike = [named for named in told if named.kind == last.kind and _first(named) == first]
        records = [record for named in alike for record in self._find(named)[:1]]
        found = tuple(record for record in records if self._knowledge.lies_in(record, holder))
        if found or len(alike) > 1:
            return found
        inside = map(name_records, ([one] for one in self._knowledge.members(holder, last.kind)))
        short = (named for named in inside if _first(named) == first and first in (fold(named.name), fold(last.name)))
        return tuple(record for named in short for record in self._find(named))


def _first(named: Named) -> str:
    """The first word of a name, folded."""
    return words_of(named.name)[0]
