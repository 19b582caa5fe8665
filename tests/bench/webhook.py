"""Requests a second that the REST channel answers, beside a bare handler that parses and writes the same JSON."""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from aiohttp import web

from bot.assistant import Assistant
from tests.bench.table import decimal, table
from tests.services import redis_server, serving

PATH = "/webhooks/rest/webhook"

MakeServer = Callable[[], web.Application]


def measure(
    servers: Mapping[str, AbstractContextManager[int]],
    messages: Sequence[str],
    *,
    connections: int = 64,
    rounds: int = 5,
    seconds: float = 1.0,
) -> dict[str, tuple[float, float]]:
    """Drive servers, each in processes of its own, in turn, with the same client in this one, beside a bare handler.

    `servers` give their ports. The bare handler writes, for each message, what the first server answered to it, with
    what aiohttp itself offers to read and write JSON.

    Returns, for each server and for `bare`, the requests a second, and their ratio to the bare handler's: the medians
    of the rounds. Raises RuntimeError when anything but a 200 comes back.
    """
    with ExitStack() as running:
        ports = {name: running.enter_context(server) for name, server in servers.items()}
        answers = {message: _ask(next(iter(ports.values())), message) for message in messages}
        ports["bare"] = running.enter_context(_process(_Bare(answers)))
        requests = [_request(message, number) for number in range(connections) for message in messages]
        for port in ports.values():
            asyncio.run(_drive(port, requests, connections, seconds))
        taken: list[dict[str, float]] = []
        for number in range(rounds):
            # Whoever goes last may find a warmer or a more tired machine: they take turns at it.
            turn = list(ports)[number % len(ports) :] + list(ports)[: number % len(ports)]
            taken.append({name: asyncio.run(_drive(ports[name], requests, connections, seconds)) for name in turn})
    return {
        name: (median(one[name] for one in taken), median(one[name] / one["bare"] for one in taken)) for name in ports
    }


class _Bare:
    """Makes the application to compare with: nothing but aiohttp, parsing and writing."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers

    def __call__(self) -> web.Application:
        async def handle(request: web.Request) -> web.Response:
            body = await request.json()
            return web.json_response(self._answers[body["message"]])

        app = web.Application()
        app.router.add_post(PATH, handle)
        return app


@contextmanager
def served(workers: int, redis: bool) -> Iterator[int]:
    """The port of a `laureat serve` with so many workers, its state in memory or in Redis."""
    with TemporaryDirectory() as folder, ExitStack() as running:
        variables = {"LAUREAT_WORKERS": str(workers)}
        if redis:
            variables["LAUREAT_REDIS_URL"] = running.enter_context(redis_server(Path(folder))).url
        yield running.enter_context(serving(Path(folder), **variables)).port


@contextmanager
def _process(make_server: MakeServer) -> Iterator[int]:
    # A fresh interpreter: nothing that this one has loaded weighs on the server.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(make_server, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        ours.close()
        process.terminate()
        process.join()


def _run(make_server: MakeServer, parent: Connection) -> None:
    async def run() -> None:
        runner = web.AppRunner(make_server(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        parent.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


def _ask(port: int, message: str) -> Any:
    body = json.dumps({"sender": "bench", "message": message}).encode()
    request = Request(f"http://127.0.0.1:{port}{PATH}", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as response:
        return json.load(response)


def _request(message: str, sender: int) -> bytes:
    body = json.dumps({"sender": f"bench-{sender}", "message": message}).encode()
    head = (
        f"POST {PATH} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


class _Client(asyncio.Protocol):
    """One connection that asks its next question as soon as it has the answer, until `deadline`.

    It reads no more of HTTP than the status and the length: a client slower than the servers would measure itself.
    """

    def __init__(self, requests: Sequence[bytes], deadline: float) -> None:
        self._requests = requests
        self._deadline = deadline
        self._received = b""
        self.answered = 0
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def _next(self) -> None:
        if time.perf_counter() < self._deadline:
            self._transport.write(self._requests[self.answered % len(self._requests)])
        else:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, separator, body = self._received.partition(b"\r\n\r\n")
        if not separator:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r")[0])
        if len(body) < length:
            return
        if not head.startswith(b"HTTP/1.1 200 "):
            self._transport.abort()
            self.closed.set_exception(RuntimeError(self._received.decode()))
            return
        self._received = b""
        self.answered += 1
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.closed.done():
            if error is None and time.perf_counter() >= self._deadline:
                self.closed.set_result(None)
            else:
                self.closed.set_exception(RuntimeError(f"the server closed the connection: {error}"))


async def _drive(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> float:
    """Requests a second that the server answers."""
    loop = asyncio.get_running_loop()
    begin = time.perf_counter()
    share = len(requests) // connections
    clients = []
    for n in range(connections):
        client = partial(_Client, requests[n * share : (n + 1) * share], begin + seconds)
        clients.append((await loop.create_connection(client, "127.0.0.1", port))[1])
    await asyncio.wait_for(asyncio.gather(*(client.closed for client in clients)), seconds + 10)
    return sum(client.answered for client in clients) / (time.perf_counter() - begin)


MESSAGES = 16
"""Examples sent to the webhook."""
SERVERS = {
    "un processus, en mémoire": (1, False),
    "un processus, Redis": (1, True),
    "deux processus, en mémoire": (2, False),
    "deux processus, Redis": (2, True),
}


def report(assistant: Assistant) -> Iterator[str]:
    """The throughput of each kind of server."""
    said = [example.say for intent in assistant.model.intents.values() for example in intent.examples][:MESSAGES]
    found = measure({name: served(*kind) for name, kind in SERVERS.items()}, said)
    rows = [(name, f"{speed:.0f}", decimal(ratio)) for name, (speed, ratio) in found.items() if name != "bare"]
    yield from table(
        ("canal REST", "requêtes/s", "/ gestionnaire nu"), [*rows, ("gestionnaire nu", f"{found['bare'][0]:.0f}", "1")]
    )
