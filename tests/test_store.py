import pytest

from bot.conversation import Conversation
from bot.store.memory import MemoryStore


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


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
