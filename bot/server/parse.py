"""What a text is understood as, for tools, in the shape of Rasa's `/model/parse`."""

from collections.abc import Sequence
from typing import Annotated, Protocol

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from bot.channels.rasa import NOT_BLANK
from bot.message import MAX_LENGTH
from bot.server.body import JsonBody
from bot.server.limits import Limiter


class Parsing(Protocol):
    """Whoever understands texts: `bot.assistant.Assistant`."""

    def parse(self, text: str) -> object:
        """What any text is understood as: a value with the attributes of Parse."""


class ParseRequest(Struct, frozen=True):
    """Un texte à comprendre, hors de toute conversation."""

    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MAX_LENGTH,
            pattern=NOT_BLANK,
            description=f"Le texte à comprendre, de 1 à {MAX_LENGTH} caractères, pas seulement des espaces.",
        ),
    ]


class IntentScore(Struct, frozen=True):
    """Une intention et sa note."""

    name: Annotated[str | None, Meta(description="L’intention, ou null si rien n’est compris.")]
    confidence: Annotated[float, Meta(description="La part du texte qu’elle explique, de 0 à 1.")]


class EntityMatch(Struct, frozen=True):
    """Un nom reconnu dans le texte."""

    entity: Annotated[str, Meta(description="Ce qu’est la chose nommée.")]
    value: Annotated[str, Meta(description="La chose nommée.")]
    start: Annotated[int, Meta(description="Où le nom commence dans le texte, en points de code.")]
    end: Annotated[int, Meta(description="Où il finit, exclu.")]
    confidence_entity: Annotated[float, Meta(description="À quel point le texte ressemble au nom, de 0 à 1.")]
    extractor: Annotated[str, Meta(description="Ce qui l’a reconnu.")]


class Parse(Struct, frozen=True):
    """Ce qui est compris d’un texte."""

    text: Annotated[str, Meta(description="Le texte reçu.")]
    intent: Annotated[IntentScore, Meta(description="L’intention retenue.")]
    intent_ranking: Annotated[
        tuple[IntentScore, ...], Meta(description="Les intentions possibles, la meilleure d’abord.")
    ]
    entities: Annotated[tuple[EntityMatch, ...], Meta(description="Les noms reconnus, dans l’ordre du texte.")]


def routes(assistant: Parsing, limiter: Limiter) -> Sequence[web.AbstractRouteDef]:
    """`POST /model/parse`."""
    body = JsonBody(ParseRequest)

    async def parse(request: web.Request) -> web.Response:
        received = await body.read(request)
        await limiter.admit(request, "parse", None)
        understood = msgspec.convert(assistant.parse(received.text), Parse, from_attributes=True)
        return web.Response(body=msgspec.json.encode(understood), content_type="application/json")

    return [web.post("/model/parse", parse)]
