"""*Avis*: what visitors say with their thumbs, the latest first; masked, as the journal keeps it."""

from collections.abc import Callable, Sequence

from aiohttp import web

from bot.assistant import Assistant
from bot.console.layout import render
from bot.console.naming import intent_name
from bot.journal.database import Database
from bot.journal.queries import PAGE, commented


def routes(database: Database, assistant: Callable[[], Assistant]) -> Sequence[web.AbstractRouteDef]:
    """`/questions/avis`."""

    def subject(intent: str) -> str:
        known = assistant().model.intents.get(intent)
        return intent_name(known) if known else intent or "–"

    async def show(request: web.Request) -> web.Response:
        said = request.query.get("avant", "")
        before = int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
        async with database.reading() as connection:
            found = await commented(connection, before)
        return render(request, "ratings.html", found=found, before=before, subject=subject, full=len(found) == PAGE)

    return [web.get("/questions/avis", show)]
