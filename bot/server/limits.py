"""Who may ask for how much: a budget for each person, and two for each address: one of messages, one of drawings."""

import ipaddress
import re
from collections.abc import Sequence

from aiohttp import web

from bot.metrics import Metrics
from bot.server.problems import Kind, Problem
from bot.store.store import Budget, Store
from bot.variables import Network

PER_ADDRESS = 10
"""How many people's budgets an address has: a town hall's staff may share one."""
DRAWINGS = 0.5
"""What share of a person's budget an address has for pictures: one takes as long to draw as a hundred answers."""
IPV6_PREFIX = 64
"""What one subscriber has of IPv6 addresses counts as one."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_address(request: web.Request, trusted: Sequence[Network]) -> Address | None:
    """Where a request comes from: the last address that no trusted proxy has, following `X-Forwarded-For` backwards.

    `None` where nothing tells it (a Unix socket).
    """
    address = read_address(request.remote or "")
    # A header given twice is one list (RFC 9110, 5.3).
    hops = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
    for hop in reversed(hops):
        if address is None or not is_trusted(address, trusted):
            break
        said = read_address(_PORT.sub(r"\1\2", hop.strip()))
        if said is None:
            break
        address = said
    return address


# Some proxies write the port as well: 198.51.100.1:5001, [2001:db8::1]:5001.
_PORT = re.compile(r"^(?:([\d.]+):\d+|\[([\da-fA-F:.]+)\](?::\d+)?)$")


def is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    """Whether an address is one of these proxies'."""
    return any(address in network for network in trusted)


def read_address(text: str) -> Address | None:
    """An IP address; `None` where a text is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


class Limiter:
    """Lets messages and drawings in as long as there is budget for them."""

    def __init__(self, store: Store, metrics: Metrics, per_minute: int, trusted: Sequence[Network]) -> None:
        """
        Args:
            store: where budgets are kept.
            metrics: where what is refused is counted.
            per_minute: messages of one person; 0 for no limit.
            trusted: the proxies that are believed about where a request comes from.
        """
        self._store = store
        self._metrics = metrics
        self._per_minute = per_minute
        self._trusted = trusted

    async def admit(self, request: web.Request, channel: str, sender: str | None) -> None:
        """Raises Problem (429, with the seconds to wait) where the person or the address has spent its budget.

        This machine's own address has none: behind a proxy that is not declared, it would be everybody's.
        """
        if not self._per_minute:
            return
        block = self._block(request)
        if block is not None:
            await self._spend(channel, "address", f"address {block}", PER_ADDRESS * self._per_minute)
        if sender is not None:
            await self._spend(channel, "sender", f"sender {sender}", self._per_minute)

    async def admit_drawing(self, request: web.Request) -> None:
        """The same for a picture that has to be drawn: what an address spends of these takes nothing from messages."""
        block = self._block(request) if self._per_minute else None
        if block is not None:
            per_minute = max(1, round(DRAWINGS * self._per_minute))
            await self._spend("media", "address", f"drawings {block}", per_minute)

    def _block(self, request: web.Request) -> str | None:
        """The addresses that count as the one that a request comes from; `None` where it has no budget."""
        address = client_address(request, self._trusted)
        if address is None or address.is_loopback:
            return None
        return str(ipaddress.ip_network((address, IPV6_PREFIX if address.version == 6 else 32), strict=False))

    async def _spend(self, channel: str, scope: str, key: str, per_minute: int) -> None:
        wait = await self._store.take(Budget(key, per_minute / 60, per_minute))
        if wait:
            self._metrics.limited.labels(channel, scope).inc()
            seconds = int(wait) + 1
            what = "redemandez l’image" if channel == "media" else "renvoyez votre message"
            raise Problem(Kind.TOO_MANY, f"Attendez {seconds} s, puis {what}.", {"Retry-After": str(seconds)})
