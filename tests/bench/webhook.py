"""How many messages a second the webhook answers, beside a bare handler that parses and writes the same JSON."""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

from aiohttp import web

PATH = "/webhooks/rest/webhook"
MESSAGES = ("Bonjour", "Qui es-tu ?", "Que sais-tu faire ?", "Merci beaucoup")

MakeServer = Callable[[], web.Application]


def measure(
    make_server: MakeServer,
    messages: Sequence[str] = MESSAGES,
    *,
    connections: int = 64,
    rounds: int = 5,
    seconds: float = 1.0,
) -> dict[str, Any]:
    """Drive both servers, each in a process of its own, in turn, with the same client in this one.

    `make_server` builds the application inside its process, so it must be a function that can be imported. The bare
    handler writes, for each message, what the webhook answered to it, with what aiohttp itself offers to read and write
    JSON. Takes about `2 × (rounds + 1) × seconds`.

    Returns `webhook` and `bare` (requests a second, the median of the rounds), their `ratio` (the median of the rounds'
    ratios), `rounds` (the pairs measured) and `connections`. Raises RuntimeError when anything but a 200 comes back.
    """
    with ExitStack() as running:
        webhook = running.enter_context(_process(make_server))
        answers = {message: _ask(webhook, message) for message in messages}
        bare = running.enter_context(_process(_Bare(answers)))
        requests = [_request(message, number) for number in range(connections) for message in messages]
        for port in (bare, webhook):
            asyncio.run(_drive(port, requests, connections, seconds))
        pairs = []
        for number in range(rounds):
            # Whoever goes second may find a warmer or a more tired machine: they take turns at it.
            turn = (bare, webhook) if number % 2 else (webhook, bare)
            speed = {port: asyncio.run(_drive(port, requests, connections, seconds)) for port in turn}
            pairs.append((speed[webhook], speed[bare]))
    return {
        "webhook": round(median(mine for mine, _ in pairs)),
        "bare": round(median(other for _, other in pairs)),
        "ratio": round(median(mine / other for mine, other in pairs), 2),
        "rounds": [(round(mine), round(other)) for mine, other in pairs],
        "connections": connections,
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
