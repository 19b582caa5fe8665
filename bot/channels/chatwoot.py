"""Chatwoot: a robot before the agents. It answers conversations that no agent has, and hands over those it cannot.

A tap on a choice comes as the update of the message that proposed it (Chatwoot, `lib/integrations/
bot_processor_service.rb`).
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
from aiohttp import ClientSession
from msgspec import Struct, structs

from bot.channels import phrases
from bot.channels.channel import Call, Channel, Incoming, Received, Refused, Request, decode, same
from bot.channels.fitting import fit
from bot.channels.limits import Limits
from bot.message import Reply
from bot.settings import Settings

WINDOW_SECONDS = 300
"""How far the time of a signature may be from ours."""


class _Id(Struct):
    id: int


class _Conversation(Struct):
    id: int
    status: str = ""


class _Value(Struct):
    value: str = ""
    title: str = ""


class _Attributes(Struct):
    submitted_values: list[_Value] = []


class _Event(Struct):
    event: str = ""
    id: int | None = None
    content: str | None = None
    message_type: str | int | None = None
    content_type: str | None = None
    private: bool | None = None
    content_attributes: Any = None
    attachments: list[Any] | None = None
    conversation: _Conversation | None = None
    account: _Id | None = None


class Chatwoot(Channel):
    """See `Channel`."""

    name = "chatwoot"
    limits: ClassVar[Limits] = Limits(text=10_000, buttons=10, title=100, payload=1000)

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._secrets = settings.channels.chatwoot_secret
        self._token = settings.channels.chatwoot_token
        self._origin = settings.public_url
        self._account = settings.channels.chatwoot_account_id
        self._conversations = (
            f"{settings.channels.chatwoot_url}/api/v1/accounts/{settings.channels.chatwoot_account_id}/conversations"
        )

    async def verify(self, request: Request) -> None:
        """See `Channel`."""
        at = request.header("X-Chatwoot-Timestamp")
        scheme, _, digest = request.header("X-Chatwoot-Signature").partition("=")
        if not (at.isascii() and at.isdigit() and len(at) <= 12) or abs(request.now - int(at)) > WINDOW_SECONDS:
            raise Refused("timestamp")
        signed = at.encode() + b"." + request.body
        digests = [hmac.new(secret, signed, hashlib.sha256).hexdigest().encode() for secret in self._secrets]
        if scheme != "sha256" or not same(digest, digests):
            raise Refused("signature")

    def read(self, request: Request) -> Received:
        """See `Channel`; what an agent has taken, or has left to be answered later, is the agent's."""
        event: _Event = decode(request.body, _Event)
        conversation = event.conversation
        if conversation is None or conversation.status != "pending" or event.id is None or event.private:
            return Received()
        if event.account is not None and str(event.account.id) != self._account:
            return Received()
        name, text, other = str(event.id), "", False
        if event.event == "message_created" and event.message_type == "incoming":
            text = event.content or ""
            other = not text and bool(event.attachments)
        elif event.event == "message_updated" and event.content_type == "input_select":
            text = _chosen(event.content_attributes)
            name = f"{event.id} {text}"
        if not text and not other:
            return Received()
        deliveries = tuple(f"delivery {name}" for name in request.headers.getall("X-Chatwoot-Delivery", ()))
        to = {"conversation": str(conversation.id), "said": text}
        return Received((Incoming(name, str(conversation.id), text, to, other=other, also=deliveries),))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`; who asks for somebody, or cannot be answered for a fault of ours, is left to the agents."""
        conversation = f"{self._conversations}/{message.to['conversation']}"
        asked = reply.outcome == "handoff"
        said = structs.replace(reply, text=f"{phrases.TRANSFERRED}\n\n{reply.text}") if asked else reply
        fitted = fit(said, self.limits, self._origin)
        calls = []
        for text in fitted.texts:
            body: dict[str, Any] = {"content": text, "message_type": "outgoing"}
            if fitted.buttons and text is fitted.texts[-1]:
                items = [{"title": button.title, "value": button.payload} for button in fitted.buttons]
                body |= {"content_type": "input_select", "content_attributes": {"items": items}}
            calls.append(Call(f"{conversation}/messages", body))
        if asked or reply.text == phrases.BROKEN:
            note = phrases.handed_over(message.to.get("said", ""), reply.text)
            body = {"content": note, "message_type": "outgoing", "private": True}
            calls.append(Call(f"{conversation}/messages", body, reply=False))
            calls.append(Call(f"{conversation}/toggle_status", {"status": "open"}, reply=False))
        return calls

    async def authorise(self, http: ClientSession) -> Mapping[str, str]:
        """See `Channel`."""
        return {"api_access_token": self._token}


def _chosen(attributes: object) -> str:
    """What was tapped; the attributes of other messages have other shapes."""
    try:
        values = msgspec.convert(attributes, _Attributes).submitted_values
    except msgspec.ValidationError:
        return ""
    return (values[0].value or values[0].title) if values else ""
