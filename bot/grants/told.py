"""How an answer about grants tells whom a name may mean, of whom it tells, and which days."""

from collections.abc import Sequence

from bot.facts.records import Record
from bot.french.agreement import count_of
from bot.grants import days
from bot.grants.selection import Selection
from bot.understanding.frame import Entity

MOST_SHOWN = 5
"""Those whom a name may mean that a question tells; buttons propose all of them."""


def bodies_told(rows: Sequence[Record]) -> dict[str, tuple[Record, ...]]:
    """Those of whom grants are told one by one: « la deuxième ? » is one, « c’est pour quoi ? » is of the first."""
    bodies = tuple(row.beneficiaire for row in rows)
    return {"listed": bodies, "focus": bodies[:1]}


def some_names(entity: Entity) -> str:
    """Those whom a name may mean, the first of many."""
    shown = [record.name for record in entity.records[:MOST_SHOWN]]
    more = len(entity.records) - len(shown)
    return " ; ".join((*shown, f"et {count_of(more, 'autre')}") if more else shown)


def days_told(selection: Selection) -> list[str]:
    """The days that a question is about."""
    return [days.told(value) for one in selection.conditions if one.field == days.FIELD for value in one.values]
