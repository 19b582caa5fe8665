"""`GET /media/…`: the pictures that replies name, drawn from content."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from aiohttp import web

from bot.server.limits import Limiter
from bot.server.packed import Packed
from bot.server.problems import Kind, Problem

MAX_AGE_SECONDS = 3600
KEPT = 256
"""Pictures kept packed."""
TYPES = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": f"public, max-age={MAX_AGE_SECONDS}",
    # A picture holds its own colours, and nothing that acts; any site may show it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Drawing(Protocol):
    """Whoever draws: `bot.assistant.Assistant`."""

    async def draw(self, name: str, said: Mapping[str, str], form: str) -> bytes | None:
        """The picture at an address, in one of TYPES; `None` where there is none."""


@lru_cache(KEPT)
def _packed(drawn: bytes, content_type: str) -> Packed:
    return Packed(drawn, content_type, **_HEADERS)


def routes(assistant: Drawing, limiter: Limiter) -> Sequence[web.AbstractRouteDef]:
    """`/media/<name>.svg`, `.png`, and `.json` for pages that draw the shapes themselves."""

    async def media(request: web.Request) -> web.StreamResponse:
        await limiter.admit(request, "media", None)
        form = request.match_info["form"]
        said = dict(request.query)
        once = len(said) == len(request.query)
        drawn = await assistant.draw(request.match_info["name"], said, form) if once else None
        if drawn is None:
            raise Problem(Kind.NOT_FOUND, "Aucune image n’est à cette adresse : reprenez celle que donne la réponse.")
        return _packed(drawn, TYPES[form]).respond(request)

    return [web.get(f"/media/{{name:[\\w-]+}}.{{form:{'|'.join(TYPES)}}}", media)]
