"""The journal when all is well, and when its database is stopped, locked, slow or full."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import event, text

from bot.journal import journal as journal_module
from bot.journal.database import Database, locate
from bot.journal.exchange import Rating, now
from bot.journal.journal import BATCH, Journal
from bot.journal.queries import Kept, Wanted, figures, page
from bot.metrics import Metrics
from tests.journal.conftest import said


def figure(metrics: Metrics, name: str) -> float:
    """One of `/metrics`, its labels added up."""
    lines = metrics.exposition().decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"laureat_journal_{name}"))


@pytest.fixture
def metrics() -> Metrics:
    return Metrics({})


def journal_in(url: str, metrics: Metrics, **options) -> Journal:
    given = {"batch_seconds": 0.01, "first_pause": 0.01, **options}
    return Journal(Database(locate(url)), metrics, **given)


async def until(happened: Callable[[], object], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(0.01)


async def kept(url: str, most: int = 1000) -> list[Kept]:
    """What is in a database."""
    database = Database(locate(url))
    await database.open()
    async with database.reading() as connection:
        found = await page(connection, Wanted(), most=most)
    await database.close()
    return found


async def test_what_is_noted_is_written_masked_and_counted(url, metrics):
    journal = journal_in(url, metrics)
    journal.start()
    journal.note(said("Rappelez-moi au 06 12 34 56 78"))
    await until(lambda: figure(metrics, "written_total") == 1)

    (one,) = await kept(url)
    assert one.text == "Rappelez-moi au [téléphone]"
    assert figure(metrics, "depth") == 0
    await journal.stop(5)


async def test_nothing_unmasked_is_ever_on_the_disk(tmp_path, metrics):
    journal = journal_in(f"sqlite:///{tmp_path / 'journal.sqlite'}", metrics)
    journal.start()
    for number in range(50):
        journal.note(said(f"Rappelez-moi au 06 12 34 56 {number:02}", sender="rest:0698765432", name="06 98 76 54 32"))
    journal.rate(Rating(now(), "rest:0698765432", "06 98 76 54 32", "up", "écrivez à ana@exemple.fr"))
    await until(lambda: figure(metrics, "written_total") == 50)
    await journal.stop(5)

    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Rappelez-moi au [t" in written
    assert b"[courriel]" in written
    for personal in (b"06 12 34 56", b"0698765432", b"06 98 76", b"ana@"):
        assert personal not in written


async def test_a_rating_finds_an_exchange_noted_just_before_or_just_after(url, metrics):
    journal = journal_in(url, metrics)
    journal.start()
    journal.rate(Rating(now(), "rest:ana", "m1", "down", "mon mail est ana@exemple.fr"))
    await until(lambda: journal.depth == 1)
    journal.note(said(name="m1"))
    journal.note(said(name="m2"))
    await until(lambda: journal.depth == 0)
    await journal.stop(5)

    rated = [(one.verdict, one.comment) for one in await kept(url)]
    assert sorted(rated, key=str) == [("down", "mon mail est [courriel]"), (None, None)]


async def test_a_rating_of_nothing_is_let_go(url, metrics, monkeypatch):
    monkeypatch.setattr(journal_module, "PATIENCE_MS", -1)
    journal = journal_in(url, metrics)
    journal.start()
    journal.rate(Rating(now(), "rest:ana", "m1", "down"))

    await until(lambda: journal.depth == 0)
    await journal.stop(5)

    assert figure(metrics, "dropped_total") == 1


async def test_a_rating_waits_for_its_exchange_however_many_are_before_it(url, metrics, monkeypatch):
    monkeypatch.setattr(journal_module, "PATIENCE_MS", -1)
    journal = journal_in(url, metrics)
    for number in range(2 * BATCH + 7):
        journal.note(said(name=f"m{number}"))
    journal.rate(Rating(now(), "rest:ana", f"m{2 * BATCH + 6}", "down"))
    journal.start()
    await until(lambda: journal.depth == 0)
    await journal.stop(5)

    assert [one.verdict for one in await kept(url) if one.verdict] == ["down"]
    assert figure(metrics, "dropped_total") == 0


async def test_what_waits_is_rated_before_it_stops(url, metrics):
    journal = journal_in(url, metrics, batch_seconds=60)
    for number in range(BATCH + 7):
        journal.note(said(name=f"m{number}"))
    # Its exchange is noted after it, as that of a slow answer is.
    journal.rate(Rating(now() - 1000, "rest:ana", f"m{BATCH + 6}", "up"))
    journal.rate(Rating(now(), "rest:ana", "nothing", "up"))
    journal.start()
    await journal.stop(20)

    assert [one.verdict for one in await kept(url) if one.verdict] == ["up"]
    assert figure(metrics, "dropped_total") == 1


async def test_a_batch_that_is_full_does_not_wait_for_more(tmp_path, metrics):
    journal = journal_in(f"sqlite:///{tmp_path / 'journal.sqlite'}", metrics, batch_seconds=60)
    for _ in range(BATCH):
        journal.note(said())
    journal.start()
    await until(lambda: figure(metrics, "written_total") == BATCH)
    for _ in range(BATCH):
        journal.note(said())
        await asyncio.sleep(0)

    await until(lambda: figure(metrics, "written_total") == 2 * BATCH)
    await journal.stop(5)


async def test_what_waits_is_written_before_it_stops(url, metrics):
    journal = journal_in(url, metrics, batch_seconds=60)
    journal.start()
    for number in range(3 * BATCH + 7):
        journal.note(said(f"question {number}"))
    await journal.stop(20)

    assert len(await kept(url)) == 3 * BATCH + 7
    assert journal.depth == 0


async def test_what_is_too_much_is_dropped_and_counted(tmp_path, metrics):
    journal = journal_in(f"sqlite:///{tmp_path}", metrics, most=10)
    for number in range(25):
        journal.note(said(f"question {number}"))

    assert journal.depth == 10
    assert figure(metrics, "dropped_total") == 15


async def test_an_answer_does_not_wait_for_a_database_that_is_not_there(tmp_path, metrics, caplog):
    threads = threading.active_count()
    journal = journal_in(f"sqlite:///{tmp_path}", metrics)
    journal.start()
    journal.note(said())
    await until(lambda: figure(metrics, "failures_total") >= 3)
    assert journal.depth == 1
    await journal.stop(0.05)

    assert figure(metrics, "dropped_total") == 1
    assert "1 exchanges and ratings are lost" in caplog.text
    assert len([one for one in caplog.records if "cannot be written:" in one.message]) == 1
    assert "Sceaux" not in caplog.text
    # A connection that was being made fails in a thread of its own, which tells it to this loop.
    await until(lambda: threading.active_count() <= threads)


async def test_a_database_that_comes_back_gets_what_waited(postgres, metrics):
    url = postgres.create("comes_back")
    journal = journal_in(url, metrics)
    journal.start()
    journal.note(said("avant"))
    await until(lambda: figure(metrics, "written_total") == 1)

    postgres.stop()
    try:
        for number in range(150):
            journal.note(said(f"pendant {number}"))
        await until(lambda: figure(metrics, "failures_total") >= 2)
        assert journal.depth == 150
    finally:
        postgres.start()
    await until(lambda: journal.depth == 0)
    journal.note(said("après"))
    await journal.stop(20)

    assert len({one.text for one in await kept(url)}) == len(await kept(url)) == 152
    assert figure(metrics, "dropped_total") == 0


async def test_what_another_program_locks_waits(url, metrics):
    journal = journal_in(url, metrics)
    journal.start()
    journal.note(said("avant"))
    await until(lambda: figure(metrics, "written_total") == 1)

    other = Database(locate(url))
    await other.open()
    async with other.writing() as connection:
        if not other.is_sqlite:
            await connection.execute(text("LOCK TABLE exchanges IN ACCESS EXCLUSIVE MODE"))
        for number in range(200):
            journal.note(said(f"pendant {number}"))
            await asyncio.sleep(0)
        assert journal.depth == 200
    await until(lambda: journal.depth == 0)
    await other.close()
    await journal.stop(5)

    assert len(await kept(url)) == 201


async def test_a_full_disk_is_waited_out(tmp_path, metrics):
    url = f"sqlite:///{tmp_path / 'journal.sqlite'}"
    await kept(url)  # it is made while there is room
    room = [60]
    database = Database(locate(url))
    opened = database._connected

    def bounded():
        engine = opened()
        event.listen(
            engine.sync_engine, "connect", lambda raw, _: raw.cursor().execute(f"PRAGMA max_page_count={room[0]}")
        )
        return engine

    database._connected = bounded
    journal = Journal(database, metrics, batch_seconds=0.01, first_pause=0.01)
    journal.start()
    for number in range(300):
        journal.note(said(f"question {number} " + "mot " * 200))
    await until(lambda: figure(metrics, "failures_total") >= 3)
    waiting = journal.depth
    room[0] = 100_000
    await until(lambda: journal.depth == 0)
    await journal.stop(5)

    assert waiting > 0
    assert len(await kept(url)) == 300
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_what_the_database_refuses_keeps_nothing_else_from_being_written(postgres, metrics):
    url = postgres.create("refuses")
    journal = journal_in(url, metrics)
    journal.start()
    for number in range(10):
        journal.note(said(f"question {number}", intent="i" * (200 if number == 4 else 10)))
    await journal.stop(20)

    assert len(await kept(url)) == 9
    assert figure(metrics, "dropped_total") == 1
    assert figure(metrics, "written_total") == 9


async def test_a_commit_whose_answer_is_lost_is_not_written_twice(url, metrics, monkeypatch):
    journal = journal_in(url, metrics)
    write_rows, lost = journal_module.write_rows, [True]

    async def forgetful(connection, rows, unsure=False):
        await write_rows(connection, rows, unsure)
        if lost:
            lost.clear()
            await connection.commit()
            raise ConnectionError("the answer is lost")

    monkeypatch.setattr(journal_module, "write_rows", forgetful)
    journal.note(said())
    journal.start()
    await until(lambda: journal.depth == 0)
    await journal.stop(5)

    assert len(await kept(url)) == 1
    database = Database(locate(url))
    await database.open()
    async with database.reading() as connection:
        assert [one.messages for one in await figures(connection, "2000-01-01", "2100-01-01")] == [1]
    await database.close()


async def test_workers_write_together(url):
    journals = [journal_in(url, Metrics({})) for _ in range(4)]
    for journal in journals:
        journal.start()
    for number in range(400):
        journals[number % 4].note(said(f"question {number}"))
        await asyncio.sleep(0)
    await asyncio.gather(*(journal.stop(20) for journal in journals))

    found = await kept(url)
    assert len({one.text for one in found}) == 400
    assert len({one.conversation for one in found}) == 1


async def test_a_database_that_is_very_slow_keeps_nobody_from_stopping(tmp_path, metrics):
    url = f"sqlite:///{tmp_path / 'journal.sqlite'}"
    await kept(url)
    database, waits = Database(locate(url)), [0.0]
    opened = database._connected

    def slow():
        engine = opened()
        event.listen(
            engine.sync_engine,
            "connect",
            lambda raw, _: raw.run_async(lambda driver: driver.set_trace_callback(lambda _: time.sleep(waits[0]))),
        )
        return engine

    database._connected = slow
    journal = Journal(database, metrics, batch_seconds=0.01, first_pause=0.01)
    journal.start()
    journal.note(said("avant"))
    await until(lambda: figure(metrics, "written_total") == 1)
    threads = threading.active_count()
    waits[0] = 0.3
    for number in range(BATCH):
        journal.note(said(f"question {number}"))
    # The batch is with the database: its 30 s have begun.
    await until(lambda: len(journal._ready) == BATCH)
    begun = time.monotonic()
    await journal.stop(0.7)

    assert time.monotonic() - begun < 8
    assert figure(metrics, "dropped_total") == BATCH
    await until(lambda: threading.active_count() < threads, 5)
    assert len(await kept(url)) == 1


async def test_chores_are_done_beside(url, metrics):
    done = asyncio.Event()

    async def chores(database: Database) -> None:
        done.set()
        await asyncio.Event().wait()

    journal = journal_in(url, metrics, chores=chores)
    journal.start()
    async with asyncio.timeout(20):
        await done.wait()
    await journal.stop(5)
