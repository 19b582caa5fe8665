"""Slack: a signature over time and body; events, slash commands and clicks in; `chat.postMessage` out."""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any, ClassVar

import msgspec
from msgspec import Struct, structs
from slack_sdk.signature import Clock, SignatureVerifier

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
    form,
)
from bot.channels.fitting import Fitted, Image, fit
from bot.channels.limits import Limits, Pace
from bot.message import Reply
from bot.settings import Settings

_RESPONSES = "https://hooks.slack.com/"
"""Where the answers to what only one person sees go."""
_BUSY = frozenset(("ratelimited", "rate_limited", "service_unavailable", "internal_error", "request_timeout"))
"""Errors after which the same call may pass later: they come with status 200."""
_SAID = frozenset((None, "file_share", "thread_broadcast"))
"""The subtypes of messages that people write; the others tell what happens in the channel."""
_MARK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


class _At(Clock):
    """The time at which a request came."""

    def __init__(self, now: float) -> None:
        self._now = now

    def now(self) -> float:
        return self._now


class _Kind(Struct):
    type: str = ""


class _Installed(Struct):
    user_id: str | None = None
    is_bot: bool = False


class _Envelope(Struct):
    type: str = ""
    challenge: str = ""
    event_id: str = ""
    event: msgspec.Raw = msgspec.Raw(b"{}")
    authorizations: list[_Installed] = []


class _Event(Struct):
    channel: str
    ts: str
    type: str = ""
    channel_type: str = ""
    user: str | None = None
    text: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    files: list[Any] = []


class _Id(Struct):
    id: str


class _Container(Struct):
    is_ephemeral: bool = False
    thread_ts: str | None = None


class _Action(Struct):
    action_ts: str
    value: str | None = None


class _Click(Struct):
    user: _Id
    actions: list[_Action]
    channel: _Id | None = None
    container: _Container = msgspec.field(default_factory=_Container)
    response_url: str = ""


class Slack(Channel):
    """See `Channel`."""

    name = "slack"
    limits: ClassVar[Limits] = Limits(text=3000, count="escaped", buttons=25, title=75, payload=2000, pictures="images")
    command: ClassVar[Limits] = structs.replace(limits, pictures="links")
    """Of the one message that answers a slash command: Slack refuses a message whose image it cannot fetch."""
    paces: ClassVar[tuple[Pace, ...]] = (Pace(1, 3, chat=True),)

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._secrets = [secret.decode() for secret in settings.channels.slack_signing_secret]
        self._api = f"{settings.channels.slack_api_url}/"
        self._origin = settings.public_url
        self._headers = {"Authorization": f"Bearer {settings.channels.slack_token}"}

    async def verify(self, request: Request) -> None:
        """See `Channel`: within five minutes of the time that is signed."""
        time = request.header("X-Slack-Request-Timestamp", 401)
        signature = request.header("X-Slack-Signature", 401)
        clock = _At(request.now)
        try:
            valid = [
                SignatureVerifier(secret, clock).is_valid(request.body, time, signature) for secret in self._secrets
            ]
        except (ValueError, TypeError, OverflowError):
            # A time that is no number, a body that is not UTF-8, a signature that is not ASCII.
            raise Refused("signature", 401) from None
        if not any(valid):
            raise Refused("signature", 401)

    def greet(self, request: Request) -> Response:
        """See `Channel`: Slack tries now and then whether the certificate of a slash command's address holds."""
        if request.query.get("ssl_check") != "1":
            raise Refused("no handshake", 401)
        return Response()

    def read(self, request: Request) -> Received:
        """See `Channel`: what people write to us, where we are named, as a command or by a click."""
        if request.is_json:
            envelope: _Envelope = decode(request.body, _Envelope)
            if envelope.type == "url_verification":
                return Received(response=_json({"challenge": envelope.challenge}))
            return Received(_said(envelope))
        fields = form(request.body)
        if "payload" in fields:
            return Received(self._clicked(fields["payload"].encode()))
        text = fields.get("text", "").strip() or phrases.HELP
        if "trigger_id" not in fields:
            return Received()
        sender = f"{fields.get('channel_id', '')}/{fields.get('user_id', '')}"
        return Received((Incoming(fields["trigger_id"], sender, _plain(text, ()), inline=True),))

    def _clicked(self, raw: bytes) -> tuple[Incoming, ...]:
        kind: _Kind = decode(raw, _Kind)
        if kind.type != "block_actions":
            return ()
        click: _Click = decode(raw, _Click)
        action = next((action for action in click.actions if action.value), None)
        if action is None or not action.value or click.channel is None:
            return ()
        to = _to(click.channel.id, click.container.thread_ts)
        if click.container.is_ephemeral and click.response_url.startswith((_RESPONSES, self._api)):
            # Nobody else saw the question, and the channel may be one where we are not.
            to = {"url": click.response_url}
        sender = f"{click.channel.id}/{click.user.id}"
        return (Incoming(f"{sender} {action.action_ts}", sender, action.value, to),)

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        fitted = fit(reply, self.limits, self._origin)
        calls = []
        for text in fitted.texts:
            buttons = fitted.buttons if text is fitted.texts[-1] else ()
            calls.append(self._call(message, _blocks(Fitted((text,), buttons))))
        if fitted.image is not None:
            calls.append(self._call(message, _shown(fitted.image), reply=False))
        return calls

    def _call(self, message: Incoming, said: dict[str, Any], reply: bool = True) -> Call:
        if "url" in message.to:
            private = {"response_type": "ephemeral", "replace_original": False}
            return Call(message.to["url"], {**private, **said}, reply=reply)
        return Call(f"{self._api}api/chat.postMessage", {**message.to, **said}, headers=self._headers, reply=reply)

    def respond(self, reply: Reply, message: Incoming) -> Response:
        """See `Channel`: what answers a slash command, which only its author sees."""
        return _json({"response_type": "ephemeral", **_blocks(fit(reply, self.command, self._origin))})

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`; failures come with status 200."""
        verdict = super().judge(status, body)
        if not verdict.sent or body.strip() == b"ok":
            return verdict
        try:
            answer = msgspec.json.decode(body)
            return Verdict(True) if answer["ok"] is True else Verdict(False, answer.get("error") in _BUSY)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError):
            return Verdict(False)


def _said(envelope: _Envelope) -> tuple[Incoming, ...]:
    kind: _Kind = decode(envelope.event, _Kind)
    if envelope.type != "event_callback" or kind.type not in ("message", "app_mention"):
        return ()
    event: _Event = decode(envelope.event, _Event)
    ours = [installed.user_id for installed in envelope.authorizations if installed.is_bot and installed.user_id]
    if event.bot_id or event.subtype not in _SAID or not event.user or event.user in ours:
        return ()
    text = _plain(event.text or "", ours)
    if kind.type == "app_mention" and not ours:
        text = re.sub(r"^@\w+\s*", "", text)
    if not text and not event.files:
        return ()
    place = f"{event.channel} {event.ts}"
    to = _to(event.channel, event.thread_ts)
    sender = f"{event.channel}/{event.user}"
    return (Incoming(envelope.event_id or place, sender, text, to, other=not text, also=(place,)),)


def _to(channel: str, thread: str | None) -> dict[str, str]:
    return {"channel": channel, "thread_ts": thread} if thread else {"channel": channel}


def _plain(text: str, ours: Sequence[str]) -> str:
    """What people see of Slack's markup, our own name left out."""

    def seen(mark: re.Match[str]) -> str:
        target, label = mark[1], mark[2]
        if target.removeprefix("@") in ours:
            return ""
        return label or target

    return unescape(_MARK.sub(seen, text)).strip()


def _blocks(fitted: Fitted) -> dict[str, Any]:
    texts = [escape(text, quote=False) for text in fitted.texts]
    blocks: list[dict[str, Any]] = [{"type": "section", "text": {"type": "mrkdwn", "text": text}} for text in texts]
    if fitted.buttons:
        elements = [
            {
                "type": "button",
                "action_id": f"choice-{number}",
                "text": {"type": "plain_text", "text": button.title, "emoji": False},
                "value": button.payload,
            }
            for number, button in enumerate(fitted.buttons, 1)
        ]
        blocks.append({"type": "actions", "elements": elements})
    return {"text": "\n\n".join(texts), "blocks": blocks}


def _shown(image: Image) -> dict[str, Any]:
    block = {
        "type": "image",
        "image_url": image.url,
        "alt_text": image.alternative,
        "title": {"type": "plain_text", "text": image.title, "emoji": False},
    }
    return {"text": escape(image.title, quote=False), "blocks": [block]}


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), "application/json")
