"""The places around those told one after the other, where a message points to as many of their kind."""

from collections.abc import Container, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL
from bot.facts.records import Knowledge, Record
from bot.french.words import THESE, WHICH_ONES
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.register import is_of

MOST_BETWEEN = 2
"""Words from « ces » to the noun that it points with, at most (« ces deux EPT »)."""


def around_those(
    said: tuple[Said, ...], words: Sequence[str], grammar: Grammar, knowledge: Knowledge
) -> tuple[Said, ...]:
    """What a message says, with the places around those spoken of in the stead of these (« Rosny est dans quel EPT ?
    — Et Montreuil ? — Lequel de ces deux EPT est lauréat ? »)."""
    told = [one for one in said if names(one.mention) and one.mention.start < 0]
    noun = next((one for one in said if _points(one, words) and grammar.kinds((one,)) <= knowledge.holders()), None)
    if noun is None or len(told) < LEAST_SEVERAL:
        return said
    kinds = grammar.kinds((noun,))
    if all(is_of(one.mention, kinds) for one in told):
        # « Combien de projets dans ces deux territoires ? » asks for projects, « lequel de ces deux EPT » for one.
        asked = grammar.kinds(said) - kinds and WHICH_ONES.isdisjoint(words)
        return tuple(one for one in said if one is not noun) if asked else said
    places = in_which(told, kinds, grammar, knowledge)
    if not places:
        return said
    return (*places, *(one for one in said if one is not noun and one not in told))


def in_which(told: Sequence[Said], kinds: Container[str], grammar: Grammar, knowledge: Knowledge) -> list[Said]:
    """The places of some kinds in which several others lie, each in one."""
    around = [[place for place in knowledge.containers(record) if place.type.name in kinds] for record in _each(told)]
    places = dict.fromkeys(place for found in around for place in found)
    if any(len(found) != 1 for found in around):
        return []
    return [replace(grammar.carry_records((place,)), borrowed=False) for place in places]


def _points(one: Said, words: Sequence[str]) -> bool:
    """Whether « ces » stands before something said, with how many at most in between."""
    start = one.mention.start
    return start > 0 and THESE in words[max(0, start - MOST_BETWEEN) : start]


def _each(told: Sequence[Said]) -> list[Record]:
    """The records that mentions name, the first of each."""
    records = (one.mention.senses[0].record for one in told)
    return [record for record in records if record is not None]
