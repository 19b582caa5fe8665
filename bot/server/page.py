"""The plain chat page on `/`, and its files."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).with_name("static")


def routes() -> Sequence[web.AbstractRouteDef]:
    """`GET /`, and `GET /static/…` for each file there is: no path that a request names ever reaches the disk."""
    files = sorted(STATIC.iterdir())
    return [
        web.get("/", _file(STATIC / "index.html")),
        *(web.get(f"/static/{file.name}", _file(file)) for file in files if file.name != "index.html"),
    ]


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def send(request: web.Request) -> web.StreamResponse:
        # Asked again each time, answered 304 while the file stays the same: a new version shows at once.
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return send
