"""Which words of a message narrow what was asked, or point back to what did."""

from collections.abc import Sequence

from bot.dialogue.conversation import Conversation
from bot.facts.records import Record
from bot.findings.query import BODY
from bot.french.words import NEITHER
from bot.understanding.grammar import Argument
from bot.understanding.mention import names
from bot.understanding.reading import Said


def narrows_only(said: Sequence[Said]) -> bool:
    """Whether all that is named narrows what is asked (« sportives »)."""
    records = _records(said)
    return bool(records) and all(record.type.narrows for record in records)


def points_to_when(one: Said) -> bool:
    """Whether what is said points to what narrowed an earlier question (« cette année-là »)."""
    return one.mention.how == "earlier" and narrows_only((one,))


def points_back(said: Sequence[Said]) -> bool:
    """Whether all that a message names is a body that it points back to (« le deuxième »)."""
    earlier = all(one.mention.how == "earlier" for one in said if names(one.mention))
    return earlier and {record.type.name for record in _records(said)} == {BODY}


def left_out_too(said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
    """A message whose names are left out as others were (« sans les communes ? — Et les entreprises non plus »)."""
    last = tuple(token.text for token in argument.cover.text.tokens[-len(NEITHER) :])
    if last != NEITHER or not any(one.excluded for one in past.entities):
        return said
    return tuple(one._replace(excluded=True) if names(one.mention) else one for one in said)


def _records(said: Sequence[Said]) -> list[Record]:
    return [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
