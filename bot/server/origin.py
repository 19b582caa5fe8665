"""The address at which whoever sent a request sees this server: `https://robot.ville.example`."""

import ipaddress
import re
from collections.abc import Sequence

from aiohttp import hdrs, web

from bot.server.limits import is_trusted, read_address
from bot.variables import Network

SCHEMES = ("https", "http")
# Names as DNS and container networks have them, and addresses; a port after.
_NAME = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_AUTHORITY = re.compile(
    rf"(?P<host>{_NAME}(?:\.{_NAME})*\.?|\[(?P<ipv6>[0-9a-f:.]+)\])(?::(?P<port>[0-9]{{1,5}}))?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 253


def origin_of(request: web.Request, trusted: Sequence[Network]) -> str | None:
    """Where a request was sent, as it says itself, and as a trusted proxy says in `X-Forwarded-Proto` and `-Host`.

    `None` where that is no plain address: what is said is repeated to whoever asks, who should not be led elsewhere.
    """
    scheme, host = request.scheme, request.headers.get(hdrs.HOST, "")
    peer = read_address(request.remote or "")
    if peer is not None and is_trusted(peer, trusted):
        scheme = _last(request, hdrs.X_FORWARDED_PROTO) or scheme
        host = _last(request, hdrs.X_FORWARDED_HOST) or host
    return f"{scheme.lower()}://{host}" if scheme.lower() in SCHEMES and _is_authority(host) else None


def _last(request: web.Request, header: str) -> str:
    """What a header says; of a list, to which each proxy adds, what the nearest one added."""
    return ",".join(request.headers.getall(header, [])).rpartition(",")[2].strip()


def _is_authority(text: str) -> bool:
    said = _AUTHORITY.fullmatch(text)
    if said is None or len(said["host"]) > _LONGEST or int(said["port"] or 0) > 65535:
        return False
    try:
        return said["ipv6"] is None or ipaddress.ip_address(said["ipv6"]).version == 6
    except ValueError:
        return False
