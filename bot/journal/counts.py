"""How many messages a day, by channel, outcome and intent: figures about nobody, which outlive the texts."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.exchange import Row, day_of
from bot.journal.tables import counts

_ADDED = ("messages", "micros", "up", "down")


class Key(NamedTuple):
    """What is counted together."""

    day: str
    channel: str
    outcome: str
    intent: str


def key_of(row: Row) -> Key:
    """What an exchange is counted with."""
    return Key(day_of(row.at), row.channel, row.outcome, row.intent)


async def count(connection: AsyncConnection, rows: Iterable[Row]) -> None:
    """Add exchanges to the figures of their days."""
    added: dict[Key, dict[str, int]] = {}
    for row in rows:
        figures = added.setdefault(key_of(row), {"messages": 0, "micros": 0, "slowest": 0, "up": 0, "down": 0})
        figures["messages"] += 1
        figures["micros"] += row.micros
        figures["slowest"] = max(figures["slowest"], row.micros)
    await add(connection, added)


async def add(connection: AsyncConnection, added: Mapping[Key, Mapping[str, int]]) -> None:
    """Add figures to those that are kept."""
    if not added:
        return
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    given = dialect.insert(counts)
    now = {name: counts.c[name] + given.excluded[name] for name in _ADDED}
    now["slowest"] = case((given.excluded.slowest > counts.c.slowest, given.excluded.slowest), else_=counts.c.slowest)
    statement = given.on_conflict_do_update(index_elements=list(Key._fields), set_=now)
    # In one order, whoever writes: else two workers could each wait for the other.
    await connection.execute(statement, [{**key._asdict(), **added[key]} for key in sorted(added)])
