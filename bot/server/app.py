"""The aiohttp application: every way in over HTTP, and what holds for all of them."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Protocol

from aiohttp import web

from bot.server import health, openapi, page, parse, problems, rest
from bot.settings import Settings, SettingsError

_REFUSALS = {
    errno.EADDRINUSE: "un autre programme l’occupe",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
    errno.EACCES: "ce port est réservé à l’administrateur",
    socket.EAI_NONAME: "cette adresse est inconnue",
}
SHUTDOWN_SECONDS = 10.0
"""How long answers under way may still take once the server is told to stop."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Assistant(rest.Answering, parse.Parsing, Protocol):
    """What the server serves: `bot.assistant.Assistant`."""


def make_app(assistant: Assistant, settings: Settings) -> web.Application:
    """The application that serves `assistant`; nothing of it depends on where it listens."""
    app = web.Application(middlewares=[problems.middleware], client_max_size=settings.max_body)
    for routes in (
        rest.routes(assistant),
        parse.routes(assistant),
        health.routes(assistant),
        openapi.routes(),
        page.routes(),
    ):
        app.router.add_routes(routes)
    app.on_response_prepare.append(_protect)
    return app


async def _protect(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    # aiohttp names itself and its version.
    response.headers.popall("Server", None)


def announce(address: str) -> None:
    """Tell on the standard output where the server listens."""
    sys.stdout.write(f"Lauréat répond sur {address} (Ctrl+C pour l’arrêter)\n")
    sys.stdout.flush()


def serve(assistant: Assistant, settings: Settings, ready: Callable[[str], object] = announce) -> None:
    """Serve until SIGINT or SIGTERM, then let the answers under way finish.

    `ready` gets the server's address (`http://127.0.0.1:8080`) once it accepts requests; by default it is written to
    the standard output. Raises SettingsError where the address cannot be listened on.
    """
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(_serve(assistant, settings, ready))


async def _serve(assistant: Assistant, settings: Settings, ready: Callable[[str], object]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # No access log: who asks what is nobody's business.
    runner = web.AppRunner(make_app(assistant, settings), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await _listen(runner, settings)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        ready(f"http://{host}:{runner.addresses[0][1]}")
        await stop.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        why = _REFUSALS.get(error.errno or 0, f"détail technique : {error.strerror}")
        raise SettingsError(
            f"Impossible d’écouter sur {settings.host}, port {settings.port} ({why}) : "
            "changez LAUREAT_HOST ou LAUREAT_PORT, ou arrêtez le programme qui occupe ce port."
        ) from error
