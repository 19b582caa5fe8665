"""A platform on loopback that keeps what it is sent, and requests as a platform would make them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy, MultiDict
from yarl import URL

from bot.channels.channel import Channel, Received, Refused, Request, Unavailable, Unreadable
from bot.channels.delivery import Delivery
from bot.channels.outbound import Outbound
from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.settings import Settings, load
from bot.store.memory import MemoryStore

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
"""Any JSON, to put in the place of what is expected."""
unhurried = hypothesis.settings(deadline=None)
"""For a property that may take its time: machines of continuous integration stall."""
SECONDS = 20
"""How long anything may take."""


class Sent(msgspec.Struct):
    """A request as the platform got it."""

    method: str
    path: str
    """As written, percent escapes included, with the query."""
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


Answer = Callable[[Sent], web.Response | None]


class Platform:
    """What the platform was sent; `answer` decides what it says, `{}` by default."""

    def __init__(self, answer: Answer = lambda sent: None) -> None:
        self.sent: list[Sent] = []
        self.answer = answer
        self.url = ""
        self._more = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        sent = Sent(request.method, request.raw_path, request.headers, await request.read())
        response = self.answer(sent)
        async with self._more:
            self.sent.append(sent)
            self._more.notify_all()
        return response or web.json_response({})

    async def get(self, count: int) -> list[Sent]:
        """The requests, once there are so many."""
        async with asyncio.timeout(SECONDS), self._more:
            await self._more.wait_for(lambda: len(self.sent) >= count)
        return self.sent


@asynccontextmanager
async def listening(answer: Answer = lambda sent: None, platform: Platform | None = None) -> AsyncIterator[Platform]:
    platform = platform or Platform(answer)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", platform.handle)
    async with TestServer(app) as server:
        platform.url = str(server.make_url("")).rstrip("/")
        yield platform


def request(
    body: bytes | str = b"",
    headers: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    method: str = "POST",
    target: str = "/",
    now: float = 1_700_000_000.0,
) -> Request:
    raw = body.encode() if isinstance(body, str) else body
    query = MultiDict(URL(urlsplit(target)._replace(scheme="", netloc="").geturl(), encoded=True).query)
    return Request(method, target, CIMultiDictProxy(CIMultiDict(headers)), query, raw, now)


def settings(**variables: str) -> Settings:
    """Settings by their variables, `LAUREAT_` left out."""
    return load({f"LAUREAT_{name}": value for name, value in variables.items()})


async def accepted(channel: Channel, request: Request) -> bool:
    """Whether a request is proven; whatever it is, nothing else is raised than what a channel may raise."""
    try:
        await channel.verify(request)
    except (Refused, Unavailable, Unreadable):
        return False
    return True


async def taken(channel: Channel, request: Request) -> Received | None:
    """What a request holds, proven or not; nothing else is raised than what a channel may raise."""
    await accepted(channel, request)
    try:
        return channel.read(request)
    except Unreadable:
        return None


class Saying:
    """An assistant that says the same to everybody, and keeps what it was told."""

    def __init__(self, reply: Reply | str) -> None:
        self.reply_ = told(reply) if isinstance(reply, str) else reply
        self.heard: list[Message] = []

    async def reply(self, message: Message) -> Reply:
        self.heard.append(message)
        return self.reply_


def told(text: str, **more: Any) -> Reply:
    return Reply(text=text, **{"outcome": "answered", "intent": "horaires", "confidence": 0.9, **more})


async def _at_once(seconds: float) -> None:
    """Time that passes at once."""


@asynccontextmanager
async def delivering(channel: Channel, assistant: Saying) -> AsyncIterator[Delivery]:
    """What the server makes of a channel."""
    metrics, store = Metrics({}), MemoryStore()
    delivery = Delivery(assistant, [channel], store, Outbound(store, metrics, _at_once), metrics)
    delivery.start()
    yield delivery
    await delivery.stop(SECONDS)
