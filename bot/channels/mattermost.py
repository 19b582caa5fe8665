"""Mattermost: slash commands and outgoing webhooks that carry a token, answered in the HTTP response."""

import re
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from bot.channels import phrases
from bot.channels.channel import (
    Channel,
    Incoming,
    Received,
    Refused,
    Request,
    Response,
    decode,
    form,
    same,
)
from bot.channels.fitting import Image, compose, cut, image
from bot.channels.limits import Limits
from bot.message import Reply
from bot.settings import Settings

_MARKUP = re.compile(r"https?://\S+|[\\`*_~\[\]|#>]")
_CALLING = re.compile(r"(?<=@)(?=(?:all|channel|here)\b)|(?<=<)(?=!)")
"""Within what would call everybody."""


class _Written(Struct):
    """What commands and webhooks have in common, and what each has of its own."""

    token: str = ""
    channel_id: str = ""
    user_id: str = ""
    text: str = ""
    post_id: str = ""
    trigger_word: str = ""
    file_ids: str = ""
    command: str = ""
    trigger_id: str = ""


class Mattermost(Channel):
    """See `Channel`.

    Mattermost calls no webhook for what a webhook posts, so that our replies do not come back, and tells nothing by
    which another robot would be known.
    """

    name = "mattermost"
    reads_get = True
    limits: ClassVar[Limits] = Limits(text=16_383, pictures="images")
    acknowledgement: ClassVar[Response] = Response(b"{}", "application/json")

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation."""
        self._secrets = settings.channels.mattermost_token
        self._origin = settings.public_url

    async def verify(self, request: Request) -> None:
        """See `Channel`: a command carries its token twice."""
        if "Authorization" in request.headers:
            scheme, _, token = request.header("Authorization", 401).partition(" ")
            # Another scheme is that of an OAuth connection which the server may have towards us.
            if scheme.casefold() == "token" and not same(token.strip(), self._secrets):
                raise Refused("header", 401)
        if not same(_read(request).token, self._secrets):
            raise Refused("token", 401)

    def read(self, request: Request) -> Received:
        """See `Channel`; in a channel each person has a conversation."""
        written = _read(request)
        command = bool(written.command)
        id_ = written.trigger_id if command else written.post_id
        text = written.text.strip()
        if not command:
            text = text.removeprefix(written.trigger_word).lstrip(" ,:")
        other = not text and bool(written.file_ids)
        text = text or ("" if other else phrases.HELP)
        if not id_:
            return Received()
        to = {"kind": "command" if command else "webhook"}
        sender = f"{written.channel_id}/{written.user_id}"
        return Received((Incoming(id_, sender, text, to, other=other, inline=True),))

    def respond(self, reply: Reply, message: Incoming) -> Response:
        """See `Channel`: a command's author alone sees the answer, a webhook's stands below the question.

        An image that cannot be fetched is not shown, and the text is.
        """
        text, _ = compose(reply, self.limits, self._origin)
        said = _escaped(text.strip())
        picture = image(reply, self.limits, self._origin)
        shown = {"attachments": [_attached(picture)]} if picture is not None else {}
        if message.to["kind"] == "webhook":
            # Mattermost cuts what is too long by itself.
            return _json({"response_type": "comment", "text": said, **shown})
        posts: list[dict[str, Any]] = [{"response_type": "ephemeral", "text": one} for one in cut(said, self.limits)]
        posts = posts or [{}]
        posts[-1] |= shown
        first, *rest = posts
        return _json({**first, "extra_responses": rest} if rest else first)


def _read(request: Request) -> _Written:
    if request.method != "GET" and request.is_json:
        return decode(request.body, _Written)
    fields = form(request.search if request.method == "GET" else request.body)
    if len(fields.getall("token", ())) > 1:
        raise Refused("doubled", 401)
    return decode(msgspec.json.encode(dict(fields)), _Written)


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is, and that calls nobody; addresses stay addresses."""
    plain = _MARKUP.sub(lambda mark: mark[0] if len(mark[0]) > 1 else f"\\{mark[0]}", text)
    return _CALLING.sub("\u200b", plain)


def _attached(picture: Image) -> dict[str, str]:
    return {"fallback": picture.alternative, "title": _escaped(picture.title), "image_url": picture.url}


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), "application/json")
