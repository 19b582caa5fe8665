"""Messenger and WhatsApp Cloud: one signature over the raw body, batches of events in, the Graph API out."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import msgspec
from msgspec import Struct, structs

from bot.channels import phrases
from bot.channels.channel import (
    Call,
    Channel,
    Incoming,
    Received,
    Refused,
    Request,
    Response,
    Verdict,
    decode,
    same,
)
from bot.channels.fitting import fit
from bot.channels.limits import Limits, Pace
from bot.message import Button, Reply
from bot.settings import Settings

VERSION = "v25.0"
"""Of the Graph API."""
_BUSY = frozenset((4, 80007, 130429, 131048, 131056))
"""Error codes that mean « too many messages »: they come with status 400."""


class Meta(Channel):
    """What both have in common."""

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._secrets = settings.channels.meta_app_secret
        self._token = settings.channels.meta_verify_token
        self._origin = settings.public_url
        self._graph = f"{settings.channels.meta_api_url}/{VERSION}"

    async def verify(self, request: Request) -> None:
        """See `Channel`."""
        scheme, _, digest = request.header("X-Hub-Signature-256").partition("=")
        signed = [hmac.new(secret, request.body, hashlib.sha256).hexdigest().encode() for secret in self._secrets]
        if scheme != "sha256" or not same(digest, signed):
            raise Refused("signature")

    def greet(self, request: Request) -> Response:
        """See `Channel`: the subscription's handshake."""
        query = request.query
        if query.get("hub.mode") != "subscribe" or not same(query.get("hub.verify_token", ""), [self._token.encode()]):
            raise Refused("verify token")
        return Response(query.get("hub.challenge", "").encode())

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`."""
        verdict = super().judge(status, body)
        if verdict.sent:
            return verdict
        try:
            return Verdict(False, verdict.again or msgspec.json.decode(body)["error"]["code"] in _BUSY)
        except (msgspec.DecodeError, KeyError, TypeError):
            return verdict


_STARTED = "GET_STARTED"
"""What Meta's own examples give the button that opens a conversation."""


class _Id(Struct):
    id: str


class _Payload(Struct):
    payload: str = ""
    title: str = ""
    mid: str | None = None


class _PageMessage(Struct):
    mid: str
    text: str = ""
    is_echo: bool = False
    quick_reply: _Payload | None = None
    attachments: list[Any] = []


class _Event(Struct):
    sender: _Id | None = None
    timestamp: int = 0
    message: _PageMessage | None = None
    postback: _Payload | None = None


class _PageEntry(Struct):
    messaging: list[_Event] = []


class _Page(Struct):
    object: str = ""
    entry: list[_PageEntry] = []


class Messenger(Meta):
    """See `Channel`."""

    name = "messenger"
    limits: ClassVar[Limits] = Limits(text=2000, buttons=13, title=20, payload=1000, pictures="images")

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        super().__init__(settings)
        self._url = f"{self._graph}/me/messages"
        self._headers = {"Authorization": f"Bearer {settings.channels.messenger_page_token}"}

    def read(self, request: Request) -> Received:
        """See `Channel`."""
        page: _Page = decode(request.body, _Page)
        events = (event for entry in page.entry for event in entry.messaging)
        return Received(tuple(message for event in events for message in _said(event)))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        fitted = fit(reply, self.limits, self._origin)
        said: list[dict[str, Any]] = [{"text": text} for text in fitted.texts]
        buttons = [
            {"content_type": "text", "title": button.title, "payload": button.payload} for button in fitted.buttons
        ]
        if buttons and said:
            said[-1]["quick_replies"] = buttons
        calls = [self._call(message, one) for one in said]
        if fitted.image is not None:
            shown: dict[str, Any] = {"attachment": {"type": "image", "payload": {"url": fitted.image.url}}}
            if buttons:
                # Those of the text go away when something follows it, and stay when that is refused.
                shown["quick_replies"] = buttons
            calls.append(self._call(message, shown, reply=False))
        return calls

    def _call(self, message: Incoming, said: dict[str, Any], reply: bool = True) -> Call:
        body = {"recipient": {"id": message.to["id"]}, "messaging_type": "RESPONSE", "message": said}
        return Call(self._url, body, headers=self._headers, reply=reply)


def _said(event: _Event) -> Iterator[Incoming]:
    if event.sender is None:
        return
    to = {"id": event.sender.id}
    if event.postback is not None:
        id_ = event.postback.mid or f"{event.sender.id} {event.timestamp}"
        said = event.postback.payload or event.postback.title
        yield Incoming(id_, event.sender.id, phrases.HELLO if said.startswith(_STARTED) else said, to)
    message = event.message
    if message is None or message.is_echo:
        return
    text = message.quick_reply.payload if message.quick_reply is not None else message.text
    if text or message.attachments:
        yield Incoming(message.mid, event.sender.id, text or "", to, other=not text)


class _Body(Struct):
    body: str = ""


class _Captioned(Struct):
    caption: str = ""


class _Choice(Struct):
    id: str = ""
    title: str = ""


class _Interactive(Struct):
    button_reply: _Choice | None = None
    list_reply: _Choice | None = None


class _Template(Struct):
    payload: str = ""
    text: str = ""


class _WhatsAppMessage(Struct):
    id: str
    type: str = ""
    from_: str | None = msgspec.field(default=None, name="from")
    from_user_id: str | None = None
    text: _Body | None = None
    image: _Captioned | None = None
    video: _Captioned | None = None
    document: _Captioned | None = None
    interactive: _Interactive | None = None
    button: _Template | None = None


class _Metadata(Struct):
    phone_number_id: str = ""


class _Value(Struct):
    metadata: _Metadata | None = None
    messages: list[_WhatsAppMessage] = []


class _Change(Struct):
    field: str = ""
    value: Any = None


class _WhatsAppEntry(Struct):
    changes: list[_Change] = []


class _Account(Struct):
    object: str = ""
    entry: list[_WhatsAppEntry] = []


_SHOWN = frozenset(("image", "audio", "video", "document", "sticker", "location", "contacts", "voice"))
MOST_REPLY_BUTTONS = 3
"""Beyond, WhatsApp shows a list."""


class WhatsApp(Meta):
    """See `Channel`."""

    name = "whatsapp"
    limits: ClassVar[Limits] = Limits(text=4096, buttons=10, title=20, payload=200, pictures="images")
    interactive: ClassVar[Limits] = structs.replace(limits, text=1024)
    """Of the text beside buttons."""
    paces: ClassVar[tuple[Pace, ...]] = (Pace(80, 80), Pace(1 / 6, 8, chat=True))

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        super().__init__(settings)
        self._phone = settings.channels.whatsapp_phone_id
        self._url = f"{self._graph}/{settings.channels.whatsapp_phone_id}/messages"
        self._headers = {"Authorization": f"Bearer {settings.channels.whatsapp_token}"}

    def read(self, request: Request) -> Received:
        """See `Channel`; what was written to another number of the account is for another program."""
        account: _Account = decode(request.body, _Account)
        found: list[Incoming] = []
        for change in (change for entry in account.entry for change in entry.changes if change.field == "messages"):
            value: _Value = decode(msgspec.json.encode(change.value), _Value)
            if value.metadata is None or value.metadata.phone_number_id in ("", self._phone):
                found.extend(incoming for message in value.messages for incoming in _written(message))
        return Received(tuple(found))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`; a text too long to stand beside its buttons goes before them.

        An image that cannot be fetched is refused after the call has passed, with all that its message holds: it goes
        alone.
        """
        fitted = fit(reply, self.interactive if reply.buttons else self.limits, self._origin)
        calls = []
        for text in fitted.texts:
            if fitted.buttons and text is fitted.texts[-1]:
                said = {"type": "interactive", "interactive": _choices(text, fitted.buttons)}
            else:
                said = {"type": "text", "text": {"body": text, "preview_url": False}}
            calls.append(self._call(message, said))
        if fitted.image is not None:
            shown = {"type": "image", "image": {"link": fitted.image.url, "caption": fitted.image.title}}
            calls.append(self._call(message, shown, reply=False))
        return calls

    def _call(self, message: Incoming, said: dict[str, Any], reply: bool = True) -> Call:
        to = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": message.to["to"]}
        return Call(self._url, {**to, **said}, headers=self._headers, reply=reply)


def _written(message: _WhatsAppMessage) -> Iterator[Incoming]:
    # A person may be known by an identifier of the business instead of a telephone number.
    who = message.from_ or message.from_user_id
    if who is None:
        return
    text = message.text.body if message.text is not None else ""
    for shown in (message.image, message.video, message.document):
        text = text or (shown.caption if shown is not None else "")
    if message.interactive is not None:
        chosen = message.interactive.button_reply or message.interactive.list_reply
        text = (chosen.id or chosen.title) if chosen is not None else ""
    if message.button is not None:
        text = message.button.payload or message.button.text
    if text or message.type in _SHOWN:
        yield Incoming(message.id, who, text, {"to": who}, other=not text)


def _choices(text: str, buttons: Sequence[Button]) -> dict[str, Any]:
    if len(buttons) <= MOST_REPLY_BUTTONS:
        replies = [{"type": "reply", "reply": {"id": button.payload, "title": button.title}} for button in buttons]
        return {"type": "button", "body": {"text": text}, "action": {"buttons": replies}}
    rows = [{"id": button.payload, "title": button.title} for button in buttons]
    action = {"button": "Choisir", "sections": [{"title": "Choix", "rows": rows}]}
    return {"type": "list", "body": {"text": text}, "action": action}
