"""The journal of exchanges as a server keeps it: noted at once in memory, masked and written behind its back.

An answer never waits for the journal. `note` appends to a buffer of MOST_WAITING; a task of its own masks what is there
and writes it, a batch at a time. While the database is away, locked, slow or full, the buffer fills, then what comes is
dropped, and counted. What was written is on the disk before the next batch begins; a sudden stop loses the buffer, and
a requested one writes it first.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from bot.journal.database import Database, describe_failure, is_refusal
from bot.journal.exchange import Exchange, Rating, Row, clean, now, row_of, time_of
from bot.journal.pseudonyms import period_of, salt_of
from bot.journal.writing import write_rating, write_rows
from bot.metrics import Metrics

MOST_WAITING = 5_000
"""Exchanges and ratings in memory, at most: one process's buffer."""
BATCH = 100
"""Exchanges written together, at most."""
BATCH_SECONDS = 1.0
"""How long an exchange may wait for others to be written with, where they are fewer than BATCH."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a failed write is tried again: at first, and in the end."""
PATIENCE_MS = 60_000
"""How long a rating is looked for an exchange of: another worker may not have written it yet."""

LETTING_GO_SECONDS = 2
"""How long a database may take to give up what it does, and to close."""

log = logging.getLogger(__name__)


class Journal:
    """Notes exchanges and ratings of one process."""

    def __init__(
        self,
        database: Database,
        metrics: Metrics,
        chores: Callable[[Database], Awaitable[None]] | None = None,
        most: int = MOST_WAITING,
        batch_seconds: float = BATCH_SECONDS,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        """
        Args:
            database: where they go.
            metrics: where what waits, is written and is dropped is counted.
            chores: what runs beside (retention), once the database answers.
            most: how many may wait.
            batch_seconds: how long one may wait for others.
            first_pause: seconds before a failed write is tried again, doubled each time.
        """
        self._database = database
        self._metrics = metrics
        self._chores = chores
        self._most = most
        self._batch_seconds = batch_seconds
        self._first_pause = first_pause
        self._exchanges: deque[Exchange] = deque()
        self._ratings: deque[tuple[Rating, int | None]] = deque()
        """Each with when its exchange was first looked for in vain (Unix, ms)."""
        self._ready: list[Row] = []
        self._unsure = False
        """Whether some of what is ready may have been written: the database went away in the middle."""
        self._salts: dict[str, bytes] = {}
        self._some = asyncio.Event()
        self._many = asyncio.Event()
        self._stopping = asyncio.Event()
        self._open = False
        self._running: list[asyncio.Task[None]] = []

    @property
    def depth(self) -> int:
        """How many exchanges and ratings wait."""
        return len(self._exchanges) + len(self._ratings) + len(self._ready)

    def note(self, exchange: Exchange) -> None:
        """Take an exchange; what is too much is dropped."""
        if self._has_room():
            self._exchanges.append(exchange)
            if len(self._exchanges) >= BATCH:
                self._many.set()

    def rate(self, rating: Rating) -> None:
        """Take what somebody thinks of an answer; the same."""
        if self._has_room():
            self._ratings.append((rating, None))

    def _has_room(self) -> bool:
        if self.depth >= self._most:
            self._metrics.journal_dropped.labels("full").inc()
            return False
        self._some.set()
        return True

    def start(self) -> None:
        """Begin to write."""
        self._running.append(asyncio.get_running_loop().create_task(self._write_on()))

    async def stop(self, seconds: float) -> None:
        """Write what waits, for so long, and let go of the database, which takes 2 * LETTING_GO_SECONDS at most."""
        self._stopping.set()
        self._some.set()
        self._many.set()
        if self._running:
            await asyncio.wait(self._running[:1], timeout=seconds)
        for task in self._running:
            task.cancel()
        await self._database.interrupt()
        with suppress(TimeoutError):
            async with asyncio.timeout(LETTING_GO_SECONDS):
                await asyncio.gather(*self._running, return_exceptions=True)
        if self.depth:
            self._metrics.journal_dropped.labels("stopped").inc(self.depth)
            log.error("%d exchanges and ratings are lost: the journal cannot be written", self.depth)
        # A database that does not answer keeps nobody from stopping.
        with suppress(Exception):
            async with asyncio.timeout(LETTING_GO_SECONDS):
                await self._database.close()

    async def _write_on(self) -> None:
        pause, failing = self._first_pause, False
        while not (self._stopping.is_set() and not self.depth):
            try:
                await self._begin()
                await self._gather()
                await self._write()
            except Exception as error:
                self._metrics.journal_failures.inc()
                if not failing:
                    log.error("the journal of exchanges cannot be written: %s", describe_failure(error))
                failing = True
                self._metrics.journal_depth.set(self.depth)
                await self._let_go()
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._hurry()
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                if failing:
                    log.warning("the journal of exchanges is written again")
                pause, failing = self._first_pause, False
            self._metrics.journal_depth.set(self.depth)

    async def _hurry(self) -> None:
        """Until told to stop; then, a moment between two tries."""
        await self._stopping.wait()
        await asyncio.sleep(self._first_pause)

    async def _begin(self) -> None:
        if self._open:
            return
        await self._database.open()
        self._open = True
        if self._chores is not None and len(self._running) == 1:
            self._running.append(asyncio.get_running_loop().create_task(self._do_chores(self._chores)))

    async def _do_chores(self, chores: Callable[[Database], Awaitable[None]]) -> None:
        await chores(self._database)

    async def _let_go(self) -> None:
        """Begin again from the start: another database may be there next time."""
        self._open = False
        self._salts.clear()
        with suppress(Exception):
            async with asyncio.timeout(LETTING_GO_SECONDS):
                await self._database.close()

    async def _gather(self) -> None:
        """Wait until there is something to write, and for others to be written with."""
        if not self.depth and not self._stopping.is_set():
            self._some.clear()
            await self._some.wait()
        if len(self._exchanges) < BATCH and not self._stopping.is_set():
            self._many.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._batch_seconds):
                    await self._many.wait()

    async def _write(self) -> None:
        """Write a batch, then ratings; what cannot be written for what it is itself is dropped."""
        while self._exchanges and len(self._ready) < BATCH:
            exchange = self._exchanges[0]
            salt = await self._salt(period_of(time_of(exchange.id)))
            self._ready.append(row_of(exchange, salt))
            self._exchanges.popleft()
            # Masking takes its time: between two messages, answers go on.
            await asyncio.sleep(0)
        if self._ready:
            await self._write_ready()
        for _ in range(min(len(self._ratings), BATCH)):
            if self._may_wait(self._ratings[0][0]):
                break
            await self._write_rating(*self._ratings[0])

    def _may_wait(self, rating: Rating) -> bool:
        """Whether the exchange of a rating may be among those that this process has not written yet."""
        if not self._exchanges:
            return False
        return self._stopping.is_set() or time_of(self._exchanges[0].id) <= rating.at

    async def _salt(self, period: str) -> bytes:
        if period not in self._salts:
            async with self._database.writing() as connection:
                salt = await salt_of(connection, period)
            self._salts[period] = salt
        return self._salts[period]

    async def _write_ready(self) -> None:
        try:
            async with self._database.writing() as connection:
                await write_rows(connection, self._ready, self._unsure)
        except BaseException as error:
            self._unsure = True
            if not isinstance(error, DBAPIError) or not is_refusal(error):
                raise
            log.error("exchanges are refused by the journal: %s", describe_failure(error))
            await self._write_one_by_one()
        self._metrics.journal_written.inc(len(self._ready))
        self._ready.clear()
        self._unsure = False

    async def _write_one_by_one(self) -> None:
        for row in list(self._ready):
            try:
                async with self._database.writing() as connection:
                    await write_rows(connection, [row], True)
            except DBAPIError as error:
                if not is_refusal(error):
                    raise
                self._metrics.journal_dropped.labels("refused").inc()
                self._ready.remove(row)

    async def _write_rating(self, rating: Rating, missed: int | None) -> None:
        lost = "unmatched"
        try:
            async with self._database.writing() as connection:
                found = await write_rating(connection, rating, clean(rating.comment or ""))
        except DBAPIError as error:
            if not is_refusal(error):
                raise
            found, lost = False, "refused"
        self._ratings.popleft()
        if found:
            return
        missed = now() if missed is None else missed
        if lost == "unmatched" and not self._stopping.is_set() and now() - missed < PATIENCE_MS:
            self._ratings.append((rating, missed))
        else:
            self._metrics.journal_dropped.labels(lost).inc()
