"""The chat component that towns put on their pages, as files under `/web/`."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import ETag, hdrs, web

WEB = Path(__file__).parents[1] / "web"
_HEADERS = {
    # Whoever may read a file's text has read all of it: any page may.
    hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Asked again each time, answered 304 while the file stays the same: a new version shows at once.
    hdrs.CACHE_CONTROL: "no-cache",
    hdrs.VARY: hdrs.ACCEPT_ENCODING,
}
# Those that have their lines to themselves: they are for whoever works here, and are a fourth of what would be sent.
_COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)


def routes() -> Sequence[web.AbstractRouteDef]:
    """`GET /web/…` for each file there is, read and compressed once: no path that a request names reaches the disk."""
    return [web.get(f"/web/{file.name}", _send(file)) for file in sorted(WEB.iterdir()) if file.is_file()]


def _send(file: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    whole = _COMMENT.sub(b"", file.read_bytes())
    packed = gzip.compress(whole, 9, mtime=0)
    # Weak: both forms of the file share it.
    etag = ETag(hashlib.sha256(whole).hexdigest()[:32], is_weak=True)
    content_type = {".js": "text/javascript"}.get(file.suffix) or mimetypes.guess_type(file.name)[0]

    async def send(request: web.Request) -> web.StreamResponse:
        response = web.Response(headers=_HEADERS)
        response.etag = etag
        if any(known.value in (etag.value, "*") for known in request.if_none_match or ()):
            response.set_status(304)
            return response
        response.content_type = content_type or "application/octet-stream"
        if response.content_type.startswith("text/"):
            response.charset = "utf-8"
        response.body = whole
        if "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower():
            response.headers[hdrs.CONTENT_ENCODING] = "gzip"
            response.body = packed
        return response

    return send
