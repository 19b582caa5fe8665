"""How long the pages of the console take over a journal of many exchanges, as a browser on the same machine sees it."""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

from aiohttp.test_utils import TestServer

from bot.assistant import Assistant
from bot.console.accounts import Accounts
from bot.console.console import alone, make_console
from bot.journal.database import Database
from bot.journal.queries import missed
from bot.settings import load
from bot.store.memory import MemoryStore
from tests.bench.table import decimal
from tests.console.conftest import EDITOR, PASSWORD, Staff

ROUNDS = 7


async def pages(assistant: Assistant, database: Database, folder: Path) -> Sequence[tuple[str, ...]]:
    """The name of each page, and its ms: the first time, median, the longest.

    Args:
        assistant: whose content is shown.
        database: the journal, open.
        folder: where the accounts are kept.
    """
    Accounts(folder / "accounts").add(EDITOR, "édition", PASSWORD)
    given = {
        "LAUREAT_CONSOLE_ACCOUNTS": str(folder / "accounts"),
        "LAUREAT_DATABASE_URL": f"sqlite:///{database.place}",
    }

    async def reload() -> None:
        raise AssertionError("nothing is published")

    console = alone(make_console(load(given), lambda: assistant, MemoryStore(), reload))
    async with database.reading() as connection:
        question = (await missed(connection, most=1))[0]
    year = f"du={date.today() - timedelta(365)}&au={date.today()}"
    asked = {
        "questions sans réponse": "/questions",
        "de 90 jours, les plus récentes": "/questions?jours=90&tri=recentes",
        "qui contiennent un mot": "/questions?jours=90&mots=projet",
        "la dernière page": "/questions?jours=90&page=999",
        "une question": f"/questions/une?mots={quote(question.words)}",
        "tableau de bord": "/tableau",
        "d’une année": f"/tableau?{year}",
        "son graphique": f"/tableau/jours.svg?{year}",
        "en CSV": f"/tableau/jours.csv?{year}",
        "essayer une question": f"/essayer?dire={quote('Quels projets à Vincennes ?')}",
        "contenu": "/contenu",
        "l’activité": "/activite",
    }
    async with TestServer(console) as server:
        staff = Staff(str(server.make_url("")).rstrip("/"))
        async with staff.session:
            await staff.enter()
            rows = []
            for name, path in asked.items():
                times = []
                for _ in range(ROUNDS):
                    begun = time.perf_counter()
                    await staff.get(f"/console{path}")
                    times.append(1000 * (time.perf_counter() - begun))
                    assert staff.status == 200, (path, staff.status)
                rows.append((name, *(decimal(one, 0) for one in (times[0], median(times), max(times)))))
    return rows
