"""The database of the journal: where it is, opened, brought to the shape that this version writes."""

import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.journal.migrations.upgrade import current, turn, upgrade
from bot.variables import SettingsError

FILE = "journal.sqlite"
BUSY_SECONDS = 5
"""How long SQLite waits for another process that writes."""
CONNECT_SECONDS = 5
COMMAND_SECONDS = 15
"""How long PostgreSQL may take to accept a connection, and to do what it is asked."""
_PARAMETERS = (
    "application_name",
    "host",
    "krbsrvname",
    "passfile",
    "port",
    "search_path",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
)
"""Those of libpq that the driver knows, or the server; none is a secret, which would be shown."""
_SQLITE = f"""
PRAGMA busy_timeout = {1000 * BUSY_SECONDS};
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
"""


def state_folder(variables: Mapping[str, str]) -> Path:
    """Where a program keeps its state: systemd's `$STATE_DIRECTORY`, else that of the person who runs it (XDG)."""
    given = variables.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    home = variables.get("XDG_STATE_HOME") or Path(variables.get("HOME") or Path.home()) / ".local" / "state"
    return Path(home) / "laureat"


def locate(given: str, variables: Mapping[str, str] = os.environ) -> URL:
    """The database that a setting names (`postgresql://…`, `sqlite:///…`), the one in the state folder by default.

    Raises SettingsError where its address cannot be read.
    """
    try:
        url = make_url(given) if given else URL.create("sqlite", database=str(state_folder(variables) / FILE))
    except (ArgumentError, ValueError):
        raise SettingsError("LAUREAT_DATABASE_URL : cette adresse ne peut pas être lue ; vérifiez-la.") from None
    if url.drivername == "sqlite":
        return url.set(drivername="sqlite+aiosqlite")
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise SettingsError(
            f"LAUREAT_DATABASE_URL : {url.drivername} n’est pas une base que le journal connaît ; écrivez "
            "postgresql://… ou sqlite:///…"
        )
    other = sorted(set(url.query).difference(_PARAMETERS))
    if other:
        raise SettingsError(
            f"LAUREAT_DATABASE_URL : paramètre inconnu ici, « {other[0]} » ; ôtez-le. Connus : "
            f"{', '.join(_PARAMETERS)}."
        )
    return url.set(drivername="postgresql+asyncpg")


class Database:
    """One process's way to the journal's database; nothing is opened before it is asked for."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine: AsyncEngine | None = None
        self._drivers: WeakSet[Any] = WeakSet()
        """Of SQLite: the connections that may be at work."""

    @property
    def place(self) -> str:
        """Where it is, for people: without its password."""
        return self._url.database or "" if self.is_sqlite else self._url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self._url.get_backend_name() == "sqlite"

    async def open(self) -> None:
        """Make it where there is none, and bring it to this version's shape; raises what the database raises."""
        if self._engine is None:
            self._engine = self._connected()
        async with self._engine.connect() as connection:
            if await connection.run_sync(current):
                return
        async with turn(), self.writing() as connection:
            await connection.run_sync(upgrade)

    def _connected(self) -> AsyncEngine:
        if not self.is_sqlite:
            # The driver reads an address as libpq does; SQLAlchemy would give it each parameter as one of its own.
            address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
            given = {"dsn": address, "timeout": CONNECT_SECONDS, "command_timeout": COMMAND_SECONDS}
            return create_async_engine("postgresql+asyncpg://", connect_args=given, pool_size=2, max_overflow=2)
        path = Path(self._url.database or "")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        engine = create_async_engine(self._url, pool_size=2, max_overflow=2)
        event.listen(engine.sync_engine, "connect", _set_up)
        event.listen(engine.sync_engine, "connect", lambda one, _: self._drivers.add(one.driver_connection))
        event.listen(engine.sync_engine, "begin", _begin)
        return engine

    @property
    def _opened(self) -> AsyncEngine:
        if self._engine is None:
            raise RuntimeError("the database is not open")
        return self._engine

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: it ends when what it surrounds does."""
        async with self._opened.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        async with self._opened.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def outside(self) -> AsyncIterator[AsyncConnection]:
        """A connection outside of any transaction, for what SQLite refuses in one."""
        async with self._opened.connect() as connection:
            yield await connection.execution_options(outside=True)

    async def interrupt(self) -> None:
        """Have SQLite give up the statements under way, which nothing else ends; PostgreSQL is told by the driver."""
        for driver in self._drivers:
            # One that is closed has nothing under way.
            with suppress(ValueError, sqlite3.Error):
                await driver.interrupt()

    async def close(self) -> None:
        """Let go of its connections; it may be opened again."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.dispose()


def _make(path: Path) -> None:
    """Make the file where there is none, by one process alone: two that turn to the same log at once do not wait."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        # Whatever SQLite adds beside it gets the same rights. A file that is there is not opened: to close it would let
        # go of the locks that this process holds on it.
        with suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(_SQLITE)
    finally:
        os.close(folder)


def _set_up(connection: Any, record: object) -> None:
    # The driver would begin transactions by itself, and too late for its tables to be made in one.
    connection.isolation_level = None
    cursor = connection.cursor()
    for line in _SQLITE.strip().splitlines():
        cursor.execute(line)
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("outside"):
        # Two that read before they write would each wait for the other.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def is_refusal(error: DBAPIError) -> bool:
    """Whether the database refuses what is written, for what it is: to write it again would not help."""
    # SQL's classes of data exceptions and of broken constraints, which the driver has no class for.
    code = getattr(error.orig, "sqlstate", None) or ""
    return isinstance(error, DataError | IntegrityError) or code.startswith(("22", "23"))


def describe_failure(error: BaseException) -> str:
    """What went wrong with the database, in a few words that hold nothing of what was to be written."""
    origin = getattr(error, "orig", None) or error
    said = str(origin).splitlines()[0] if isinstance(origin, sqlite3.Error | OSError) else ""
    return f"{type(origin).__name__}{f' ({said})' if said else ''}"
