"""Places that a message puts where they don't lie: others, elsewhere, that share their names (« Sceaux en Sarthe »)."""

from collections.abc import Callable

from bot.facts.records import Record
from bot.understanding.mention import Cover, Mention


def without_homonyms(cover: Cover, listed: Callable[[Record], bool]) -> tuple[Mention, ...]:
    """The mentions of a message, without the names of ours that the place elsewhere in which they lie follows.

    Args:
        cover: the message.
        listed: whether a record is known for its name alone, as places elsewhere are.
    """

    def around(record: Record) -> bool:
        return listed(record) and record.values.get("locatif") is not None

    def within(record: Record) -> bool:
        return bool(record.type.within)

    mentions = cover.mentions
    kept = []
    for place, one in enumerate(mentions):
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if following is None or following.start > one.end or not (_all(one, within) and _all(following, around)):
            kept.append(one)
    return tuple(kept) if len(kept) < len(mentions) else mentions


def _all(mention: Mention, tells: Callable[[Record], bool]) -> bool:
    records = [sense.record for sense in mention.senses if sense.record is not None]
    return bool(records) and all(map(tells, records))
