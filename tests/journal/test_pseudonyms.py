import asyncio
import datetime

from bot.journal.database import Database, locate
from bot.journal.pseudonyms import kept_salts, name_message, name_person, period_of, salt_of


def test_a_person_has_one_name_under_a_salt_and_another_under_the_next():
    assert name_person(b"a", "rest:ana") == name_person(b"a", "rest:ana")
    assert len({name_person(salt, who) for salt in (b"a", b"b") for who in ("rest:ana", "rest:bob")}) == 4
    assert "ana" not in name_person(b"a", "rest:ana")


def test_a_message_is_its_senders_own():
    names = {
        name_message(b"a", "rest:ana", "1"),
        name_message(b"a", "rest:bob", "1"),
        name_message(b"a", "rest:ana 1", ""),
        name_person(b"a", "rest:ana"),
    }

    assert len(names) == 4


def test_any_sender_has_a_name():
    assert len(name_person(b"a", "rest:\ud800 é")) == 32


def test_a_month_is_that_of_this_machines_clock():
    assert period_of(int(datetime.datetime(2026, 11, 30, 23, 59).timestamp() * 1000)) == "2026-11"
    assert period_of(int(datetime.datetime(2026, 12, 1).timestamp() * 1000)) == "2026-12"


async def test_workers_agree_on_the_salt_of_a_month(url):
    opened = [Database(locate(url)) for _ in range(4)]
    for database in opened:
        await database.open()

    async def ask(database: Database, period: str) -> bytes:
        async with database.writing() as connection:
            return await salt_of(connection, period)

    salts = await asyncio.gather(*(ask(database, "2026-11") for database in opened))
    later = await ask(opened[0], "2026-12")

    assert len(set(salts)) == 1
    assert len(salts[0]) == len(later) == 32
    async with opened[0].reading() as connection:
        assert await kept_salts(connection) == [later, salts[0]]
    for database in opened:
        await database.close()
