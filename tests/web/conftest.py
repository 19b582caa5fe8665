"""A headless Chromium, a running Lauréat, and a town's site whose pages call it."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, async_playwright, expect

from tests.services import Served, program, serving
from tests.web.fake_bot import FakeBot
from tests.web.town import site
from tests.web.visitor import Visitor, visitor

# The machine may be busy.
expect.set_options(timeout=15_000)
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # No name leads anywhere but here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    # Chromium's sandbox refuses root.
    arguments = [*_QUIET, "--no-sandbox"] if os.getuid() == 0 else _QUIET
    # Chromium without its windows: a tab costs half as much.
    path = program("chromium-headless-shell", "chromium-headless-shell")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def town() -> AsyncIterator[str]:
    """The origin of the town's site."""
    async with TestServer(site()) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.fixture(scope="session")
def bot(town: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Lauréat, which the pages of the town may call."""
    with serving(tmp_path_factory.mktemp("bot"), LAUREAT_ALLOWED_ORIGINS=town) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def fake_bot(town: str) -> AsyncIterator[FakeBot]:
    """A bot that says what it is told to, on an origin of its own."""
    fake = FakeBot()
    async with TestServer(fake.app(town)) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Callable[..., Awaitable[Visitor]]]:
    """Opens an address in a tab of its own, with the tastes of a visitor."""
    visitors = []

    async def visit(address: str, **tastes: object) -> Visitor:
        visitors.append(await visitor(browser, **tastes))
        await visitors[-1].page.goto(address)
        return visitors[-1]

    yield visit
    for one in visitors:
        await one.page.context.close()
