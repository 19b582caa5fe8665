"""What is asked of the journal: a page of exchanges, the questions missed most, the figures of some days.

Every page is read from an index and stops when it is full, so that a million exchanges take no longer than a thousand.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, column, func, literal, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.exchange import first_id, words_of
from bot.journal.tables import MISSED, counts, exchanges

PAGE = 50
MOST_WORDS = 8
"""Words of a search that are looked for."""

WALK = 20_000
"""Exchanges that a search walks before it looks words up."""

_KEPT = (
    exchanges.c.id,
    exchanges.c.at,
    exchanges.c.channel,
    exchanges.c.conversation,
    exchanges.c.text,
    exchanges.c.intent,
    exchanges.c.outcome,
    exchanges.c.confidence,
    exchanges.c.micros,
    exchanges.c.frame,
    exchanges.c.verdict,
    exchanges.c.comment,
)
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


class Missed(NamedTuple):
    """A question that got no answer, however often."""

    words: str
    """Folded: those who wrote it otherwise are in it too."""
    times: int
    last: int
    """The identifier of the last exchange."""
    text: str
    """As that one was written."""


class Figures(NamedTuple):
    """What is counted of a day, a channel, an outcome and an intent."""

    day: str
    channel: str
    outcome: str
    intent: str
    messages: int
    micros: int
    """Of all its messages, in µs."""
    slowest: int
    up: int
    down: int


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


def _walk(wanted: Wanted, before: int | None, words: Sequence[str], most: int) -> tuple[Select[Any], Select[Any]]:
    """The latest exchanges that have all but the words, WALK of them: those with the words, and how far it goes."""
    asked = select(*_KEPT, exchanges.c.words).where(*_conditions(wanted, before)).order_by(exchanges.c.id.desc())
    walked = asked.limit(WALK).subquery()
    said = [(literal(" ") + walked.c.words).like(f"% {word}%") for word in words]
    found = select(*(walked.c[column.name] for column in _KEPT)).where(*said)
    ids = select(exchanges.c.id).where(*_conditions(wanted, before)).order_by(exchanges.c.id.desc())
    return found.order_by(walked.c.id.desc()).limit(most), ids.offset(WALK - 1).limit(1)


def _look_up(wanted: Wanted, before: int, words: Sequence[str], dialect: str) -> Select[Any]:
    """The exchanges that hold words, by what the database knows of every word."""
    asked = select(*_KEPT).where(*_conditions(wanted, before))
    if dialect == "postgresql":
        said = " & ".join(f"{word}:*" for word in words)
        found = func.to_tsvector(text("'simple'"), exchanges.c.words).op("@@")(func.to_tsquery(text("'simple'"), said))
        return asked.where(found).order_by(exchanges.c.id.desc())
    said = " ".join(f'"{word}"*' for word in words)
    asked = asked.select_from(_WORDS.join(exchanges, exchanges.c.id == _WORDS.c.rowid))
    return asked.where(text("exchange_words MATCH :said").bindparams(said=said)).order_by(_WORDS.c.rowid.desc())


async def page(connection: AsyncConnection, wanted: Wanted, before: int | None = None, most: int = PAGE) -> list[Kept]:
    """At most so many exchanges, the latest first; the next page is `before` the identifier of the last one.

    Words that many exchanges hold are found by walking the latest ones, those that few hold by looking them up: either
    way would take a second for the other.
    """
    words = words_of(wanted.words).split()[:MOST_WORDS]
    if not words:
        asked: Select[Any] = select(*_KEPT).where(*_conditions(wanted, before))
        asked = asked.order_by(exchanges.c.id.desc()).limit(most)
        return [_kept(row) for row in await connection.execute(asked)]
    walk, end = _walk(wanted, before, words, most)
    found = [_kept(row) for row in await connection.execute(walk)]
    last: int | None = await connection.scalar(end) if len(found) < most else None
    if last is not None:
        further = _look_up(wanted, last, words, connection.dialect.name).limit(most - len(found))
        found += [_kept(row) for row in await connection.execute(further)]
    return found


async def every(connection: AsyncConnection, wanted: Wanted) -> AsyncIterator[Kept]:
    """All of them, the latest first, a page at a time."""
    before = None
    while found := await page(connection, wanted, before, 1000):
        for one in found:
            yield one
        before = found[-1].id


def _kept(row: Row[Any]) -> Kept:
    return Kept(**row._mapping)


async def missed(
    connection: AsyncConnection, since: int | None = None, until: int | None = None, most: int = 500
) -> list[Missed]:
    """The questions that got no answer, the most frequent first, then the latest."""
    times, last = func.count(), func.max(exchanges.c.id)
    grouped = (
        select(exchanges.c.words, times.label("times"), last.label("last"))
        .where(MISSED, *_conditions(Wanted(since=since, until=until), None))
        .group_by(exchanges.c.words)
        .order_by(times.desc(), last.desc())
        .limit(most)
        .subquery()
    )
    asked = (
        select(grouped.c.words, grouped.c.times, grouped.c.last, exchanges.c.text)
        .join(exchanges, exchanges.c.id == grouped.c.last)
        .order_by(grouped.c.times.desc(), grouped.c.last.desc())
    )
    return [Missed(*row) for row in await connection.execute(asked)]


async def figures(connection: AsyncConnection, since: str, until: str) -> Sequence[Figures]:
    """The figures of the days from one to another (`2026-11-26`), included."""
    asked = select(counts).where(counts.c.day.between(since, until)).order_by(*counts.primary_key)
    return [Figures(*row) for row in await connection.execute(asked)]
