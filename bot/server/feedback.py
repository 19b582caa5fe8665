"""What visitors think of an answer: a thumb up or down, and a word if they like."""

import logging
import secrets
from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from aiohttp import web
from msgspec import Meta, Struct

from bot.channels.rasa import MAX_MESSAGE_ID, Sender, name_of
from bot.message import MAX_COMMENT
from bot.metrics import Metrics
from bot.server.body import JsonBody
from bot.server.limits import Limiter
from bot.store.store import ANSWER_SECONDS, Store

log = logging.getLogger(__name__)


class Knowing(Protocol):
    """Whoever knows what may be asked: `bot.assistant.Assistant`."""

    def knows(self, intent: str) -> bool:
        """Whether there is such an intent."""


class FeedbackRequest(Struct, frozen=True):
    """Un avis sur une réponse."""

    sender: Annotated[Sender, Meta(description="Qui parle, comme dans ses messages.")]
    message_id: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MAX_MESSAGE_ID,
            description=f"Le nom du message dont on juge la réponse, de 1 à {MAX_MESSAGE_ID} caractères.",
        ),
    ]
    verdict: Annotated[
        Literal["up", "down"], Meta(description="« up » : la réponse est utile ; « down » : elle ne l’est pas.")
    ]
    intent: Annotated[str | None, Meta(description="L’intention de la réponse (« custom.intent »), ou null.")] = None
    comment: Annotated[
        Annotated[str, Meta(max_length=MAX_COMMENT)] | None,
        Meta(description=f"Un mot de plus, de {MAX_COMMENT} caractères au plus, ou null ; il est noté au journal."),
    ] = None


def routes(assistant: Knowing, limiter: Limiter, store: Store, metrics: Metrics) -> Sequence[web.AbstractRouteDef]:
    """`POST /webhooks/rest/feedback`; the same opinion sent again counts once."""
    # A page that is being left can only send plain text.
    body = JsonBody(FeedbackRequest, "application/json", "text/plain")

    async def feedback(request: web.Request) -> web.Response:
        received = await body.read(request)
        sender = f"rest:{name_of(received.sender)}"
        await limiter.admit(request, "rest", sender)
        intent = received.intent if received.intent is not None and assistant.knows(received.intent) else ""
        opinion = f"feedback {sender} {received.message_id} {received.verdict}"
        if await store.claim((opinion,), secrets.token_hex(8), ANSWER_SECONDS):
            metrics.feedback.labels(received.verdict, intent).inc()
        elif not received.comment:
            return web.Response(status=204)
        # Who wrote it is nobody's business.
        noted = {"verdict": received.verdict, "intent": intent, "comment": received.comment or ""}
        log.info("feedback", extra=noted)
        return web.Response(status=204)

    return [web.post("/webhooks/rest/feedback", feedback)]
