import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest
import pytest_asyncio
from multidict import CIMultiDict, CIMultiDictProxy

from bot.channels import delivery as module
from bot.channels import phrases
from bot.channels.channel import Refused, Request, Unreadable
from bot.channels.delivery import Busy, Delivery
from bot.channels.outbound import Outbound
from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.store.memory import MemoryStore
from bot.store.store import Store
from tests.channels.platform import Pigeon, Platform, until


class Parrot:
    """Says the message back; « panne » breaks it, « attends » waits until released."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.released = asyncio.Event()

    async def reply(self, message: Message) -> Reply:
        self.heard.append(message)
        if message.text == "panne":
            raise RuntimeError("broken")
        if message.text == "attends":
            await self.released.wait()
        return Reply(text=f"Vous dites : {message.text}", outcome="answered", intent="echo", confidence=1.0)


class House:
    """A delivery over a platform."""

    def __init__(self, platform: Platform, store: Store, per_minute: int = 0) -> None:
        self.parrot = Parrot()
        self.channel = Pigeon(platform.url)
        self.store = store
        self.delivery = Delivery(
            self.parrot, [self.channel], store, Outbound(store, Metrics({})), Metrics({}), per_minute
        )

    async def receive(self, *events: dict[str, object], secret: str = "secret") -> bytes:
        headers = CIMultiDictProxy(CIMultiDict({"X-Pigeon": secret}))
        request = Request("POST", "/webhooks/pigeon/webhook", headers, {}, msgspec.json.encode(events), 0.0)
        return (await self.delivery.receive(self.channel, request)).body

    async def done(self) -> None:
        async with asyncio.timeout(10):
            await asyncio.gather(*self.delivery._jobs.values())


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    async with Platform() as running:
        yield running


@asynccontextmanager
async def housed(platform: Platform, store: Store | None = None, per_minute: int = 0) -> AsyncIterator[House]:
    house = House(platform, MemoryStore() if store is None else store, per_minute)
    house.delivery.start()
    try:
        yield house
    finally:
        await house.delivery.stop(0)


def says(id_: str, text: str, sender: str = "ana", **more: object) -> dict[str, object]:
    return {"id": id_, "sender": sender, "text": text, **more}


async def test_a_message_is_acknowledged_then_answered(platform):
    async with housed(platform) as house:
        assert await house.receive(says("1", "Bonjour")) == b""
        await house.done()

    assert [call.json for call in platform.seen] == [{"to": "ana", "text": "Vous dites : Bonjour"}]
    assert house.parrot.heard == [Message(sender="pigeon:ana", channel="pigeon", text="Bonjour", numbered=True)]


async def test_nothing_unproven_or_unreadable_is_heard(platform):
    async with housed(platform) as house:
        with pytest.raises(Refused):
            await house.receive(says("1", "Bonjour"), secret="guess")
        with pytest.raises(Unreadable):
            await house.receive({"text": "Bonjour"})
        await house.done()

    assert house.parrot.heard == []


async def test_every_message_of_a_batch_is_answered(platform):
    async with housed(platform) as house:
        await house.receive(says("1", "un"), says("2", "deux"), says("3", "trois", sender="bob"))
        await house.done()

    assert sorted(platform.texts) == ["Vous dites : deux", "Vous dites : trois", "Vous dites : un"]


async def test_a_delivery_seen_before_gets_no_second_answer_however_fast_it_comes(platform):
    async with housed(platform) as house:
        await asyncio.gather(*(house.receive(says("1", "Bonjour")) for _ in range(20)))
        await house.receive(says("1", "Bonjour"))
        await house.done()

    assert platform.texts == ["Vous dites : Bonjour"]


async def test_the_messages_of_a_person_are_answered_in_order_and_hold_nobody_else_up(platform):
    async with housed(platform) as house:
        await house.receive(says("1", "attends"))
        await house.receive(says("2", "ensuite"))
        await house.receive(says("3", "moi", sender="bob"))
        await until(lambda: platform.seen)
        assert platform.texts == ["Vous dites : moi"]
        house.parrot.released.set()
        await house.done()

    assert platform.texts == ["Vous dites : moi", "Vous dites : attends", "Vous dites : ensuite"]


async def test_order_holds_between_workers(platform):
    store = MemoryStore()
    async with housed(platform, store) as one, housed(platform, store) as two:
        await one.receive(says("1", "attends"))
        await two.receive(says("2", "ensuite"))
        await one.receive(says("3", "enfin"))
        await until(lambda: one.parrot.heard)
        assert not two.parrot.heard
        one.parrot.released.set()
        await one.done()
        await two.done()

    assert platform.texts == ["Vous dites : attends", "Vous dites : ensuite", "Vous dites : enfin"]


async def test_a_long_answer_goes_in_pieces_in_order(platform):
    words = " ".join(f"mot{number}" for number in range(20))
    async with housed(platform) as house:
        await house.receive(says("1", words))
        await house.done()

    assert len(platform.texts) > 2
    assert " ".join(platform.texts) == f"Vous dites : {words}"


async def test_what_cannot_be_answered_says_so_and_holds_nothing_up(platform, caplog):
    async with housed(platform) as house:
        await house.receive(says("1", "panne"))
        await house.receive(says("2", "Bonjour"))
        await house.done()

    assert platform.texts[-1] == "Vous dites : Bonjour"
    assert " ".join(platform.texts[:-1]) == phrases.BROKEN
    assert "panne" not in caplog.text


async def test_photos_are_answered_politely_once(platform):
    async with housed(platform) as house:
        for id_ in ("1", "2", "3"):
            await house.receive(says(id_, "", photo=True))
        await house.receive(says("4", "Bonjour"))
        await house.done()

    assert " ".join(platform.texts) == f"{phrases.ONLY_TEXT} Vous dites : Bonjour"


async def test_whoever_writes_too_fast_is_told_once_and_not_answered(platform):
    async with housed(platform, per_minute=2) as house:
        for id_ in range(6):
            await house.receive(says(str(id_), f"n{id_}"))
        await house.receive(says("9", "moi", sender="bob"))
        await house.done()

    answered = [text for text in platform.texts if text.startswith("Vous dites")]
    assert sorted(answered) == ["Vous dites : moi", "Vous dites : n0", "Vous dites : n1"]
    assert " ".join(text for text in platform.texts if text not in answered) == phrases.TOO_FAST


async def test_an_inline_message_is_answered_in_the_response_once(platform):
    async with housed(platform) as house:
        first = await house.receive(says("1", "Bonjour", inline=True))
        again = await house.receive(says("1", "Bonjour", inline=True))

    assert (first, again) == (b"Vous dites : Bonjour", b"")
    assert platform.seen == []


async def test_when_too_much_is_under_way_nothing_is_claimed(platform, monkeypatch):
    monkeypatch.setattr(module, "MOST_JOBS", 1)
    async with housed(platform) as house:
        await house.receive(says("1", "attends"))
        with pytest.raises(Busy):
            await house.receive(says("2", "Bonjour", sender="bob"))
        house.parrot.released.set()
        await house.done()
        await house.receive(says("2", "Bonjour", sender="bob"))
        await house.done()

    assert sorted(platform.texts) == ["Vous dites : Bonjour", "Vous dites : attends"]


async def test_what_a_stopped_worker_leaves_another_delivers(platform):
    store = MemoryStore()
    async with housed(platform, store) as first:
        await first.receive(says("1", "attends"))
        await until(lambda: first.parrot.heard)
    assert platform.texts == []

    async with housed(platform, store) as second:
        second.parrot.released.set()
        await until(lambda: platform.seen)
        await second.done()

    assert platform.texts == ["Vous dites : attends"]


async def test_a_worker_that_stops_half_way_through_an_answer_leaves_only_the_rest(platform):
    store = MemoryStore()
    words = " ".join(f"mot{number}" for number in range(20))
    platform.answers.extend([200, "hang"])
    async with housed(platform, store) as first:
        await first.receive(says("1", words))
        await until(lambda: len(platform.seen) == 2)
    sent = platform.texts[0]
    del platform.seen[:]

    async with housed(platform, store) as second:
        await until(lambda: " ".join([sent, *platform.texts]) == f"Vous dites : {words}")

    assert second.parrot.heard == []
