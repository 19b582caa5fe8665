"""Places that a message puts where others lie: elsewhere those that share their names (« Sceaux en Sarthe »), and here
those whose names are nearly theirs (« Colombe (92) »)."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.facts.records import Record
from bot.understanding.mention import Cover, Mention, Sense, mention, names

Senses = Callable[[str], tuple[Sense, ...]]
"""What a known form means."""
NEAR = "repere"
"""The role of words between a place and one near it (« près de »)."""
MOST_BETWEEN = 2
"""Words between a name and the place in which it lies (« Colombe dans le 92 »)."""


def without_homonyms(
    cover: Cover, listed: Callable[[Record], bool], shared: Callable[[str], bool]
) -> tuple[Mention, ...]:
    """The mentions of a message, without the names of ours that the place elsewhere in which they lie follows; those
    that one near another of that name does are unsure (« Bagneux près de Saumur »).

    Args:
        cover: the message.
        listed: whether a record is known for its name alone, as places elsewhere are.
        shared: whether a form is the name of a place elsewhere, too.
    """

    def around(record: Record) -> bool:
        return listed(record) and record.values.get("locatif") is not None

    def within(record: Record) -> bool:
        return bool(record.type.within)

    named = [one for one in cover.mentions if names(one)]
    pairs = [(one, following) for one, following in pairwise(named) if _all(one, within)]
    homonyms = {one.start for one, following in pairs if following.start <= one.end and _any(following, around)}
    doubtful = {
        one.start
        for one, following in pairs
        if following.start > one.end
        and _is_near(one, following, cover)
        and _all(following, listed)
        and shared(one.form)
    }
    if not homonyms and not doubtful:
        return cover.mentions
    kept = (one for one in cover.mentions if one.start not in homonyms)
    return tuple([replace(one, unsure=True) if one.start in doubtful else one for one in kept])


def with_ours(mentions: tuple[Mention, ...], senses: Senses) -> tuple[Mention, ...]:
    """Some mentions with a name of ours in the stead of one nearly the same that the place in which ours lies follows.

    Args:
        mentions: those of a message.
        senses: what the forms mean that a name may have been written for.
    """
    if not [one for one in mentions if one.rivals]:
        return mentions
    return tuple(
        _ours(one, mentions[place + 1 : place + MOST_BETWEEN + 2], senses) if one.rivals and names(one) else one
        for place, one in enumerate(mentions)
    )


def _ours(one: Mention, following: Sequence[Mention], senses: Senses) -> Mention:
    """What a name may have been written for that lies in the place named after it, or else the name."""
    around = next((found.senses for found in following if names(found)), ())
    places = [sense.record for sense in around if sense.record is not None]
    for rival in one.rivals if places else ():
        meant = senses(rival.form)
        values = (value for sense in meant if sense.record is not None for value in sense.record.values.values())
        if any(value is place for value in values for place in places):
            return mention(one.start, one.end, meant, rival.quality, rival.form, "distance")
    return one


def _is_near(one: Mention, following: Mention, cover: Cover) -> bool:
    """Whether but words that say what is near stand between two names."""
    return any(
        found.role == NEAR and found.start == one.end and found.end == following.start for found in cover.mentions
    )


def _any(found: Mention, tells: Callable[[Record], bool]) -> bool:
    return any(sense.record is not None and tells(sense.record) for sense in found.senses)


def _all(found: Mention, tells: Callable[[Record], bool]) -> bool:
    records = [sense.record for sense in found.senses if sense.record is not None]
    return bool(records) and all(map(tells, records))
