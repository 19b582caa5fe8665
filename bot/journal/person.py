"""What is kept of one person, found under every salt that is kept: to be given to them, or erased."""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.pseudonyms import kept_salts, name_person
from bot.journal.queries import Kept, Wanted, every
from bot.journal.tables import exchanges


async def pseudonyms_of(connection: AsyncConnection, sender: str) -> tuple[str, ...]:
    """The names under which a sender (`rest:moi`) is kept."""
    return tuple(name_person(salt, sender) for salt in await kept_salts(connection))


async def exchanges_of(connection: AsyncConnection, sender: str) -> list[Kept]:
    """What is kept of a sender, the latest first."""
    wanted = Wanted(conversations=await pseudonyms_of(connection, sender))
    return [one async for one in every(connection, wanted)]


async def erase(connection: AsyncConnection, sender: str) -> int:
    """Erase what is kept of a sender; how many exchanges. The figures, which are nobody's, stay."""
    names = await pseudonyms_of(connection, sender)
    return (await connection.execute(delete(exchanges).where(exchanges.c.conversation.in_(names)))).rowcount
