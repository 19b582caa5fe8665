"""One process that serves: it listens, takes up new content, and stops without losing anything."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine

from aiohttp import web

from bot.server.health import STOPPING
from bot.server.protocol import Runner
from bot.settings import Settings
from bot.variables import SettingsError

_REFUSALS = {
    errno.EADDRINUSE: "un autre programme l’occupe",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
    errno.EACCES: "ce port est réservé à l’administrateur",
    socket.EAI_NONAME: "cette adresse est inconnue",
}
SHUTDOWN_SECONDS = 10.0
"""How long answers under way may still take once the server is told to stop."""
KEEPALIVE_SECONDS = 75.0
"""How long a connection may stay silent, even in the middle of its headers; reverse proxies keep theirs for less."""

log = logging.getLogger(__name__)
Background = Callable[[], Coroutine[None, None, object]]


def announce(address: str) -> None:
    """Tell on the standard output where the server listens."""
    sys.stdout.write(f"Lauréat répond sur {address} (Ctrl+C pour l’arrêter)\n")
    sys.stdout.flush()


async def serve(
    app: web.Application,
    settings: Settings,
    ready: Callable[[str], object] = announce,
    reload: Background | None = None,
    background: tuple[Background, ...] = (),
    shared_port: bool = False,
    console: web.Application | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then let the answers under way finish.

    Args:
        app: the application.
        settings: where to listen, how long to stop.
        ready: gets the server's address (`http://127.0.0.1:8080`) once it accepts requests.
        reload: takes up new content, on SIGHUP.
        background: what runs beside, until the end.
        shared_port: whether other processes listen on the same port.
        console: what is served at the address that the settings keep for it.

    Raises SettingsError where the address cannot be listened on.
    """
    loop = asyncio.get_running_loop()
    stopping = app[STOPPING]
    running: set[asyncio.Task[object]] = set()

    def begin(work: Background) -> None:
        task = loop.create_task(work())
        running.add(task)
        task.add_done_callback(running.discard)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if reload is not None:
        loop.add_signal_handler(signal.SIGHUP, begin, reload)
    runners = [_runner(one) for one in (app, console) if one is not None]
    runner = runners[0]
    for one in runners:
        await one.setup()
    try:
        await _listen(runner, settings.host, settings.port, shared_port)
        if console is not None and settings.console.console_address is not None:
            await _listen(runners[1], *settings.console.console_address, shared_port, "LAUREAT_CONSOLE_ADDRESS")
        for work in background:
            begin(work)
        # What runs beside has begun before anybody is told: a watcher misses no change made afterwards.
        await asyncio.sleep(0)
        ready(address(settings.host, runner.addresses[0][1]))
        await stopping.wait()
        # Whatever sends messages here has this long to see that it should not any more.
        await asyncio.sleep(settings.stop_delay)
    finally:
        for task in list(running):
            task.cancel()
        for one in reversed(runners):
            await one.cleanup()


def _runner(app: web.Application) -> Runner:
    # No access log: who asks what is nobody's business.
    return Runner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, keepalive_timeout=KEEPALIVE_SECONDS)


def address(host: str, port: int) -> str:
    """Where a server listens, as people type it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


async def _listen(
    runner: web.AppRunner, host: str, port: int, shared_port: bool, named: str = "LAUREAT_HOST ou LAUREAT_PORT"
) -> None:
    try:
        await web.TCPSite(runner, host, port, reuse_port=shared_port or None).start()
    except OSError as error:
        raise cannot_listen(host, port, error, named) from error


def cannot_listen(host: str, port: int, error: OSError, named: str = "LAUREAT_HOST ou LAUREAT_PORT") -> SettingsError:
    """Why a port cannot be listened on, and what to do with the settings that are `named`."""
    why = _REFUSALS.get(error.errno or 0, f"détail technique : {error.strerror}")
    return SettingsError(
        f"Impossible d’écouter sur {host}, port {port} ({why}) : "
        f"changez {named}, ou arrêtez le programme qui occupe ce port."
    )
