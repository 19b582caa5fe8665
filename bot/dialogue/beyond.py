"""A rank below those that were told (« le top 3 ? — Et le quatrième ? »)."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.findings.query import BODY
from bot.understanding.reading import Said


def ranks_beyond(said: Sequence[Said], past: Conversation) -> bool:
    """Whether a message asks who has a rank below those of the bodies that were told."""
    ranks = [one.mention.value for one in said if one.mention.how == "ordinal"]
    told = bool(past.listed) and all(named.kind == BODY for named in past.listed) and not past.choices
    return told and len(ranks) == 1 and isinstance(ranks[0], int) and ranks[0] > len(past.listed)


def of_no_body(past: Conversation) -> Conversation:
    """What was said before, of none of those that were told."""
    rest = tuple(named for named in past.entities if named.kind != BODY)
    focus = tuple(named for named in past.focus if named.kind != BODY)
    return replace(past, entities=rest, listed=(), focus=focus)
