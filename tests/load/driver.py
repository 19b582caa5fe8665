"""Sends a plan to a server, with Redis away for a part of it, and notes everything that comes back."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from redis.asyncio import Redis
from redis.exceptions import RedisError
from yarl import URL

from tests.load.fakes import platforms
from tests.load.plan import AWAY, FORGED_QUESTION, QUESTIONS, Conversation, Copy, Plan, Step
from tests.load.platforms import FORGED, Platform
from tests.services import RedisServer, Served

MOST_WAITING = 4000
"""Messages accepted and not yet answered, beyond which no more are sent: less than what a worker takes."""
FRESH = 0.02
"""How many requests come over a connection of their own."""
TIMEOUT = ClientTimeout(total=60)
PATIENCE_SECONDS = 60.0
"""How long nothing may happen before it is given up."""
GRACE_SECONDS = 3.0
"""How long a second answer may still come once all is answered."""


@dataclass
class Log:
    """What happened."""

    plan: Plan
    statuses: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    """Responses by channel, kind of request and status; 0 where the connection broke."""
    acknowledged: list[float] = field(default_factory=list)
    """Seconds that each proven request took."""
    spoken: Counter[str] = field(default_factory=Counter)
    """Second deliveries whose response said something again, by channel."""
    unasked: list[str] = field(default_factory=list)
    """Answers to nobody who asked."""
    pictures: Counter[str] = field(default_factory=Counter)
    """Pictures shown below answers, by channel."""
    sending: float = 0.0
    """Seconds until the last message was sent."""
    answering: float = 0.0
    """Seconds until the last answer."""
    away: float = 0.0
    """Seconds without Redis."""
    left: int = 0
    """What was in the queue at the end."""
    figures: str = ""
    """The metrics of the server at the end."""
    errors: list[str] = field(default_factory=list)
    """What its journal holds of errors."""
    falls: int = 0
    """How often a worker lost Redis."""


class Driver:
    """One run."""

    def __init__(self, plan: Plan, served: Served, redis: RedisServer, port: int, senders: int, seed: int) -> None:
        """
        Args:
            plan: what is sent.
            served: the server.
            redis: its Redis.
            port: where the platforms listen.
            senders: how many requests are under way at once.
            seed: of what is left to chance.
        """
        self.log = Log(plan)
        self._served = served
        self._redis = redis
        self._port = port
        self._senders = senders
        self._draw = random.Random(seed)
        self._seed = seed
        self._people = {one.who: one for one in plan.conversations}
        self._locks = {one.who: asyncio.Lock() for one in plan.conversations}
        self._waiting = asyncio.Semaphore(MOST_WAITING)
        self._sent = 0
        self._total = sum(1 + (step.copy in (Copy.TOGETHER, Copy.AT_ONCE)) for step in plan.steps)
        self._begun = self._last = time.monotonic()

    async def run(self) -> Log:
        """Send everything, wait for everything."""
        async with AsyncExitStack() as open_:
            await open_.enter_async_context(platforms(self._port, self._answered, self._shown, self._seed))
            # The kernel spreads connections over the workers: there must be many.
            kept, fresh = TCPConnector(limit=2 * self._senders), TCPConnector(force_close=True)
            self._kept = await open_.enter_async_context(ClientSession(connector=kept, timeout=TIMEOUT))
            self._fresh = await open_.enter_async_context(ClientSession(connector=fresh, timeout=TIMEOUT))
            self._begun = self._last = time.monotonic()
            steps = iter(self.log.plan.steps)
            away = asyncio.create_task(self._lose_redis())
            await asyncio.gather(*(self._send_all(steps) for _ in range(self._senders)))
            self.log.sending = time.monotonic() - self._begun
            await away
            await self._settle()
        return self.log

    async def _lose_redis(self) -> None:
        await self._until(lambda: self._sent >= AWAY[0] * self._total)
        begun = time.monotonic()
        await asyncio.to_thread(self._redis.stop)
        await self._until(lambda: self._sent >= AWAY[1] * self._total)
        await asyncio.to_thread(self._redis.start)
        self.log.away = time.monotonic() - begun

    async def _until(self, happened: Callable[[], object]) -> None:
        while not happened() and time.monotonic() - self._last < PATIENCE_SECONDS:
            await asyncio.sleep(0.02)

    async def _send_all(self, steps: Iterator[Step]) -> None:
        for step in steps:
            # Locks are taken in the order of the steps: so are the messages of a conversation sent.
            async with self._locks[step.conversation.who]:
                await self._send(step)

    async def _send(self, step: Step) -> None:
        if step.kind == "forged":
            await self._request(step, "forged")
        elif step.kind == "again":
            await self._request(step, "duplicate")
        else:
            await self._waiting.acquire()
            # Before the response: a platform may get the answer sooner.
            step.conversation.accepted.append(step.question)
            if step.copy is Copy.TOGETHER:
                await asyncio.gather(self._request(step, "new"), self._request(step, "duplicate", spoken=True))
            else:
                await self._request(step, "new")
            if step.copy is Copy.AT_ONCE:
                await self._request(step, "duplicate")

    async def _request(self, step: Step, kind: str, spoken: bool = False) -> None:
        """Make a request; a second delivery may only be `spoken` to where it may have come first."""
        platform = step.conversation.platform
        forged = kind == "forged"
        text = FORGED_QUESTION if forged else QUESTIONS[step.question].text
        signed = platform.event(step.conversation.who, step.number, text, FORGED if forged else platform.secret)
        http = self._fresh if self._draw.random() < FRESH else self._kept
        url = URL(f"{self._served.url}{signed.path}", encoded=True)
        begun = time.monotonic()
        try:
            async with http.request(signed.method, url, data=signed.body, headers=signed.headers) as response:
                body, status = await response.read(), response.status
        except (ClientError, TimeoutError, OSError):
            body, status = b"", 0
        self._last = time.monotonic()
        self._sent += 1
        self.log.statuses[platform.name, kind, status] += 1
        if not forged:
            self.log.acknowledged.append(self._last - begun)
        said = platform.told(body) if status == 200 else ""
        if said:
            if kind == "duplicate" and not spoken:
                self.log.spoken[platform.name] += 1
            self._answered(platform, step.conversation.who, said)

    def _answered(self, platform: Platform, who: int, text: str) -> None:
        person = self._people.get(who)
        if person is None or person.platform is not platform:
            self.log.unasked.append(f"{platform.name} {who}")
            return
        person.answers.append(text)
        self._last = time.monotonic()
        self.log.answering = self._last - self._begun
        self._waiting.release()

    def _shown(self, platform: Platform) -> None:
        self.log.pictures[platform.name] += 1
        self._last = time.monotonic()

    async def _settle(self) -> None:
        """Wait until everything is answered, then whether anything is left or comes again."""
        behind = list(self.log.plan.conversations)

        def answered() -> bool:
            while behind and _complete(behind[-1]):
                behind.pop()
            return not behind

        await self._until(answered)
        async with Redis.from_url(self._redis.url) as redis:
            self._last = time.monotonic()
            while time.monotonic() - self._last < PATIENCE_SECONDS:
                self.log.left = await self._left(redis)
                if not self.log.left:
                    break
                await asyncio.sleep(0.2)
            await asyncio.sleep(GRACE_SECONDS)
            self.log.left = await self._left(redis)

    async def _left(self, redis: Redis) -> int:
        """Messages in the queues of the workers and in Redis; at least one while a worker has not found it again."""
        self.log.figures = await asyncio.to_thread(self._served.get, "/metrics")
        queued, up = (figure(self.log.figures, f"laureat_{name}") for name in ("queue_depth", "redis_up"))
        try:
            kept = await redis.hlen("laureat:jobs") + await redis.zcard("laureat:leases")
        except (RedisError, OSError):
            kept = 1
        return round(kept + queued + 1 - up)


def _complete(conversation: Conversation) -> bool:
    return len(conversation.answers) >= len(conversation.accepted)


def figure(metrics: str, name: str) -> float:
    """The sum of a metric over its labels."""
    lines = (line for line in metrics.splitlines() if line.startswith((f"{name} ", f"{name}{{")))
    return sum(float(line.rpartition(" ")[2]) for line in lines)
