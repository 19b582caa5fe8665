"""Platforms on loopback."""

from collections.abc import AsyncIterator, Callable

import pytest_asyncio
from aiohttp import web

from tests.channels.exchange import Platform


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Callable[..., object]]:
    """Makes a platform's API from what it answers, JSON by default."""
    servers = []

    async def run(answer: object) -> Platform:
        made = Platform(answer if callable(answer) else lambda request: web.json_response(answer))
        servers.append(await made.start())
        return made

    yield run
    for server in servers:
        await server.close()
