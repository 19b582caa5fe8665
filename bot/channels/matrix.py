"""Matrix, as an application service: the homeserver pushes the events of the rooms that we are in; we write notices.

Anybody of the federation writes what these events hold, so that one of unknown shape is passed over: refusing its
transaction would make the homeserver send the same one for ever. Encrypted rooms are for `bot.channels.matrix_client`.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import dropwhile
from typing import Any, ClassVar
from urllib.parse import quote, unquote

import msgspec
from aiohttp import ClientSession
from msgspec import Struct

from bot.channels.channel import Call, Channel, Incoming, Received, Refused, Request, Response, Verdict, decode, same
from bot.channels.fitting import fit
from bot.channels.limits import Limits
from bot.message import Reply
from bot.settings import Settings

_ROUTE = "/_matrix/app/v1"
_SHOWN = frozenset(("m.image", "m.audio", "m.video", "m.file", "m.location"))


class _Mentions(Struct):
    user_ids: list[str] = []


class _Relation(Struct):
    rel_type: str | None = None
    in_reply_to: Any = msgspec.field(default=None, name="m.in_reply_to")


class Content(Struct):
    """What a message or a change of membership holds."""

    msgtype: str = ""
    body: str = ""
    membership: str = ""
    mentions: _Mentions | None = msgspec.field(default=None, name="m.mentions")
    relates_to: _Relation | None = msgspec.field(default=None, name="m.relates_to")


class Event(Struct):
    """One event of a room."""

    type: str
    event_id: str
    room_id: str
    sender: str
    content: Content
    state_key: str | None = None
    origin_server_ts: int = 0
    """When it was sent, in milliseconds since 1970."""


class _Transaction(Struct):
    events: list[msgspec.Raw] = []


class Api:
    """Calls of the client-server API."""

    def __init__(self, homeserver: str) -> None:
        """`homeserver` is its address (`https://matrix.ville.example`)."""
        self._client = f"{homeserver}/_matrix/client/v3"

    def say(self, room: str, event: str, number: int, text: str) -> Call:
        """The notice that answers an event; made again, it is not said again."""
        transaction = quote(f"{event}-{number}", safe="")
        return Call(
            f"{self._client}/rooms/{quote(room, safe='')}/send/m.room.message/{transaction}",
            {"msgtype": "m.notice", "body": text},
            method="PUT",
        )

    def join(self, room: str) -> Call:
        """Enter a room that we are invited to."""
        return Call(f"{self._client}/join/{quote(room, safe='')}", {}, reply=False)

    def write(self, room: str, event: str, texts: Sequence[str]) -> Sequence[Call]:
        """The notices that answer an event, in order."""
        return [self.say(room, event, number, text) for number, text in enumerate(texts, 1)]


class Matrix(Channel):
    """See `Channel`."""

    name = "matrix"
    max_body = 8 * 1024 * 1024
    """A hundred events of 64 KiB, and what is around them: a transaction that is refused would come for ever."""
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("PUT", f"{_ROUTE}/transactions/{{txnId}}"),
        ("POST", f"{_ROUTE}/ping"),
        ("GET", f"{_ROUTE}/users/{{userId}}"),
        ("GET", f"{_ROUTE}/rooms/{{roomAlias}}"),
    )
    limits: ClassVar[Limits] = Limits(text=30_000, count="bytes")
    """Half of what an event may hold: what stands around a text, and its escapes, count too."""
    acknowledgement: ClassVar[Response] = Response(b"{}", "application/json")

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation; the account's name (LAUREAT_MATRIX_USER) is of use, not required."""
        self._secrets = settings.channels.matrix_hs_token
        self._token = settings.channels.matrix_as_token
        self._user = settings.channels.matrix_user
        self._origin = settings.public_url
        self._api = Api(settings.channels.matrix_homeserver_url)

    async def verify(self, request: Request) -> None:
        """See `Channel`."""
        self._prove(request)

    def greet(self, request: Request) -> Response:
        """See `Channel`: asked whether a user or a room is ours, we know of none that does not exist."""
        self._prove(request)
        return _error("M_NOT_FOUND", "Not one of ours.", 404)

    def _prove(self, request: Request) -> None:
        given = [request.header("Authorization")] if "Authorization" in request.headers else []
        tokens = [value.removeprefix("Bearer ") for value in given if value.startswith("Bearer ")]
        if len(tokens) != len(given):
            raise Refused("scheme")
        # Homeservers of before 2023 put it in the query, some in both.
        if "access_token" in request.query:
            tokens.append(request.query["access_token"])
        if not tokens:
            raise Refused("missing")
        if len(set(tokens)) > 1 or not same(tokens[0], self._secrets):
            raise Refused("token")

    def refusal(self, refused: Refused) -> Response:
        """See `Channel`."""
        return _error("M_FORBIDDEN", "Wrong or missing hs_token.", refused.status)

    def read(self, request: Request) -> Received:
        """See `Channel`; a transaction sent again differs in bytes, but holds the same events."""
        transaction: _Transaction = decode(request.body, _Transaction)
        found = []
        for raw in transaction.events:
            try:
                event = msgspec.json.decode(raw, type=Event)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
            message = self._incoming(event)
            if message is not None:
                found.append(message)
        return Received(tuple(found))

    def _incoming(self, event: Event) -> Incoming | None:
        if event.type == "m.room.member":
            # Where we do not know our name: to join a room that we are in changes nothing.
            invited = event.content.membership == "invite" and self._user in ("", event.state_key)
            return Incoming(event.event_id, event.room_id, calls=(self._api.join(event.room_id),)) if invited else None
        return said(event, self._user)

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        return self._api.write(message.to["room"], message.to["event"], fit(reply, self.limits, self._origin).texts)

    async def authorise(self, http: ClientSession) -> Mapping[str, str]:
        """See `Channel`."""
        return {"Authorization": f"Bearer {self._token}"}

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`."""
        return judge(super().judge(status, body), body)


def said(event: Event, user: str, crowd: bool = False) -> Incoming | None:
    """The message to `user` (empty where unknown) that an event is; none where it speaks to others.

    In a room of more than two (`crowd`), `user` must be called by name.

    Notices, by which robots speak, are not answered, nor are messages changed afterwards.
    """
    content, relation = event.content, event.content.relates_to
    if event.type != "m.room.message" or event.sender == user or event.state_key is not None:
        return None
    if relation is not None and relation.rel_type == "m.replace":
        return None
    called = content.mentions.user_ids if content.mentions is not None else []
    if user and called and user not in called:
        return None
    quoted = relation is not None and relation.in_reply_to is not None
    body = _unquoted(content.body) if quoted else content.body.strip()
    text, named = _unnamed(body, user)
    if crowd and not named and user not in called:
        return None
    other = content.msgtype in _SHOWN
    if not other and (content.msgtype != "m.text" or not text):
        return None
    to = {"room": event.room_id, "event": event.event_id}
    return Incoming(event.event_id, f"{event.room_id} {event.sender}", "" if other else text, to, other=other)


def judge(verdict: Verdict, body: bytes) -> Verdict:
    """A verdict with the pause that the homeserver asks for."""
    try:
        after = msgspec.json.decode(body)["retry_after_ms"]
        return Verdict(verdict.sent, verdict.again, float(after) / 1000)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError, TypeError, ValueError, OverflowError):
        return verdict


def room_of(call: Call) -> tuple[str, str, str] | None:
    """The room of a call of `Api.say`, what stands before its type of event, and the transaction."""
    head, found, transaction = call.url.partition("/send/m.room.message/")
    return (unquote(head.rpartition("/")[2]), f"{head}/send/", transaction) if found else None


def _unquoted(body: str) -> str:
    """A text without the message that it replies to, which older programs quote."""
    return "\n".join(dropwhile(lambda line: line.startswith(">"), body.split("\n"))).strip()


def _unnamed(text: str, user: str) -> tuple[str, bool]:
    """A text without our name at its head, and whether it holds our name."""
    name = user.removeprefix("@").partition(":")[0].casefold()
    if not name:
        return text, False
    for head in (user.casefold(), f"@{name}", name):
        if text.casefold().startswith(head) and text[len(head) : len(head) + 1] in (":", ",", " "):
            return text[len(head) + 1 :].strip(), True
    return text, re.search(rf"\b{re.escape(name)}\b", text.casefold()) is not None


def _error(code: str, error: str, status: int) -> Response:
    return Response(msgspec.json.encode({"errcode": code, "error": error}), "application/json", status)
