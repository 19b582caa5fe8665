"""Who else got something for what a body did, or where it is: « qui d’autre dans ce domaine ? », « ce quartier »."""

from msgspec.structs import replace

from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, VALUE
from bot.grants.conditions import condition_of
from bot.grants.form import form
from bot.grants.headers import head_of
from bot.grants.selection import Selection, values_beyond
from bot.grants.served import Pack
from bot.understanding.frame import Entity, Frame

THERE = "ce_quartier_mot"
"""The concept of words for where a body is."""


def themes_of(frame: Frame, pack: Pack, knowledge: Knowledge) -> list[Record]:
    """What the one body of a question got something for, as the broadest column that tells it says; or where it is, if
    the question points there."""
    bodies = list(frame.of(BODY))
    words = form().lieux if THERE in frame.concepts else form().themes
    begun = {head_of(extra.header): extra.place for extra in pack.summary.extras}
    place = next((begun[word] for word in words if word in begun), None)
    if place is None or len(bodies) != 1 or len(bodies[0].records) != 1:
        return []
    theirs = set(values_beyond(Selection(pack, (condition_of(bodies[0].records[0]),)), place))
    known = knowledge.records.get(VALUE, {}).values()
    return [one for one in known if one.id.startswith(f"{pack.digest}.x{place}.") and one.valeur in theirs]


def beside(frame: Frame, theme: Record) -> Frame:
    """The same question of all others than the body that it names, for a theme."""
    kept = (replace(one, excluded=True) if one.kind == BODY else one for one in frame.entities)
    return replace(frame, entities=(*kept, Entity((theme,), False, theme.name, 1.0, -1, -1, 0)))
