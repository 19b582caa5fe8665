"""What visitors think of an answer that they were given: a thumb up or down, and a word if they like."""

import logging
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from aiohttp import web
from msgspec import Meta, Struct

from bot.channels.rasa import MAX_MESSAGE_ID, Sender, name_of
from bot.message import MAX_COMMENT
from bot.metrics import Metrics
from bot.server.body import JsonBody
from bot.server.limits import Limiter
from bot.server.problems import Kind, Problem
from bot.server.repeats import Repeats
from bot.store.store import ANSWER_SECONDS, Store

if TYPE_CHECKING:
    from bot.journal.journal import Journal

log = logging.getLogger(__name__)
_UNANSWERED = (
    f"Un avis porte sur une réponse de moins de {ANSWER_SECONDS / 60:.0f} minutes : "
    "reprenez le « sender » et le « message_id » de son message."
)


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
    comment: Annotated[
        Annotated[str, Meta(max_length=MAX_COMMENT)] | None,
        Meta(description=f"Un mot de plus, de {MAX_COMMENT} caractères au plus, ou null ; le premier est gardé."),
    ] = None


def routes(
    repeats: Repeats, limiter: Limiter, store: Store, metrics: Metrics, journal: "Journal | None"
) -> Sequence[web.AbstractRouteDef]:
    """`POST /webhooks/rest/feedback`, of a message that was answered, while its answer is kept.

    Of each message the first verdict is counted, and the first comment noted: a counter cannot take back what it
    counted. They go to the journal of exchanges, where there is one: there, the last verdict is kept.
    """
    # A page that is being left can only send plain text.
    body = JsonBody(FeedbackRequest, "application/json", "text/plain")

    async def feedback(request: web.Request) -> web.Response:
        received = await body.read(request)
        who = name_of(received.sender)
        await limiter.admit(request, "rest", f"rest:{who}")
        said = await repeats.answered(who, received.message_id)
        if not said:
            raise Problem(Kind.UNANSWERED, _UNANSWERED)

        async def is_first(what: str) -> bool:
            key = f"{what} {len(who)} {who} {received.message_id}"
            return await store.claim((key,), secrets.token_hex(8), ANSWER_SECONDS)

        intent = said[0].custom.intent or ""
        counted = await is_first("verdict")
        if counted:
            metrics.feedback.labels(received.verdict, intent).inc()
        comment = (received.comment or "").strip()
        if comment and not await is_first("comment"):
            comment = ""
        if journal is not None:
            from bot.journal.exchange import Rating, now

            journal.rate(Rating(now(), f"rest:{who}", received.message_id, received.verdict, comment or None))
        elif counted or comment:
            # Who wrote it is nobody's business.
            log.info("feedback", extra={"verdict": received.verdict, "intent": intent, "comment": comment})
        return web.Response(status=204)

    return [web.post("/webhooks/rest/feedback", feedback)]
