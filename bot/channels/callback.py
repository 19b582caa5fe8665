"""Rasa's callback channel: messages come as on the REST channel, replies are posted to an address of the operator."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from bot.channels.channel import Call, Channel, Incoming, Received, Request
from bot.channels.limits import Limits
from bot.channels.rasa import messages
from bot.message import Reply
from bot.settings import Settings


class Callback(Channel):
    """See `Channel`; `bot.server.rest` reads its requests, which prove nothing, as those of the REST channel."""

    name = "callback"
    limits: ClassVar[Limits] = Limits(text=100_000, buttons=100, title=1000, payload=10_000)
    numbers = False

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._url = settings.channels.callback_url
        self._origin = settings.public_url

    async def verify(self, request: Request) -> None:
        """See `Channel`."""

    def read(self, request: Request) -> Received:
        """See `Channel`."""
        return Received()

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        said = messages(message.to.get("sender"), reply)
        return [Call(self._url, msgspec.to_builtins(one.under(self._origin))) for one in said]
