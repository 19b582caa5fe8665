"""How an answer about grants tells whom a name may mean, of whom it tells, and which days."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import Any

from bot.dialogue.siblings import BESIDE
from bot.facts.records import Record
from bot.french.agreement import count_of
from bot.french.words import DEFINITE, INSIDE
from bot.grants import days
from bot.grants.form import plain
from bot.grants.selection import Selection
from bot.understanding.frame import Entity, Frame

MOST_SHOWN = 5
"""Those whom a name may mean that a question tells; buttons propose all of them."""


def bodies_told(rows: Sequence[Record]) -> dict[str, Any]:
    """Those of whom grants are told, one by one: « la deuxième ? » is one, « c’est pour quoi ? » is of the first."""
    bodies = tuple(row.beneficiaire for row in rows)
    return {"listed": bodies, "focus": bodies[:1], "of": len(rows)}


def named_as_one(frame: Frame) -> str:
    """What a question calls one body by that it does not name (« le club de foot »); empty where it does none."""
    for entity in (one for one in frame.entities if one.kind == "objet" and not one.excluded):
        ones = str(entity.records[0].values.get("un") or "").split("|")
        found = next((one for one in ones if one and one.replace(" ", "") == plain(entity.form).replace(" ", "")), "")
        if found:
            return found
    return ""


def shared_name(entity: Entity) -> str:
    """What a message calls all that a name may mean, or else, where it was named before, what their names share: where
    they begin alike, or else end (« Comité des Fêtes », « Charmes »)."""
    if entity.start >= 0:
        return entity.form
    names = [record.name.partition(BESIDE)[0].split() for record in entity.records]
    begun, ended = _alike(names), _alike([name[::-1] for name in names])[::-1]
    told = [*dropwhile(_links, begun[::-1])][::-1] or [*dropwhile(_links, ended)]
    return " ".join(told) or entity.form.partition(BESIDE)[0]


def _alike(names: Sequence[Sequence[str]]) -> list[str]:
    """The words with which all of several names begin."""
    together = zip(*names, strict=False)
    return [words[0] for words in takewhile(lambda words: len({*map(plain, words)}) == 1, together)]


def _links(word: str) -> bool:
    """Whether a word of a name but links others."""
    return plain(word) in INSIDE | DEFINITE


def some_names(records: Sequence[Record]) -> str:
    """Those whom a name may mean, the first of many."""
    shown = [record.name for record in records[:MOST_SHOWN]]
    more = len(records) - len(shown)
    return " ; ".join((*shown, f"et {count_of(more, 'autre')}") if more else shown)


def days_told(selection: Selection) -> list[str]:
    """The days that a question is about."""
    return [days.told(value) for one in selection.conditions if one.field == days.FIELD for value in one.values]
