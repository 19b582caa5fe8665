"""Bytes that many people ask for: compressed once, and not sent again to whoever has them."""

import gzip
import hashlib

from aiohttp import ETag, hdrs, web

WORTH = 0.9
"""What share of its size a file must come down to for its compressed form to be worth the opening."""


class Packed:
    """A file as it goes out."""

    def __init__(self, whole: bytes, content_type: str, **headers: str) -> None:
        """`headers` are sent beside those that caches need."""
        self._whole = whole
        packed = gzip.compress(whole, 9, mtime=0)
        self._gzip = packed if len(packed) < WORTH * len(whole) else None
        self._content_type = content_type
        # Asked again each time, answered 304 while it stays the same: a new version shows at once.
        self._headers = {hdrs.CACHE_CONTROL: "no-cache", hdrs.VARY: hdrs.ACCEPT_ENCODING, **headers}
        # Weak: both forms share it.
        self._etag = ETag(hashlib.sha256(whole).hexdigest()[:32], is_weak=True)

    async def send(self, request: web.Request) -> web.Response:
        """The handler of a route that always answers with it."""
        return self.respond(request)

    def respond(self, request: web.Request) -> web.Response:
        """What answers a request for it."""
        response = web.Response(headers=self._headers)
        response.etag = self._etag
        if any(known.value in (self._etag.value, "*") for known in request.if_none_match or ()):
            response.set_status(304)
            return response
        response.content_type = self._content_type
        if self._content_type.startswith("text/"):
            response.charset = "utf-8"
        response.body = self._whole
        if self._gzip is not None and "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower():
            response.headers[hdrs.CONTENT_ENCODING] = "gzip"
            response.body = self._gzip
        return response
