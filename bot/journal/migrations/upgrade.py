"""The shape of the database, from one version to the next, under a lock: several workers start at once.

In SQLite the lock is that of the transaction that the caller holds; in PostgreSQL it is one that the transaction takes.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0001"
"""The last version there is: what this Lauréat writes."""
VERSIONS = "journal_version"
"""The table that tells the version of a database."""
_LOCK = 0x4C617572  # « Laur »


def current(connection: Connection) -> bool:
    """Whether a database has the shape that this version writes."""
    return version(connection) == HEAD


def version(connection: Connection) -> str | None:
    """The version of a database, None for an empty one."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608
    return found


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring a database up to a version."""
    _migrate(connection, to, up=True)


def downgrade(connection: Connection, to: str) -> None:
    """Bring a database back to a version, `base` for an empty one."""
    _migrate(connection, to, up=False)


def _migrate(connection: Connection, to: str, up: bool) -> None:
    # It takes as long to import as the rest of the journal, and is needed once.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, context: object) -> object:
        return script._upgrade_revs(to, revision) if up else script._downgrade_revs(to, revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script) as environment:
        environment.configure(connection=connection, version_table=VERSIONS, fn=steps, transactional_ddl=False)
        environment.run_migrations()
