"""What every store does, whatever keeps the state."""

import asyncio

import pytest
from redis import RedisError

from bot.dialogue.conversation import Conversation, Named
from bot.message import Source
from bot.store.redis import RedisStore
from bot.store.store import Budget, Job


def job(id_: str, claim: str, lane: str = "lane", work: bytes = b"\x00\xffwork") -> Job:
    return Job(id_, (claim,), lane, work)


async def test_a_conversation_comes_back_as_it_was(store):
    spoken = Conversation(
        concepts=("projet",),
        entities=(Named("commune", ("92071",), "Sceaux"),),
        offered=("Qu’est-ce que le FMIN ?",),
        sources=(Source("Communiqué", "2018-11-27", "annexe", "https://a.example/"),),
        scene=True,
    )
    await store.save("messenger:PSID", spoken)

    assert await store.load("messenger:PSID") == spoken
    assert await store.load("messenger:psid") == Conversation()


async def test_a_delivery_belongs_to_whoever_claims_it_first(store):
    assert await store.claim(("slack Ev1", "slack D1 1700000000.000100"), "one")

    assert not await store.claim(("slack Ev1",), "two")
    assert not await store.claim(("slack Ev2", "slack D1 1700000000.000100"), "two")
    assert await store.claim(("slack Ev1",), "one")
    assert await store.claim(("slack Ev2",), "two")


async def test_a_claim_let_go_of_is_there_for_others(store):
    assert await store.claim(("a",), "one")
    assert not await store.claim(("a",), "two", 0)

    assert await store.claim(("a",), "one", 0)
    assert await store.claim(("a",), "two")


async def test_an_answer_is_kept_as_it_was(store):
    await store.keep("a", "one", b'[{"text":"\xc3\xa9"}]\x00\xff')

    assert await store.recall("a") == b'[{"text":"\xc3\xa9"}]\x00\xff'
    assert await store.recall("b") is None


async def test_an_answer_is_begun_by_one_until_it_is_kept(store):
    assert await store.begin("a", "one") == (True, None)
    assert await store.begin("a", "two") == (False, None)
    assert not await store.claim(("a",), "two")

    await store.keep("a", "one", b"1")

    assert await store.begin("a", "two") == (True, b"1")
    assert await store.begin("a", "one") == (False, b"1")
    await store.keep("a", "one", b"2")
    assert await store.begin("a", "one") == (False, b"2")


async def test_of_many_who_claim_at_once_one_does(store):
    claimed = await asyncio.gather(*(store.claim(("a",), str(number)) for number in range(500)))

    assert sum(claimed) == 1


async def test_a_message_is_accepted_once(store):
    assert await store.accept(job("1", "m1"))
    assert not await store.accept(job("2", "m1"))

    await store.finish(job("1", "m1"))
    assert not await store.accept(job("3", "m1"))


async def test_the_jobs_of_a_lane_come_one_after_the_other(store):
    one, two, other = job("1", "m1"), job("2", "m2"), job("3", "m3", lane="other")
    for accepted in (one, two, other):
        assert await store.accept(accepted)

    assert [await store.first(each) for each in (one, two, other)] == [True, False, True]
    await store.finish(one)
    assert await store.first(two)


async def test_two_jobs_accepted_at_once_come_in_the_order_of_their_names(store):
    await store.accept(job("2", "m2"))
    await store.accept(job("1", "m1"))

    assert [await store.first(job("1", "m1")), await store.first(job("2", "m2"))] == [True, False]


async def test_a_job_that_is_not_known_waits_for_nobody(store):
    await store.accept(job("1", "m1"))

    assert await store.first(job("9", "m9"))


async def test_a_job_left_by_its_worker_is_adopted_as_far_as_it_had_come_once(store):
    await store.accept(job("2", "m2"))
    await store.accept(job("1", "m1"))
    await store.update(job("1", "m1", work=b"answered"))
    await store.renew(["1", "2"], 0)

    assert await store.adopt() == [job("1", "m1", work=b"answered"), job("2", "m2")]
    assert await store.adopt() == []


async def test_what_is_finished_is_adopted_by_nobody(store):
    await store.accept(job("1", "m1"))
    await store.finish(job("1", "m1"))
    await store.update(job("1", "m1", work=b"late"))
    await store.renew(["1"], 0)

    assert await store.adopt() == []


async def test_a_budget_that_is_spent_says_how_long_to_wait(store):
    budget = Budget("a", rate=0.5, burst=2)

    assert [await store.take(budget), await store.take(budget)] == [0.0, 0.0]
    assert 1.5 < await store.take(budget) <= 2.0
    assert 1.5 < await store.take(budget, reserve=True) <= 2.0
    assert 3.5 < await store.take(budget, reserve=True) <= 4.0


async def test_what_is_given_back_may_be_taken_again_and_no_more(store):
    budget = Budget("a", rate=0.01, burst=2)
    await store.give_back(budget)
    await store.take(budget)
    await store.give_back(budget)
    await store.give_back(budget)

    assert [await store.take(budget), await store.take(budget)] == [0.0, 0.0]
    assert await store.take(budget) > 90


async def test_whoever_gives_up_waiting_holds_nobody_else_up(store):
    asking = [asyncio.create_task(store.load(str(number))) for number in range(20)]
    await asyncio.sleep(0)
    for task in asking[::2]:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)

    assert await asyncio.wait_for(store.load("a"), 10) == Conversation()


async def test_however_a_connection_ends_it_is_redis_that_fails(redis, monkeypatch):
    store = RedisStore(redis.url)

    async def end(self, raise_on_error: bool = True) -> list[object]:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    monkeypatch.setattr("redis.asyncio.client.Pipeline.execute", end)
    with pytest.raises(RedisError):
        await store.load("a")
    monkeypatch.undo()

    assert await store.load("a") == Conversation()
    await store.close()


async def test_redis_is_told_nobody_s_name(redis):
    store = RedisStore(redis.url, prefix="names:")
    await store.save("whatsapp:33612345678", Conversation(intent="projets"))
    await store.claim(("whatsapp wamid.33612345678",), "one")
    await store.take(Budget("sender whatsapp:33612345678", 1, 1))

    keys = [key.decode() async for key in store._redis.scan_iter("names:*")]
    await store.close()

    assert len(keys) == 3
    assert not [key for key in keys if "33612345678" in key]


async def test_what_another_version_kept_is_forgotten(redis):
    store = RedisStore(redis.url, prefix="old:")
    await store._redis.set(store._key("conversation", "a"), b"\xc1 not ours")

    assert await store.load("a") == Conversation()
    await store.close()
