"""What whoever writes wants for themselves, which is no question about those who got something for it (« je cherche une
place de parking à Antony », « je veux payer mon stationnement »)."""

from collections.abc import Sequence

from bot.french.speaker import OF_MINE, TO_SPEAKER, WISHERS, WISHING
from bot.french.words import INFINITIVES, A
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.namesakes import as_foreign

SOME = A | {"d", "de"}
"""Words before a thing that is none of those known."""
TOWARDS = frozenset(("a",))
"""Words between a wish and what somebody wants to do (« je cherche à »)."""
ASKING = ("question", "verification")
"""Roles of words by which a message asks something beside."""
LEAST_INFINITIVE = 4
"""Letters of a verb that somebody wants to do."""


def of_needs(mentions: tuple[Mention, ...], cover: Cover, places: int) -> tuple[Mention, ...]:
    """The mentions of a message, with what somebody wants for themselves as of another subject.

    Args:
        mentions: those of the message.
        cover: the message.
        places: the features of places.
    """
    if cover.words.isdisjoint(WISHING) or any(one.role in ASKING for one in mentions):
        return mentions
    words = cover.text.words
    wished = [place for place in range(1, len(words)) if words[place] in WISHING and words[place - 1] in WISHERS]
    if not wished:
        return mentions
    things = [one for one in mentions if _is_thing(one, places) and any(_wants(words, at, one) for at in wished)]
    # « Je cherche à me garer : la ville a-t-elle eu une aide ? » asks after it.
    wanted = {one.start for one in things if not any(place >= one.end for place in cover.pauses)}
    return tuple([as_foreign(one) if one.start in wanted else one for one in mentions]) if wanted else mentions


def _is_thing(one: Mention, places: int) -> bool:
    """Whether a mention names but things to have or to do, no places and nothing that narrows a question."""
    return names(one) and all(
        sense.record is None or not (sense.mask & places or sense.record.type.narrows) for sense in one.senses
    )


def _wants(words: Sequence[str], wish: int, thing: Mention) -> bool:
    """Whether a wish is for a thing: one of those that there are (« je veux | un chatbot »), one’s own (« je veux payer
    | mon stationnement ») or something to do (« je cherche à me | garer »)."""
    between = list(words[wish + 1 : thing.start])
    if between and between[-1] in SOME:
        return thing.start > wish and all(word in SOME for word in between)
    while between and between[0] in TOWARDS | TO_SPEAKER:
        between.pop(0)
    if not between:
        return thing.start > wish and _is_infinitive(words[thing.start])
    return between[-1] in OF_MINE and (len(between) == 1 or (len(between) <= 3 and _is_infinitive(between[0])))


def _is_infinitive(word: str) -> bool:
    return len(word) >= LEAST_INFINITIVE and word.endswith(INFINITIVES)
