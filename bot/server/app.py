"""The aiohttp application: every way in over HTTP, and what holds for all of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from aiohttp import web

from bot.channels.catalog import enabled
from bot.channels.channel import Channel
from bot.channels.delivery import Delivery
from bot.channels.outbound import Outbound
from bot.metrics import Metrics
from bot.server import assets, cors, data, feedback, figures, health, media, openapi, parse, problems, rest, webhooks
from bot.server.limits import Limiter
from bot.server.live import Assistant
from bot.server.origin import origin_of
from bot.server.page import Site, load_pages
from bot.server.repeats import Repeats
from bot.settings import Settings
from bot.store.store import Store

if TYPE_CHECKING:
    from bot.journal.journal import Journal
    from bot.journal.recording import Recording

DRAIN_SECONDS = 20.0
"""How long what was accepted may still take to be delivered once the server is told to stop."""
FLUSH_SECONDS = 5.0
"""How long, then, the journal of exchanges may take to write what it holds."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ONE_YEAR = "max-age=31536000"


def _noting(assistant: Assistant, journal: "Journal") -> "Recording":
    # What writes to databases takes as long to import as all the rest.
    from bot.journal.recording import Recording

    return Recording(assistant, journal)


def make_app(
    assistant: Assistant,
    settings: Settings,
    store: Store,
    metrics: Metrics,
    channels: Sequence[Channel] | None = None,
    site: Site | None = None,
    journal: "Journal | None" = None,
    console: web.Application | None = None,
) -> web.Application:
    """The application that serves `assistant`; nothing of it depends on where it listens.

    `channels` are those that the settings turn on, and `site` shows the pages that they name, by default; `journal` is
    where exchanges are noted, if they are. `console` is served under `/console`, if it has no address of its own.
    """
    if channels is None:
        channels = enabled(settings)
    if site is None:
        site = Site()
        site.show(load_pages(settings))
    app = web.Application(
        middlewares=[cors.middleware(settings.allowed_origins), problems.middleware], client_max_size=settings.max_body
    )
    app[health.STOPPING] = asyncio.Event()
    answering = assistant if journal is None else _noting(assistant, journal)
    delivery = Delivery(answering, channels, store, Outbound(store, metrics), metrics, settings.rate_limit)
    limiter = Limiter(store, metrics, settings.rate_limit, settings.trusted_proxies)
    repeats = Repeats(store, metrics, "rest")

    def origin(request: web.Request) -> str | None:
        return settings.public_url or origin_of(request, settings.trusted_proxies)

    callback = next((channel for channel in channels if channel.name == "callback"), None)
    for routes in (
        rest.routes(answering, delivery, limiter, repeats, metrics, callback, origin),
        feedback.routes(repeats, limiter, store, metrics, journal),
        webhooks.routes([one for one in channels if one.called and one is not callback], delivery, metrics),
        parse.routes(assistant, limiter),
        health.routes(assistant),
        figures.routes(metrics),
        media.routes(assistant, limiter),
        data.routes(assistant, limiter),
        openapi.routes(),
        site.routes(),
        assets.routes(),
    ):
        app.router.add_routes(routes)
    if console is not None:
        app.add_subapp("/console", console)
    app.on_response_prepare.append(_protect({"Strict-Transport-Security": _ONE_YEAR} if settings.public_url else {}))

    async def deliver(app: web.Application) -> AsyncIterator[None]:
        delivery.start()
        if journal is not None:
            journal.start()
        yield
        await delivery.stop(DRAIN_SECONDS)
        if journal is not None:
            await journal.stop(FLUSH_SECONDS)
        await store.close()

    app.cleanup_ctx.append(deliver)
    return app


def _protect(more: dict[str, str]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    headers = {**_HEADERS, **more}

    async def protect(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        # aiohttp names itself and its version.
        response.headers.popall("Server", None)

    return protect
