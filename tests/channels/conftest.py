"""Platforms on loopback."""

from collections.abc import AsyncIterator, Callable

import pytest_asyncio
from aiohttp import web

from bot.channels.channel import Channel
from tests.channels import wire
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


@pytest_asyncio.fixture
async def both() -> AsyncIterator[Callable[..., object]]:
    """Makes a pair of servers, ours and theirs; theirs is an application of aiohttp or the port of another server."""
    servers = []

    async def run(channel: Channel, theirs: web.Application | int) -> wire.Both:
        ports = []
        for app in (wire.ours(channel), theirs):
            if isinstance(app, web.Application):
                servers.append(await wire.started(app))
                ports.append(servers[-1].port)
            else:
                ports.append(app)
        return wire.Both(*ports)

    yield run
    for server in servers:
        await server.close()
