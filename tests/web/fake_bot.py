"""A bot that says whatever a test wants, hostile, late or broken, and counts what it is sent."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.server import assets, cors

SAID = "Bonjour ! Je dis ce qu’on me fait dire."
MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 200"'
    ' onload="top.hacked=1">'
    "<style>.land{fill:#eee}</style><script>top.hacked=1</script>"
    '<g class="launcher" onclick="top.hacked=1" style="fill:red">'
    '<path class="land" data-name="Paris" d="M10 10h90v80h-90z"/>'
    '<path class="land laureate key" data-name="Vincennes : 2 projets" d="M100 10h90v80h-90z"/>'
    '<path class="land laureate asked key" data-name="Montreuil : 2 projets" d="M190 10h90v80h-90z"/>'
    '<path class="land laureate key" data-name="Sceaux : 1 projet" d="M10 90h90v80h-90z"/></g>'
    '<path class="group" d="M10 10h180v160h-180z"/>'
    '<a xlink:href="javascript:top.hacked=1"><text class="label" x="20" y="190">Grand Paris</text></a>'
    '<text class="label" x="110" y="190">Métropole</text>'
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">hacked</p></foreignObject>'
    '<image href="https://elsewhere.example/pixel.png"/><use href="#a"/></svg>'
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
        headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        return web.Response(text=MAP, content_type="image/svg+xml", headers=headers)
