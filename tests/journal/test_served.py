"""The journal of a server as operators run it: real processes, real signals."""

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.journal.database import Database, locate
from bot.journal.queries import Wanted, page
from tests.services import serving, until

# What is answered does not matter here.
pytestmark = pytest.mark.usefixtures("garden")


def texts(path: Path) -> list[str]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as raw:
        if not raw.execute("SELECT name FROM sqlite_master WHERE name = 'exchanges'").fetchone():
            return []
        return [text for (text,) in raw.execute("SELECT text FROM exchanges ORDER BY id")]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_was_answered_is_in_the_journal_once_the_server_has_stopped(tmp_path, workers):
    with serving(tmp_path, LAUREAT_WORKERS=workers) as served:
        for number in range(20):
            served.ask(f"Quel projet à Sceaux ? {number}", f"ana-{number}")

    assert sorted(texts(tmp_path / "journal.sqlite")) == sorted(f"Quel projet à Sceaux ? {n}" for n in range(20))
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as raw:
        assert raw.execute("SELECT sum(messages) FROM counts").fetchone() == (20,)
        assert raw.execute("SELECT count(*) FROM salts").fetchone() == (1,)
        assert raw.execute("SELECT count(DISTINCT conversation) FROM exchanges").fetchone() == (20,)


def test_what_is_written_outlives_a_sudden_end(tmp_path):
    path = tmp_path / "journal.sqlite"
    with serving(tmp_path, LAUREAT_WORKERS="2") as served:
        served.ask("Quel projet à Sceaux ?")
        until(lambda: len(texts(path)) == 1)
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        until(lambda: served.said("a worker ended with code -9"))
        assert texts(path) == ["Quel projet à Sceaux ?"]


def test_it_is_off_with_one_setting(tmp_path):
    with serving(tmp_path, LAUREAT_JOURNAL="non") as served:
        served.ask("Quel projet à Sceaux ?")
        assert "laureat_journal_written_total 0.0" in served.get("/metrics")

    assert not (tmp_path / "journal.sqlite").exists()


def test_answers_go_on_where_it_cannot_be_written(tmp_path):
    nowhere = "postgresql://ana:secret@127.0.0.1:1/journal"
    with serving(tmp_path, LAUREAT_DATABASE_URL=nowhere) as served:
        assert "compost" in served.ask("Quel projet à Pantin ?")
        until(lambda: served.said("the journal of exchanges cannot be written"))
        assert "compost" in served.ask("Quel projet à Pantin ?")

    said = (tmp_path / "journal").read_text("utf-8")
    assert "2 exchanges and ratings are lost" in said
    assert "secret" not in said


def test_a_server_that_begins_again_goes_on_with_the_same_journal(tmp_path, postgres):
    url = postgres.create("begins_again")
    for text in ("Quel projet à Sceaux ?", "Quel projet à Antony ?"):
        with serving(tmp_path, LAUREAT_DATABASE_URL=url, LAUREAT_WORKERS="2") as served:
            served.ask(text)

    async def kept() -> list[str]:
        database = Database(locate(url))
        await database.open()
        async with database.reading() as connection:
            found = [one.text for one in await page(connection, Wanted())]
        await database.close()
        return found

    assert asyncio.run(kept()) == ["Quel projet à Antony ?", "Quel projet à Sceaux ?"]
