import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from sqlalchemy import func, select, text, update

from bot.journal import retention
from bot.journal.database import Database, locate
from bot.journal.exchange import day_of, now
from bot.journal.pseudonyms import period_of, salt_of
from bot.journal.queries import Wanted, figures, page
from bot.journal.retention import LEASE_MS, Purged, Retention, is_due, keep_to, mark_done, purge
from bot.journal.tables import chores, exchanges, salts
from tests.journal.conftest import DAY, said, write

KEPT = Retention(days=90, months=13)


async def texts(database, **wanted) -> list[str]:
    async with database.reading() as connection:
        return [kept.text for kept in await page(connection, Wanted(**wanted))]


async def test_texts_go_after_some_days_and_figures_after_some_months(database):
    at = now()
    ages = {"today": 0, "kept": 89, "old": 91, "older": 200, "oldest": 500}
    for said_text, days in ages.items():
        async with database.writing() as connection:
            await salt_of(connection, period_of(at - days * DAY))
        await write(database, said(said_text, at=at - days * DAY))

    purged = await purge(database, KEPT, at)

    assert purged.exchanges == 3
    assert purged.counts == 1
    assert await texts(database) == ["today", "kept"]
    assert await texts(database, words="old") == []
    async with database.reading() as connection:
        counted = [one.day for one in await figures(connection, "2000-01-01", "2100-01-01")]
        left = list(await connection.scalars(select(salts.c.period).order_by(salts.c.period)))
    assert counted == [day_of(at - days * DAY) for days in (200, 91, 89, 0)]
    needed = period_of(at - KEPT.days * DAY)
    assert left == sorted({period for days in ages.values() if (period := period_of(at - days * DAY)) >= needed})


@pytest.mark.parametrize(
    ("today", "first"), [("2026-11-26", "2025-10-26"), ("2027-03-30", "2026-02-28"), ("2027-01-05", "2025-12-05")]
)
async def test_figures_go_once_they_are_so_many_months_old(database, today, first):
    def at(day: str) -> int:
        return int(datetime.fromisoformat(day).timestamp() * 1000) + DAY // 2

    days = [day_of(at(first) - DAY), first, today]
    await write(database, *(said(at=at(day)) for day in days))

    await purge(database, KEPT, at(today))

    async with database.reading() as connection:
        assert [one.day for one in await figures(connection, "2000-01-01", "2100-01-01")] == days[1:]


async def test_more_than_one_slice_goes(database, monkeypatch):
    monkeypatch.setattr(retention, "SLICE", 10)
    monkeypatch.setattr(retention, "REST_SECONDS", 0)
    await write(database, *(said(at=now() - 100 * DAY) for _ in range(30)), said())

    assert (await purge(database, KEPT)).exchanges == 30
    assert len(await texts(database)) == 1
    assert await purge(database, KEPT) == Purged(0, 0, 0)


async def test_of_several_workers_one_purges_and_once_a_day(url):
    opened = [Database(locate(url)) for _ in range(5)]
    for database in opened:
        await database.open()

    for day in ("2026-11-26", "2026-11-27"):
        assert sum(await asyncio.gather(*(is_due(database, day) for database in opened))) == 1
        assert not await is_due(opened[0], day)
        await mark_done(opened[0], day)
        assert not await is_due(opened[0], day)
    assert not await is_due(opened[0], "2026-11-26")
    for database in opened:
        await database.close()


async def done(database) -> str | None:
    async with database.reading() as connection:
        return await connection.scalar(select(chores.c.done))


@asynccontextmanager
async def kept_to(database) -> AsyncIterator[None]:
    """While a worker purges; it has ended before its database is closed."""
    working = asyncio.create_task(keep_to(database, KEPT))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.wait([working])


async def test_a_worker_purges_by_itself(database):
    await write(database, said(at=now() - 100 * DAY))
    async with kept_to(database), asyncio.timeout(20):
        while not await done(database):
            await asyncio.sleep(0.01)

    assert await texts(database) == []
    assert await done(database) == day_of(now())


async def test_a_purge_that_fails_is_told_and_tried_again_later(database, caplog, monkeypatch):
    monkeypatch.setattr(retention, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(retention, "LEASE_MS", -1)
    await write(database, said(at=now() - 100 * DAY))
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE salts RENAME TO elsewhere"))
    async with kept_to(database), asyncio.timeout(20):
        while "cannot be purged" not in caplog.text:
            await asyncio.sleep(0.01)
        assert not await done(database)

        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE elsewhere RENAME TO salts"))
        while not await done(database):
            await asyncio.sleep(0.01)


async def test_a_purge_whose_worker_ended_is_anothers_after_a_while(database):
    assert await is_due(database, "2026-11-26")
    async with database.writing() as connection:
        await connection.execute(update(chores).values(taken=now() - LEASE_MS - 1000))

    assert await is_due(database, "2026-11-26")
    assert not await is_due(database, "2026-11-26")


async def test_nothing_of_what_went_is_left_on_the_disk(tmp_path):
    path = tmp_path / "journal.sqlite"
    database = Database(locate(f"sqlite:///{path}"))
    await database.open()
    await write(
        database, *(said(f"mot rarissime anticonstitutionnellement {n}", at=now() - 100 * DAY) for n in range(300))
    )
    assert b"anticonstitutionnellement" in b"".join(file.read_bytes() for file in tmp_path.iterdir())

    await purge(database, KEPT)
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(exchanges)) == 0
    await database.close()

    assert b"anticonstitutionnellement" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
