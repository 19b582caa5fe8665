"""One process's store, served to the other workers of the machine over a Unix socket."""

import asyncio
import inspect
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from bot.dialogue.conversation import Conversation
from bot.store.store import CLAIM_SECONDS, LEASE_SECONDS, Budget, Job, Store

_HEAD = struct.Struct("!II")  # the number of the question, the length of what follows


class _Question(msgspec.Struct, array_like=True):
    method: str
    arguments: msgspec.Raw


def _typed(method: Callable[..., Any]) -> tuple[msgspec.msgpack.Decoder[Any], msgspec.msgpack.Decoder[Any]]:
    """What reads the arguments and the answer of a method of `Store`."""
    hints = get_type_hints(method)
    names = [name for name in inspect.signature(method).parameters if name != "self"]
    arguments = [hints[name] for name in names]
    return msgspec.msgpack.Decoder(tuple.__class_getitem__(tuple(arguments))), msgspec.msgpack.Decoder(hints["return"])


_METHODS = {
    name: _typed(method)
    for name, method in inspect.getmembers(Store, inspect.isfunction)
    if not name.startswith("_") and name != "close"
}


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    number, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
    return number, await reader.readexactly(length)


class _Outbox:
    """What is written in one turn of the loop leaves in one go: a write for each would cost more than the rest."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._parts: list[bytes] = []

    def put(self, number: int, said: bytes) -> None:
        """Send something soon."""
        if not self._parts:
            asyncio.get_running_loop().call_soon(self._send)
        self._parts += (_HEAD.pack(number, len(said)), said)

    def _send(self) -> None:
        self._writer.write(b"".join(self._parts))
        self._parts.clear()


@asynccontextmanager
async def serve_store(store: Store, path: Path) -> AsyncIterator[None]:
    """Answer whoever asks on the Unix socket at `path`, in a folder that only this user may enter."""
    asking: set[asyncio.Task[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(answer(reader, writer))
        asking.add(task)
        task.add_done_callback(asking.discard)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        outbox = _Outbox(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                number, raw = await _read(reader)
                question = msgspec.msgpack.decode(raw, type=_Question)
                arguments = _METHODS[question.method][0].decode(question.arguments)
                method: Callable[..., Awaitable[Any]] = getattr(store, question.method)
                outbox.put(number, msgspec.msgpack.encode(await method(*arguments)))
        writer.close()

    server = await asyncio.start_unix_server(begin, path)
    try:
        yield
    finally:
        server.close()
        await asyncio.gather(*asking)


class ServedStore:
    """See `Store`: asks the one that another process serves."""

    def __init__(self, path: Path, lost: Callable[[], None]) -> None:
        """
        Args:
            path: the Unix socket.
            lost: called when the other process goes away.
        """
        self._path = path
        self._lost = lost
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._number = 0
        self._writer: asyncio.StreamWriter | None = None
        self._outbox: _Outbox | None = None
        self._listening: asyncio.Task[None] | None = None
        self._opening = asyncio.Lock()

    async def _open(self) -> _Outbox:
        async with self._opening:
            if self._outbox is None:
                reader, self._writer = await asyncio.open_unix_connection(self._path)
                self._outbox = _Outbox(self._writer)
                self._listening = asyncio.get_running_loop().create_task(self._listen(reader))
            return self._outbox

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                number, said = await _read(reader)
                # Whoever asked may have been cancelled meanwhile.
                waiting = self._waiting.get(number)
                if waiting is not None and not waiting.done():
                    waiting.set_result(said)
        for left in self._waiting.values():
            if not left.done():
                left.set_exception(ConnectionError("the process that keeps the state is gone"))
        self._lost()

    async def _ask(self, method: str, *arguments: Any) -> Any:
        outbox = self._outbox or await self._open()
        self._number += 1
        number = self._number % 2**32
        question = msgspec.msgpack.encode(_Question(method, msgspec.Raw(msgspec.msgpack.encode(arguments))))
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        outbox.put(number, question)
        try:
            return _METHODS[method][1].decode(await waiting)
        finally:
            del self._waiting[number]

    async def load(self, sender: str) -> Conversation:
        """See `Store`."""
        found: Conversation = await self._ask("load", sender)
        return found

    async def save(self, sender: str, conversation: Conversation) -> None:
        """See `Store`."""
        await self._ask("save", sender, conversation)

    async def take(self, budget: Budget, reserve: bool = False) -> float:
        """See `Store`."""
        wait: float = await self._ask("take", budget, reserve)
        return wait

    async def give_back(self, budget: Budget) -> None:
        """See `Store`."""
        await self._ask("give_back", budget)

    async def claim(self, keys: tuple[str, ...], owner: str, seconds: float = CLAIM_SECONDS) -> bool:
        """See `Store`."""
        claimed: bool = await self._ask("claim", keys, owner, seconds)
        return claimed

    async def begin(self, key: str, owner: str) -> tuple[bool, bytes | None]:
        """See `Store`."""
        begun: tuple[bool, bytes | None] = await self._ask("begin", key, owner)
        return begun

    async def keep(self, key: str, owner: str, answer: bytes) -> None:
        """See `Store`."""
        await self._ask("keep", key, owner, answer)

    async def recall(self, key: str) -> bytes | None:
        """See `Store`."""
        kept: bytes | None = await self._ask("recall", key)
        return kept

    async def accept(self, job: Job) -> bool:
        """See `Store`."""
        accepted: bool = await self._ask("accept", job)
        return accepted

    async def first(self, job: Job) -> bool:
        """See `Store`."""
        first: bool = await self._ask("first", job)
        return first

    async def update(self, job: Job) -> None:
        """See `Store`."""
        await self._ask("update", job)

    async def finish(self, job: Job) -> None:
        """See `Store`."""
        await self._ask("finish", job)

    async def renew(self, ids: list[str], seconds: float = LEASE_SECONDS) -> None:
        """See `Store`."""
        await self._ask("renew", ids, seconds)

    async def adopt(self) -> list[Job]:
        """See `Store`."""
        found: list[Job] = await self._ask("adopt")
        return found

    async def close(self) -> None:
        """See `Store`."""
        if self._listening is not None:
            self._listening.cancel()
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()
