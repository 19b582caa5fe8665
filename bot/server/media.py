"""`GET /media/…`: the pictures that replies name, drawn from content."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from aiohttp import web

from bot.pictures.gallery import Gallery
from bot.pictures.selection import UnknownPictureError
from bot.server.dots import make_dots
from bot.server.limits import Limiter
from bot.server.packed import Packed
from bot.server.problems import Kind, Problem

MAX_AGE_SECONDS = 3600
KEPT = 256
"""Pictures kept packed."""
MOST_ASKED = 16
"""Pictures being drawn, or waiting for it: the last waits three seconds where all are in dots."""
RETRY_SECONDS = 3
"""When whoever is beyond may come back."""
TYPES = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
_HEADERS = {
    "Cache-Control": f"public, max-age={MAX_AGE_SECONDS}",
    # A picture holds its own colours, and nothing that acts; any site may show it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Drawing(Protocol):
    """Whoever has pictures: `bot.assistant.Assistant`."""

    @property
    def gallery(self) -> Gallery:
        """What draws them, another one once the content has changed."""


class _Address(NamedTuple):
    """What `/media/<name>.<form>?<said>` asks for; the order of the query tells nothing."""

    name: str
    form: str
    said: tuple[tuple[str, str], ...]


class Easel:
    """Draws one picture at a time, and keeps the last ones; messages go on being answered meanwhile.

    Its shapes take a thread some 10 ms, which gives way to the answers every 5 ms; dots take a process of its own 200.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._asked = 0
        self._gallery: Gallery | None = None
        self._kept: OrderedDict[_Address, Packed] = OrderedDict()

    def kept(self, gallery: Gallery, address: _Address) -> Packed | None:
        """The picture at an address, where it is drawn already."""
        if gallery is not self._gallery:
            self._gallery = gallery
            self._kept.clear()
        found = self._kept.get(address)
        if found is not None:
            self._kept.move_to_end(address)
        return found

    async def draw(self, gallery: Gallery, address: _Address) -> Packed | None:
        """The picture at an address; `None` where there is none. Raises Problem (503) where too many are waiting."""
        if self._asked >= MOST_ASKED:
            raise Problem(Kind.NOT_READY, "Redemandez l’image plus tard.", {"Retry-After": str(RETRY_SECONDS)})
        self._asked += 1
        try:
            async with self._turn:
                # What several wait for is drawn once.
                return self.kept(gallery, address) or await self._draw(gallery, address)
        finally:
            self._asked -= 1

    async def _draw(self, gallery: Gallery, address: _Address) -> Packed | None:
        drawn = await asyncio.to_thread(_draw, gallery, address)
        if drawn is None:
            return None
        if address.form == "png":
            drawn = await make_dots(drawn)
        packed = await asyncio.to_thread(Packed, drawn, TYPES[address.form], **_HEADERS)
        if gallery is self._gallery:
            self._kept[address] = packed
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return packed


def _draw(gallery: Gallery, address: _Address) -> bytes | None:
    """A picture, as SVG where it is to be made of dots."""
    try:
        selection = gallery.find(address.name, dict(address.said))
    except UnknownPictureError:
        return None
    return gallery.draw(selection, "svg" if address.form == "png" else address.form)


def routes(assistant: Drawing, limiter: Limiter) -> Sequence[web.AbstractRouteDef]:
    """`/media/<name>.svg`, `.png`, and `.json` for pages that draw the shapes themselves.

    What is drawn already costs nothing; the rest is let in by `limiter`, even where there turns out to be no picture.
    """
    easel = Easel()

    async def media(request: web.Request) -> web.StreamResponse:
        said = tuple(sorted(request.query.items()))
        address = _Address(request.match_info["name"], request.match_info["form"], said)
        once = len(dict(said)) == len(said)
        gallery = assistant.gallery
        found = easel.kept(gallery, address)
        if found is None and once:
            await limiter.admit_drawing(request)
            found = await easel.draw(gallery, address)
        if found is None:
            raise Problem(Kind.NOT_FOUND, "Aucune image n’est à cette adresse : reprenez celle que donne la réponse.")
        return found.respond(request)

    return [web.get(f"/media/{{name:[\\w-]+}}.{{form:{'|'.join(TYPES)}}}", media)]
