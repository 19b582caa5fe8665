"""Both databases of the journal, and what is said in it."""

import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.journal.database import Database, locate
from bot.journal.exchange import Exchange, Row, new_id, now, row_of
from bot.journal.writing import write_rows
from bot.message import Message
from tests.services import PostgresServer, postgres_server

SALT = b"salt of the month"
DAY = 86_400_000


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'journal.sqlite'}"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return postgres.create(f"journal_{secrets.token_hex(6)}")


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = Database(locate(url))
    await opened.open()
    yield opened
    await opened.close()


def said(
    text: str = "Quel projet à Sceaux ?",
    sender: str | None = "rest:ana",
    at: int | None = None,
    name: str | None = None,
    outcome: str = "answered",
    intent: str | None = "projets",
    micros: int = 500,
) -> Exchange:
    """An exchange."""
    message = Message(sender=sender, channel="rest", id=name, text=text)
    return Exchange(
        new_id(now() if at is None else at), message, outcome, intent, 0.9, (), micros, understanding=200, answering=100
    )


async def write(database: Database, *exchanges: Exchange, salt: bytes = SALT) -> list[Row]:
    """Write exchanges as they would be."""
    rows = [row_of(exchange, salt) for exchange in exchanges]
    async with database.writing() as connection:
        await write_rows(connection, rows)
    return rows
