"""`GET /metrics`: what Prometheus collects."""

from collections.abc import Sequence

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.metrics import Metrics


def routes(metrics: Metrics) -> Sequence[web.AbstractRouteDef]:
    """The one route; a reverse proxy keeps it from the public."""

    async def figures(request: web.Request) -> web.Response:
        return web.Response(body=metrics.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/metrics", figures)]
