"""A bot that says whatever a test wants, hostile, late or broken, and counts what it is sent."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.server import assets, cors

SAID = "Bonjour ! Je dis ce qu’on me fait dire."
COMMUNES = {
    "Paris": ("land", "M10 10h90v80h-90z"),
    "Vincennes : 2 projets": ("land laureate key", "M100 10h90v80h-90z"),
    "Montreuil : 2 projets": ("land laureate asked key", "M190 10h90v80h-90z"),
    "Sceaux : 1 projet": ("land laureate key", "M10 90h90v80h-90z"),
    "Antony": ("held", "M100 90h90v80h-90z"),
}
MAP = [
    "svg",
    {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 300 200", "onload": "top.hacked=1"},
    [
        [
            "g",
            {"class": "launcher", "onclick": "top.hacked=1", "style": "fill:red"},
            [["path", {"class": drawn, "data-name": name, "d": line}, []] for name, (drawn, line) in COMMUNES.items()],
        ],
        ["path", {"class": "group", "d": "M10 10h180v160h-180z"}, []],
        ["path", {"class": "outline", "d": "M190 10h90v80h-90z"}, []],
        ["path", {"class": "outline chosen", "d": "M10 90h90v80h-90z"}, []],
        ["line", {"class": "axis", "x1": 110, "y1": 180, "x2": 145, "y2": 50}, []],
        ["text", {"class": "label", "x": "20", "y": "190", "href": "javascript:top.hacked=1"}, ["<b>Grand</b> Paris"]],
        ["text", {"class": "label", "x": "110", "y": "190"}, ["Métropole"]],
    ],
]
"""The shapes of a map, as JSON, with attributes that would act."""
IMAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" onload="top.hacked=1">'
    "<script>top.hacked=1</script></svg>"
)


def message(text: str, **more: Any) -> dict[str, Any]:
    """A message of an answer; `more` goes to it, or, where it is of `custom`, there."""
    custom = {"outcome": "answered", "intent": "essai", "confidence": 1.0, "sources": [], "data": {}}
    custom.update(more.pop("custom", {}))
    return {"recipient_id": "x", "text": text, "custom": custom, **more}


async def _break(request: web.Request) -> web.StreamResponse:
    """An answer whose connection ends in the middle: before it, the browser itself would ask again."""
    response = web.StreamResponse(headers={"Access-Control-Allow-Origin": request.headers["Origin"]})
    response.content_type = "application/json"
    response.content_length = 1_000
    await response.prepare(request)
    await response.write(b"[")
    assert request.transport is not None
    request.transport.close()
    return response


class FakeBot:
    """What it was sent, and what it is to say."""

    def __init__(self) -> None:
        self.url = ""
        self.posts: list[dict[str, Any]] = []
        self.verdicts: list[dict[str, Any]] = []
        self.answers: dict[str, list[dict[str, Any]]] = {}
        """The answer to each message; it repeats what it is not told to answer."""
        self.failures: list[Callable[[], web.Response | None]] = []
        """How the next questions fail: a response, or none for a connection that breaks."""
        self.shapes: object = MAP
        """The shapes of any picture; none where there is no picture any more."""
        self.drawn: list[str] = []
        """The pictures that it was asked for."""
        self.greets = True
        self.gate = asyncio.Event()
        """Questions wait for it."""
        self.gate.set()

    def app(self, town: str) -> web.Application:
        """The application that answers."""
        app = web.Application(middlewares=[cors.middleware([town])])
        app.router.add_routes(assets.routes())
        app.router.add_post("/webhooks/rest/webhook", self._answer)
        app.router.add_post("/webhooks/rest/feedback", self._judge)
        app.router.add_get("/media/{name}", self._draw)
        return app

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        said = body["message"]
        if said == "bonjour":
            return web.json_response([message(SAID)]) if self.greets else web.Response(status=500)
        self.posts.append(body)
        await self.gate.wait()
        if self.failures:
            return self.failures.pop(0)() or await _break(request)
        return web.json_response(self.answers.get(said, [message(f"Vous dites : {said}")]))

    async def _judge(self, request: web.Request) -> web.Response:
        self.verdicts.append(await request.json())
        return web.Response(status=204)

    async def _draw(self, request: web.Request) -> web.Response:
        self.drawn.append(request.path_qs)
        if self.shapes is None:
            return web.Response(status=404)
        headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        if request.path.endswith(".json"):
            return web.json_response(self.shapes, headers=headers)
        return web.Response(text=IMAGE, content_type="image/svg+xml", headers=headers)
