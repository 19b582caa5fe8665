"""What goes into the database: exchanges with their counts, ratings; each in a transaction of the caller's."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal import counts
from bot.journal.counts import Figures
from bot.journal.exchange import Rating, Row, day_of, time_of
from bot.journal.outcomes import VERDICTS
from bot.journal.pseudonyms import kept_salts, name_message
from bot.journal.tables import exchanges


async def write_rows(connection: AsyncConnection, rows: Sequence[Row], unsure: bool = False) -> None:
    """Write exchanges, and count them; where it is `unsure` whether some were written, those that were are left out."""
    if unsure:
        known = select(exchanges.c.id).where(exchanges.c.id.in_([row.id for row in rows]))
        written = set(await connection.scalars(known))
        rows = [row for row in rows if row.id not in written]
    if rows:
        await connection.execute(insert(exchanges), [msgspec.structs.asdict(row) for row in rows])
        await counts.add(connection, map(_counted, rows))


def _counted(row: Row) -> Figures:
    return Figures(
        day_of(time_of(row.id)),
        row.channel,
        row.outcome,
        row.intent,
        messages=1,
        micros=row.micros,
        understanding=row.understanding,
        answering=row.answering,
        slowest=row.micros,
    )


async def write_rating(connection: AsyncConnection, rating: Rating, comment: str) -> bool:
    """Add to an exchange what its person thinks of it, in place of what they thought before; false where it is not.

    `comment` is masked.
    """
    names = [name_message(salt, rating.sender, rating.message) for salt in await kept_salts(connection)]
    asked = select(exchanges).where(exchanges.c.message.in_(names)).order_by(exchanges.c.id.desc()).limit(1)
    # What the verdict was is counted down: nobody else may change it meanwhile.
    asked = asked.with_for_update()
    found = (await connection.execute(asked)).one_or_none()
    if found is None:
        return False
    given = {"verdict": rating.verdict, "comment": comment or found.comment}
    await connection.execute(update(exchanges).where(exchanges.c.id == found.id).values(given))
    if found.verdict != rating.verdict:
        up, down = ((rating.verdict == one) - (found.verdict == one) for one in VERDICTS)
        day = day_of(time_of(found.id))
        await counts.add(connection, [Figures(day, found.channel, found.outcome, found.intent, up=up, down=down)])
    return True
