"""The REST channel: one message in, an array of messages out, as Rasa's clients know it; and its callback sibling."""

import secrets
from collections.abc import Callable, Sequence
from enum import Enum

import msgspec
from aiohttp import hdrs, web

from bot.channels.channel import Channel, Incoming
from bot.channels.delivery import Answering, Delivery
from bot.channels.rasa import RestMessage, RestRequest, messages
from bot.message import Message
from bot.metrics import Metrics
from bot.server.body import JsonBody
from bot.server.limits import Limiter
from bot.server.problems import Kind, Problem
from bot.server.repeats import Repeats


class _Form(Enum):
    """How the messages of a reply are laid out, and the type that this is given."""

    ARRAY = ("array", "application/json")
    LINES = ("one a line, as Rasa streams them", "text/event-stream")
    EVENTS = ("server-sent events", "text/event-stream")


_encoder = msgspec.json.Encoder()


def routes(
    assistant: Answering,
    delivery: Delivery,
    limiter: Limiter,
    repeats: Repeats,
    metrics: Metrics,
    callback: Channel | None,
    origin: Callable[[web.Request], str | None],
) -> Sequence[web.AbstractRouteDef]:
    """`POST /webhooks/rest/webhook`, and Rasa's `GET /webhooks/rest/`, by which clients see that it is there.

    With the callback channel, `POST /webhooks/callback/webhook` as well. Pictures are under the server's `origin`, as
    whoever sent the request sees it; they are not named where it is unknown.
    """
    # Rasa's own widget says `text/plain`.
    body = JsonBody(RestRequest, "application/json", "text/plain")
    seconds = metrics.seconds.labels("answer")

    async def webhook(request: web.Request) -> web.Response:
        form = _wanted(request)
        received = await body.read(request)
        sender = None if received.who is None else f"rest:{received.who}"

        async def answer() -> tuple[RestMessage, ...]:
            with seconds.time():
                reply = await assistant.reply(
                    Message(sender=sender, channel="rest", id=received.message_id, text=received.message)
                )
            metrics.messages.labels("rest", reply.outcome).inc()
            return messages(received.who, reply)

        said = await repeats.answer(received, lambda: limiter.admit(request, "rest", sender), answer)
        if any(message.image is not None or message.attachment is not None for message in said):
            here = origin(request)
            said = tuple(message.under(here) for message in said)
        return web.Response(body=_lay_out(said, form), content_type=form.value[1])

    async def status(request: web.Request) -> web.Response:
        return web.Response(body=b'{"status":"ok"}', content_type="application/json")

    found = [web.post("/webhooks/rest/webhook", webhook), web.get("/webhooks/rest/", status)]
    if callback is None:
        return found

    async def call_back(request: web.Request) -> web.Response:
        received = await body.read(request)
        await limiter.admit(request, "callback", None)
        # Without a sender, nobody else is in this conversation.
        sender = received.who or secrets.token_hex(8)
        to = {} if received.who is None else {"sender": received.who}
        # A name is the sender's own.
        id_ = secrets.token_hex(8) if received.message_id is None else f"{sender} {received.message_id}"
        await delivery.accept(callback, Incoming(id_, sender, received.message, to))
        return web.Response(text="success")

    return [*found, web.post("/webhooks/callback/webhook", call_back)]


def _wanted(request: web.Request) -> _Form:
    """How the messages are wanted; raises Problem (422) where `stream` says something unknown."""
    stream = request.query.get("stream", "false").lower() if request.query_string else "false"
    if stream not in ("true", "false"):
        raise Problem(Kind.INVALID, "Corrigez le paramètre « stream » : « true » ou « false ».")
    if _Form.EVENTS.value[1] in request.headers.get(hdrs.ACCEPT, ""):
        return _Form.EVENTS
    return _Form.LINES if stream == "true" else _Form.ARRAY


def _lay_out(said: Sequence[RestMessage], form: _Form) -> bytes:
    """Messages in the form that is wanted."""
    if form is _Form.ARRAY:
        return _encoder.encode(said)
    if form is _Form.LINES:
        return _encoder.encode_lines(said)
    return b"".join(b"data: %s\n\n" % _encoder.encode(message) for message in said)
