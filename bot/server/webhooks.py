"""The addresses that messaging platforms call."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence

from aiohttp import web

from bot.channels.channel import Channel, Refused, Request, Response, Unavailable, Unreadable
from bot.channels.delivery import Busy, Delivery
from bot.metrics import Metrics
from bot.server.body import BODY_SECONDS
from bot.server.problems import Kind, Problem

RETRY_SECONDS = 5
"""When a platform should come back where too much is under way."""

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(channels: Iterable[Channel], delivery: Delivery, metrics: Metrics) -> Sequence[web.AbstractRouteDef]:
    """The routes of each channel: `/webhooks/<name>/webhook`, or those that its platform prescribes."""
    found: list[web.AbstractRouteDef] = []
    for channel in channels:
        address = f"/webhooks/{channel.name}/webhook"
        handler = _handler(channel, delivery, metrics)
        for method, path in channel.routes or (("GET", address), ("POST", address)):
            found.append(web.route(method, path, handler, **({"allow_head": False} if method == "GET" else {})))
    return found


def _handler(channel: Channel, delivery: Delivery, metrics: Metrics) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            received = await _received(request, channel.max_body)
        except web.HTTPRequestEntityTooLarge:
            metrics.refused.labels(channel.name, "size").inc()
            log.warning("a request to %s is too large", channel.name)
            raise Problem(Kind.TOO_LARGE, f"Envoyez au plus {channel.max_body} octets.") from None
        try:
            if request.method == "GET" and not channel.reads_get:
                return _sent(channel.greet(received))
            return _sent(await delivery.receive(channel, received))
        except Refused as refused:
            metrics.refused.labels(channel.name, refused.reason).inc()
            log.warning("a request to %s is refused: %s", channel.name, refused.reason)
            prescribed = channel.refusal(refused)
            if prescribed is not None:
                return _sent(prescribed)
            kind = Kind.UNPROVEN if refused.status == 401 else Kind.FORBIDDEN
            raise Problem(kind, "Vérifiez le secret ou la signature, et l’heure de la machine.") from None
        except Unreadable:
            metrics.refused.labels(channel.name, "unreadable").inc()
            raise Problem(Kind.UNREADABLE, "Ce n’est pas une requête de cette plateforme.") from None
        except (Busy, Unavailable) as error:
            metrics.refused.labels(channel.name, type(error).__name__.lower()).inc()
            log.warning("a request to %s must come again: %s", channel.name, error)
            raise Problem(Kind.NOT_READY, "Réessayez plus tard.", {"Retry-After": str(RETRY_SECONDS)}) from None

    return handle


async def _received(request: web.Request, most: int) -> Request:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await request.clone(client_max_size=most).read()
    except TimeoutError:
        raise Problem(Kind.SLOW, "Envoyez le corps plus vite.") from None
    except (web.RequestPayloadError, ConnectionError) as error:
        raise Problem(Kind.UNREADABLE, "Le corps est tronqué ou mal encodé : renvoyez-le en entier.") from error
    return Request(
        method=request.method,
        target=request.raw_path,
        headers=request.headers,
        query=request.query,
        body=body,
        now=time.time(),
    )


def _sent(response: Response) -> web.Response:
    return web.Response(body=response.body, status=response.status, content_type=response.content_type)
