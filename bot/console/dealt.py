"""What became of the questions that got no answer: dealt with, until they are asked again."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from sqlalchemy import delete, insert, select

from bot.console.tables import dealt
from bot.journal.database import Database
from bot.journal.exchange import now

How = Literal["exemple", "alias", "hors sujet", "transmise", "classée"]
KEPT_MS = 400 * 86_400_000


class Dealt(NamedTuple):
    """How a question was dealt with."""

    how: str
    at: int
    """Unix time in ms."""
    account: str


class Dealings:
    """They are in the journal's database, by the words of questions."""

    def __init__(self, database: Database, clock: Callable[[], int] = now) -> None:
        """`clock` tells Unix time in ms."""
        self._database = database
        self._clock = clock

    async def every(self) -> Mapping[str, Dealt]:
        """All of them."""
        asked = select(dealt.c.words, dealt.c.how, dealt.c.at, dealt.c.account)
        async with self._database.reading() as connection:
            return {words: Dealt(how, at, account) for words, how, at, account in await connection.execute(asked)}

    async def note(self, questions: Iterable[str], how: How | None, account: str) -> None:
        """Note how questions were dealt with; with None, that they are to be again."""
        questions, at = list(questions), self._clock()
        async with self._database.writing() as connection:
            await connection.execute(delete(dealt).where(dealt.c.words.in_(questions) | (dealt.c.at < at - KEPT_MS)))
            if how is not None and questions:
                rows = [{"words": words, "how": how, "at": at, "account": account[:200]} for words in questions]
                await connection.execute(insert(dealt), rows)
