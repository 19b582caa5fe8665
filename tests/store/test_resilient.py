"""What happens when a real Redis dies and comes back."""

import asyncio

import pytest_asyncio

from bot.dialogue.conversation import Conversation
from bot.store import resilient
from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore
from bot.store.resilient import ResilientStore
from bot.store.store import Budget, Job
from tests.services import redis_server


class Watched(ResilientStore):
    """Notes when Redis goes and comes."""

    def __init__(self, url: str) -> None:
        super().__init__(RedisStore(url), MemoryStore(), told=self.note)
        self.told: list[bool] = []
        self.told_back = asyncio.Event()

    def note(self, up: bool) -> None:
        self.told.append(up)
        if up:
            self.told_back.set()


@pytest_asyncio.fixture
async def server(tmp_path):
    with redis_server(tmp_path) as running:
        yield running


@pytest_asyncio.fixture
async def store(server, monkeypatch):
    monkeypatch.setattr(resilient, "PROBE_SECONDS", 0.02)
    both = Watched(server.url)
    yield both
    await both.close()


async def recovered(store: Watched) -> None:
    await asyncio.wait_for(store.told_back.wait(), 20)


def spoken(intent: str) -> Conversation:
    return Conversation(intent=intent)


async def test_conversations_go_on_without_redis_and_are_carried_over_when_it_is_back(server, store):
    await store.save("a", spoken("before"))
    server.stop()

    assert await store.load("a") == Conversation()
    await store.save("a", spoken("meanwhile"))
    assert await store.load("a") == spoken("meanwhile")

    server.start()
    await recovered(store)
    assert await store.load("a") == spoken("meanwhile")
    await store.save("a", spoken("after"))
    assert await store.load("a") == spoken("after")
    assert store.told == [False, True]


async def test_a_delivery_seen_before_the_failure_is_still_known_during_and_after_it(server, store):
    before, meanwhile = Job("1", ("m1",), "lane", b""), Job("2", ("m2",), "lane", b"")
    assert await store.accept(before)
    server.stop()

    assert not await store.accept(Job("3", ("m1",), "lane", b""))
    assert await store.accept(meanwhile)
    assert not await store.claim(("m2",), "other")

    server.start()
    await recovered(store)
    assert not await store.accept(Job("4", ("m1",), "lane", b""))
    assert not await store.accept(Job("5", ("m2",), "lane", b""))


async def test_an_answer_given_before_the_failure_or_during_it_is_still_known(server, store):
    await store.keep("before", "one", b"1")
    server.stop()

    await store.keep("meanwhile", "one", b"2")
    assert [await store.recall(key) for key in ("before", "meanwhile", "never")] == [b"1", b"2", None]

    server.start()
    await recovered(store)
    assert [await store.recall(key) for key in ("before", "meanwhile", "never")] == [b"1", b"2", None]


async def test_a_job_done_during_the_failure_is_struck_off_afterwards(server, store):
    job = Job("1", ("m1",), "lane", b"")
    await store.accept(job)
    server.stop()

    assert await store.first(job)
    await store.finish(job)
    server.start()
    await recovered(store)

    await store.renew(["1"], 0)
    other = RedisStore(server.url)
    assert await other.adopt() == []
    await other.close()


async def test_a_job_done_while_others_are_struck_off_is_struck_off_too(server, store):
    jobs = [Job(str(number), (f"m{number}",), f"lane {number}", b"") for number in range(600)]
    await asyncio.gather(*map(store.accept, jobs))
    server.stop()
    for job in jobs[:300]:
        await store.finish(job)
    server.start()
    for job in jobs[300:]:
        await store.finish(job)
        await asyncio.sleep(0.0005)
    await recovered(store)

    await store.renew([job.id for job in jobs], 0)
    other = RedisStore(server.url)
    assert await other.adopt() == []
    await other.close()


async def test_a_conversation_stays_in_order_while_redis_goes_and_comes(server, store):
    one, two, three, four = (Job(str(number), (f"m{number}",), "lane", b"") for number in range(1, 5))
    assert await store.accept(one)
    assert await store.accept(two)
    server.stop()
    assert await store.accept(three)
    assert [await store.first(job) for job in (one, two, three)] == [True, False, False]
    await store.finish(one)
    assert [await store.first(job) for job in (two, three)] == [True, False]

    server.start()
    await recovered(store)
    assert await store.accept(four)
    assert [await store.first(job) for job in (two, three, four)] == [True, False, False]
    await store.finish(two)
    assert [await store.first(job) for job in (three, four)] == [True, False]
    await store.finish(three)
    assert await store.first(four)


async def test_what_was_being_accepted_when_redis_fell_is_adopted_from_this_machine(server, store):
    server.stop()
    job = Job("1", ("m1",), "lane", b"")
    assert store.up
    assert await store.accept(job)

    assert not store.up
    await store.renew(["1"], 0)
    assert await store.adopt() == [job]


async def test_what_another_machine_has_seen_holds_nobody_up(server, store):
    other = RedisStore(server.url)
    assert await other.accept(Job("1", ("m1",), "other lane", b""))
    assert not await store.accept(Job("2", ("m1",), "lane", b""))
    assert await store.accept(Job("3", ("m3",), "lane", b""))

    assert await store.first(Job("3", ("m3",), "lane", b""))
    await other.close()


async def test_after_a_failure_nobody_adopts_before_everybody_could_renew(server, store):
    server.stop()
    await store.save("a", spoken("meanwhile"))
    server.start()
    await recovered(store)
    other = RedisStore(server.url)
    await other.accept(Job("1", ("m1",), "lane", b""))
    await other.renew(["1"], 0)

    assert await store.adopt() == []
    await other.close()


async def test_once_redis_is_back_nothing_of_before_makes_it_seem_away(server, store):
    await asyncio.gather(*(store.save(str(number), spoken("before")) for number in range(200)))
    server.stop()
    await store.save("a", spoken("meanwhile"))
    server.start()
    await recovered(store)

    await asyncio.gather(*(store.save(str(number), spoken("after")) for number in range(200)))
    assert store.told == [False, True]


async def test_budgets_hold_without_redis(server, store):
    budget = Budget("a", rate=0.01, burst=1)
    server.stop()

    assert await store.take(budget) == 0.0
    assert await store.take(budget) > 90


async def test_a_redis_that_was_never_there_is_no_obstacle(unused_tcp_port):
    store = ResilientStore(RedisStore(f"redis://127.0.0.1:{unused_tcp_port}"), MemoryStore())

    await store.save("a", spoken("projets"))

    assert await store.load("a") == spoken("projets")
    assert not store.up
    await store.close()
