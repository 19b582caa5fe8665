"""Who speaks, under a name that means nothing without a salt: one salt a month, which goes when what it covers goes.

The pseudonym of a person is HMAC-SHA-256(salt, sender), cut to 128 bits: the same all month, so that a conversation can
be read as one, and another the month after, so that nobody can be followed. Whoever has the database and knows a
sender finds their exchanges again: that is how a person's own are exported and erased.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.tables import salts

SALT_BYTES = 32


def period_of(at: int) -> str:
    """The month of a time (Unix, ms), by this machine's clock: `2026-11`."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m")


def name_person(salt: bytes, sender: str) -> str:
    """The pseudonym of a sender, 32 hexadecimal digits."""
    return _digest(salt, "sender", sender)


def name_message(salt: bytes, sender: str, message: str) -> str:
    """The pseudonym of a message that a sender named."""
    return _digest(salt, "message", f"{len(sender)} {sender} {message}")


def _digest(salt: bytes, kind: str, name: str) -> str:
    said = f"{kind} {name}".encode("utf-8", "surrogatepass")
    return hmac.new(salt, said, hashlib.sha256).hexdigest()[:32]


async def salt_of(connection: AsyncConnection, period: str) -> bytes:
    """The salt of a month, made when it is first asked for, in the transaction under way."""
    asked = select(salts.c.salt).where(salts.c.period == period)
    found: bytes | None = await connection.scalar(asked)
    if found is not None:
        return found
    made = secrets.token_bytes(SALT_BYTES)
    try:
        async with connection.begin_nested():
            await connection.execute(insert(salts).values(period=period, salt=made))
    except IntegrityError:
        # Another worker was faster.
        return bytes(await connection.scalar(asked) or b"")
    return made


async def kept_salts(connection: AsyncConnection) -> list[bytes]:
    """Every salt that is kept, the latest first."""
    return list(await connection.scalars(select(salts.c.salt).order_by(salts.c.period.desc())))
