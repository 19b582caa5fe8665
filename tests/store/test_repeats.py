"""The same message sent again gets the same answer, whatever keeps the state."""

import asyncio

import pytest

from bot.channels.rasa import RestMessage, RestRequest, messages
from bot.message import Button, Picture, Reply, Source
from bot.metrics import Metrics
from bot.server.problems import Kind, Problem
from bot.server.repeats import Repeats

MESSAGE = RestRequest("Et Montreuil ?", "ana", "m1")
Said = tuple[RestMessage, ...]


def answer(number: int) -> Said:
    picture = Picture(f"/media/carte.svg?n={number}", "Un titre", "Une carte", ("Lauréat",), (("Vincennes",),))
    source = Source("Registre", "2018-11-27", "ligne 4")
    return messages(
        "ana",
        Reply(
            text=f"Réponse {number}",
            outcome="answered",
            intent="essai",
            confidence=0.5,
            sources=(source,),
            data={"n": number, "lignes": [{"a": None, "b": 1.0}]},
            buttons=(Button("Encore", "encore"),),
            picture=picture,
        ),
    )


class Worker:
    """Says something else each time; an answer waits until it is told to be ready."""

    def __init__(self, store, said: list[Said]) -> None:
        self.repeats = Repeats(store, Metrics({}), "rest")
        self.said = said
        self.admitted = 0
        self.ready = asyncio.Event()
        self.ready.set()

    async def admit(self) -> None:
        self.admitted += 1

    async def answer(self) -> Said:
        said = answer(len(self.said))
        self.said.append(said)
        await self.ready.wait()
        return said

    async def ask(self, message: RestRequest = MESSAGE) -> Said:
        return await self.repeats.answer(message, self.admit, self.answer)


@pytest.fixture
def workers(store) -> tuple[Worker, Worker]:
    said: list[Said] = []
    return Worker(store, said), Worker(store, said)


async def test_a_copy_gets_the_same_answer_of_another_worker_and_costs_nothing(workers):
    one, other = workers

    assert [await one.ask(), await other.ask(), await other.ask()] == [answer(0)] * 3
    assert (one.admitted, other.admitted) == (1, 0)


async def test_copies_that_come_at_once_are_answered_once(workers):
    one, other = workers
    one.ready.clear()
    other.ready.clear()

    asking = [asyncio.create_task(worker.ask()) for worker in workers * 10]
    while not one.said:
        await asyncio.sleep(0)
    one.ready.set()
    other.ready.set()

    assert await asyncio.gather(*asking) == [answer(0)] * 20


@pytest.mark.parametrize(
    "other",
    [
        RestRequest("Et Vincennes ?", "ana", "m1"),
        RestRequest("Et Montreuil ?", "bob", "m1"),
        RestRequest("Et Montreuil ?", "ana", "m2"),
    ],
)
async def test_another_message_gets_another_answer(workers, other):
    assert [await workers[0].ask(), await workers[1].ask(other)] == [answer(0), answer(1)]


@pytest.mark.parametrize("message", [RestRequest("Oui", "ana"), RestRequest("Oui", None, "m1"), RestRequest("Oui")])
async def test_copies_are_not_told_of_what_has_no_name_or_comes_from_nobody(workers, message):
    one, _ = workers

    assert [await one.ask(message), await one.ask(message)] == [answer(0), answer(1)]
    assert one.admitted == 2


async def test_what_failed_may_be_sent_again_at_once(workers):
    one, other = workers

    async def fail() -> Said:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        await one.repeats.answer(MESSAGE, one.admit, fail)

    assert await other.ask() == answer(0)


async def test_a_copy_does_not_wait_for_ever(workers, monkeypatch):
    monkeypatch.setattr("bot.server.repeats.PATIENCE_SECONDS", 0.05)
    one, other = workers
    one.ready.clear()
    asking = asyncio.create_task(one.ask())
    while not one.said:
        await asyncio.sleep(0)

    with pytest.raises(Problem, match="plus tard"):
        await other.ask()

    one.ready.set()
    assert await asking == await other.ask()


async def test_what_was_answered_is_known_by_the_name_of_its_message(workers):
    one, other = workers
    assert await other.repeats.answered("ana", "m1") is None
    await one.ask()

    assert await other.repeats.answered("ana", "m1") == answer(0)
    assert [await one.repeats.answered(*name) for name in (("bob", "m1"), ("ana", "m2"), ("anam", "1"))] == [None] * 3
    await one.ask(RestRequest("Et Vincennes ?", "ana", "m1"))
    assert await other.repeats.answered("ana", "m1") == answer(1)


class Asked:
    """A store that notes what it is asked."""

    def __init__(self, store) -> None:
        self._store = store
        self.methods: list[str] = []

    def __getattr__(self, name: str):
        self.methods.append(name)
        return getattr(self._store, name)


async def test_a_message_that_comes_once_asks_the_store_twice(store):
    asked = Asked(store)
    worker = Worker(asked, [])

    await worker.ask()

    assert asked.methods == ["begin", "keep"]


async def test_what_is_not_let_in_may_be_sent_again_at_once(workers):
    one, other = workers

    async def refuse() -> None:
        raise Problem(Kind.TOO_MANY, "Trop de messages.")

    with pytest.raises(Problem, match="Trop"):
        await one.repeats.answer(MESSAGE, refuse, one.answer)

    assert await other.ask() == answer(0)


async def test_a_copy_that_waits_is_let_in_first(workers):
    one, other = workers
    one.ready.clear()
    asking = asyncio.create_task(one.ask())
    while not one.said:
        await asyncio.sleep(0)

    async def refuse() -> None:
        raise Problem(Kind.TOO_MANY, "Trop de messages.")

    with pytest.raises(Problem, match="Trop"):
        await other.repeats.answer(MESSAGE, refuse, other.answer)

    one.ready.set()
    assert await asking == await other.ask() == answer(0)
