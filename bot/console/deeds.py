"""The audit trail: who did what in the console, and when."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from bot.console.tables import deeds
from bot.journal.database import Database
from bot.journal.exchange import now

KEPT_MS = 400 * 86_400_000
"""How long it is kept: a year, and some time to look at it."""
MOST_DETAIL = 500
PAGE = 50


class Deed(NamedTuple):
    """Something that somebody did."""

    id: int
    at: int
    """Unix time in ms."""
    account: str
    what: str
    """In French."""
    detail: str


class Deeds:
    """The trail in the journal's database."""

    def __init__(self, database: Database, clock: Callable[[], int] = now) -> None:
        """`clock` tells Unix time in ms."""
        self._database = database
        self._clock = clock

    async def note(self, account: str, what: str, detail: str = "") -> None:
        """Note what somebody did."""
        at = self._clock()
        row = {"at": at, "account": account[:200], "what": what, "detail": detail[:MOST_DETAIL]}
        async with self._database.writing() as connection:
            await connection.execute(insert(deeds).values(row))
            await connection.execute(delete(deeds).where(deeds.c.at < at - KEPT_MS))

    async def page(self, before: int | None = None) -> Sequence[Deed]:
        """The latest first; those `before` an identifier."""
        asked = select(deeds).order_by(deeds.c.id.desc()).limit(PAGE)
        if before is not None:
            asked = asked.where(deeds.c.id < before)
        async with self._database.reading() as connection:
            return [Deed(*row) for row in await connection.execute(asked)]
