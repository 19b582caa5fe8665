"""Towns told of which a message asks which lie in a place, where none does: it is told where they lie, and nothing of
that place (« Antony ? — Et Sceaux ? — Lesquelles sont dans le 94 ? »)."""

from collections.abc import Sequence

from bot.facts.records import Knowledge
from bot.french.words import WHICH_ONES
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.roles import LYING


def asked_where(said: tuple[Said, ...], words: Sequence[str], knowledge: Knowledge) -> tuple[Said, ...]:
    """What a message says, without the word that chooses among towns it points to, where none lies where it says."""
    if WHICH_ONES.isdisjoint(words) or all(one.mention.role != LYING for one in said):
        return said
    named = [(one, one.mention.senses[0].record) for one in said if names(one.mention) and not one.excluded]
    towns = [record for one, record in named if one.mention.start < 0 and record is not None and record.type.within]
    places = [record for one, record in named if one.mention.start >= 0 and record is not None]
    holders = bool(places) and all(place.type.name in knowledge.holders() for place in places)
    lie = any(knowledge.lies_in(town, place) for town in towns for place in places)
    if not towns or not holders or lie:
        return said
    return tuple(one for one in said if WHICH_ONES.isdisjoint(words[max(0, one.mention.start) : one.mention.end]))
