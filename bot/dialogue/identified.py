"""What a message that checks what something is, or whose, is asked of (`identifying`)."""

from collections.abc import Sequence

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge, Record, Type
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said


class Identified:
    """Finds that."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._subjects = knowledge.subjects()
        self._places = knowledge.places()

    def found(self, said: tuple[Said, ...], past: Conversation) -> list[Said]:
        """What a message says to be, or to be of, what it names: whose thing was told, or the thing whose place it was.

        « Levallois a quoi ? — Je croyais que c’était le chatbot », « Le chatbot, c’est où ? — C’est pas Levallois ? »,
        « Et Sceaux ? — C’est sur la 3D ? »
        """
        spoken = [record for named in past.entities if not named.excluded for record in self._find(named)[:1]]
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        if spoken and not past.several and all(record.type.name in self._subjects for record in spoken):
            # « Un projet pour les jeunes ? — C’est Vincennes qui fait ça ? » is asked of the one that was told.
            spoken = [record for one in past.focus for record in self._find(one)[:1] if self._is_of_a_place(record)][:1]
        # « Le chatbot, c’est Rosny ? — On m’a dit que c’était Bagneux » is asked of the chatbot.
        things = [one for one in spoken if self._is_of_a_place(one)]
        spoken = things if len(things) == 1 and self._owned_by_all(things[0], spoken) else spoken
        # « Sceaux est bien dans le 92 ? — Et son projet, c’est la 3D ? »
        inside = [one for one in spoken if all(other is one or self._knowledge.lies_in(one, other) for other in spoken)]
        records = tuple(inside[:1])
        if records and named and all(record.type.name in self._subjects for record in named):
            # « Bry a quoi ? — C’est pour les enfants ? » is asked of its project.
            told = (record for one in past.focus for record in self._find(one)[:1])
            theirs = tuple(record for record in told if records[0] in record.values.values())
            return [self._grammar.carry_records(theirs if len(theirs) == 1 else records)]
        sides = (named, records[:1]), (records[:1], named)
        # « Sceaux a gagné ? — Je croyais que c’était Créteil » is of that one alone.
        owns = any(
            (owner.type.within or self._grammar.lexicon.lists(owner))
            and (self._is_of_a_place(thing) or _has_one_of(owner.type, thing))
            for things, owners in sides
            for thing in things
            for owner in owners
        )
        return [self._grammar.carry_records(records)] if records and owns else []

    def _owned_by_all(self, thing: Record, records: Sequence[Record]) -> bool:
        """Whether a thing is that of all other records, or of what lies in them."""
        owners = [value for value in thing.values.values() if isinstance(value, Record)]
        owners += [place for owner in owners for place in self._knowledge.containers(owner)]
        return all(one is thing or one in owners for one in records)

    def _is_of_a_place(self, record: Record) -> bool:
        """Whether something is that of a place, and none itself."""
        owners = (value for value in record.values.values() if isinstance(value, Record))
        return not record.type.within and any(self._knowledge.root(one.type.name) in self._places for one in owners)


def _has_one_of(kind: Type, record: Record) -> bool:
    """Whether a record has one of a type among what it holds: the place in which a place lies."""
    return any(isinstance(value, Record) and value.type is kind for value in record.values.values())
