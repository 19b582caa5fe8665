from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import pytest_asyncio

from bot.channels import outbound
from bot.channels.channel import Call
from bot.channels.limits import Pace
from bot.channels.outbound import MOST_ATTEMPTS, Outbound
from bot.metrics import Metrics
from bot.store.memory import MemoryStore
from tests.channels.platform import Pigeon, Platform


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    async with Platform() as running:
        yield running


class Sender:
    """Sends through an Outbound whose time passes at once."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.metrics = Metrics({})
        self.outbound = Outbound(MemoryStore(), self.metrics, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def count(self, name: str) -> float:
        for line in self.metrics.exposition().decode().splitlines():
            if line.startswith(f'{name}{{channel="pigeon"}}'):
                return float(line.rpartition(" ")[2])
        return 0.0


@asynccontextmanager
async def sending() -> AsyncIterator[Sender]:
    sender = Sender()
    sender.outbound.open()
    try:
        yield sender
    finally:
        await sender.outbound.close()


async def send(sender: Sender, platform: Platform, *paces: Pace, chat: str = "ana") -> bool:
    return await sender.outbound.send(Pigeon(platform.url, paces), chat, Call(f"{platform.url}/send", {"text": "é"}))


async def test_a_call_is_made_once_where_it_passes(platform):
    async with sending() as sender:
        assert await send(sender, platform)

    (call,) = platform.seen
    assert (call.method, call.path, call.json) == ("POST", "/send", {"text": "é"})
    assert call.headers["Content-Type"] == "application/json"
    assert sender.waits == []


@pytest.mark.parametrize("failure", [429, 500, 502, 503, 504, 408, "cut"])
async def test_a_call_that_may_pass_later_is_made_again(platform, failure):
    platform.answers.extend([failure, failure])
    async with sending() as sender:
        assert await send(sender, platform)

    assert len(platform.seen) == 3
    assert len(sender.waits) == 2
    assert sender.count("laureat_retries_total") == 2
    assert sender.count("laureat_failures_total") == 0


async def test_a_platform_that_does_not_answer_is_given_up_and_asked_again(platform, monkeypatch):
    monkeypatch.setattr(outbound, "TIMEOUT", outbound.ClientTimeout(total=0.2))
    platform.answers.append("hang")
    async with sending() as sender:
        assert await send(sender, platform)

    assert len(platform.seen) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 302])
async def test_a_call_that_never_passes_is_not_made_again_and_is_counted(platform, status, caplog):
    platform.answers.append((status, {"Location": f"{platform.url}/elsewhere"}, {}))
    async with sending() as sender:
        assert not await send(sender, platform)

    assert [call.path for call in platform.seen] == ["/send"]
    assert sender.count("laureat_failures_total") == 1
    assert "a call to pigeon failed" in caplog.text


async def test_after_so_many_attempts_it_is_given_up(platform, caplog):
    platform.answers.extend([503] * 50)
    async with sending() as sender:
        assert not await send(sender, platform)

    assert len(platform.seen) == MOST_ATTEMPTS
    assert "status 503" in caplog.text


async def test_waits_grow_and_differ(platform):
    platform.answers.extend([503] * 50)
    async with sending() as sender:
        await send(sender, platform)
        await send(sender, platform)

    first, second = sender.waits[: MOST_ATTEMPTS - 1], sender.waits[MOST_ATTEMPTS - 1 :]
    assert first != second
    assert max(first[:2]) <= 1.0
    assert max(first + second) <= 60


async def test_the_platform_says_how_long_to_wait(platform):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    platform.answers.extend(
        [(429, {"Retry-After": "7"}, {}), (503, {"Retry-After": later}, {}), (429, {"Retry-After": "soon"}, {})]
    )
    async with sending() as sender:
        assert await send(sender, platform)

    seconds, date, nonsense = sender.waits
    assert seconds == 7
    assert 95 < date <= 100
    assert nonsense < 5


async def test_nobody_makes_us_wait_for_ever(platform):
    platform.answers.append((429, {"Retry-After": "999999999"}, {}))
    async with sending() as sender:
        assert await send(sender, platform)

    assert sender.waits == [outbound.LONGEST_WAIT]


async def test_the_paces_of_the_platform_are_kept_for_each_conversation_and_for_all(platform):
    paces = (Pace(10, 2), Pace(1, 1, chat=True))
    async with sending() as sender:
        for chat in ("ana", "ana", "bob", "cleo"):
            assert await send(sender, platform, *paces, chat=chat)

    # A busy machine takes some of that time between two calls.
    assert len(sender.waits) == 3
    assert all(0 < waited <= most + 0.01 for waited, most in zip(sender.waits, (1.0, 0.1, 0.2), strict=True))
    assert sender.waits[0] > 0.5


async def test_a_platform_s_long_answer_is_not_read_to_its_end(platform):
    platform.answers.append((200, {}, "a" * 1_000_000))
    async with sending() as sender:
        assert await send(sender, platform)
