"""The same bytes to our channel and to the server of an official library, both on loopback."""

import asyncio
from dataclasses import dataclass, replace
from time import time

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.channel import Channel, Request
from tests.channels.exchange import HERE, verdict

_STATUSES = {"accepted": 200, "refused": 403, "unreadable": 400}


@dataclass(frozen=True)
class Sent:
    """A request as bytes; headers may come twice."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    target: str = HERE

    def without(self, name: str) -> "Sent":
        return replace(self, headers=tuple(header for header in self.headers if header[0] != name))

    def having(self, name: str, *values: str) -> "Sent":
        """With other values of a header."""
        return replace(self, headers=(*self.without(name).headers, *((name, value) for value in values)))


async def post(port: int, sent: Sent) -> int:
    """The status of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [
        f"POST {sent.target} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(sent.body)}",
        "Connection: close",
    ]
    lines += [f"{name}: {value}" for name, value in sent.headers]
    writer.write("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + sent.body)
    await writer.drain()
    status = int((await reader.readline()).split()[1])
    await reader.read()
    writer.close()
    await writer.wait_closed()
    return status


def ours(channel: Channel) -> web.Application:
    """A server that answers 200, 400 or 403 by our verdict."""

    async def handle(request: web.Request) -> web.Response:
        body = await request.read()
        got = Request(request.method, request.raw_path, request.headers, request.query, body, time())
        return web.Response(status=_STATUSES[await verdict(channel, got)])

    return serving(handle)


def serving(handle) -> web.Application:
    app = web.Application()
    app.router.add_post("/{path:.*}", handle)
    return app


@dataclass
class Both:
    """Our server and theirs."""

    ours: int
    theirs: int

    async def verdicts(self, sent: Sent) -> tuple[str, str]:
        """`yes`, `no` or `crash` of each."""
        mine, other = await post(self.ours, sent), await post(self.theirs, sent)
        return _word(mine), _word(other)


def _word(status: int) -> str:
    if status == 200:
        return "yes"
    return "no" if status < 500 else "crash"


async def started(app: web.Application) -> TestServer:
    server = TestServer(app)
    await server.start_server()
    return server
