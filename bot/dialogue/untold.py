"""The one place of a kind that was not spoken of where all others that have something were: « le lavoir, c’est quel
territoire ? — Et les ambassadeurs ? — Et le troisième territoire ? »."""

from collections.abc import Iterable

from bot.dialogue.conversation import Conversation, Named, name_records
from bot.facts.records import Knowledge, Record

LEAST_OF_ALL = 3
"""Places of a kind of which the last is the one left; the other of two is found as such."""
MOST_OF_ALL = 12
"""Most places of a kind that are surely known to have been told but for one."""


class Untold:
    """Finds the one left of the places that have something themselves, or in which some have."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        places = knowledge.places()
        things = (kind for kind in knowledge.types if knowledge.root(kind) not in places)
        values = (value for kind in things for thing in knowledge.of(kind) for value in thing.values.values())
        owners = (value for value in values if isinstance(value, Record))
        self._owners = tuple(dict.fromkeys(one for one in owners if knowledge.root(one.type.name) in places))
        towns = (one for one in self._owners if one.type.name not in knowledge.holders())
        self._around = tuple(dict.fromkeys(place for town in towns for place in knowledge.containers(town)))

    def left(self, kinds: Iterable[str], past: Conversation, rank: int = -1) -> tuple[Named, ...]:
        """The one that was not spoken of, of some kinds; nothing when it is not at a rank that is said, the last or as
        high as there are of them."""
        for kind in kinds:
            alike = [one for one in self._owners if one.type.name == kind]
            # No département has a project itself: those in which some are.
            alike = alike or [one for one in self._around if one.type.name == kind]
            told = {id_ for named in past.focus if named.kind == kind for id_ in named.ids}
            left = [one for one in alike if one.id not in told]
            if LEAST_OF_ALL <= len(alike) <= MOST_OF_ALL and len(left) == 1 and rank in (-1, len(alike)):
                return (name_records(left),)
        return ()
