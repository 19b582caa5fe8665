"""`GET /data/…`: the published lines that the figures of a reply were read from, as CSV."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Protocol

from aiohttp import hdrs, web

from bot.server.limits import Limiter
from bot.server.problems import Kind, Problem

_ONE_YEAR = "public, max-age=31536000, immutable"


class Lines(Protocol):
    """Whoever has published lines: `bot.assistant.Assistant`."""

    def lines(self, digest: str, query: str) -> Iterator[str] | None:
        """The lines that an address names, as CSV, piece by piece; `None` where there are none."""


def routes(assistant: Lines, limiter: Limiter) -> Sequence[web.AbstractRouteDef]:
    """`/data/<digest>/lignes.csv?<fields>`; what it gives never changes, since the digest is that of all the lines."""

    async def lines(request: web.Request) -> web.StreamResponse:
        await limiter.admit_drawing(request)
        found = await asyncio.to_thread(assistant.lines, request.match_info["digest"], request.query_string)
        if found is None:
            raise Problem(Kind.NOT_FOUND, "Aucune ligne n’est à cette adresse : reprenez celle que donne la réponse.")
        response = web.StreamResponse(
            headers={
                hdrs.CONTENT_TYPE: "text/csv; charset=utf-8; header=present",
                hdrs.CONTENT_DISPOSITION: 'attachment; filename="lignes.csv"',
                hdrs.CACHE_CONTROL: _ONE_YEAR,
                hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
            }
        )
        response.enable_compression()
        await response.prepare(request)
        while (piece := await asyncio.to_thread(next, found, None)) is not None:
            await response.write(piece.encode())
        await response.write_eof()
        return response

    return [web.get("/data/{digest:[0-9a-f]{16}}/lignes.csv", lines)]
