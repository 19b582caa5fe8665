"""What a messaging platform is to Lauréat: how its requests are proven, read and answered.

A channel is three pure pieces (`verify`, `read`, `write`) and what it declares of itself (`limits`, `paces`).
Receiving, claiming, answering and delivering are written once, in `bot.channels.delivery` and `bot.channels.outbound`.
"""

import hmac
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeVar
from urllib.parse import parse_qsl

import msgspec
from aiohttp import ClientSession
from msgspec import Struct
from multidict import CIMultiDictProxy, MultiDict

from bot.channels.limits import Limits, Pace
from bot.message import Reply

T = TypeVar("T")
MAX_BODY = 1024 * 1024
"""Largest body read from most platforms, in bytes: Meta's batches grow to several hundred kilobytes."""
RETRIED = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses after which the same call may pass later."""


class Refused(Exception):
    """A request whose origin is not proven; `reason` is a short identifier for logs and metrics, not for the sender."""

    def __init__(self, reason: str, status: Literal[401, 403] = 403) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Unavailable(Exception):
    """What proves the origin cannot be had now: the platform should send again."""


class Unreadable(Exception):
    """A proven request that is not of the platform's shape."""


class Request(Struct, frozen=True):
    """An HTTP request as received, before anything of it is believed."""

    method: str
    target: str
    """Path and query, as sent (`/webhooks/twilio/webhook?a=1`)."""
    headers: CIMultiDictProxy[str]
    query: Mapping[str, str]
    body: bytes
    now: float
    """When it came, in seconds since 1970."""

    def header(self, name: str, status: Literal[401, 403] = 403) -> str:
        """A header on which the proof rests; raises Refused where it is absent or given twice."""
        values = self.headers.getall(name, ())
        if len(values) != 1:
            raise Refused("missing" if not values else "doubled", status)
        return values[0]

    @property
    def is_json(self) -> bool:
        """Whether the body is said to be JSON."""
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
        return kind == "application/json" or kind.endswith("+json")

    @property
    def search(self) -> bytes:
        """What follows the « ? » of the target, as sent."""
        return self.target.partition("?")[2].encode("utf-8", "surrogateescape")


class Call(Struct, frozen=True):
    """One request to a platform's API."""

    url: str
    json: Any = None
    form: dict[str, str] | None = None
    """Sent as a form where set, as JSON otherwise."""
    method: Literal["POST", "PUT"] = "POST"
    headers: dict[str, str] = {}
    reply: bool = True
    """Whether it holds words of the reply, without which the rest makes no sense; or only shows (a picture) or acts (an
    open conversation, an acknowledged tap)."""


class Incoming(Struct, frozen=True, omit_defaults=True):
    """One message of one person on a platform."""

    id: str
    """What the platform calls this message: the same one delivered again has the same."""
    sender: str
    """Who speaks and where: one conversation of the channel."""
    text: str = ""
    """What they wrote, or the payload of what they tapped."""
    to: dict[str, str] = {}
    """What `write` needs to answer it."""
    other: bool = False
    """Whether it is something else than text (a photo, a voice note, a sticker), which is answered politely."""
    inline: bool = False
    """Whether the reply is the HTTP response."""
    also: tuple[str, ...] = ()
    """Other identifiers under which the same message may come."""
    calls: tuple[Call, ...] = ()
    """What it asks for in place of an answer (to join a room that we are invited to)."""


class Response(Struct, frozen=True):
    """What is answered to the platform's request."""

    body: bytes = b""
    content_type: str = "text/plain"
    status: int = 200


class Received(Struct, frozen=True):
    """What a request turned out to hold."""

    messages: tuple[Incoming, ...] = ()
    response: Response | None = None
    """What to acknowledge it with, where the channel's own acknowledgement will not do (a handshake)."""


class Verdict(Struct, frozen=True):
    """What a platform's answer to a call means."""

    sent: bool
    again: bool = False
    """Whether the same call may pass later."""
    after: float | None = None
    """Seconds the platform asks to wait before."""


Accept = Callable[["Channel", Incoming], Awaitable[None]]
"""What takes a message that a channel has fetched: `Delivery.accept`."""


class Channel(ABC):
    """One messaging platform, set up with its credentials: a subclass is made from `bot.settings.Settings`."""

    name: ClassVar[str]
    called: ClassVar[bool] = True
    """Whether the platform calls us; otherwise `run` fetches its messages."""
    routes: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Methods and paths of its requests, where they are not `POST` and `GET /webhooks/<name>/webhook`."""
    limits: ClassVar[Limits]
    paces: ClassVar[tuple[Pace, ...]] = ()
    max_body: ClassVar[int] = MAX_BODY
    """Largest body that its platform sends, in bytes."""
    reads_get: ClassVar[bool] = False
    """Whether a GET brings messages, as a POST does, instead of a handshake."""
    numbers: ClassVar[bool] = True
    """Whether choices may be numbered, so that a bare number is a choice."""
    acknowledgement: ClassVar[Response] = Response()
    http: ClientSession
    """The HTTP client of the process, once it has started."""

    def use(self, http: ClientSession) -> None:
        """Take the HTTP client; called once, before the first request."""
        self.http = http

    @abstractmethod
    async def verify(self, request: Request) -> None:
        """Raises Refused unless the platform sent this; waits only for keys that the platform publishes.

        Raises Unavailable where these cannot be had.
        """

    @abstractmethod
    def read(self, request: Request) -> Received:
        """The messages of a proven request; raises Unreadable where it has not the platform's shape.

        Receipts, reactions, edits, echoes of our own messages and whatever is unknown are no messages.
        """

    def greet(self, request: Request) -> Response:
        """What answers a GET (a handshake); raises Refused where it is not the platform's."""
        raise Refused("no handshake")

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """A reply as calls of the platform's API, in order; a channel whose messages are all inline has none."""
        raise NotImplementedError

    def respond(self, reply: Reply, message: Incoming) -> Response:
        """A reply as the HTTP response to an inline message; a channel without such messages has none."""
        raise NotImplementedError

    def refusal(self, refused: Refused) -> Response | None:
        """What answers an unproven request, where the platform prescribes it."""
        return None

    async def authorise(self, http: ClientSession) -> Mapping[str, str]:
        """The headers that prove us to the platform; may ask for a token through `http`."""
        return {}

    async def run(self, accept: Accept) -> None:
        """Fetch messages until cancelled, where the platform does not send them; returns at once where it does."""
        return

    async def prepare(self, call: Call) -> Call:
        """A call of `write` as it goes out (encrypted); what it raises of ClientError or OSError is tried again."""
        return call

    def judge(self, status: int, body: bytes) -> Verdict:
        """What the answer to a call means."""
        return Verdict(200 <= status < 300, status in RETRIED)


def same(given: str | bytes, secrets: Sequence[bytes]) -> bool:
    """Whether a value is one of the secrets (several while one is being changed), in constant time."""
    value = given.encode("utf-8", "surrogateescape") if isinstance(given, str) else given
    return sum(hmac.compare_digest(value, secret) for secret in secrets) > 0


def decode(body: bytes, shape: type[T]) -> T:
    """JSON as a value of a declared shape; raises Unreadable."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(str(error)) from None


def form(raw: bytes) -> MultiDict[str]:
    """The fields of a form, empty ones too; raises Unreadable."""
    try:
        return MultiDict(parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000))
    except ValueError as error:
        raise Unreadable(str(error)) from None
