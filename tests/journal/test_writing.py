import asyncio

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.dialogue.conversation import Conversation
from bot.journal.database import Database, locate
from bot.journal.exchange import (
    Exchange,
    Rating,
    day_of,
    first_id,
    new_id,
    now,
    row_of,
    time_of,
    words_of,
)
from bot.journal.pseudonyms import salt_of
from bot.journal.queries import Figures, Wanted, figures, page
from bot.journal.writing import write_rating, write_rows
from bot.message import MAX_LENGTH, Message
from tests.journal.conftest import SALT, said, write

PERIOD = "2026-11"


async def told(database) -> list[Figures]:
    async with database.reading() as connection:
        return list(await figures(connection, "2000-01-01", "2100-01-01"))


async def kept(database, **wanted):
    async with database.reading() as connection:
        return await page(connection, Wanted(**wanted))


def test_identifiers_are_in_the_order_of_time():
    at = now()
    early, late = new_id(at), new_id(at + 1)

    assert first_id(at) <= early < first_id(at + 1) <= late < 2**63
    assert time_of(early) == at
    assert len({new_id(at) for _ in range(100_000)}) == 100_000


def test_words_are_folded_and_bounded():
    assert words_of("C’est À Créteil, non ?") == "c est a creteil non"
    assert len(words_of("mot " * 1000)) <= 1000


def test_nothing_is_kept_as_it_was_said_but_the_masked_text(laureat):
    text = "Mon tel est le 06 12 34 56 78, qui porte le lavoir ?"
    turn = laureat.turn(text, Conversation())
    message = Message(sender="rest:ana", channel="rest", id="jean@exemple.fr", text=text)

    row = row_of(Exchange.of(message, turn, 12), SALT)
    written = msgspec.json.encode(row).decode()

    assert row.text == "Mon tel est le [téléphone], qui porte le lavoir ?"
    assert (row.intent, row.outcome, row.channel, row.micros) == ("porteur", "answered", "rest", 12)
    (frame,) = msgspec.json.decode(row.frame)
    assert frame["entities"] == [{"kind": "projet", "ids": ["lavoir"], "excluded": False}]
    assert "rest:ana" not in written
    assert "jean@" not in written


@pytest.mark.parametrize(
    ("text", "kept", "named"),
    [
        ("01 42 94 94 42, quels projets du 94 ?", "[téléphone], quels projets du 94 ?", ["94"]),
        ("Quels projets à Sceaux ? ana@sceaux.fr", "Quels projets à Sceaux ? [courriel]", ["92071"]),
        ("E\u0301cris   a\u0300 ana@exemple.fr\x00 : quels projets du 94 ?", None, ["94"]),
    ],
)
def test_a_name_is_kept_where_it_is_not_hidden_itself(laureat, text, kept, named):
    turn = laureat.turn(text, Conversation())
    message = Message(sender=None, channel="rest", text=text)

    row = row_of(Exchange.of(message, turn, 12), SALT)

    assert kept is None or row.text == kept
    (frame,) = msgspec.json.decode(row.frame)
    assert [one["ids"] for one in frame["entities"]] == [[name] for name in named]


def test_what_is_not_understood_has_no_frame(laureat):
    turn = laureat.turn("xyzzy plugh", Conversation())

    row = row_of(Exchange.of(Message(sender=None, channel="rest", text="xyzzy plugh"), turn, 1), SALT)

    assert (row.frame, row.conversation, row.message) == (None, None, None)


def test_no_more_is_kept_of_a_message_than_is_read(laureat):
    turn = laureat.turn("Bonjour", Conversation())
    exchange = Exchange.of(Message(sender=None, text="é" * 10_000), turn, 1)

    assert len(exchange.message.text) == len(row_of(exchange, SALT).text) == MAX_LENGTH


@pytest.mark.parametrize("text", ["nul \x00 dedans", "demi \ud83d signe", "🙂 émoi"])
async def test_every_text_can_be_written(database, text):
    await write(database, said(text))

    assert len(await kept(database)) == 1


async def test_exchanges_are_counted_by_day_channel_outcome_and_intent(database):
    at = now()
    await write(
        database,
        said(at=at, micros=400),
        said(at=at, micros=900),
        said(at=at, outcome="unknown", intent=None),
        said(at=at - 40 * 86_400_000),
    )

    counted = await told(database)

    today, before = day_of(at), day_of(at - 40 * 86_400_000)
    assert counted == [
        Figures(before, "rest", "answered", "projets", 1, 500, 200, 100, 500, 0, 0),
        Figures(today, "rest", "answered", "projets", 2, 1300, 400, 200, 900, 0, 0),
        Figures(today, "rest", "unknown", "", 1, 500, 200, 100, 500, 0, 0),
    ]


async def test_what_was_perhaps_written_is_not_written_twice(database):
    rows = await write(database, said(), said())
    more = row_of(said(), SALT)

    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await write_rows(connection, [*rows, more])
    async with database.writing() as connection:
        await write_rows(connection, [*rows, more], unsure=True)

    assert len(await kept(database)) == 3
    assert [one.messages for one in await told(database)] == [3]


async def test_a_rating_is_found_again_under_the_salt_and_counted_once(database):
    async with database.writing() as connection:
        salt = await salt_of(connection, PERIOD)
    await write(database, said(name="m1"), said(name="m2"), said(name="m1", sender="rest:bob"), salt=salt)
    up = Rating(now(), "rest:ana", "m1", "up", "merci")

    for rating in (up, up, replace_verdict(up, "down")):
        async with database.writing() as connection:
            assert await write_rating(connection, rating, rating.comment or "")

    rated = await kept(database, verdict="down")
    assert [(one.verdict, one.comment) for one in rated] == [("down", "merci")]
    (counted,) = await told(database)
    assert (counted.messages, counted.up, counted.down) == (3, 0, 1)


def replace_verdict(rating: Rating, verdict) -> Rating:
    return rating._replace(verdict=verdict, comment=None)


async def test_opinions_that_come_at_once_are_counted_as_the_last_one(url):
    first, second = Database(locate(url)), Database(locate(url))
    await first.open()
    await second.open()
    async with first.writing() as connection:
        salt = await salt_of(connection, PERIOD)
    await write(first, said(name="m1"), salt=salt)

    async def rate(verdict) -> None:
        async with second.writing() as connection:
            assert await write_rating(connection, Rating(now(), "rest:ana", "m1", verdict), "")

    async with first.writing() as connection:
        assert await write_rating(connection, Rating(now(), "rest:ana", "m1", "up"), "")
        other = asyncio.create_task(rate("down"))
        if not first.is_sqlite:
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            async with asyncio.timeout(20):
                while not await connection.scalar(waiting):
                    await asyncio.sleep(0.01)
    await other

    (counted,) = await told(first)
    assert (counted.up, counted.down) == (0, 1)
    await first.close()
    await second.close()


async def test_a_rating_of_nothing_known_is_not_found(database):
    async with database.writing() as connection:
        await salt_of(connection, PERIOD)
        assert not await write_rating(connection, Rating(now(), "rest:ana", "m9", "up"), "")
