from bot.dialogue.conversation import Conversation
from bot.store.memory import MemoryStore
from bot.store.store import ANSWER_SECONDS, LEASE_SECONDS, Budget, Job


def spoken(intent: str) -> Conversation:
    return Conversation(intent=intent)


async def test_a_conversation_is_kept_until_the_next_message(clock):
    store = MemoryStore(clock=clock)
    await store.save("a", spoken("projets"))

    assert await store.load("a") == spoken("projets")


async def test_somebody_new_has_a_new_conversation(clock):
    assert await MemoryStore(clock=clock).load("a") == Conversation()


async def test_somebody_new_has_a_new_conversation_when_the_clock_has_just_started():
    assert await MemoryStore(clock=lambda: 0.0).load("a") == Conversation()


async def test_senders_do_not_mix(clock):
    store = MemoryStore(clock=clock)
    await store.save("a", spoken("projets"))
    await store.save("b", spoken("total"))
    await store.save("a ", spoken("comite"))

    assert [(await store.load(sender)).intent for sender in ("a", "b", "a ", "A")] == [
        "projets",
        "total",
        "comite",
        None,
    ]


async def test_the_last_message_replaces_the_one_before(clock):
    store = MemoryStore(clock=clock)
    await store.save("a", spoken("projets"))
    await store.save("a", spoken("total"))

    assert await store.load("a") == spoken("total")
    assert len(store) == 1


async def test_a_conversation_is_forgotten_some_time_after_its_last_message(clock):
    store = MemoryStore(seconds=60, clock=clock)
    await store.save("a", spoken("projets"))

    clock.now += 59
    assert await store.load("a") == spoken("projets")
    await store.save("a", spoken("total"))
    clock.now += 59
    assert await store.load("a") == spoken("total")
    clock.now += 1
    assert await store.load("a") == Conversation()


async def test_what_has_expired_takes_no_room(clock):
    store = MemoryStore(seconds=60, clock=clock)
    for number in range(10):
        await store.save(str(number), spoken("projets"))

    clock.now += 61
    await store.save("new", spoken("projets"))

    assert len(store) == 1


async def test_no_more_are_kept_than_said_and_the_least_recent_goes_first(clock):
    store = MemoryStore(most=2, clock=clock)
    await store.save("a", spoken("projets"))
    await store.save("b", spoken("projets"))
    await store.save("a", spoken("total"))
    await store.save("c", spoken("projets"))

    assert len(store) == 2
    assert await store.load("b") == Conversation()
    assert await store.load("a") == spoken("total")
    assert await store.load("c") == spoken("projets")


async def test_a_delivery_is_remembered_for_a_day(clock):
    store = MemoryStore(clock=clock)
    assert await store.claim(("a",), "one")

    clock.now += 86_399
    assert not await store.claim(("a",), "two")
    clock.now += 1
    assert await store.claim(("a",), "two")


async def test_a_short_claim_ends_when_it_was_said_to(clock):
    store = MemoryStore(clock=clock)
    assert await store.claim(("a",), "one", 60)

    clock.now += 59
    assert not await store.claim(("a",), "two", 60)
    clock.now += 1
    assert await store.claim(("a",), "two", 60)


async def test_a_budget_fills_at_its_rate_up_to_its_burst(clock):
    store = MemoryStore(clock=clock)
    budget = Budget("a", rate=2.0, burst=3)
    assert [await store.take(budget) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]

    clock.now += 0.5
    assert [await store.take(budget) for _ in range(2)] == [0.0, 0.5]
    clock.now += 1000
    assert [await store.take(budget) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]


async def test_reserved_turns_follow_one_another(clock):
    store = MemoryStore(clock=clock)
    budget = Budget("a", rate=2.0, burst=1)

    assert [await store.take(budget, reserve=True) for _ in range(4)] == [0.0, 0.5, 1.0, 1.5]


async def test_what_a_dead_worker_leaves_is_adopted_once_its_lease_ends(clock):
    store = MemoryStore(clock=clock)
    job = Job("1", ("m1",), "lane", b"work")
    await store.accept(job)

    assert await store.adopt() == []
    clock.now += LEASE_SECONDS
    assert await store.adopt() == [job]
    assert await store.adopt() == []


async def test_what_another_store_keeps_has_its_place_while_its_lease_lasts_and_is_adopted_by_nobody(clock):
    store = MemoryStore(clock=clock)
    elsewhere, ours = Job("1", ("m1",), "lane", b"work", mirrored=True), Job("2", ("m2",), "lane", b"work")
    await store.accept(elsewhere)
    await store.accept(ours)

    await store.update(Job("1", ("m1",), "lane", b"answered"))
    assert not await store.first(ours)
    clock.now += LEASE_SECONDS
    assert await store.adopt() == [ours]
    assert await store.first(ours)


async def test_a_lease_that_is_renewed_does_not_end(clock):
    store = MemoryStore(clock=clock)
    await store.accept(Job("1", ("m1",), "lane", b"work"))

    clock.now += LEASE_SECONDS - 1
    await store.renew(["1", "unknown"])
    clock.now += LEASE_SECONDS - 1

    assert await store.adopt() == []


async def test_an_answer_is_kept_for_a_quarter_of_an_hour_and_there_are_not_too_many(clock):
    store = MemoryStore(most=20, clock=clock)
    for key in "abc":
        await store.keep(key, "a", key.encode())
    assert [await store.recall(key) for key in "abc"] == [None, b"b", b"c"]

    clock.now += ANSWER_SECONDS
    assert [await store.recall(key) for key in "bc"] == [None, None]
