"""The shape of the database, from one version to the next, under a lock: several workers start at once.

In SQLite the lock is that of the transaction that the caller holds; in PostgreSQL it is one that the transaction takes.
Within a process, whoever migrates takes turns besides: Alembic keeps the migration under way in its own modules, so
that two at once would write to each other's database.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, column, inspect, select, table, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The last version there is: what this Lauréat writes."""
VERSIONS = "journal_version"
"""The table that tells the version of a database."""
_LOCK = 0x4C617572  # « Laur »
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


def turn() -> asyncio.Lock:
    """What whoever migrates holds around `upgrade` and `downgrade`, whichever database it is about."""
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())


def current(connection: Connection) -> bool:
    """Whether a database has the shape that this version writes."""
    return version(connection) == HEAD


def version(connection: Connection) -> str | None:
    """The version of a database, None for an empty one."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSIONS)))
    return found


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring a database up to a version."""
    # Alembic takes as long to import as the rest of the journal, and is needed once.
    from alembic import command

    command.upgrade(_locked(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Bring a database back to a version, `base` for an empty one."""
    from alembic import command

    command.downgrade(_locked(connection), to)


def _locked(connection: Connection) -> "Config":
    """What Alembic is to know, once nobody else changes the shape."""
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config(attributes={"connection": connection, "versions": VERSIONS})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
