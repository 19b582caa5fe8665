"""What `laureat serve` runs: one process, or several behind one port."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot import logs
from bot.assistant import Assistant
from bot.channels.catalog import CATALOG
from bot.content.cache import Cache, cache_folder
from bot.content.model import load_model
from bot.metrics import Metrics
from bot.server import tracing
from bot.server.app import make_app
from bot.server.health import STOPPING
from bot.server.live import Live
from bot.server.page import Site, load_pages
from bot.server.run import announce, serve
from bot.server.workers import READY, SOCKET, Supervisor
from bot.settings import Settings, unknown
from bot.store.memory import MemoryStore
from bot.store.store import Store
from bot.workshop.publications import latest, still
from bot.workshop.roots import Roots

if TYPE_CHECKING:
    from bot.journal.journal import Journal

log = logging.getLogger(__name__)


def make_store(settings: Settings, local: Store, metrics: Metrics) -> Store:
    """The store that the settings ask for; `local` is this machine's."""
    if not settings.redis_url:
        return local
    # Redis' client takes longer to import than the rest of the server.
    from bot.store.redis import RedisStore
    from bot.store.resilient import ResilientStore

    seconds = 60 * settings.conversation_minutes
    return ResilientStore(RedisStore(settings.redis_url, seconds), local, seconds, metrics.watch_redis())


def make_journal(settings: Settings, metrics: Metrics) -> "Journal | None":
    """The journal of exchanges that the settings ask for."""
    if not settings.journal:
        return None
    # What speaks to databases takes as long to import as all the rest.
    from bot.journal.database import Database, locate
    from bot.journal.journal import Journal
    from bot.journal.retention import Retention, keep_to

    database = Database(locate(settings.database_url))
    retention = Retention(settings.journal_days, settings.journal_months)
    return Journal(database, metrics, lambda opened: keep_to(opened, retention))


def make_console(settings: Settings, live: Live[Assistant], store: Store, worker: str | None) -> web.Application | None:
    """The console, if the settings say who may enter."""
    if not (settings.console.console_accounts or settings.console.console_oidc_issuer):
        return None
    # It takes longer to import than the rest of the server.
    from bot.console.console import alone
    from bot.console.console import make_console as make

    async def ask() -> None:
        # Every worker takes it up, this one too.
        os.kill(os.getppid(), signal.SIGHUP)

    made = make(settings, lambda: live.current, store, live.reload if worker is None else ask)
    return made if settings.console.console_address is None else alone(made)


async def serve_process(settings: Settings, watch: bool = False) -> None:
    """Serve in this process, by itself or as a worker.

    Raises SettingsError or ContentError where it cannot begin.
    """
    logs.set_up(settings.log_level, settings.log_format)
    metrics = Metrics(os.environ)
    seconds = 60 * settings.conversation_minutes
    worker = os.environ.get(SOCKET)
    stop: list[Callable[[], None]] = []
    local: Store = MemoryStore(seconds)
    if worker is not None:
        from bot.store.served import ServedStore

        local = ServedStore(Path(worker), lambda: stop[0]())
    store = make_store(settings, local, metrics)

    site = Site()

    def load() -> Assistant:
        pages = load_pages(settings)
        roots = Roots(settings.intents, settings.knowledge)
        with still(roots):
            assistant = Assistant(
                load_model(*roots, settings.packs, Cache(cache_folder()), settings.without), store, latest(roots)
            )
        site.show(pages)
        return assistant

    if worker is None:
        warn(settings, os.environ)
    live = Live(load(), metrics, load)
    console, apart = make_console(settings, live, store, worker), settings.console.console_address is not None
    journal = make_journal(settings, metrics)
    app = make_app(live, settings, store, metrics, site=site, journal=journal, console=None if apart else console)
    tracing.set_up(app, os.environ)
    stop.append(app[STOPPING].set)
    background = [live.warm]
    if watch and worker is None:
        background.append(lambda: watch_content(settings, live.reload))
    ready = announce if worker is None else (lambda address: _say(READY))
    beside = {"console": console} if apart else {}
    await serve(app, settings, ready, live.reload, tuple(background), shared_port=worker is not None, **beside)


def warn(settings: Settings, variables: Mapping[str, str]) -> None:
    """Tell in the journal what was probably meant otherwise: settings that are none, channels half set up."""
    for name in unknown(variables):
        if name != SOCKET:
            log.warning("%s n’est pas un réglage : « laureat settings » les liste.", name)
    for entry in CATALOG:
        missing = entry.missing(settings)
        if missing and entry.started(settings):
            log.warning("%s est éteint : il lui manque %s.", entry.title, ", ".join(missing))


async def supervise(settings: Settings, watch: bool = False) -> None:
    """Serve with several processes."""
    logs.set_up(settings.log_level, settings.log_format)
    warn(settings, os.environ)
    supervisor = Supervisor(settings)
    watching = asyncio.create_task(watch_content(settings, supervisor.reload)) if watch else None
    try:
        await supervisor.run()
    finally:
        if watching is not None:
            watching.cancel()


async def watch_content(settings: Settings, reload: Callable[[], Awaitable[object]]) -> None:
    """Take up the content whenever its files change."""
    from watchfiles import awatch

    async for _ in awatch(settings.intents, settings.knowledge, *settings.packs):
        await reload()


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.flush()
