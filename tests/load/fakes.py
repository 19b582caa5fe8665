"""The APIs of all platforms, in one server on loopback that notes the answers."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web

from tests.load.platforms import PLATFORMS, Platform

BUSY = 0.002
"""How many calls are told to come back."""

Answered = Callable[[Platform, int, str], None]
Shown = Callable[[Platform], None]


@asynccontextmanager
async def platforms(port: int, answered: Answered, shown: Shown, seed: int) -> AsyncIterator[None]:
    """Listen; each answer goes to `answered`, with whom it is for, and each picture to `shown`."""
    draw = random.Random(seed)
    url = f"http://127.0.0.1:{port}"

    async def answer(platform: Platform, request: web.Request) -> web.Response:
        body = await (request.json() if request.content_type == "application/json" else request.post())
        if draw.random() < BUSY:
            return web.json_response({}, status=503)
        if platform.shows(request.match_info, body):
            shown(platform)
        else:
            answered(platform, *platform.said(request.match_info, body))
        return web.json_response(platform.passed)

    async def document(said: object, request: web.Request) -> web.Response:
        return web.json_response(said)

    app = web.Application()
    for platform in PLATFORMS:
        if platform.address:
            app.router.add_route("*", platform.address, partial(answer, platform))
        for path, said in platform.documents(url).items():
            app.router.add_route("*", path, partial(document, said))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
