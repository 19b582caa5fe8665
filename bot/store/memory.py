"""The store in this process: bounded, the least recent forgotten first."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.dialogue.conversation import Conversation
from bot.store.store import ANSWER_SECONDS, BUDGET_SECONDS, CLAIM_SECONDS, LEASE_SECONDS, Budget, Job

T = TypeVar("T")


class Expiring(Generic[T]):
    """Values by key, each for so long after it was set, and no more than so many: the oldest go first."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float]) -> None:
        """
        Args:
            seconds: how long a value is kept.
            most: how many are kept.
            clock: the time in seconds.
        """
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> T | None:
        """The value, if it has not expired."""
        found = self._kept.get(key)
        return found[1] if found is not None and self._clock() - found[0] < self._seconds else None

    def set(self, key: str, value: T) -> None:
        """Keep a value from now on."""
        now = self._clock()
        self._kept[key] = (now, value)
        self._kept.move_to_end(key)
        while self._kept and (len(self._kept) > self._most or now - next(iter(self._kept.values()))[0] > self._seconds):
            self._kept.popitem(last=False)

    def drop(self, key: str) -> None:
        """Forget a value."""
        self._kept.pop(key, None)


class MemoryStore:
    """See `Store`."""

    def __init__(
        self,
        seconds: float = 1800,
        most: int = 50_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            seconds: how long a conversation lives after its last message.
            most: how many conversations and budgets are kept; of deliveries twenty times as many, of answers a tenth.
            clock: the time in seconds.
        """
        self._clock = clock
        self._conversations: Expiring[Conversation] = Expiring(seconds, most, clock)
        self._claims: Expiring[tuple[float, str]] = Expiring(CLAIM_SECONDS, 20 * most, clock)
        self._answers: Expiring[bytes] = Expiring(ANSWER_SECONDS, most // 10, clock)
        self._budgets: Expiring[tuple[float, float]] = Expiring(BUDGET_SECONDS, most, clock)
        self._lanes: dict[str, dict[str, Job]] = {}
        self._leases: dict[str, tuple[float, str]] = {}

    def __len__(self) -> int:
        return len(self._conversations)

    async def load(self, sender: str) -> Conversation:
        """See `Store`."""
        return self._conversations.get(sender) or Conversation()

    async def save(self, sender: str, conversation: Conversation) -> None:
        """See `Store`."""
        self._conversations.set(sender, conversation)

    async def take(self, budget: Budget, reserve: bool = False) -> float:
        """See `Store`."""
        now = self._clock()
        tokens, at = self._budgets.get(budget.key) or (float(budget.burst), now)
        tokens = min(budget.burst, tokens + (now - at) * budget.rate)
        wait = max(0.0, (1 - tokens) / budget.rate)
        self._budgets.set(budget.key, (tokens - 1 if reserve or not wait else tokens, now))
        return wait

    async def give_back(self, budget: Budget) -> None:
        """See `Store`."""
        kept = self._budgets.get(budget.key)
        if kept is not None:
            self._budgets.set(budget.key, (kept[0] + 1, kept[1]))

    async def claim(self, keys: tuple[str, ...], owner: str, seconds: float = CLAIM_SECONDS) -> bool:
        """See `Store`; `seconds` can only shorten a day."""
        now = self._clock()
        for key in keys:
            until, holder = self._claims.get(key) or (now, owner)
            if holder != owner and now < until:
                return False
        for key in keys:
            if seconds > 0:
                self._claims.set(key, (now + seconds, owner))
            else:
                self._claims.drop(key)
        return True

    async def begin(self, key: str, owner: str) -> tuple[bool, bytes | None]:
        """See `Store`."""
        return await self.claim((key,), owner, LEASE_SECONDS), self._answers.get(key)

    async def keep(self, key: str, owner: str, answer: bytes) -> None:
        """See `Store`."""
        self._answers.set(key, answer)
        await self.claim((key,), owner, 0)

    async def recall(self, key: str) -> bytes | None:
        """See `Store`."""
        return self._answers.get(key)

    async def accept(self, job: Job) -> bool:
        """See `Store`."""
        if not await self.claim(job.claims, job.id):
            return False
        self._lanes.setdefault(job.lane, {})[job.id] = job
        self._leases[job.id] = (self._clock() + LEASE_SECONDS, job.lane)
        return True

    async def first(self, job: Job) -> bool:
        """See `Store`."""
        return job.id not in self._leases or min(self._lanes[job.lane]) == job.id

    async def update(self, job: Job) -> None:
        """See `Store`."""
        if job.id in self._leases and not self._lanes[job.lane][job.id].mirrored:
            self._lanes[job.lane][job.id] = job

    async def finish(self, job: Job) -> None:
        """See `Store`."""
        self._forget(job.id)

    def _forget(self, id_: str) -> None:
        _, lane = self._leases.pop(id_, (0.0, ""))
        if lane:
            del self._lanes[lane][id_]
            if not self._lanes[lane]:
                del self._lanes[lane]

    async def renew(self, ids: list[str], seconds: float = LEASE_SECONDS) -> None:
        """See `Store`."""
        until = self._clock() + seconds
        for id_ in ids:
            if id_ in self._leases:
                self._leases[id_] = (until, self._leases[id_][1])

    async def adopt(self) -> list[Job]:
        """See `Store`."""
        now = self._clock()
        late = sorted((id_, lane) for id_, (until, lane) in self._leases.items() if until <= now)
        jobs = [self._lanes[lane][id_] for id_, lane in late]
        for job in jobs:
            if job.mirrored:
                self._forget(job.id)
        found = [job for job in jobs if not job.mirrored]
        await self.renew([job.id for job in found])
        return found

    async def close(self) -> None:
        """See `Store`."""
