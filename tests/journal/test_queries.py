import pytest

from bot.journal import queries
from bot.journal.exchange import now
from bot.journal.pseudonyms import name_person
from bot.journal.queries import Wanted, every, missed, page
from tests.journal.conftest import DAY, SALT, said, write


@pytest.fixture(params=[1, 2, queries.WALK], ids=["look up", "both", "walk"])
def walk(request, monkeypatch):
    """How far a search walks before it looks words up."""
    monkeypatch.setattr(queries, "WALK", request.param)


@pytest.fixture
async def filled(database):
    at = now()
    await write(
        database,
        said("Quel projet à Sceaux ?", at=at - 5 * DAY),
        said("quel temps fait-il", at=at - 4 * DAY, outcome="out_of_scope", intent="hors_sujet"),
        said("Quel temps fait-il ?", at=at - 3 * DAY, outcome="out_of_scope", intent="hors_sujet", sender="rest:bob"),
        said("Où est l’école de Créteil ?", at=at - 2 * DAY, outcome="unknown", intent="non_compris"),
        said("Quels projets à Créteil", at=at - DAY, sender=None),
    )
    return database


async def texts(database, **wanted) -> list[str]:
    async with database.reading() as connection:
        return [kept.text for kept in await page(connection, Wanted(**wanted))]


async def test_the_latest_come_first(filled):
    assert (await texts(filled))[0] == "Quels projets à Créteil"
    assert len(await texts(filled)) == 5


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"outcome": "unknown"}, ["Où est l’école de Créteil ?"]),
        ({"intent": "hors_sujet"}, ["Quel temps fait-il ?", "quel temps fait-il"]),
        ({"channel": "slack"}, []),
        ({"words": "CRÉTEIL proj"}, ["Quels projets à Créteil"]),
        ({"words": "ecol", "outcome": "unknown"}, ["Où est l’école de Créteil ?"]),
        ({"words": "ecol", "outcome": "answered"}, []),
        ({"words": "reteil"}, []),
        ({"words": "\"' OR 1=1 -- *"}, []),
        ({"conversations": (name_person(SALT, "rest:bob"),)}, ["Quel temps fait-il ?"]),
        ({"conversations": ()}, []),
    ],
)
@pytest.mark.usefixtures("walk")
async def test_what_is_wanted_is_found(filled, wanted, found):
    assert await texts(filled, **wanted) == found


async def test_a_search_may_be_of_some_days(filled):
    at = now()

    assert await texts(filled, since=at - 3 * DAY - 1000, until=at - DAY - 1000) == [
        "Où est l’école de Créteil ?",
        "Quel temps fait-il ?",
    ]


@pytest.mark.usefixtures("walk")
async def test_pages_follow_one_another_and_miss_nothing(database):
    await write(database, *(said(f"question {number}") for number in range(23)))

    async with database.reading() as connection:
        seen, before = [], None
        while found := await page(connection, Wanted(words="question"), before, most=10):
            seen += [kept.id for kept in found]
            before = found[-1].id
        assert seen == [kept.id async for kept in every(connection, Wanted())]

    assert len(seen) == 23
    assert seen == sorted(seen, reverse=True)


async def test_what_was_missed_is_grouped_the_most_frequent_first(filled):
    async with filled.reading() as connection:
        grouped = await missed(connection)
        recent = await missed(connection, since=now() - 2 * DAY - 1000)

    assert [(one.words, one.times, one.text) for one in grouped] == [
        ("quel temps fait il", 2, "Quel temps fait-il ?"),
        ("ou est l ecole de creteil", 1, "Où est l’école de Créteil ?"),
    ]
    assert [one.times for one in recent] == [1]
