"""Telegram (Bot API): a secret in a header; updates in; `sendMessage` and `sendPhoto` out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from bot.channels import phrases
from bot.channels.channel import (
    Call,
    Channel,
    Incoming,
    Received,
    Refused,
    Request,
    Verdict,
    decode,
    same,
)
from bot.channels.fitting import fit
from bot.channels.limits import Limits, Pace
from bot.message import Reply
from bot.settings import Settings


class _Chat(Struct):
    id: int
    type: str = "private"


class _User(Struct):
    id: int
    is_bot: bool = False


class _Key(Struct):
    text: str = ""
    callback_data: str | None = None


class _Keyboard(Struct):
    inline_keyboard: list[list[_Key]] = []


class _Message(Struct):
    message_id: int
    chat: _Chat
    from_: _User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    reply_markup: _Keyboard | None = None
    photo: Any = None
    voice: Any = None
    audio: Any = None
    video: Any = None
    video_note: Any = None
    document: Any = None
    sticker: Any = None
    location: Any = None
    contact: Any = None


class _Tap(Struct):
    id: str
    from_: _User = msgspec.field(name="from")
    data: str = ""
    message: _Message | None = None


class _Update(Struct):
    update_id: int
    message: _Message | None = None
    callback_query: _Tap | None = None


_SENT = ("photo", "voice", "audio", "video", "video_note", "document", "sticker", "location", "contact")


class Telegram(Channel):
    """See `Channel`."""

    name = "telegram"
    limits: ClassVar[Limits] = Limits(text=4096, count="utf-16", buttons=8, title=60, payload=64, pictures="images")
    paces: ClassVar[tuple[Pace, ...]] = (Pace(30, 30), Pace(1, 3, chat=True))

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._secrets = settings.channels.telegram_secret
        self._origin = settings.public_url
        self._api = f"{settings.channels.telegram_api_url}/bot{settings.channels.telegram_token}"

    async def verify(self, request: Request) -> None:
        """See `Channel`."""
        if not same(request.header("X-Telegram-Bot-Api-Secret-Token", 401), self._secrets):
            raise Refused("secret", 401)

    def read(self, request: Request) -> Received:
        """See `Channel`; an edited message is not answered again, and in a group each person has a conversation."""
        update: _Update = decode(request.body, _Update)
        if update.callback_query is not None:
            return Received(_tapped(update.update_id, update.callback_query))
        message = update.message
        if message is None or (message.from_ is not None and message.from_.is_bot):
            return Received()
        text = _meant(message.text or message.caption or "")
        other = not text and any(getattr(message, name) is not None for name in _SENT)
        if not text and not other:
            return Received()
        return Received((_incoming(update.update_id, message, message.from_, text, {}, other),))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`; a tap is acknowledged, which stops its hourglass."""
        fitted = fit(reply, self.limits, self._origin)
        calls = []
        if "tap" in message.to:
            calls.append(
                Call(f"{self._api}/answerCallbackQuery", {"callback_query_id": message.to["tap"]}, reply=False)
            )
        for text in fitted.texts:
            body: dict[str, Any] = {"chat_id": int(message.to["chat"]), "text": text}
            if fitted.buttons and text is fitted.texts[-1]:
                rows = [[{"text": button.title, "callback_data": button.payload}] for button in fitted.buttons]
                body["reply_markup"] = {"inline_keyboard": rows}
            calls.append(Call(f"{self._api}/sendMessage", body))
        if fitted.image is not None:
            photo = {"chat_id": int(message.to["chat"]), "photo": fitted.image.url, "caption": fitted.image.title}
            calls.append(Call(f"{self._api}/sendPhoto", photo, reply=False))
        return calls

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`; the pause asked for stands in the body."""
        verdict = super().judge(status, body)
        try:
            after = msgspec.json.decode(body)["parameters"]["retry_after"]
            return Verdict(verdict.sent, verdict.again, float(after))
        except (msgspec.DecodeError, KeyError, TypeError, ValueError):
            return verdict


_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?:\s|$)")
_COMMANDS = {"start": phrases.HELLO, "help": phrases.HELP}
_CALL = re.compile(r"(?<!\w)@\w+[\s,:]*")


def _meant(text: str) -> str:
    """A text without the names by which a bot is called in a group, the two commands of every bot in words."""
    command = _COMMAND.match(text)
    if command is not None and command[1] in _COMMANDS:
        return _COMMANDS[command[1]]
    return _CALL.sub("", text).strip()


def _tapped(update: int, tap: _Tap) -> tuple[Incoming, ...]:
    if tap.message is None:
        return ()
    text = tap.data
    if text.isdigit() and tap.message.reply_markup is not None:
        # A payload too long for Telegram was numbered: the button still shows what it says.
        keys = [key for row in tap.message.reply_markup.inline_keyboard for key in row]
        text = next((key.text for key in keys if key.callback_data == text and not key.text.isdigit()), text)
    return (_incoming(update, tap.message, tap.from_, text, {"tap": tap.id}, False),) if text else ()


def _incoming(
    update: int, message: _Message, user: _User | None, text: str, to: Mapping[str, str], other: bool
) -> Incoming:
    chat = str(message.chat.id)
    sender = chat if user is None or user.id == message.chat.id else f"{chat}/{user.id}"
    return Incoming(str(update), sender, text, {"chat": chat, **to}, other=other)
