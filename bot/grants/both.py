"""Lines that say all of some values of one column that may say several (« à la fois la santé et l’humanitaire »).

They are a reading of the lines, which a conversation keeps by its identifier, as it does that of words.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.facts.records import Knowledge, Record, Type
from bot.findings.query import VALUE
from bot.french.agreement import join_words
from bot.grants.selection import ALL
from bot.understanding.frame import Entity, Frame
from bot.understanding.roles import AT_ONCE

if TYPE_CHECKING:
    from bot.grants.served import Pack

MARK, BETWEEN = "&", "|"
"""Before the place of the column in the identifier of such a reading, and between the values."""
READING = "objet"
"""The type of readings."""


def joined(frame: Frame, pack: "Pack", knowledge: Knowledge) -> Frame:
    """The same question, of what is of all the values that it names of a column, where it asks for that."""
    if AT_ONCE not in frame.roles:
        return frame
    for place in pack.summary.lists:
        said = [one for one in frame.of(VALUE) if not one.excluded and _place(one) == place]
        values = [*dict.fromkeys(str(one.records[0].valeur) for one in said)]
        if len(values) > 1 and not any(BETWEEN in value for value in values):
            record = at_once(knowledge.types[READING], place, values, pack)
            first = said[0]
            whole = replace(first, records=(record,), form=record.name, end=said[-1].end)
            kept = (whole if one is first else one for one in frame.entities if one is first or one not in said)
            frame = frame.with_entities(tuple(kept))
    return frame


def _place(entity: Entity) -> int | None:
    """The place of the column that all that a name may mean are values of."""
    places = {record.values.get("rang") for record in entity.records}
    place = places.pop() if len(places) == 1 else None
    return place if isinstance(place, int) else None


def at_once(kind: Type, place: int, values: list[str], pack: "Pack") -> Record:
    """A reading of the lines that say all of some values of the column at a place."""
    name = f"à la fois {join_words(values)}"
    told = {"mots": BETWEEN.join(values), "dans": f"{ALL}x{place}"}
    identifier = f"{pack.digest}.{MARK}{place}{BETWEEN}{told['mots']}"
    return Record(kind, identifier, name, (), told, None, pack.place)


def read_again(kind: Type, identifier: str, pack: "Pack") -> Record | None:
    """The reading of an identifier, without its digest; `None` where it is of nothing that is there."""
    place, *values = identifier.removeprefix(MARK).split(BETWEEN)
    known = place.isdigit() and int(place) in pack.summary.lists
    return at_once(kind, int(place), values, pack) if known else None
