"""Requests as platforms send them, the channels that get them, and a platform that notes what it is sent."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import msgspec
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.channels.channel import Call, Channel, Incoming, Refused, Request, Unreadable
from bot.message import Button, Picture, Reply, Source
from bot.settings import Settings, load

NOW = 1700000000.0
HERE = "/webhooks/here/webhook"
FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")
Headers = Iterable[tuple[str, str]]

REPLY = Reply(
    text="La déchèterie ouvre à 9 h.",
    outcome="answered",
    intent="horaires",
    confidence=1.0,
    sources=(Source("Registre", "2018-11-27", "ligne 4"),),
    buttons=(Button("Et dimanche ?", "horaires dimanche"), Button("Où est-ce ?", "adresse")),
)
BARE = Reply(text="Bonjour.", outcome="chitchat", intent="bonjour", confidence=1.0)
PICTURE = Picture(
    path="/media/carte.svg?avec=commune:94080&sauf=commune:92071",
    title="Déchèteries à Vincennes",
    alternative="Carte des communes. Une déchèterie à Vincennes.",
    columns=("Commune", "Déchèteries"),
    rows=(("Vincennes", "1"),),
)
SHOWN = msgspec.structs.replace(BARE, picture=PICTURE)
PUBLIC = "https://bot.ville.example"
LINK = f"{PUBLIC}{PICTURE.path}"
PNG = f"{PUBLIC}/media/carte.png?avec=commune:94080&sauf=commune:92071"


def settings(**variables: str) -> Settings:
    """Settings from variables without their prefix, in lower case."""
    return load({f"LAUREAT_{name.upper()}": value for name, value in variables.items()})


def sent(
    body: str | bytes = b"",
    headers: Headers = (),
    target: str = HERE,
    method: str = "POST",
    now: float = NOW,
) -> Request:
    """A request as a channel gets it."""
    raw = body.encode() if isinstance(body, str) else body
    query = dict(URL(target, encoded=True).query) if target.isascii() else {}
    return Request(method, target, CIMultiDictProxy(CIMultiDict(headers)), query, raw, now)


async def verdict(channel: Channel, request: Request) -> str:
    """`accepted`, `refused` or `unreadable`; whatever else a channel raises goes through."""
    try:
        await channel.verify(request)
        channel.read(request)
    except Refused:
        return "refused"
    except Unreadable:
        return "unreadable"
    return "accepted"


def only(channel: Channel, request: Request) -> Incoming:
    """The one message of a request."""
    (message,) = channel.read(request).messages
    return message


def meta_signed(body: str | bytes, secret: str = "meta-secret") -> list[tuple[str, str]]:
    raw = body.encode() if isinstance(body, str) else body
    return [JSON, ("X-Hub-Signature-256", f"sha256={hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}")]


def slack_signed(
    body: str | bytes, time: float | str = NOW, secret: str = "slack-secret", kind: tuple[str, str] = JSON
) -> list[tuple[str, str]]:
    raw = body.encode() if isinstance(body, str) else body
    stamp = time if isinstance(time, str) else str(int(time))
    signed = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    return [kind, ("X-Slack-Request-Timestamp", stamp), ("X-Slack-Signature", f"v0={signed}")]


def twilio_signed(url: str, fields: dict[str, str], token: str = "twilio-token") -> str:
    """Written from the vendor's description, not with its library."""
    text = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def encoded(fields: dict[str, str]) -> str:
    return urlencode(fields)


@dataclass
class Platform:
    """A platform's API on loopback: writes down every request and answers what it is told to."""

    answer: Callable[[web.Request], web.Response]
    calls: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    async def start(self) -> TestServer:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        server = TestServer(app)
        await server.start_server()
        self.url = str(server.make_url("")).rstrip("/")
        return server

    async def _handle(self, request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            body = await request.json()
        else:
            body = dict(await request.post())
        self.calls.append(
            {
                "method": request.method,
                "path": request.path,
                "query": dict(request.query),
                "authorization": request.headers.get("Authorization"),
                "type": request.content_type,
                "body": body,
            }
        )
        return self.answer(request)


async def make(channel: Channel, calls: Iterable[Call]) -> None:
    """Make calls as `bot.channels.outbound` does."""
    async with ClientSession() as http:
        for call in calls:
            headers = {**await channel.authorise(http), **call.headers}
            json = call.json if call.form is None else None
            async with http.request(call.method, call.url, json=json, data=call.form, headers=headers) as answer:
                await answer.read()


def answered(channel: Channel, message: Incoming, reply: Reply) -> Any:
    """What `respond` says, as JSON."""
    return msgspec.json.decode(channel.respond(reply, message).body)
