"""What the commands over the journal of exchanges share: its database, opened for as long as one of them runs."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.commands.french import Failure
from bot.settings import Settings, load

if TYPE_CHECKING:
    from bot.journal.database import Database
    from bot.workshop.trying import Asked

T = TypeVar("T")


def with_database(settings: Settings, work: Callable[["Database"], Awaitable[T]]) -> T:
    """What `work` makes of the journal's database.

    Raises Failure, which says what to do, where there is none yet, or it does not answer.
    """
    # No other command pays for what this imports.
    from sqlalchemy.exc import SQLAlchemyError

    from bot.journal.database import Database, describe_failure, locate

    database = Database(locate(settings.database_url, os.environ))
    if database.is_sqlite and not Path(database.place).exists():
        raise Failure(
            f"Il n’y a pas de journal ici : {database.place} n’existe pas. Lancez la commande sous le compte "
            "du serveur, avec ses réglages (LAUREAT_DATABASE_URL, ou STATE_DIRECTORY)."
        )

    async def run() -> T:
        try:
            await database.open()
            return await work(database)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except BrokenPipeError:
        # Whoever reads what is written has had enough of it; click ends there.
        raise
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise Failure(
            f"La base du journal ne répond pas ({describe_failure(error)}) : vérifiez LAUREAT_DATABASE_URL, et que "
            f"{database.place} est joignable de ce compte."
        ) from error


def last_messages(most: int) -> "list[Asked]":
    """At most so many messages of the journal that the settings name, the last ones.

    Raises Failure as `with_database` does.
    """
    from bot.workshop.heard import last_messages as read

    async def work(database: "Database") -> "list[Asked]":
        async with database.reading() as connection:
            return await read(connection, most)

    return with_database(load(), work)
