"""Calls to platforms: paced, tried again while it makes sense, told when they finally fail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar
from tenacity import AsyncRetrying, RetryCallState, RetryError, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential
from yarl import URL

from bot.channels.channel import Call, Channel, Verdict
from bot.metrics import Metrics
from bot.store.store import Budget, Store

TIMEOUT = ClientTimeout(total=15, connect=5)
MOST_ATTEMPTS = 10
"""With waits that double from half a second to a minute: about four minutes."""
LONGEST_WAIT = 900.0
"""Longest pause that a platform may ask for, in seconds."""
MOST_READ = 65_536
"""How much of a platform's answer is read, in bytes."""

log = logging.getLogger(__name__)
Sleep = Callable[[float], Awaitable[None]]


class _Again(Exception):
    """The same call may pass later."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


def make_client() -> ClientSession:
    """The one HTTP client of a process; made where its loop runs."""
    return ClientSession(timeout=TIMEOUT, cookie_jar=DummyCookieJar(), headers={"User-Agent": "Laureat"})


class Outbound:
    """Makes calls for every channel."""

    def __init__(self, store: Store, metrics: Metrics, sleep: Sleep = asyncio.sleep) -> None:
        """
        Args:
            store: where the paces of the platforms are counted, over all workers.
            metrics: where retries and failures are counted.
            sleep: waits so many seconds.
        """
        self._store = store
        self._metrics = metrics
        self._sleep = sleep

    def open(self) -> ClientSession:
        """Make the HTTP client."""
        self._http = make_client()
        return self._http

    async def close(self) -> None:
        """Let go of the client's connections."""
        await self._http.close()

    async def send(self, channel: Channel, chat: str, call: Call) -> bool:
        """Make a call of a conversation until it passes; false, logged and counted, where it finally does not."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(MOST_ATTEMPTS),
            retry=retry_if_exception_type(_Again),
            wait=_wait,
            sleep=self._sleep,
            before_sleep=lambda state: self._metrics.retries.labels(channel.name).inc(),
        )
        try:
            answered: tuple[Verdict, int] = await retrying(self._attempt, channel, chat, call)
        except RetryError as error:
            why = str(error.last_attempt.exception())
        else:
            verdict, status = answered
            if verdict.sent:
                return True
            why = f"status {status}"
        log.error("a call to %s failed: %s", channel.name, why)
        self._metrics.failures.labels(channel.name).inc()
        return False

    async def _attempt(self, channel: Channel, chat: str, call: Call) -> tuple[Verdict, int]:
        await self._pace(channel, chat)
        try:
            call = await channel.prepare(call)
            headers = {**await channel.authorise(self._http), **call.headers}
            async with self._http.request(
                call.method,
                URL(call.url, encoded=True),
                json=call.json if call.form is None else None,
                data=call.form,
                headers=headers,
                allow_redirects=False,
            ) as answer:
                verdict = channel.judge(answer.status, await answer.content.read(MOST_READ))
                asked = answer.headers.get("Retry-After")
        except (ClientError, TimeoutError, OSError) as error:
            raise _Again(type(error).__name__) from error
        if verdict.again and not verdict.sent:
            raise _Again(f"status {answer.status}", verdict.after or (_seconds(asked) if asked else None))
        return verdict, answer.status

    async def _pace(self, channel: Channel, chat: str) -> None:
        wait = 0.0
        for number, pace in enumerate(channel.paces):
            whose = f"{channel.name} {number} {chat if pace.chat else ''}"
            wait = max(wait, await self._store.take(Budget(f"pace {whose}", pace.rate, pace.burst), reserve=True))
        if wait:
            await self._sleep(wait)


_exponential = wait_random_exponential(multiplier=0.5, max=60)


def _wait(state: RetryCallState) -> float:
    """Exponential with jitter, and no less than the platform asks."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, _Again) and error.after else 0.0
    return max(_exponential(state), min(asked, LONGEST_WAIT))


def _seconds(retry_after: str) -> float | None:
    """The header `Retry-After` in seconds from now (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
