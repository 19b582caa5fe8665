"""Microsoft Teams (Bot Framework): a signed token with each activity; replies where it says, if that is Teams.

What is required of a token: Microsoft, « Authentication with the Bot Connector API », connector to bot.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

import msgspec
from aiohttp import ClientSession
from msgspec import Struct, structs
from yarl import URL

from bot.channels.channel import RETRIED, Call, Channel, Incoming, Received, Refused, Request, Verdict, decode
from bot.channels.connector import AccessToken, Keys, claims
from bot.channels.fitting import fit
from bot.channels.limits import Limits, Pace
from bot.message import Reply
from bot.settings import Settings
from bot.variables import is_loopback

_OPENID_PATH = "/v1/.well-known/openidconfiguration"
_GRANT_PATH = "/botframework.com/oauth2/v2.0/token"
_MENTION = re.compile(r"<at(?:\s[^<>]*)?>[^<>]*</at>", re.IGNORECASE)
_MARKUP = "text/html"
"""What Teams attaches to any text: the same, with its markup."""


def _whole(url: str, path: str) -> str:
    """An address, with its usual path where it is a base without one."""
    return url if URL(url).path != "/" else url + path


class _Account(Struct):
    id: str


class _Conversation(Struct):
    id: str
    conversation_type: str = msgspec.field(default="", name="conversationType")


class _Attachment(Struct):
    content_type: str = msgspec.field(default="", name="contentType")


class _Activity(Struct, rename="camel"):
    type: str
    service_url: str
    channel_id: str
    id: str | None = None
    from_: _Account | None = msgspec.field(default=None, name="from")
    recipient: _Account | None = None
    conversation: _Conversation | None = None
    text: str | None = None
    attachments: list[_Attachment] | None = None


class Teams(Channel):
    """See `Channel`."""

    name = "teams"
    limits: ClassVar[Limits] = Limits(text=20_000, count="utf-16", buttons=3, title=60, payload=1000, pictures="images")
    """Teams shows three suggested actions and no more."""
    group: ClassVar[Limits] = structs.replace(limits, buttons=0)
    """Where several talk, an action would be suggested to all."""
    paces: ClassVar[tuple[Pace, ...]] = (Pace(1793 / 3600, 7, chat=True),)
    """Teams takes 7 in one second, 8 in two, 60 in thirty and 1800 in an hour."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        """From the settings of the installation; `clock` is the time in seconds."""
        self._origin = settings.public_url
        self._id = settings.channels.teams_app_id
        self._hosts = tuple(host.casefold() for host in settings.channels.teams_service_hosts)
        self._keys = Keys(_whole(settings.channels.teams_openid_url, _OPENID_PATH))
        token = _whole(settings.channels.teams_token_url, _GRANT_PATH)
        self._access = AccessToken(token, self._id, settings.channels.teams_app_password, clock)

    async def verify(self, request: Request) -> None:
        """See `Channel`; replies carry our token to the address that the activity names, hence the care."""
        scheme, _, token = request.header("Authorization", 401).partition(" ")
        if scheme != "Bearer":
            raise Refused("scheme", 401)
        key = await self._keys.signer(self.http, token, request.now)
        proven = claims(token, key, self._id, request.now)
        activity: _Activity = decode(request.body, _Activity)
        if activity.channel_id not in key.endorsements:
            raise Refused("endorsement")
        if proven.get("serviceurl") != activity.service_url or not self._serves(activity.service_url):
            raise Refused("service")

    def _serves(self, address: str) -> bool:
        """Whether an address is one of Teams."""
        try:
            url = URL(address)
        except ValueError:
            return False
        host = (url.host or "").casefold()
        known = any(host == name or host.endswith(f".{name}") for name in self._hosts)
        safe = url.scheme == "https" or (url.scheme == "http" and is_loopback(host))
        return known and safe and url.user is None and not {"?", "#"} & set(address)

    def read(self, request: Request) -> Received:
        """See `Channel`; in a group each person has a conversation."""
        activity: _Activity = decode(request.body, _Activity)
        conversation, person = activity.conversation, activity.from_
        if activity.type != "message" or activity.id is None or conversation is None or person is None:
            return Received()
        text = _MENTION.sub(" ", activity.text or "").replace("&nbsp;", " ").strip()
        other = not text and any(one.content_type != _MARKUP for one in activity.attachments or ())
        if not text and not other:
            return Received()
        to = {
            "url": activity.service_url,
            "conversation": conversation.id,
            "activity": activity.id,
            "person": person.id,
            "robot": activity.recipient.id if activity.recipient is not None else f"28:{self._id}",
            "kind": conversation.conversation_type,
        }
        name, sender = f"{conversation.id} {activity.id}", f"{conversation.id} {person.id}"
        return Received((Incoming(name, sender, text, to, other=other),))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        to = message.to
        fitted = fit(reply, self.limits if to["kind"] == "personal" else self.group, self._origin)
        said: list[dict[str, Any]] = [{"text": text, "textFormat": "plain"} for text in fitted.texts]
        suggested: dict[str, Any] = {}
        if fitted.buttons:
            actions = [{"type": "imBack", "title": button.title, "value": button.payload} for button in fitted.buttons]
            suggested["suggestedActions"] = {"to": [to["person"]], "actions": actions}
        calls = [_call(message, {**one, **(suggested if one is said[-1] else {})}) for one in said]
        if fitted.image is not None:
            shown = {"contentType": "image/png", "contentUrl": fitted.image.url, "name": fitted.image.title}
            # Actions are suggested below the last activity alone.
            calls.append(_call(message, {"attachments": [shown], **suggested}, reply=False))
        return calls

    async def authorise(self, http: ClientSession) -> Mapping[str, str]:
        """See `Channel`."""
        return {"Authorization": f"Bearer {await self._access.get(http)}"}

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`; 412 is a conversation that another call is changing."""
        return Verdict(200 <= status < 300, status in RETRIED or status == 412)


def _call(message: Incoming, said: dict[str, Any], reply: bool = True) -> Call:
    to = message.to
    conversation, activity = quote(to["conversation"], safe=""), quote(to["activity"], safe="")
    body = {
        "type": "message",
        "from": {"id": to["robot"]},
        "recipient": {"id": to["person"]},
        "conversation": {"id": to["conversation"]},
        "replyToId": to["activity"],
        **said,
    }
    url = f"{to['url'].rstrip('/')}/v3/conversations/{conversation}/activities/{activity}"
    return Call(url, body, reply=reply)
