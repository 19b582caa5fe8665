"""What is asked of the journal: a page of exchanges, the questions missed most, the figures of some days.

Every page is read from an index and stops when it is full, so that a million exchanges take no longer than a thousand.
"""

import sys
from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    String,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.counts import Figures
from bot.journal.exchange import first_id, time_of, words_of
from bot.journal.outcomes import VERDICTS
from bot.journal.tables import MISSED, counts, exchanges

PAGE = 50
MOST_WORDS = 8
"""Words of a search that are looked for."""

WALK = 10_000
"""Exchanges that a search walks before it looks words up."""

_WORDS = table("exchange_words", column("rowid"))


class Wanted(Struct, frozen=True):
    """Which exchanges: all that is given holds."""

    since: int | None = None
    """Unix time in ms."""
    until: int | None = None
    """The same, excluded."""
    channel: str | None = None
    outcome: str | None = None
    intent: str | None = None
    verdict: str | None = None
    conversations: tuple[str, ...] | None = None
    """Pseudonyms of one person."""
    words: str = ""
    """Beginnings of words that the message holds, in any order."""


class Kept(Struct, frozen=True):
    """An exchange as it is kept."""

    id: int
    at: int
    """Unix time in ms."""
    channel: str
    conversation: str | None
    text: str
    """Masked."""
    intent: str
    outcome: str
    confidence: float
    micros: int
    frame: str | None
    """JSON."""
    verdict: str | None
    comment: str | None
    """Masked."""


_KEPT = tuple(exchanges.c[name] for name in Kept.__struct_fields__ if name != "at")


class Missed(NamedTuple):
    """A question that got no answer, however often."""

    words: str
    """Folded: those who wrote it otherwise are in it too."""
    times: int
    last: int
    """The identifier of the last exchange."""
    text: str
    """As that one was written."""
    outcome: str
    intent: str
    """As what it was understood; empty where it was not."""


def _conditions(wanted: Wanted, before: int | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(exchanges.c.id >= first_id(wanted.since))
    if wanted.until is not None:
        found.append(exchanges.c.id < first_id(wanted.until))
    if before is not None:
        found.append(exchanges.c.id < before)
    for name in ("channel", "outcome", "intent", "verdict"):
        value = getattr(wanted, name)
        if value is not None:
            found.append(exchanges.c[name] == value)
    if wanted.conversations is not None:
        found.append(exchanges.c.conversation.in_(wanted.conversations))
    return found


def _holds(words: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return (literal(" ") + words).like(f"% {word}%")


def _look_up(wanted: Wanted, before: int, words: Sequence[str], dialect: str) -> Select[Any]:
    """The exchanges that hold words, the rarest first, by what the database knows of every word."""
    asked: Select[Any] = select(*_KEPT).where(*_conditions(wanted, before))
    if dialect == "postgresql":
        said = " & ".join(f"{word}:*" for word in words)
        found = func.to_tsvector(text("'simple'"), exchanges.c.words).op("@@")(func.to_tsquery(text("'simple'"), said))
        return asked.where(found).order_by(exchanges.c.id.desc())
    # SQLite gathers all that begins so, of each word that it is given, before it says the first.
    first, *others = words
    asked = asked.select_from(_WORDS.join(exchanges, exchanges.c.id == _WORDS.c.rowid))
    asked = asked.where(text("exchange_words MATCH :said").bindparams(said=f'"{first}"*'))
    return asked.where(*(_holds(exchanges.c.words, word) for word in others)).order_by(_WORDS.c.rowid.desc())


async def page(connection: AsyncConnection, wanted: Wanted, before: int | None = None, most: int = PAGE) -> list[Kept]:
    """At most so many exchanges, the latest first; the next page is `before` the identifier of the last one.

    Words that many exchanges hold are found by walking the latest ones, those that few hold by looking them up: either
    way would take a second for the other.
    """
    words = words_of(wanted.words).split()[:MOST_WORDS]
    latest: Select[Any] = select(*_KEPT).where(*_conditions(wanted, before)).order_by(exchanges.c.id.desc())
    if not words:
        return [_kept(row) for row in await connection.execute(latest.limit(most))]
    walked = latest.add_columns(exchanges.c.words).limit(WALK).subquery()
    held = [_holds(walked.c.words, word) for word in words]
    asked = select(*(walked.c[column.name] for column in _KEPT)).where(*held).order_by(walked.c.id.desc())
    found = [_kept(row) for row in await connection.execute(asked.limit(most))]
    if len(found) == most:
        return found
    times = (func.sum(case((one, 1), else_=0)) for one in held)
    seen, last, *often = (await connection.execute(select(func.count(), func.min(walked.c.id), *times))).one()
    if seen == WALK:
        rarest = [word for _, word in sorted(zip(often, words, strict=True))]
        further = _look_up(wanted, last, rarest, connection.dialect.name).limit(most - len(found))
        found += [_kept(row) for row in await connection.execute(further)]
    return found


async def commented(connection: AsyncConnection, before: int | None = None, most: int = PAGE) -> list[Kept]:
    """At most so many exchanges with a thumb and a word, the latest first; the next are `before` the last one."""
    asked = select(*_KEPT).where(exchanges.c.verdict.in_(VERDICTS), exchanges.c.comment != "")
    if before is not None:
        asked = asked.where(exchanges.c.id < before)
    return [_kept(row) for row in await connection.execute(asked.order_by(exchanges.c.id.desc()).limit(most))]


async def every(connection: AsyncConnection, wanted: Wanted, most: int = sys.maxsize) -> AsyncIterator[Kept]:
    """All of them, or at most so many, the latest first, a page at a time."""
    before = None
    while found := await page(connection, wanted, before, min(most, 1000)):
        for one in found:
            yield one
        before, most = found[-1].id, most - len(found)


def _kept(row: Row[Any]) -> Kept:
    return Kept(at=time_of(row.id), **row._mapping)


async def missed(
    connection: AsyncConnection, since: int | None = None, until: int | None = None, most: int = 500
) -> list[Missed]:
    """The questions that got no answer, the most frequent first, then the latest."""
    words, id_ = literal_column("words", String), literal_column("id", BigInteger)
    times, last = func.count(), func.max(id_)
    # SQLite would take the index of outcomes, and sort.
    indexed = "exchanges INDEXED BY exchanges_missed" if connection.dialect.name == "sqlite" else "exchanges"
    grouped = (
        select(words, times.label("times"), last.label("last"))
        .select_from(text(indexed))
        .where(MISSED)
        .group_by(words)
        .order_by(times.desc(), last.desc())
        .limit(most)
    )
    if since is not None:
        grouped = grouped.where(id_ >= first_id(since))
    if until is not None:
        grouped = grouped.where(id_ < first_id(until))
    found = grouped.subquery()
    asked = (
        select(
            found.c.words, found.c.times, found.c.last, *(exchanges.c[name] for name in ("text", "outcome", "intent"))
        )
        .join(exchanges, exchanges.c.id == found.c.last)
        .order_by(found.c.times.desc(), found.c.last.desc())
    )
    return [Missed(*row) for row in await connection.execute(asked)]


async def figures(connection: AsyncConnection, since: str, until: str) -> Sequence[Figures]:
    """The figures of the days from one to another (`2026-11-26`), included."""
    asked = select(counts).where(counts.c.day.between(since, until)).order_by(*counts.primary_key)
    return [Figures(*row) for row in await connection.execute(asked)]
