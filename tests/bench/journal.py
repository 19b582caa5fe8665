"""What the journal costs: to an answer, with its database up or not; to mask; to read among a million exchanges."""

import asyncio
import logging
import os
import random
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import AdaptedConnection, event, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.assistant import Assistant
from bot.journal.database import Database, locate
from bot.journal.exchange import day_of, first_id, now, words_of
from bot.journal.journal import Journal
from bot.journal.queries import Wanted, figures, missed, page
from bot.journal.recording import Recording
from bot.journal.retention import tidy
from bot.journal.tables import counts, exchanges
from bot.masking import mask
from bot.message import Message
from bot.metrics import Metrics
from tests.bench import console
from tests.bench.table import decimal, table
from tests.bench.timing import timed
from tests.journal.sentences import IMPERSONAL, PERSONAL
from tests.services import free_port
from tests.test_masking import lines

Reply = Callable[[Message], Awaitable[object]]
MANY = 1_000_000
DAYS = 90
ROUNDS = 7
SECONDS = 4.0
PER_SECOND = 200
SLOW_SECONDS = 0.01
"""What each row that is written waits, on a slow disk."""


def report(assistant: Assistant) -> Iterator[str]:
    """The lines of the section."""
    yield from lines()
    yield ""
    yield from _masking_cost()
    yield ""
    yield from table(("réponses", "µs, médiane", "µs, p99", "p99 / sans"), list(asyncio.run(_answers(assistant))))
    yield ""
    with TemporaryDirectory() as folder:
        yield from asyncio.run(_pages(assistant, Path(folder)))


def _masking_cost() -> Iterator[str]:
    plain = [re.sub(r"\{\w+:([^}]*)\}", r"\1", sentence) for sentence in PERSONAL]
    rows = [(name, timed(mask, said)) for name, said in (("avec données", plain), ("sans", IMPERSONAL))]
    yield from table(
        ("masquer un message", "µs, médiane", "µs, p99"),
        [(name, decimal(times.p50, 0), decimal(times.p99, 0)) for name, times in rows],
    )


async def _answers(assistant: Assistant) -> list[tuple[str, ...]]:
    """How long answers take without a journal and with one, each way in turn."""
    logging.getLogger("bot.journal").setLevel(logging.CRITICAL)
    said = [example.say for intent in assistant.model.intents.values() for example in intent.examples]
    drawn = random.Random(6)
    drawn.shuffle(said)
    with TemporaryDirectory() as folder:
        names = ("up", "locked", "full", "slow")
        up, locked, full, slow = (Database(locate(f"sqlite:///{folder}/{name}.sqlite")) for name in names)
        for database in (up, locked, full, slow):
            await database.open()
            await database.close()
        _change(full, _leave_no_room)
        _change(slow, _slow_down)
        ways: dict[str, Database | None] = {
            "sans journal": None,
            "SQLite": up,
            "SQLite verrouillée": locked,
            "SQLite pleine": full,
            f"SQLite lente ({1000 * SLOW_SECONDS:.0f} ms par ordre)": slow,
            "PostgreSQL arrêté": Database(locate(f"postgresql://a@127.0.0.1:{free_port()}/journal")),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for number in range(ROUNDS + 1):
            # What the machine does meanwhile falls on each way in turn.
            for name, database in drawn.sample(list(ways.items()), len(ways)):
                async with _locked(database if database is locked else None), _answering(assistant, database) as reply:
                    times = await _drive(reply, said)
                if number:
                    taken[name].append((median(times), quantiles(times, n=100)[98]))
    alone = taken["sans journal"]
    rows = []
    for name, each in taken.items():
        # Each round beside the one without: what else the machine does is in both.
        ratio = median(p99 / other for (_, p99), (_, other) in zip(each, alone, strict=True))
        p50, p99 = (median(column) for column in zip(*each, strict=True))
        rows.append((name, decimal(p50, 0), decimal(p99, 0), decimal(ratio)))
    return rows


def _change(database: Database, change: Callable[[AdaptedConnection], object]) -> None:
    """Do something to each connection of a SQLite database."""
    connected = database._connected

    def changed() -> AsyncEngine:
        engine = connected()
        event.listen(engine.sync_engine, "connect", lambda raw, _: change(raw))
        return engine

    database._connected = changed


def _leave_no_room(connection: AdaptedConnection) -> None:
    connection.cursor().execute("PRAGMA max_page_count = 1")


def _slow_down(connection: AdaptedConnection) -> None:
    """Have each statement wait, in the thread that carries it out."""
    connection.run_async(lambda driver: driver.set_trace_callback(lambda _: time.sleep(SLOW_SECONDS)))


@asynccontextmanager
async def _locked(database: Database | None) -> AsyncIterator[None]:
    if database is None:
        yield
        return
    other = Database(database._url)
    await other.open()
    async with other.writing():
        yield
    await other.close()


@asynccontextmanager
async def _answering(assistant: Assistant, database: Database | None) -> AsyncIterator[Reply]:
    if database is None:
        yield assistant.reply
        return
    journal = Journal(database, Metrics({}))
    journal.start()
    yield Recording(assistant, journal).reply
    await journal.stop(0.5)


async def _drive(reply: Reply, said: Sequence[str]) -> list[float]:
    """µs of each answer from when it was due, PER_SECOND: what it waited for the loop counts."""
    times = []
    begun = time.perf_counter()
    for number in range(round(SECONDS * PER_SECOND)):
        due = begun + number / PER_SECOND
        await asyncio.sleep(due - time.perf_counter())
        await reply(Message(sender=f"rest:{number % 50}", channel="rest", text=said[number % len(said)]))
        times.append((time.perf_counter() - due) * 1e6)
    return times


async def _pages(assistant: Assistant, folder: Path) -> list[str]:
    """How long reading takes on SQLite, among so many exchanges, and the pages of the console."""
    database = Database(locate(f"sqlite:///{folder}/many.sqlite"))
    await database.open()
    begun = time.perf_counter()
    await _fill(database)
    filled = time.perf_counter() - begun
    at = now()
    day = 86_400_000
    asked: dict[str, Callable[[AsyncConnection], Awaitable[object]]] = {
        "les derniers": lambda c: page(c, Wanted()),
        "une page du milieu": lambda c: page(c, Wanted(), first_id(at - 45 * day)),
        "une issue": lambda c: page(c, Wanted(outcome="unknown")),
        "une question, une issue": lambda c: page(c, Wanted(intent="q7", outcome="answered")),
        "un canal rare": lambda c: page(c, Wanted(channel="alexa")),
        "un canal et une question, jamais ensemble": lambda c: page(c, Wanted(channel="alexa", intent="q1")),
        "une issue et un canal, rares": lambda c: page(c, Wanted(channel="alexa", outcome="handoff")),
        "un jour": lambda c: page(c, Wanted(since=at - 30 * day, until=at - 29 * day)),
        "un mot courant": lambda c: page(c, Wanted(words="proj")),
        "un mot rare": lambda c: page(c, Wanted(words="mot12345")),
        "deux mots, une issue": lambda c: page(c, Wanted(words="quel mot77", outcome="out_of_scope")),
        "un mot courant, jamais avec cette issue": lambda c: page(c, Wanted(words="courant", outcome="handoff")),
        "les avis négatifs": lambda c: page(c, Wanted(verdict="down")),
        "les questions manquées, groupées": lambda c: missed(c),
        "celles d’une semaine": lambda c: missed(c, since=at - 7 * day),
        "les comptes de treize mois": lambda c: figures(c, day_of(at - 395 * day), day_of(at)),
    }
    rows = []
    for name, ask in asked.items():
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            async with database.reading() as connection:
                await ask(connection)
            times.append(1000 * (time.perf_counter() - begun))
        rows.append((name, decimal(times[0], 0), decimal(median(times), 0)))
    shown = await console.pages(assistant, database, folder)
    await database.close()
    size = os.stat(folder / "many.sqlite").st_size / MANY
    return [
        *table(("parmi un million d’échanges (SQLite)", "ms, d’abord", "ms, médiane"), rows),
        "",
        *table(("pages de la console", "ms, d’abord", "ms, médiane", "ms, au plus"), shown),
        f"(écrits en {filled:.0f} s, {size:.0f} octets chacun)",
    ]


async def _fill(database: Database) -> None:
    drawn = random.Random(6)
    at = now()
    outcomes = ["answered"] * 66 + ["unknown"] * 12 + ["out_of_scope"] * 10 + ["clarify"] * 6 + ["chitchat"] * 6
    for start in range(0, MANY, 20_000):
        rows = []
        for number in range(start, start + 20_000):
            when = at - round((MANY - number) / MANY * DAYS * 86_400_000)
            said = f"Quel projet courant pour le mot{min(int(drawn.paretovariate(0.4)), 200_000)} à Sceaux ?"
            channel = "alexa" if drawn.random() < 0.0005 else drawn.choice(("rest", "rest", "whatsapp", "messenger"))
            intent = f"q{2 + drawn.randrange(60)}" if channel == "alexa" else f"q{drawn.randrange(62)}"
            rows.append(
                {
                    "id": first_id(when) + number % (1 << 20),
                    "channel": channel,
                    "conversation": f"{drawn.randrange(200_000):032x}",
                    "text": said,
                    "words": words_of(said),
                    "intent": intent,
                    "outcome": drawn.choice(outcomes),
                    "confidence": 0.9,
                    "micros": 500,
                    "understanding": 200,
                    "answering": 200,
                    "frame": '[{"intent":"projets","rule":"projet <lieu>","score":1.0,"concepts":["quel","projet"]}]',
                    "verdict": drawn.choice(("up", "down")) if drawn.random() < 0.02 else None,
                }
            )
        async with database.writing() as connection:
            await connection.execute(insert(exchanges), rows)
    first = date.fromisoformat(day_of(at))
    made = [
        {"day": (first - timedelta(days)).isoformat(), "channel": channel, "outcome": outcome, "intent": f"q{number}"}
        for days in range(395)
        for channel in ("rest", "whatsapp")
        for outcome, numbers in (("answered", range(20)), ("unknown", range(5)))
        for number in numbers
    ]
    async with database.writing() as connection:
        filled = {
            "messages": 5,
            "micros": 2500,
            "understanding": 1000,
            "answering": 1000,
            "slowest": 900,
            "up": 0,
            "down": 0,
        }
        await connection.execute(insert(counts), [one | filled | {"up": 0, "down": 0} for one in made])
    await tidy(database)
