"""The REST channel: one message in, an array of messages out, as Rasa's clients know it."""

from collections.abc import Sequence
from typing import Annotated, Any, Protocol

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from bot.message import MAX_LENGTH, Button, Message, Outcome, Reply, Source
from bot.server.body import NOT_BLANK, JsonBody
from bot.server.problems import Kind, Problem

MAX_SENDER = 255
"""Longest name of a sender, in Unicode code points."""

MAX_ID = 2**63 - 1
"""Greatest sender given as a whole number, which is taken for its text."""

DEFAULT_SENDER = "default"
"""The sender of a message that names none, as in Rasa: all such messages are one conversation."""


class Answering(Protocol):
    """Whoever answers messages: `bot.assistant.Assistant`."""

    async def reply(self, message: Message) -> Reply:
        """The answer to any message."""


class RestRequest(Struct, frozen=True):
    """Un message d’une personne."""

    message: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MAX_LENGTH,
            pattern=NOT_BLANK,
            description=f"Ce que la personne écrit, de 1 à {MAX_LENGTH} caractères, pas seulement des espaces.",
        ),
    ]
    sender: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_SENDER)] | Annotated[int, Meta(ge=-MAX_ID, le=MAX_ID)] | None,
        Meta(
            description=(
                f"Qui parle, un texte de 1 à {MAX_SENDER} caractères ou un nombre entier, "
                "le même tout au long d’une conversation."
            ),
        ),
    ] = DEFAULT_SENDER
    metadata: Annotated[
        dict[str, Any] | None, Meta(description="Ce que le canal sait de plus, un objet JSON ; Lauréat n’en fait rien.")
    ] = None


class Custom(Struct, frozen=True):
    """Ce que la réponse vaut : comment la question a été prise, et d’où vient ce qui est dit."""

    outcome: Annotated[Outcome, Meta(description="Comment la question a été prise.")]
    intent: Annotated[str | None, Meta(description="L’intention comprise, ou null.")]
    confidence: Annotated[float, Meta(description="La part du message qui est comprise, de 0 à 1.")]
    sources: Annotated[tuple[Source, ...], Meta(description="Les documents qui disent ce que dit la réponse.")]
    data: Annotated[dict[str, Any], Meta(description="Ce qui a été trouvé, pour un programme.")]


class RestMessage(Struct, frozen=True, omit_defaults=True):
    """Un message de Lauréat."""

    recipient_id: Annotated[str, Meta(description="À qui l’on répond : le « sender » reçu.")]
    text: Annotated[str, Meta(description="La réponse, en texte brut.")]
    custom: Custom
    buttons: Annotated[
        tuple[Button, ...], Meta(description="Des suites possibles ; « payload » se renvoie tel quel.")
    ] = ()


def messages(sender: str, reply: Reply) -> tuple[RestMessage, ...]:
    """A reply as the messages of the channel, addressed to `sender`."""
    custom = Custom(reply.outcome, reply.intent, reply.confidence, reply.sources, reply.data)
    return (RestMessage(sender, reply.text, custom, reply.buttons),)


def routes(assistant: Answering) -> Sequence[web.AbstractRouteDef]:
    """`POST /webhooks/rest/webhook`, and Rasa's `GET /webhooks/rest/`, by which clients see that it is there."""
    body = JsonBody(RestRequest)
    encoder = msgspec.json.Encoder()

    async def webhook(request: web.Request) -> web.Response:
        stream = _streams(request)
        received = await body.read(request)
        sender = DEFAULT_SENDER if received.sender is None else str(received.sender)
        answer = messages(sender, await assistant.reply(Message(sender=sender, text=received.message)))
        if stream:
            return web.Response(body=encoder.encode_lines(answer), content_type="text/event-stream")
        return web.Response(body=encoder.encode(answer), content_type="application/json")

    async def status(request: web.Request) -> web.Response:
        return web.Response(body=b'{"status":"ok"}', content_type="application/json")

    return [web.post("/webhooks/rest/webhook", webhook), web.get("/webhooks/rest/", status)]


def _streams(request: web.Request) -> bool:
    """Whether the messages are wanted one a line; raises Problem (422) where `stream` says something else."""
    wanted = request.query.get("stream", "false").lower() if request.query_string else "false"
    if wanted not in ("true", "false"):
        raise Problem(Kind.INVALID, "Corrigez le paramètre « stream » : « true » ou « false ».")
    return wanted == "true"
