"""The chat component that towns put on their pages, as files under `/web/`."""

import mimetypes
import re
from collections.abc import Sequence
from pathlib import Path

from aiohttp import hdrs, web

from bot.server.packed import Packed

WEB = Path(__file__).parents[1] / "web"
# Whoever may read a file's text has read all of it: any page may.
_HEADERS = {hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*", "Cross-Origin-Resource-Policy": "cross-origin"}
# Those that have their lines to themselves: they are for whoever works here, and are a fourth of what would be sent.
_COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)


def routes() -> Sequence[web.AbstractRouteDef]:
    """`GET /web/…` for each file there is, read and compressed once: no path that a request names reaches the disk."""
    return [web.get(f"/web/{file.name}", _packed(file).send) for file in sorted(WEB.iterdir()) if file.is_file()]


def _packed(file: Path) -> Packed:
    content_type = {".js": "text/javascript"}.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return Packed(_COMMENT.sub(b"", file.read_bytes()), content_type or "application/octet-stream", **_HEADERS)
