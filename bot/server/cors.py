"""Which sites' pages may call the REST channel, and that all may read pictures, and why there is none.

See https://fetch.spec.whatwg.org/#http-cors-protocol.
"""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

PATHS = ("/webhooks/rest/",)
PUBLIC = ("/media/",)
"""What pages of any site may read."""
MAX_AGE_SECONDS = 3600
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def middleware(origins: Sequence[str]) -> Middleware:
    """Tells browsers that pages of these origins (`https://ville.example`) may read what the REST channel answers.

    Pages of any origin may read pictures.
    """

    @web.middleware
    async def allow(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(PUBLIC):
            response = await handler(request)
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = hdrs.RETRY_AFTER
            return response
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None or not request.path.startswith(PATHS):
            return await handler(request)
        preflight = request.method == "OPTIONS" and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
        response = web.Response(status=204) if preflight and origin in origins else await handler(request)
        response.headers[hdrs.VARY] = hdrs.ORIGIN
        if origin in origins:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = hdrs.RETRY_AFTER
        if preflight and origin in origins:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_METHODS] = "POST, GET"
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_HEADERS] = "Content-Type, Authorization"
            response.headers[hdrs.ACCESS_CONTROL_MAX_AGE] = str(MAX_AGE_SECONDS)
        return response

    return allow
