"""The same message sent again gets the same answer: whoever lost the connection says nothing twice."""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable

import msgspec

from bot.channels.rasa import RestMessage, RestRequest
from bot.metrics import Metrics
from bot.server.problems import Kind, Problem
from bot.store.store import LEASE_SECONDS, Store

PATIENCE_SECONDS = 2 * LEASE_SECONDS
"""How long a copy waits: a worker that died holds its claim as long as a lease."""
FIRST_LOOK, LONGEST_LOOK = 0.01, 0.5
"""How often a copy asks whether the other one is answered, in seconds: at first, and in the end."""


Said = tuple[RestMessage, ...]
"""An answer, not under the server's origin yet: a copy may come to another of its addresses."""


class _Kept(msgspec.Struct, frozen=True):
    message: str
    """A digest of what was answered: a name used for another text is another message."""
    said: Said


_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(_Kept).decode


class Repeats:
    """Answers each message once, and says again what was answered, whichever worker gets the copy."""

    def __init__(self, store: Store, metrics: Metrics, channel: str) -> None:
        """
        Args:
            store: where answers are kept.
            metrics: where copies are counted.
            channel: what they are counted under.
        """
        self._store = store
        self._copies = metrics.duplicates.labels(channel)

    async def answer(
        self, received: RestRequest, admit: Callable[[], Awaitable[None]], answer: Callable[[], Awaitable[Said]]
    ) -> Said:
        """What answers a message: what `answer` says once `admit` has let it in, or what was said before.

        Of copies that come at once one is answered, and the others wait for it. Raises Problem (503) where it takes too
        long, and what `admit` and `answer` raise.
        """
        if received.who is None or received.message_id is None:
            # Copies cannot be told.
            await admit()
            return await answer()
        key = _key(received.who, received.message_id)
        message = _digest(received.message)
        owner = secrets.token_hex(8)
        claimed, known = await self._begin(key, message, owner)
        if known is not None:
            return known
        try:
            await admit()
            if not claimed:
                known = await self._wait(key, message, owner)
                if known is not None:
                    return known
            said = await answer()
        except BaseException:
            await self._store.claim((key,), owner, 0)
            raise
        await self._store.keep(key, owner, _encode(_Kept(message, said)))
        return said

    async def answered(self, who: str, message_id: str) -> Said | None:
        """What was answered to the last message of this name; `None` where nothing was, or it is forgotten."""
        known = await self._store.recall(_key(who, message_id))
        return None if known is None else _decode(known).said

    async def _wait(self, key: str, message: str, owner: str) -> Said | None:
        """What another copy was answered; None once this one has the claim."""
        look = FIRST_LOOK
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    await asyncio.sleep(look)
                    claimed, known = await self._begin(key, message, owner)
                    if claimed or known is not None:
                        return known
                    look = min(2 * look, LONGEST_LOOK)
        except TimeoutError:
            raise Problem(Kind.NOT_READY, "Renvoyez votre message plus tard.", {"Retry-After": "5"}) from None

    async def _begin(self, key: str, message: str, owner: str) -> tuple[bool, Said | None]:
        """Whether this copy has the claim; or what was answered, and it has none."""
        claimed, kept = await self._store.begin(key, owner)
        known = None if kept is None else _decode(kept)
        if known is None or known.message != message:
            return claimed, None
        if claimed:
            await self._store.claim((key,), owner, 0)
        self._copies.inc()
        return False, known.said


def _key(who: str, message_id: str) -> str:
    return _digest("rest", who, message_id)


def _digest(*texts: str) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode(texts), digest_size=16).hexdigest()
