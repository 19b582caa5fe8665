"""The assistant in use, replaced as a whole when its content changes."""

import asyncio
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Generic, Protocol, TypeVar

from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.pictures.gallery import Gallery
from bot.turns.turn import Turn

log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What the server serves: `bot.assistant.Assistant`."""

    async def reply(self, message: Message) -> Reply:
        """The answer to any message."""

    async def converse(self, message: Message) -> Turn:
        """The same, with what was understood."""

    def parse(self, text: str) -> object:
        """What a text is understood as."""

    @property
    def gallery(self) -> Gallery:
        """What draws the pictures that its answers name."""

    def lines(self, digest: str, query: str) -> Iterator[str] | None:
        """The published lines that an address names, as CSV, piece by piece; `None` where there are none."""

    async def warm(self) -> None:
        """Do once what the first messages would otherwise pay for."""


async def check_content() -> str:
    """What `laureat check` finds wrong with the content on the disk; nothing where it may be used.

    In a process of its own: it takes seconds, and messages go on being answered.
    """
    checking = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "check", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await checking.communicate()
    return "" if checking.returncode == 0 else said.decode("utf-8", "replace").strip()


A = TypeVar("A", bound=Assistant)


class Live(Generic[A]):
    """Answers with the last content that was found good."""

    def __init__(
        self,
        assistant: A,
        metrics: Metrics,
        load: Callable[[], A],
        check: Callable[[], Awaitable[str]] = check_content,
    ) -> None:
        """
        Args:
            assistant: over the content read at the start.
            metrics: where changes are counted.
            load: reads the content again.
            check: tells what is wrong with it before.
        """
        self._assistant = assistant
        self._metrics = metrics
        self._load = load
        self._check = check
        self._changing = asyncio.Lock()
        metrics.content_age.set(time.time())

    @property
    def current(self) -> A:
        """Whoever answers now."""
        return self._assistant

    async def reply(self, message: Message) -> Reply:
        """See `Assistant`."""
        return await self._assistant.reply(message)

    async def converse(self, message: Message) -> Turn:
        """See `Assistant`."""
        return await self._assistant.converse(message)

    def parse(self, text: str) -> object:
        """See `Assistant`."""
        return self._assistant.parse(text)

    @property
    def gallery(self) -> Gallery:
        """See `Assistant`."""
        return self._assistant.gallery

    def lines(self, digest: str, query: str) -> Iterator[str] | None:
        """See `Assistant`."""
        return self._assistant.lines(digest, query)

    async def warm(self) -> None:
        """See `Assistant`."""
        await self._assistant.warm()

    async def reload(self) -> bool:
        """Take up the content on the disk, unless something is wrong with it: then the old one goes on answering."""
        async with self._changing:
            try:
                wrong = await self._check()
                fresh = self._assistant if wrong else await asyncio.to_thread(self._load)
            except Exception as error:
                log.exception("the content cannot be read again")
                wrong = str(error)
            if wrong:
                log.error("the content is not taken up, the former one goes on answering:\n%s", wrong)
                self._metrics.reloads.labels("refused").inc()
                return False
            self._assistant = fresh
            self._metrics.reloads.labels("taken").inc()
            self._metrics.content_age.set(time.time())
            log.info("new content is taken up")
            await fresh.warm()
            return True
