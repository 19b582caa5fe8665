"""One tab of a real browser, and what it does beyond what people see."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Page, Request

PACKAGES = Path(sys.prefix) / "web"
"""Where `make test` unpacks what comes from npm."""


def package(path: str) -> Path:
    """A file of a package from npm; fails where it is not installed."""
    found = PACKAGES / path
    assert found.exists(), f"{found} is missing: `make test` fetches it"
    return found


class Visitor:
    """A tab, with its console and the requests it makes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    @property
    def origins(self) -> set[str]:
        """Whom the tab has called."""
        called = (urlsplit(request.url) for request in self.requests)
        return {f"{url.scheme}://{url.netloc}" for url in called if url.scheme != "data"}


async def visitor(browser: Browser, **tastes: object) -> Visitor:
    """A new visitor, unknown so far; `tastes` are those of a browser's context (its size, dark mode…)."""
    context = await browser.new_context(locale="fr-FR", **tastes)
    context.set_default_timeout(15_000)
    return Visitor(await context.new_page())
