"""Places told together, of which a word for one stands for none before the others."""

from collections.abc import Sequence

from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.dialogue.lists import Find, owners_of
from bot.facts.records import Knowledge

MOST_TOLD = 3
"""Most places told together that are remembered one by one."""


def told_together(past: Conversation, find: Find, knowledge: Knowledge) -> Sequence[Named]:
    """The towns that the last question named, where it named several, else those that its answer told to have something
    (« Antony et Sceaux ? », « quels projets sur le stationnement ? »); none where compared, or too many."""
    if not past.several or past.measured:
        return ()
    named = [one for one in past.entities if not one.excluded and len(one.ids) == 1]
    towns = [one for one in named if is_town(one, knowledge)]
    if not towns:
        told = dict.fromkeys((*past.listed, *owners_of(past.listed, find)))
        # Of many, none was spoken of.
        towns = [one for one in told if is_town(one, knowledge) and one in past.focus]
    return towns if LEAST_SEVERAL <= len(towns) <= MOST_TOLD else ()


def is_town(named: Named, knowledge: Knowledge) -> bool:
    """Whether something is a place in which no others lie."""
    return bool(knowledge.types[named.kind].within) and named.kind not in knowledge.holders()
