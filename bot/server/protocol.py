"""HTTP connections as aiohttp serves them, but for what is said to requests that are no HTTP."""

from aiohttp import web
from aiohttp.web_protocol import RequestHandler
from aiohttp.web_request import BaseRequest

from bot.server.problems import Kind, respond


class _Connection(RequestHandler):
    __slots__ = ()

    def handle_error(
        self, request: BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """A problem that repeats nothing of the request, and names no software."""
        self.log_exception("a request cannot be read", exc_info=exc)
        response = respond(Kind.UNREADABLE, "Ce n’est pas une requête HTTP valable : vérifiez-la.")
        response.headers["Server"] = ""
        response.force_close()
        return response


class _Server(web.Server):
    def __call__(self) -> RequestHandler:
        """A new connection."""
        return _Connection(self, loop=self._loop, **self._kwargs)


class Runner(web.AppRunner):
    """Runs an application over such connections."""

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        server.__class__ = _Server
        return server
