"""How many messages a day, by channel, outcome and intent: figures about nobody, which outlive the texts."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.tables import counts

_KEY = ("day", "channel", "outcome", "intent")
_ADDED = ("messages", "micros", "understanding", "answering", "up", "down")


class Figures(NamedTuple):
    """What is counted of a day (`2026-11-26`), a channel, an outcome and an intent, or is to be added to that."""

    day: str
    channel: str
    outcome: str
    intent: str
    messages: int = 0
    micros: int = 0
    """Of all its messages, in µs; of that, what the two stages below took."""
    understanding: int = 0
    answering: int = 0
    slowest: int = 0
    """The slowest of them, in µs."""
    up: int = 0
    down: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is counted together."""
        return self.day, self.channel, self.outcome, self.intent


async def add(connection: AsyncConnection, added: Iterable[Figures]) -> None:
    """Add to what is counted."""
    together: dict[tuple[str, str, str, str], Figures] = {}
    for one in added:
        together[one.key] = _sum(together[one.key], one) if one.key in together else one
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    given = dialect.insert(counts)
    now = {name: counts.c[name] + given.excluded[name] for name in _ADDED}
    now["slowest"] = case((given.excluded.slowest > counts.c.slowest, given.excluded.slowest), else_=counts.c.slowest)
    statement = given.on_conflict_do_update(index_elements=_KEY, set_=now)
    # In one order, whoever writes: else two workers could each wait for the other.
    await connection.execute(statement, [together[key]._asdict() for key in sorted(together)])


def _sum(one: Figures, other: Figures) -> Figures:
    added = {name: getattr(one, name) + getattr(other, name) for name in _ADDED}
    return one._replace(**added, slowest=max(one.slowest, other.slowest))
