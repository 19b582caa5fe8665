"""Whether the server lives and answers, for whatever watches it."""

import asyncio
import logging
from collections.abc import Sequence

from aiohttp import web

from bot.server.parse import Parsing
from bot.server.problems import Kind, Problem

log = logging.getLogger(__name__)


STOPPING = web.AppKey("stopping", asyncio.Event)
"""Set once the server is told to stop."""


def routes(assistant: Parsing) -> Sequence[web.AbstractRouteDef]:
    """`GET /healthz`: the process serves; `GET /readyz`: it also understands a text, so messages may be sent to it."""

    async def healthz(request: web.Request) -> web.Response:
        return _ok()

    async def readyz(request: web.Request) -> web.Response:
        if request.app[STOPPING].is_set():
            raise Problem(Kind.NOT_READY, "Le serveur s’arrête : adressez-vous à un autre.")
        try:
            assistant.parse("?")
        except Exception as error:
            log.exception("not ready")
            raise Problem(Kind.NOT_READY, "Attendez, puis réessayez.") from error
        return _ok()

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]


def _ok() -> web.Response:
    return web.Response(body=b'{"status":"ok"}', content_type="application/json", headers={"Cache-Control": "no-store"})
