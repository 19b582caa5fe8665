"""Who is signed in: kept by the server, told by a cookie that holds nothing but chance."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from sqlalchemy import delete, insert, or_, select, update

from bot.console.accounts import Role
from bot.console.tables import sessions
from bot.journal.database import Database
from bot.journal.exchange import now

IDLE_MS = 30 * 60_000
"""How long somebody may do nothing before they have to sign in again."""
LIFE_MS = 10 * 3_600_000
"""How long they may stay signed in at most: a day's work."""
SEEN_MS = 60_000
"""How often it is noted that somebody is still there."""


class Person(Struct, frozen=True):
    """Whoever proved who they are."""

    account: str
    """Their name in the file of accounts, or their e-mail address at the provider."""
    name: str
    """What they are called."""
    role: Role
    via: Literal["fichier", "fournisseur"]
    proof: str = ""
    """The provider's ID token, which signing out there asks for."""


class Session(Struct, frozen=True):
    """Somebody signed in."""

    key: str
    person: Person
    csrf: str
    """What their forms must hold."""


class Sessions:
    """Sessions in the journal's database."""

    def __init__(self, database: Database, clock: Callable[[], int] = now) -> None:
        """`clock` tells Unix time in ms."""
        self._database = database
        self._clock = clock

    async def begin(self, person: Person) -> str:
        """Sign somebody in; the value of their cookie, always a new one."""
        id_ = secrets.token_urlsafe(32)
        at = self._clock()
        row = {"key": key_of(id_), "begun": at, "seen": at, **{n: getattr(person, n) for n in Person.__struct_fields__}}
        async with self._database.writing() as connection:
            gone = or_(sessions.c.seen < at - IDLE_MS, sessions.c.begun < at - LIFE_MS)
            await connection.execute(delete(sessions).where(gone))
            await connection.execute(insert(sessions).values(row))
        return id_

    async def find(self, id_: str) -> Session | None:
        """Whose cookie it is, if they are still signed in; they have just been seen."""
        if not id_:
            return None
        key, at = key_of(id_), self._clock()
        async with self._database.reading() as connection:
            found = (await connection.execute(select(sessions).where(sessions.c.key == key))).one_or_none()
        if found is None or at - found.seen > IDLE_MS or at - found.begun > LIFE_MS:
            return None
        if at - found.seen > SEEN_MS:
            async with self._database.writing() as connection:
                await connection.execute(update(sessions).where(sessions.c.key == key).values(seen=at))
        person = Person(found.account, found.name, found.role, found.via, found.proof)
        return Session(key, person, csrf_of(id_))

    async def end(self, key: str) -> None:
        """Sign somebody out."""
        async with self._database.writing() as connection:
            await connection.execute(delete(sessions).where(sessions.c.key == key))


def key_of(id_: str) -> str:
    """What is kept of a cookie: who reads the database cannot take a session over."""
    return hashlib.sha256(id_.encode()).hexdigest()


def csrf_of(id_: str) -> str:
    """What the forms of whoever has a cookie must hold: a page of another site knows neither."""
    return hashlib.sha256(b"csrf " + id_.encode()).hexdigest()
