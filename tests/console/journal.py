"""A journal that holds what a test says."""

from bot.journal.database import Database
from bot.journal.exchange import Exchange, Row, new_id, now, row_of
from bot.journal.writing import write_rows
from bot.message import Message

DAY = 86_400_000


def asked(
    text: str,
    outcome: str = "unknown",
    intent: str = "",
    days: float = 0,
    channel: str = "rest",
    sender: str | None = "rest:ana",
    micros: int = 800,
) -> Row:
    """A message so many days ago."""
    message = Message(sender=sender, channel=channel, text=text)
    at = now() - round(days * DAY)
    return row_of(
        Exchange(new_id(at), message, outcome, intent, 0.5, (), micros, understanding=300, answering=400), b"salt"
    )


async def write(database: Database, *rows: Row) -> None:
    async with database.writing() as connection:
        await write_rows(connection, list(rows))
