"""A platform that records what it is called with, and answers what it is told to; and a channel of its own."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgspec import Struct

from bot.channels.channel import Call, Channel, Incoming, Received, Refused, Request, Response, decode, same
from bot.channels.fitting import fit
from bot.channels.limits import Limits, Pace
from bot.message import Reply


async def until(happened: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something to be true; fails when it does not come."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not happened():
        assert asyncio.get_running_loop().time() < deadline, f"did not happen in {seconds:g} s"
        await asyncio.sleep(0.005)


class Seen(Struct):
    """One call."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self):
        return msgspec.json.decode(self.body)


class Platform:
    """`answers` is what the next calls get: a status, a status with headers or a body, « cut » or « hang »."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.answers: deque[object] = deque()
        self.released = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self.server = TestServer(app)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(Seen(request.method, request.raw_path, dict(request.headers), await request.read()))
        answer = self.answers.popleft() if self.answers else 200
        if answer == "cut":
            request.transport.abort()
            return web.Response()
        if answer == "hang":
            await self.released.wait()
            return web.Response()
        if isinstance(answer, int):
            return web.json_response({"ok": answer < 300}, status=answer)
        status, headers, body = answer
        return web.json_response(body, status=status, headers=headers)

    @property
    def url(self) -> str:
        return str(self.server.make_url("/")).rstrip("/")

    @property
    def texts(self) -> list[str]:
        return [call.json["text"] for call in self.seen]

    async def __aenter__(self) -> "Platform":
        await self.server.start_server()
        return self

    async def __aexit__(self, *error: object) -> None:
        self.released.set()
        await self.server.close()


class _Event(Struct):
    id: str
    sender: str = "ana"
    text: str = ""
    photo: bool = False
    inline: bool = False


class Pigeon(Channel):
    """A made-up platform with everything a real one has: `{"id", "sender", "text"}` in, the same out."""

    name = "pigeon"
    limits: ClassVar[Limits] = Limits(text=60, buttons=0)

    def __init__(self, url: str, paces: tuple[Pace, ...] = ()) -> None:
        self._url = url
        self.paces = paces

    async def verify(self, request: Request) -> None:
        if not same(request.header("X-Pigeon", 401), [b"secret"]):
            raise Refused("secret", 401)

    def read(self, request: Request) -> Received:
        events: list[_Event] = decode(request.body, list[_Event])
        return Received(
            tuple(
                Incoming(event.id, event.sender, event.text, {"to": event.sender}, event.photo, event.inline)
                for event in events
            )
        )

    def greet(self, request: Request) -> Response:
        if request.query.get("token") != "secret":
            raise Refused("token")
        return Response(b"coo")

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        texts = fit(reply, self.limits, "").texts
        return [Call(f"{self._url}/send", {"to": message.to["to"], "text": text}) for text in texts]

    def respond(self, reply: Reply, message: Incoming) -> Response:
        return Response(reply.text.encode())
