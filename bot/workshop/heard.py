"""Messages that people wrote, from the journal or from a file: one a line, or as the journal exports them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.queries import Kept, Wanted, every
from bot.message import MAX_LENGTH
from bot.workshop.trying import Asked

MOST_BEFORE = 3
"""Messages of a conversation that come before one of them."""


class _Line(msgspec.Struct):
    text: str
    before: tuple[str, ...] = ()
    times: int = 1


_line = msgspec.json.Decoder(_Line)


def read_messages(lines: Iterable[str]) -> Iterator[Asked]:
    """The messages of some lines; an empty line is none."""
    for line in lines:
        said = line.strip()
        if said.startswith("{"):
            with suppress(msgspec.DecodeError):
                found = _line.decode(said)
                yield Asked(found.text[:MAX_LENGTH], found.before, found.times)
                continue
        if said:
            yield Asked(said[:MAX_LENGTH])


async def last_messages(connection: AsyncConnection, most: int) -> list[Asked]:
    """At most so many messages of the journal, the last ones, each after those of its conversation."""
    found: list[Kept] = []
    async for kept in every(connection, Wanted(), most):
        found.append(kept)
    said: dict[str, list[str]] = {}
    asked = []
    for one in reversed(found):
        earlier = said.setdefault(one.conversation, []) if one.conversation else []
        asked.append(Asked(one.text, tuple(earlier[-MOST_BEFORE:])))
        earlier.append(one.text)
    return asked
