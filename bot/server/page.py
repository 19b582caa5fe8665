"""The pages of the demonstration site: `/`, where people talk to Lauréat, and what they may read beside."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.content.pages import HOME, PATHS, Page, Pages, read_pages
from bot.promises import promises
from bot.server.packed import Packed
from bot.server.problems import Kind, Problem
from bot.settings import Settings

SITE = Path(__file__).with_name("site")
TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
"""Of the files that pages load; the others are not sent."""
UNWRITTEN = Page("Lauréat", "")
"""The home page of who has written none."""


class Site:
    """The pages as they are now; none before the first that are shown."""

    def __init__(self) -> None:
        environment = Environment(loader=FileSystemLoader(SITE), autoescape=True, undefined=StrictUndefined)
        self._layout = environment.get_template("page.html")
        self._shown: dict[str, Packed] = {}

    def show(self, pages: Pages) -> None:
        """Show these from now on, all at once."""
        written = {HOME: UNWRITTEN, **pages.of}
        links = [(path, written[name].title) for name, path in PATHS.items() if name in written and name != HOME]
        shown = {}
        for name, page in written.items():
            said = self._layout.render(
                service=written[HOME].title,
                title=page.title,
                text=page.html,
                home=name == HOME,
                here=PATHS[name],
                links=links,
            )
            shown[name] = Packed(said.encode(), "text/html")
        self._shown = shown

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """`GET` of each page, and of each file that pages load."""
        files = [file for file in sorted(SITE.iterdir()) if file.suffix in TYPES]
        return [
            *(web.get(path, self._page(name)) for name, path in PATHS.items()),
            *(web.get(f"/site/{file.name}", Packed(file.read_bytes(), TYPES[file.suffix]).send) for file in files),
        ]

    def _page(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def send(request: web.Request) -> web.Response:
            page = self._shown.get(name)
            if page is None:
                raise Problem(Kind.NOT_FOUND, "Cette page n’est pas écrite.")
            return page.respond(request)

        return send


def load_pages(settings: Settings) -> Pages:
    """What is written now in the pages that the settings name.

    Raises ContentError where they have mistakes.
    """
    return read_pages(settings.knowledge, promises(settings))
