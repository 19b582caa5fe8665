"""What a message says and is not about: names taken back, those that tell where another place is, who writes, nouns
that are parts of names."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.facts.records import Type
from bot.french.words import AND, AND_OF, BELONGING, DEFINITE, NOT, OF, SPEAKING, STREETS, THAT, WHERE
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import Said
from bot.understanding.vocabulary import Concept

VERBAL = 0.5
"""Weight from which a word after a name may be the verb of its clause."""
SAID_AGAIN = 3
"""Words between what takes a name back and the name that is meant."""
MOST_BEFORE = 2
"""Words between a pause and what begins a clause (« ville où », « dans laquelle »)."""
ASKS = ("question", "verification", "ouverture")
"""Roles of words that a clause about whoever writes does not hold."""
NOTHING = range(0)


def of_oneself(cover: Cover) -> range:
    """The tokens of a clause in which whoever asks tells of themselves (« Antony, où je réside depuis 1990, »)."""
    tokens = cover.text.tokens
    for place in range(2, len(tokens)):
        if tokens[place].text not in SPEAKING or tokens[place - 1].text not in WHERE | THAT:
            continue
        first = place - 1
        least = first if tokens[first].text in THAT else max(1, first - MOST_BEFORE)
        begin = next((at for at in range(first, least - 1, -1) if cover.paused(at)), None)
        if begin is None:
            continue
        end = next((at for at in range(place + 1, len(tokens)) if cover.paused(at)), len(tokens))
        asks = [one.start for one in cover.mentions if one.role in ASKS and not begin <= one.start < place]
        # It is told beside a question, and ends where that begins.
        end = min([end, *(start for start in asks if start > place)])
        if any(not begin <= start < end for start in asks):
            return range(begin, end)
    return NOTHING


def apposed(mentions: Sequence[Mention], cover: Cover, counting: Mapping[str, Concept]) -> dict[int, Mention]:
    """The nouns that only say what the name after them is (« la ville de Sceaux »), by where that begins.

    Args:
        mentions: those of a message.
        cover: the message.
        counting: the concepts that name a kind of things.
    """
    tokens = cover.text.tokens
    found: dict[int, Mention] = {}
    for place in range(2, len(mentions)):
        name, before = mentions[place], mentions[place - 1]
        record = name.senses[0].record
        if record is None or cover.paused(name.start):
            continue
        noun = mentions[place - 2] if tokens[before.start].text in BELONGING else before
        concept = counting.get(noun.senses[0].id)
        article = tokens[noun.start - 1].text if noun.start else ""
        if concept is not None and concept.target == record.type.name and article in DEFINITE:
            found[name.start] = noun
    return found


def taken_back(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that another of their kind corrects (« dans le 94, euh non, dans le 92 »)."""
    found: set[int] = set()
    tokens = cover.text.tokens
    named = corrected = -1
    for place, mention in enumerate(mentions):
        if mention.role == "correction":
            following = tokens[mention.end].text if mention.end < len(tokens) else ""
            before = tokens[mention.start - 1].text if mention.start else ""
            # « Vincennes plutôt que Sceaux », « Sceaux n’est pas plutôt à Antony ».
            joined = following in THAT | AND or before in NOT
            corrected = -1 if joined else mention.end
        elif names(mention):
            again = corrected >= 0 and mention.start - corrected <= SAID_AGAIN
            if again and named >= 0 and _kind(mentions[named]) is _kind(mention):
                found.add(named)
            named, corrected = place, -1
        elif mention.weight >= VERBAL:
            corrected = -1
    return found


def landmarks(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that only say where another of their kind is (« Montrouge, à côté de Bagneux »).

    So do those that are added to them (« voisine de Courbevoie et de Nanterre »).
    """
    named = [place for place, mention in enumerate(mentions) if names(mention)]
    beside: set[int] = set()
    for before, place in pairwise((-1, *named)):
        again = before in beside and tuple(
            one.text for one in cover.text.tokens[mentions[before].end : mentions[place].start]
        )
        if (place and mentions[place - 1].role == "repere") or again in AND_OF:
            beside.add(place)
    others = [_kind(mentions[place]) for place in named if place not in beside]
    return {place for place in beside if any(_kind(mentions[place]) is other for other in others)}


def of_streets(mentions: Sequence[Mention], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the names of places that streets are called after (« rue de Bezons »)."""
    tokens = cover.text.tokens
    return tuple(
        one
        for one in mentions
        if not names(one)
        or one.start < MOST_BEFORE
        or tokens[one.start - 1].text not in OF
        or tokens[one.start - 2].text not in STREETS
    )


def without_denied(said: list[Said], denied: set[int], asks: bool) -> tuple[Said, ...]:
    """Names that « pas » stands before give way to another name (« pas Nanterre, Vincennes »), or else are kept out.

    « Pas Meudon ? » and nothing else asks about it.
    """
    affirmed = any(names(one.mention) for place, one in enumerate(said) if place not in denied and not one.excluded)
    if affirmed:
        return tuple(one for place, one in enumerate(said) if place not in denied)
    if asks and all(place in denied or one.weight < VERBAL for place, one in enumerate(said)):
        return tuple(said)
    return tuple(one._replace(excluded=True) if place in denied else one for place, one in enumerate(said))


def _kind(mention: Mention) -> Type | None:
    """The type of what a mention names first."""
    record = mention.senses[0].record
    return None if record is None else record.type
