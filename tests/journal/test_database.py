import asyncio
import stat
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.console import tables as of_the_console
from bot.journal import migrations
from bot.journal.database import Database, describe_failure, locate
from bot.journal.migrations.upgrade import HEAD, VERSIONS, downgrade, upgrade, version
from bot.journal.queries import Wanted, page
from bot.journal.tables import metadata
from bot.variables import SettingsError
from tests.journal.conftest import said, write


def differences(connection: Connection) -> list[object]:
    """What the tables have otherwise than they should."""

    def ours(thing: object, name: str, kind: str, reflected: bool, other: object) -> bool:
        # What each database searches words by is its own.
        own = (VERSIONS, "exchange_words", "exchanges_by_words")
        return not (name or "").startswith(own)

    context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": False})
    assert of_the_console.metadata is metadata
    return compare_metadata(context, metadata)


async def test_migrations_make_the_tables_that_queries_are_about(database):
    async with database.reading() as connection:
        assert await connection.run_sync(version) == HEAD
        assert await connection.run_sync(differences) == []


async def test_migrations_go_back_and_forth(database):
    async with database.writing() as connection:
        await connection.run_sync(downgrade, "base")
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert left == [VERSIONS]
        assert await connection.run_sync(version) is None

    await database.open()
    await write(database, said("Quel projet à Sceaux ?"))
    async with database.reading() as connection:
        assert [kept.text for kept in await page(connection, Wanted(words="sceaux"))] == ["Quel projet à Sceaux ?"]


def test_the_version_that_is_written_is_the_last_one():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_workers_that_open_an_empty_database_at_once_all_find_it_ready(url):
    opened = [Database(locate(url)) for _ in range(8)]

    await asyncio.gather(*(database.open() for database in opened))

    for database in opened:
        await write(database, said())
        await database.close()
    assert await opened[0].open() is None
    async with opened[0].reading() as connection:
        assert len(await page(connection, Wanted())) == 8
    await opened[0].close()


async def test_databases_that_one_process_opens_at_once_are_each_made(postgres, tmp_path):
    urls = [postgres.create(f"at_once_{number}") for number in range(3)] + [f"sqlite:///{tmp_path / 'journal.sqlite'}"]
    opened = [Database(locate(url)) for url in urls]

    await asyncio.gather(*(database.open() for database in opened))

    for database in opened:
        async with database.reading() as connection:
            assert await connection.run_sync(differences) == []
        await database.close()


async def test_a_worker_waits_while_another_changes_the_shape(postgres):
    url = postgres.create("changing")
    first, second = Database(locate(url)), Database(locate(url))
    first._engine = first._connected()
    async with first.writing() as connection:
        await connection.run_sync(upgrade)
        opening = asyncio.create_task(second.open())
        async with asyncio.timeout(20):
            while not await connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                await asyncio.sleep(0.01)
        assert not opening.done()
    await opening

    assert len(await write(second, said())) == 1
    await first.close()
    await second.close()


async def test_a_database_of_a_later_version_is_left_alone(database):
    async with database.writing() as connection:
        await connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))

    with pytest.raises(Exception, match="9999"):
        await database.open()


async def test_the_file_and_its_folder_are_the_servers_own(tmp_path):
    path = tmp_path / "etat" / "journal.sqlite"
    database = Database(locate(f"sqlite:///{path}"))
    await database.open()
    await write(database, said())
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    await database.close()

    assert set(modes.values()) == {0o600}
    assert "journal.sqlite-wal" in modes
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"STATE_DIRECTORY": "/var/lib/laureat:/other", "HOME": "/home/ana"}, "/var/lib/laureat"),
        ({"XDG_STATE_HOME": "/state", "HOME": "/home/ana"}, "/state/laureat"),
        ({"HOME": "/home/ana"}, "/home/ana/.local/state/laureat"),
    ],
)
def test_without_a_setting_it_is_where_state_is_kept(variables, folder):
    assert locate("", variables).database == f"{folder}/journal.sqlite"


def test_an_address_is_given_as_others_write_it():
    url = locate("postgres://ana:pass@base.example:5433/journal?sslmode=require")

    assert url.drivername == "postgresql+asyncpg"
    assert (url.host, url.port, url.database, dict(url.query)) == (
        "base.example",
        5433,
        "journal",
        {"sslmode": "require"},
    )
    assert "pass" not in Database(url).place


def test_an_address_that_cannot_be_read_is_told():
    with pytest.raises(SettingsError, match="LAUREAT_DATABASE_URL"):
        locate("postgresql://ana:pass@base:port/journal")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgresql://ana@base/journal?connect_timeout=3", "connect_timeout.*ôtez-le"),
        ("mysql://ana:pass@base/journal", "mysql n’est pas une base"),
    ],
)
def test_what_an_address_cannot_ask_for_is_told(given, told):
    with pytest.raises(SettingsError, match=told):
        locate(given)


async def test_an_address_has_the_parameters_of_libpq(postgres):
    url = postgres.create("parameters")
    database = Database(locate(f"{url}?application_name=mairie%20d%27Antony&sslmode=prefer&target_session_attrs=any"))
    await database.open()
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT current_setting('application_name')")) == "mairie d'Antony"
    await database.close()

    refusing = Database(locate(f"{url}?sslmode=require"))
    with pytest.raises((OSError, DBAPIError)):
        await refusing.open()
    await refusing.close()


async def test_what_goes_wrong_is_told_without_what_was_to_be_written(database):
    with pytest.raises(DBAPIError) as caught:
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO salts VALUES (:secret, NULL)"), {"secret": "0612345678"})

    assert "0612345678" not in describe_failure(caught.value)


async def test_what_one_process_opens_twice_is_still_its_own_for_other_processes(tmp_path):
    path = tmp_path / "journal.sqlite"
    first, second = (Database(locate(f"sqlite:///{path}")) for _ in range(2))
    await first.open()
    await write(first, said("Quel projet à Sceaux ?"))
    await second.open()

    # The last one to leave a database takes away what it has not written there yet.
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM exchanges').fetchall()"
    await (await asyncio.create_subprocess_exec(sys.executable, "-c", other, str(path))).wait()
    await write(first, said("Et à Vincennes ?"))

    async with second.reading() as connection:
        assert len(await page(connection, Wanted())) == 2
    assert path.with_name(f"{path.name}-wal").exists()
    await first.close()
    await second.close()
