from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore
from bot.store.resilient import ResilientStore
from bot.store.served import ServedStore, serve_store
from bot.store.store import Store
from tests.services import RedisServer, redis_server


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


KINDS = ("memory", "served", "redis", "resilient")


@pytest_asyncio.fixture(params=KINDS)
async def store(request, redis, tmp_path) -> AsyncIterator[Store]:
    prefix = f"{request.node.nodeid}:"
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "redis":
        shared = RedisStore(redis.url, prefix=prefix)
        yield shared
        await shared.close()
    elif request.param == "resilient":
        both = ResilientStore(RedisStore(redis.url, prefix=prefix), MemoryStore())
        yield both
        await both.close()
    else:
        async with serve_store(MemoryStore(), tmp_path / "store"):
            served = ServedStore(tmp_path / "store", lambda: None)
            yield served
            await served.close()
