"""From a platform's request to the delivered answer: prove, claim, acknowledge, answer, deliver. Written once.

A delivery is claimed by the platform's own identifier and put into the lane of its conversation before it is
acknowledged, so that it is answered once, in order, whichever worker gets it, and outlives a restart where the store is
shared.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

import msgspec
from msgspec import Struct, structs

from bot.channels import phrases
from bot.channels.channel import Channel, Incoming, Request, Response
from bot.channels.outbound import Outbound
from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.store.store import LEASE_SECONDS, Budget, Job, Store

MOST_JOBS = 10_000
"""Messages under way in one worker; beyond, the platform is asked to come back."""
POLITE_SECONDS = 600.0
"""How long it is before somebody who goes on sending photos is told again that only text is read."""
TOLD_SECONDS = 60.0
"""The same for somebody who writes too fast."""
BEAT_SECONDS = LEASE_SECONDS / 3
FIRST_LOOK, LONGEST_LOOK = 0.01, 0.5
"""How often a job asks whether its turn has come, in seconds: at first, and in the end."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """Too much is under way: the platform should come back."""


class Answering(Protocol):
    """Whoever answers messages: `bot.assistant.Assistant`."""

    async def reply(self, message: Message) -> Reply:
        """The answer to any message."""


class Work(Struct, frozen=True):
    """What a job is: a message to answer, then a reply to deliver."""

    channel: str
    message: Incoming
    answered: bool = False
    reply: Reply | None = None
    """What is said; None where silence is the answer."""
    sent: int = 0
    """How many calls of the reply have passed."""


class Delivery:
    """Answers what the channels receive."""

    def __init__(
        self,
        assistant: Answering,
        channels: Iterable[Channel],
        store: Store,
        outbound: Outbound,
        metrics: Metrics,
        per_minute: int = 0,
    ) -> None:
        """
        Args:
            assistant: who answers.
            channels: the channels that are on.
            store: where deliveries, lanes and budgets are.
            outbound: who calls the platforms.
            metrics: where messages are counted.
            per_minute: messages of one person that are answered in a minute; 0 for no limit.
        """
        self._assistant = assistant
        self._channels = {channel.name: channel for channel in channels}
        self._store = store
        self._outbound = outbound
        self._metrics = metrics
        self._per_minute = per_minute
        self._jobs: dict[str, asyncio.Task[None]] = {}
        self._turns: dict[str, asyncio.Event] = {}
        self._running: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to call and to fetch, to keep the leases of the jobs under way, and to take over what others left."""
        http = self._outbound.open()
        begin = asyncio.get_running_loop().create_task
        self._running.append(begin(self._beat()))
        for channel in self._channels.values():
            channel.use(http)
            if not channel.called:
                self._running.append(begin(self._fetch(channel)))

    async def stop(self, seconds: float) -> None:
        """Let the jobs under way end for so long; what is left goes to whoever shares the store."""
        if self._jobs:
            await asyncio.wait(self._jobs.values(), timeout=seconds)
        left = dict(self._jobs)
        for task in left.values():
            task.cancel()
        for running in self._running:
            running.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if left:
            log.warning("%d messages are left to be delivered", len(left))
            await self._store.renew(list(left), 0)
        await self._outbound.close()

    async def receive(self, channel: Channel, request: Request) -> Response:
        """What answers a platform's request.

        Raises:
            Refused: it is not the platform's.
            Unreadable: it has not the platform's shape.
            Busy: too much is under way.
        """
        await channel.verify(request)
        received = channel.read(request)
        if len(self._jobs) + len(received.messages) > MOST_JOBS:
            raise Busy("too much is under way")
        response = received.response
        for message in received.messages:
            if message.inline:
                response = await self._answer_at_once(channel, message)
            else:
                await self.accept(channel, message)
        return response or channel.acknowledgement

    async def accept(self, channel: Channel, message: Incoming) -> None:
        """Claim a message and begin to work on it, unless it was seen before."""
        job = Job(
            id=f"{time.time_ns():020}-{secrets.token_hex(8)}",
            claims=_claims(channel, message),
            lane=f"{channel.name}:{message.sender}",
            work=msgspec.msgpack.encode(Work(channel.name, message)),
        )
        if await self._store.accept(job):
            self._begin(job)
        else:
            self._metrics.duplicates.labels(channel.name).inc()

    def _begin(self, job: Job) -> None:
        if job.id in self._jobs:
            return
        task = self._jobs[job.id] = asyncio.get_running_loop().create_task(self._do(job))
        self._metrics.queue.set(len(self._jobs))
        task.add_done_callback(lambda _: self._end(job))

    def _end(self, job: Job) -> None:
        del self._jobs[job.id]
        self._metrics.queue.set(len(self._jobs))
        turn = self._turns.pop(job.lane, None)
        if turn is not None:
            turn.set()

    async def _do(self, job: Job) -> None:
        begun = time.perf_counter()
        try:
            await self._wait_for_turn(job)
            work = msgspec.msgpack.decode(job.work, type=Work)
            channel = self._channels.get(work.channel)
            if channel is None:
                log.error("a message of %s cannot be answered: this channel is off", work.channel)
            else:
                await self._deliver(channel, job, work)
        except Exception:
            log.exception("a message cannot be delivered")
        await self._store.finish(job)
        self._metrics.seconds.labels("deliver").observe(time.perf_counter() - begun)

    async def _wait_for_turn(self, job: Job) -> None:
        look = FIRST_LOOK
        while not await self._store.first(job):
            # Another worker may hold the turn, and cannot wake us.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._turns.setdefault(job.lane, asyncio.Event()).wait(), look)
            look = min(2 * look, LONGEST_LOOK)

    async def _deliver(self, channel: Channel, job: Job, work: Work) -> None:
        if not work.answered and not work.message.calls:
            reply = await self._answer(channel, work.message)
            said = structs.replace(work.message, text="")
            work = structs.replace(work, message=said, answered=True, reply=reply)
            await self._note(job, work)
        calls = work.message.calls
        if work.reply is not None:
            calls = tuple(channel.write(work.reply, work.message))
        for number, call in enumerate(calls[work.sent :], work.sent + 1):
            if not await self._outbound.send(channel, job.lane, call) and call.reply:
                return
            if number < len(calls):
                await self._note(job, structs.replace(work, sent=number))

    async def _note(self, job: Job, work: Work) -> None:
        await self._store.update(structs.replace(job, work=msgspec.msgpack.encode(work)))

    async def _answer_at_once(self, channel: Channel, message: Incoming) -> Response | None:
        if not await self._store.claim(_claims(channel, message), secrets.token_hex(8)):
            self._metrics.duplicates.labels(channel.name).inc()
            return None
        reply = await self._answer(channel, message)
        return channel.respond(reply, message) if reply is not None else None

    async def _answer(self, channel: Channel, message: Incoming) -> Reply | None:
        """What is said to a message; None where silence is."""
        who = f"{channel.name}:{message.sender}"
        if self._per_minute and await self._store.take(
            Budget(f"sender {who}", self._per_minute / 60, self._per_minute)
        ):
            self._metrics.limited.labels(channel.name, "sender").inc()
            return await self._once(f"fast {who}", TOLD_SECONDS, phrases.TOO_FAST)
        if message.other:
            return await self._once(f"other {who}", POLITE_SECONDS, phrases.ONLY_TEXT)
        begun = time.perf_counter()
        try:
            asked = Message(sender=who, channel=channel.name, text=message.text, numbered=channel.numbers)
            reply = await self._assistant.reply(asked)
        except Exception:
            log.exception("a message cannot be answered")
            return Reply(text=phrases.BROKEN, outcome="unknown", intent=None, confidence=0.0)
        self._metrics.seconds.labels("answer").observe(time.perf_counter() - begun)
        self._metrics.messages.labels(channel.name, reply.outcome).inc()
        return reply

    async def _once(self, key: str, seconds: float, text: str) -> Reply | None:
        """Something said at most once in so many seconds."""
        if await self._store.claim((key,), secrets.token_hex(8), seconds):
            return Reply(text=text, outcome="chitchat", intent=None, confidence=0.0)
        return None

    async def _fetch(self, channel: Channel) -> None:
        try:
            await channel.run(self.accept)
        except Exception:
            log.exception("%s fetches no more messages", channel.name)

    async def _beat(self) -> None:
        while True:
            try:
                if self._jobs:
                    await self._store.renew(list(self._jobs))
                for job in await self._store.adopt():
                    log.info("a message left by another worker is taken over")
                    self._begin(job)
            except Exception:
                log.exception("jobs cannot be kept")
            await asyncio.sleep(BEAT_SECONDS)


def _claims(channel: Channel, message: Incoming) -> tuple[str, ...]:
    return tuple(f"{channel.name} {name}" for name in (message.id, *message.also))
