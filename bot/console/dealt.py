"""What became of the questions that got no answer: dealt with, until they are asked again."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from sqlalchemy import delete, insert, select

from bot.console.tables import dealt
from bot.journal.database import Database
from bot.journal.exchange import now
from bot.workshop.additions import Added

How = Added | Literal["transmise", "classée"]
KEPT_MS = 400 * 86_400_000


class Dealt(NamedTuple):
    """How a question was dealt with."""

    how: How
    at: int
    """Unix time in ms."""
    account: str
    file: str
    """Where something was added; empty where nothing was."""
    detail: str
    """What was added, or to whom it was handed."""


class Dealings:
    """They are in the journal's database, by the words of questions."""

    def __init__(self, database: Database, clock: Callable[[], int] = now) -> None:
        """`clock` tells Unix time in ms."""
        self._database = database
        self._clock = clock

    async def every(self) -> Mapping[str, Dealt]:
        """All of them."""
        asked = select(dealt.c.words, *(dealt.c[name] for name in Dealt._fields))
        async with self._database.reading() as connection:
            return {words: Dealt(*row) for words, *row in await connection.execute(asked)}

    async def note(
        self, questions: Iterable[str], how: How | None, account: str, file: str = "", detail: str = ""
    ) -> None:
        """Note how questions were dealt with; with None, that they are to be again."""
        questions, at = list(questions), self._clock()
        async with self._database.writing() as connection:
            await connection.execute(delete(dealt).where(dealt.c.words.in_(questions) | (dealt.c.at < at - KEPT_MS)))
            if how is not None and questions:
                same = {"how": how, "at": at, "account": account[:200], "file": file, "detail": detail}
                rows = [{"words": words, **same} for words in questions]
                await connection.execute(insert(dealt), rows)
