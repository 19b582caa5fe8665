"""A shared store that may fail, with one that does not behind it."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import islice
from typing import TypeVar

from msgspec import structs
from redis import RedisError

from bot.dialogue.conversation import Conversation
from bot.store.redis import RedisStore
from bot.store.store import CLAIM_SECONDS, LEASE_SECONDS, Budget, Job, Store

T = TypeVar("T")
FAILURES = (RedisError, OSError, TimeoutError)
PROBE_SECONDS = 0.5
"""How often a store that is down is asked whether it is back."""
MOST_STRUCK = 500
"""Jobs struck off at once."""

log = logging.getLogger(__name__)


class ResilientStore:
    """See `Store`: Redis while it answers, the local store while it does not.

    Deliveries are claimed and have their place in both, as answers have, so that one seen before Redis forgot or fell
    is still known on this machine, and conversations stay in order. What was said during a failure is carried over
    afterwards, and jobs done meanwhile are struck off.
    """

    def __init__(
        self, shared: RedisStore, local: Store, seconds: float = 1800, told: Callable[[bool], None] = lambda up: None
    ) -> None:
        """
        Args:
            shared: Redis.
            local: what takes over.
            seconds: how long a conversation lives after its last message.
            told: called whenever Redis goes away (false) or comes back (true).
        """
        self._shared = shared
        self._local = local
        self._seconds = seconds
        self._told = told
        self._up = True
        self._back = float("-inf")
        self._done: deque[Job] = deque()
        self._probing: asyncio.Task[None] | None = None

    @property
    def up(self) -> bool:
        """Whether Redis answers."""
        return self._up

    async def _shares(self, asked: Callable[[], Awaitable[T]]) -> tuple[bool, T | None]:
        """What Redis says, and whether it said anything."""
        if self._up:
            try:
                return True, await asked()
            except FAILURES as error:
                self._fall(error)
        return False, None

    def _fall(self, error: Exception) -> None:
        if self._up:
            self._up = False
            log.error("redis is down, state is kept in this machine meanwhile: %s", type(error).__name__)
            self._told(False)
            self._probing = asyncio.get_running_loop().create_task(self._probe())

    async def _probe(self) -> None:
        while not self._up:
            await asyncio.sleep(PROBE_SECONDS)
            with suppress(*FAILURES):
                await self._shared.ping()
                while self._done:
                    some = list(islice(self._done, MOST_STRUCK))
                    await asyncio.gather(*map(self._shared.finish, some))
                    for _ in some:
                        self._done.popleft()
                self._up = True
                self._back = time.monotonic()
        log.warning("redis is back")
        self._told(True)

    async def load(self, sender: str) -> Conversation:
        """See `Store`."""
        if not self._up or time.monotonic() - self._back < self._seconds:
            meanwhile = await self._local.load(sender)
            if meanwhile != Conversation():
                if (await self._shares(lambda: self._shared.save(sender, meanwhile)))[0]:
                    await self._local.save(sender, Conversation())
                return meanwhile
        return (await self._shares(lambda: self._shared.load(sender)))[1] or Conversation()

    async def save(self, sender: str, conversation: Conversation) -> None:
        """See `Store`."""
        if not (await self._shares(lambda: self._shared.save(sender, conversation)))[0]:
            await self._local.save(sender, conversation)

    async def take(self, budget: Budget, reserve: bool = False) -> float:
        """See `Store`."""
        said, wait = await self._shares(lambda: self._shared.take(budget, reserve))
        return wait if said and wait is not None else await self._local.take(budget, reserve)

    async def give_back(self, budget: Budget) -> None:
        """See `Store`."""
        if not (await self._shares(lambda: self._shared.give_back(budget)))[0]:
            await self._local.give_back(budget)

    async def claim(self, keys: tuple[str, ...], owner: str, seconds: float = CLAIM_SECONDS) -> bool:
        """See `Store`."""
        if not await self._local.claim(keys, owner, seconds):
            return False
        said, claimed = await self._shares(lambda: self._shared.claim(keys, owner, seconds))
        return bool(claimed) if said else True

    async def begin(self, key: str, owner: str) -> tuple[bool, bytes | None]:
        """See `Store`."""
        claimed, kept = await self._local.begin(key, owner)
        if not claimed:
            return False, kept
        _, begun = await self._shares(lambda: self._shared.begin(key, owner))
        return (claimed, kept) if begun is None else (begun[0], kept or begun[1])

    async def keep(self, key: str, owner: str, answer: bytes) -> None:
        """See `Store`."""
        await self._local.keep(key, owner, answer)
        await self._shares(lambda: self._shared.keep(key, owner, answer))

    async def recall(self, key: str) -> bytes | None:
        """See `Store`."""
        return await self._local.recall(key) or (await self._shares(lambda: self._shared.recall(key)))[1]

    async def accept(self, job: Job) -> bool:
        """See `Store`."""
        if not self._up:
            return await self._local.accept(job)
        if not await self._local.accept(structs.replace(job, mirrored=True)):
            return False
        said, accepted = await self._shares(lambda: self._shared.accept(job))
        if not said:
            return await self._local.accept(job)
        if not accepted:
            await self._local.finish(job)
        return bool(accepted)

    async def first(self, job: Job) -> bool:
        """See `Store`."""
        return await self._local.first(job) and (await self._shares(lambda: self._shared.first(job)))[1] is not False

    async def update(self, job: Job) -> None:
        """See `Store`."""
        await self._local.update(job)
        await self._shares(lambda: self._shared.update(job))

    async def finish(self, job: Job) -> None:
        """See `Store`."""
        await self._local.finish(job)
        if not (await self._shares(lambda: self._shared.finish(job)))[0]:
            self._done.append(job)

    async def renew(self, ids: list[str], seconds: float = LEASE_SECONDS) -> None:
        """See `Store`."""
        await self._local.renew(ids, seconds)
        await self._shares(lambda: self._shared.renew(ids, seconds))

    async def adopt(self) -> list[Job]:
        """See `Store`; once Redis is back, its workers first get the time to renew their leases."""
        found = await self._local.adopt()
        if time.monotonic() - self._back > LEASE_SECONDS:
            found += (await self._shares(self._shared.adopt))[1] or []
        return found

    async def close(self) -> None:
        """See `Store`."""
        if self._probing is not None:
            self._probing.cancel()
        await self._local.close()
        with suppress(*FAILURES):
            await self._shared.close()
