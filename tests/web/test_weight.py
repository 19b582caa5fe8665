"""What the conversation costs who visits: bytes and requests are promised, times are written to `build/web/`."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Request, expect

from tests.web.chat import Chat
from tests.web.town import chat_page
from tests.web.visitor import Visitor, package

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIGURES = Path(__file__).parents[2] / "build" / "web"
MOST_CLOSED = 4_000
MOST = 30_000
"""Bytes of the component as sent, heads left out: while it is closed, and in all."""
MOST_PAGE = 4_000
"""The same of the page on `/` around it."""
MOST_SHIFT = 0.1
"""What web.dev calls good (https://web.dev/articles/cls)."""

WATCH = """
window.figures = { blocking: 0 };
new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) figures.blocking += duration - 50;
}).observe({ type: "longtask", buffered: true });
for (const name of ["CLS", "FCP", "INP", "LCP", "TTFB"]) {
    webVitals["on" + name]((metric) => (figures[name] = metric.value), { reportAllChanges: true });
}
"""
READY = """() => {
    const field = document.querySelector("laureat-chat")?.shadowRoot?.querySelector("textarea, input");
    return field?.checkVisibility() && !field.disabled && performance.now();
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def measured(visit) -> Visitor:
    """A visitor whose browser takes notes."""
    visitor = await visit("about:blank")
    await visitor.page.add_init_script(package("web-vitals/dist/web-vitals.iife.js").read_text("utf-8") + WATCH)
    return visitor


async def ready(page: Page) -> float:
    """When a question could first be written, in milliseconds since the page was asked for."""
    handle = await page.wait_for_function(READY, polling="raf")
    return float(await handle.json_value())


async def bytes_of(requests: Sequence[Request]) -> int:
    """What the bodies of the answers took on the way."""
    total = 0
    for request in requests:
        response = await request.response()
        assert response is not None
        await response.finished()
        total += (await request.sizes())["responseBodySize"]
    return total


def of_component(visitor: Visitor) -> list[Request]:
    return [request for request in visitor.requests if "/web/" in request.url]


async def write_down(page: Page, name: str, **more: float) -> dict[str, float]:
    """Keep what was measured, with what the browser noted."""
    noted: dict[str, float] = await page.evaluate("figures")
    figures = {key: round(value, 3) for key, value in {**noted, **more}.items()}
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(name, figures)
    return figures


async def test_closed_it_is_one_small_file_and_all_of_it_comes_once_it_is_opened(measured, town, bot):
    page, chat = measured.page, Chat(measured.page)
    await page.goto(chat_page(town, bot.url))
    await expect(chat.launcher).to_be_visible()
    await page.wait_for_load_state("networkidle")
    closed = of_component(measured)
    closed_bytes = await bytes_of(closed)

    pressed = await page.evaluate("performance.now()")
    await chat.launcher.click()
    interactive = await ready(page) - pressed
    await expect(chat.answers.first).to_be_visible()
    opened = of_component(measured)
    opened_bytes = await bytes_of(opened)
    figures = await write_down(
        page,
        "component",
        closed_requests=len(closed),
        closed_bytes=closed_bytes,
        requests=len(opened),
        bytes=opened_bytes,
        interactive=interactive,
    )

    assert len(closed) == 1
    assert closed_bytes <= MOST_CLOSED
    assert len(opened) == len({request.url for request in opened})
    assert opened_bytes <= MOST
    assert figures.get("CLS", 0) <= MOST_SHIFT


async def test_the_page_is_light_and_stays_where_it_is_while_it_loads(measured, bot):
    page = measured.page
    await page.goto(bot.url)
    interactive = await ready(page)
    await expect(Chat(page).answers.first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    around = [
        request for request in measured.requests if request.url.startswith(bot.url) and "/webhooks/" not in request.url
    ]
    around = [request for request in around if request not in of_component(measured)]
    around_bytes = await bytes_of(around)
    component_bytes = await bytes_of(of_component(measured))
    figures = await write_down(
        page,
        "page",
        requests=len(measured.requests),
        bytes=around_bytes + component_bytes,
        interactive=interactive,
    )

    assert {request.url.removeprefix(bot.url) for request in around} <= {"/", "/site/page.css", "/site/icon.svg"}
    assert around_bytes <= MOST_PAGE
    assert component_bytes <= MOST
    assert figures.get("CLS", 0) <= MOST_SHIFT


async def test_whoever_comes_back_is_sent_nothing_again(measured, bot):
    page = measured.page
    await page.goto(bot.url)
    await expect(Chat(page).answers.first).to_be_visible()
    measured.requests.clear()

    await page.goto(bot.url)
    await expect(Chat(page).answers.first).to_be_visible()

    files = [request for request in measured.requests if "/webhooks/" not in request.url]
    assert len(files) > 3
    assert await bytes_of(files) == 0
