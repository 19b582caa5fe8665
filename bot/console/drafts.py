"""The drafts of those who may change the contents, one each, and how far the trial of each is."""

import asyncio
import hashlib
from collections.abc import Callable

import msgspec
from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from bot.console.tables import drafts
from bot.journal.database import Database
from bot.journal.exchange import now
from bot.workshop.drafts import Draft
from bot.workshop.roots import Roots
from bot.workshop.trial import Trial

LOST_MS = 60_000
"""After how long a trial that tells nothing is taken for lost: whoever carried it out ended."""


class Outcome(Struct, frozen=True):
    """What came of a trial."""

    digest: str
    """Of the draft that was tried."""
    trial: Trial | None = None
    failure: str = ""


class Desk(Struct, frozen=True):
    """Somebody's draft, and its trial."""

    draft: Draft
    at: int
    """When it was changed: Unix time in ms; 0 where it is empty."""
    told: int
    """When its trial last told how far it is; 0 where none is running."""
    share: float
    """How far that is, 0 to 1."""
    outcome: Outcome | None
    """Of the last trial, of this very draft."""
    joined: tuple[str, ...] = ()
    """Its files to which what others published meanwhile is joined."""


class Desks:
    """Drafts in the journal's database."""

    def __init__(self, database: Database, roots: Roots, clock: Callable[[], int] = now) -> None:
        """
        Args:
            database: where they are kept.
            roots: the content that they change.
            clock: tells Unix time in ms.
        """
        self._database = database
        self._roots = roots
        self._clock = clock

    async def load(self, account: str) -> Desk:
        """Somebody's draft; an empty one where they have none."""
        async with self._database.reading() as connection:
            found = (await connection.execute(select(drafts).where(drafts.c.account == account))).one_or_none()
        if found is None:
            return Desk(Draft(self._roots), 0, 0, 0.0, None)
        base = msgspec.json.decode(found.base, type=dict[str, str | None])
        kept = Draft(self._roots, base, msgspec.json.decode(found.texts, type=dict[str, str]))
        # Lines are compared: answers go on meanwhile.
        draft, joined = await asyncio.to_thread(kept.renewed)
        outcome = msgspec.json.decode(found.trial, type=Outcome) if found.trial else None
        if outcome is not None and outcome.digest != digest(draft):
            outcome = None
        told = found.told if self._clock() - found.told < LOST_MS else 0
        return Desk(draft, found.at, told, found.share, outcome, joined)

    async def save(self, account: str, draft: Draft) -> None:
        """Keep somebody's draft; what was tried of another one counts no more."""
        row = {
            "account": account[:200],
            "at": self._clock(),
            "base": msgspec.json.encode(draft.base).decode(),
            "texts": msgspec.json.encode(draft.changed).decode(),
            "told": 0,
            "share": 0.0,
            "trial": "",
        }
        async with self._database.writing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.account == account))
            if draft.changed:
                await connection.execute(insert(drafts).values(row))

    async def drop(self, account: str) -> None:
        """Give somebody's draft up."""
        async with self._database.writing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.account == account))

    async def begin(self, account: str) -> None:
        """Note that a trial begins."""
        async with self._database.writing() as connection:
            values = {"told": self._clock(), "share": 0.0, "trial": ""}
            await connection.execute(update(drafts).where(drafts.c.account == account).values(values))

    async def advance(self, account: str, at: int, share: float) -> bool:
        """Note how far the trial of the draft that was changed `at` a time is; whether it is still that draft's."""
        return await self._put(account, at, told=self._clock(), share=share)

    async def finish(self, account: str, at: int, outcome: Outcome) -> None:
        """Note what came of it."""
        await self._put(account, at, told=0, share=1.0, trial=msgspec.json.encode(outcome).decode())

    async def _put(self, account: str, at: int, **values: object) -> bool:
        tried = (drafts.c.account == account, drafts.c.at == at, drafts.c.told > 0)
        async with self._database.writing() as connection:
            return bool((await connection.execute(update(drafts).where(*tried).values(values))).rowcount)


def digest(draft: Draft) -> str:
    """What tells one draft from another."""
    said = msgspec.json.encode([draft.base, draft.changed], order="sorted")
    return hashlib.sha256(said).hexdigest()
