from bot.journal.exchange import now
from bot.journal.person import erase, exchanges_of
from bot.journal.pseudonyms import period_of, salt_of
from bot.journal.queries import Wanted, figures, page
from tests.journal.conftest import DAY, said, write


async def test_a_person_is_found_under_every_salt_and_erased_alone(database):
    for days in (0, 40, 80):
        at = now() - days * DAY
        async with database.writing() as connection:
            salt = await salt_of(connection, period_of(at))
        await write(database, said(f"ana {days}", at=at), said(f"bob {days}", "rest:bob", at), salt=salt)
    async with database.reading() as connection:
        names = {kept.conversation for kept in await exchanges_of(connection, "rest:ana")}
        assert [kept.text for kept in await exchanges_of(connection, "rest:ana")] == ["ana 0", "ana 40", "ana 80"]
        assert await exchanges_of(connection, "rest:eve") == []
    assert len(names) == 3

    async with database.writing() as connection:
        assert await erase(connection, "rest:ana") == 3

    async with database.reading() as connection:
        assert await exchanges_of(connection, "rest:ana") == []
        assert {kept.text[:3] for kept in await page(connection, Wanted())} == {"bob"}
        assert sum(one.messages for one in await figures(connection, "2000-01-01", "2100-01-01")) == 6
