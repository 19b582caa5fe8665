"""Of which kind a name tells several things, where things of two kinds bear it."""

from collections.abc import Callable, Sequence, Set

from bot.french.text import Token
from bot.french.words import PLURAL, THE_SEVERAL
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.vocabulary import Concept

MOST_TELLING = 2
"""Words that may stand between a kind and the name that tells which (« les projets sur le chatbot »)."""


def several_named(
    said: Sequence[Said], tokens: Sequence[Token], concept_of: Callable[[Mention], Concept | None]
) -> str | None:
    """The kind several of which one name tells (« les projets de chatbot », where one has that very title).

    So it does where several that have some are asked for (« quelles villes ont le stationnement intelligent ? »).
    `concept_of` finds what a word asks for or counts.
    """
    named = [place for place, one in enumerate(said) if names(one.mention) and not one.borrowed]
    kinds = [{sense.record.type.name for sense in said[place].mention.senses if sense.record} for place in named]
    for place, kind in zip(named, kinds, strict=True):
        before = next((one.mention for one in reversed(said[:place]) if one.weight > 0), None)
        concept = concept_of(before) if before is not None else None
        if len(kind) < 2:
            continue
        if before is not None and concept is not None and concept.target in kind:
            near = 0 < said[place].mention.start - before.end <= MOST_TELLING
            alone = sum(concept.target in other for other in kinds) == 1
            if near and alone and _is_plural(before, tokens):
                return concept.target
        elif any(_asks_for_several(one, concept_of(one.mention), kind, tokens) for one in said if not one.borrowed):
            return _told_by_the_others(said[place].mention, kind)
    return None


def _asks_for_several(one: Said, concept: Concept | None, kinds: Set[str], tokens: Sequence[Token]) -> bool:
    """Whether a word asks for several things of none of some kinds."""
    other = concept is not None and concept.target is not None and concept.target not in kinds
    return other and _is_plural(one.mention, tokens)


def _is_plural(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a noun is in the plural, by its ending or by its article (« les projet »)."""
    return mention.form.endswith(PLURAL) or (mention.start > 0 and tokens[mention.start - 1].text in THE_SEVERAL)


def _told_by_the_others(mention: Mention, kinds: Set[str]) -> str | None:
    """Of the kinds that one name may be of, the one whose things are told by another of them."""
    types = (sense.record.type for sense in mention.senses if sense.record is not None)
    return next((one.name for one in types if any(held.kind in kinds for held in one.attributes.values())), None)
