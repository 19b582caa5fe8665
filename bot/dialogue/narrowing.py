"""Which words of a message narrow what was asked, or point back to what did."""

from collections.abc import Sequence

from bot.facts.records import Record
from bot.findings.query import BODY
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


def _records(said: Sequence[Said]) -> list[Record]:
    return [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
