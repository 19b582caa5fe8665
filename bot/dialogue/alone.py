"""Who is asked about as the only one somewhere: « c’est la seule dans le 92 ? » of the town spoken of."""

from collections.abc import Sequence

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find, Lists
from bot.facts.records import Knowledge
from bot.understanding.reading import Said

ALONE = frozenset(("le_seul", "seul_projet_de"))
"""The concepts of words that say that there are no others."""


class Alone:
    """Finds the place spoken of that is said to be alone."""

    def __init__(self, knowledge: Knowledge, find: Find, lists: Lists) -> None:
        self._knowledge = knowledge
        self._find = find
        self._lists = lists
        self._holders = knowledge.holders()

    def spoken_of(self, said: Sequence[Said], past: Conversation) -> list[Said]:
        """The place spoken of, where a message names but those in which it lies; nothing where it says of none that it
        is alone."""
        if not any(sense.id in ALONE for one in said for sense in one.mention.senses):
            return []
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        if not named or any(record.type.name not in self._holders for record in named):
            return []
        spoken = [one for one in past.entities if not one.excluded]
        places = [
            one
            for one in spoken
            if all(self._knowledge.lies_in(record, place) for record in self._find(one)[:1] for place in named)
            and self._knowledge.types[one.kind].within
        ]
        return self._lists.all(places) if len(places) == len(spoken) == 1 else []
