"""How long it is kept: texts some days, figures some months; one worker lets go of the rest, once a day."""

import asyncio
import calendar
import logging
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.database import Database, describe_failure
from bot.journal.exchange import day_of, first_id, now
from bot.journal.pseudonyms import period_of
from bot.journal.tables import chores, counts, exchanges, salts

SLICE = 500
"""Exchanges that go in one transaction: others write between two."""
REST_SECONDS = 0.05
LOOK_SECONDS = 3600.0
"""How often a worker looks whether the day's purge is done."""
LEASE_MS = 1_800_000
"""How long a worker that purges is trusted to end: after it, the next one that looks purges too."""
_PAGES = 500
_DAY_MS = 86_400_000

log = logging.getLogger(__name__)


class Retention(NamedTuple):
    """How long it is kept."""

    days: int
    """For texts."""
    months: int
    """For figures."""


class Purged(NamedTuple):
    """How much went."""

    exchanges: int
    counts: int
    salts: int


async def keep_to(database: Database, retention: Retention) -> None:
    """Purge once a day, whichever worker is first."""
    while True:
        try:
            day = day_of(now())
            if await is_due(database, day):
                purged = await purge(database, retention)
                await mark_done(database, day)
                log.info("the journal of exchanges is purged of %d exchanges", purged.exchanges)
        except Exception as error:
            # Another worker may be writing; the next look tries again.
            log.warning("the journal of exchanges cannot be purged now: %s", describe_failure(error))
        await asyncio.sleep(LOOK_SECONDS)


async def is_due(database: Database, day: str) -> bool:
    """Whether the purge of a day is the caller's to do: not done, nor taken by another within LEASE_MS."""
    at = now()
    async with database.writing() as connection:
        insert = (sqlite if database.is_sqlite else postgresql).insert(chores)
        taking = insert.values(name="purge", done="", taken=at).on_conflict_do_update(
            index_elements=["name"], set_={"taken": at}, where=(chores.c.done < day) & (chores.c.taken < at - LEASE_MS)
        )
        return (await connection.execute(taking)).rowcount == 1


async def mark_done(database: Database, day: str) -> None:
    """Note that the purge of a day is done."""
    async with database.writing() as connection:
        await connection.execute(update(chores).where(chores.c.name == "purge").values(done=day, taken=0))


async def purge(database: Database, retention: Retention, at: int | None = None) -> Purged:
    """Let go of what is older at a time (Unix, ms; now by default) than it may be."""
    at = now() if at is None else at
    oldest = at - retention.days * _DAY_MS
    old = select(exchanges.c.id).where(exchanges.c.id < first_id(oldest)).order_by(exchanges.c.id).limit(SLICE)
    gone, taken = 0, SLICE
    while taken == SLICE:
        async with database.writing() as connection:
            taken = (await connection.execute(delete(exchanges).where(exchanges.c.id.in_(old)))).rowcount
        gone += taken
        await asyncio.sleep(REST_SECONDS)
    async with database.writing() as connection:
        last = _months_before(day_of(at), retention.months)
        figures = (await connection.execute(delete(counts).where(counts.c.day < last))).rowcount
        # A month that ended before the oldest text covers none.
        past = (await connection.execute(delete(salts).where(salts.c.period < period_of(oldest)))).rowcount
    await tidy(database)
    return Purged(gone, figures, past)


def _months_before(day: str, months: int) -> str:
    """The same day of an earlier month, its last one where it has no such day."""
    then = date.fromisoformat(day)
    year, month = divmod(then.year * 12 + then.month - 1 - months, 12)
    return date(year, month + 1, min(then.day, calendar.monthrange(year, month + 1)[1])).isoformat()


async def tidy(database: Database) -> None:
    """Leave nothing on the disk of what was deleted, and the figures that the planner wants up to date."""
    if not database.is_sqlite:
        return
    merged = _PAGES
    command = text("INSERT INTO exchange_words (exchange_words, rank) VALUES ('merge', :pages)")
    pages = -_PAGES
    while merged > 1:
        async with database.writing() as connection:
            before = await _changes(connection)
            await connection.execute(command, {"pages": pages})
            merged = await _changes(connection) - before
        pages = _PAGES
        await asyncio.sleep(REST_SECONDS)
    async with database.outside() as connection:
        await connection.execute(text("PRAGMA optimize = 0x10002"))
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


async def _changes(connection: AsyncConnection) -> int:
    return int(await connection.scalar(text("SELECT total_changes()")) or 0)
