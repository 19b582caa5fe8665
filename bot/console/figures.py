"""*Tableau de bord*: how much is asked and answered, of what, where; figures only, of nobody."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from aiohttp import web
from msgspec import Struct

from bot.assistant import Assistant
from bot.console import sheets
from bot.console.counted import Dashboard, Tally, add_up
from bot.console.deeds import Deeds
from bot.console.layout import OUTCOMES, SESSION, number, render
from bot.french.agreement import count_of
from bot.journal.database import Database
from bot.journal.exchange import day_of, now
from bot.journal.queries import figures
from bot.pictures.bars import draw_bars
from bot.pictures.canvas import written
from bot.pictures.columns import Column, draw_columns

USUAL_DAYS = 30
MOST_DAYS = 400
MOST_BARS = 10
_SVG = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
_HEADER = (
    "messages", "avec réponse", "sans réponse", "politesses", "pouces levés", "pouces baissés", "temps moyen (ms)",
    "dont comprendre", "dont répondre", "dont mémoire et attente", "temps le plus long (ms)",
)  # fmt: skip


class Days(Struct, frozen=True):
    """From one day to another, included."""

    since: date
    until: date
    asked: bool = True
    """Whether they are those that were asked for, if any were."""

    @property
    def query(self) -> str:
        """As addresses say it."""
        return f"du={self.since}&au={self.until}"


def days_of(request: web.Request) -> Days:
    """Which days a request is about; the last month where it says nothing that makes sense."""
    today = date.fromisoformat(day_of(now()))
    until = min(_day(request.query.get("au", "")) or today, today)
    since = _day(request.query.get("du", "")) or until - timedelta(USUAL_DAYS - 1)
    since = max(min(since, until), until - timedelta(MOST_DAYS - 1))
    said = request.query.get("du", ""), request.query.get("au", "")
    asked = all(one in ("", str(day)) for one, day in zip(said, (since, until), strict=True))
    return Days(since, until, asked)


def _day(said: str) -> date | None:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if found.year >= 2000 else None


def routes(database: Database, deeds: Deeds, assistant: Callable[[], Assistant]) -> Sequence[web.AbstractRouteDef]:
    """`/tableau`, its charts and its tables."""

    async def load(request: web.Request) -> tuple[Dashboard, Days]:
        days = days_of(request)
        async with database.reading() as connection:
            found = await figures(connection, str(days.since), str(days.until))
        return add_up(found, days.since, days.until), days

    def title(intent: str) -> str:
        known = assistant().model.intents.get(intent)
        return known.title if known and known.title else intent

    async def show(request: web.Request) -> web.Response:
        found, days = await load(request)
        return render(request, "figures.html", found=found, days=days, title=title, day=_short, most=MOST_BARS)

    async def chart(request: web.Request) -> web.Response:
        found, days = await load(request)
        drawn = written(_draw(request.match_info["name"], found, days, title))
        return web.Response(body=drawn, content_type="image/svg+xml", headers=_SVG)

    async def table(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found, days = await load(request)
        rows: dict[str, dict[str, Tally]] = {
            "jours": found.days,
            "canaux": found.channels,
            "sujets": {title(intent): tally for intent, tally in found.subjects.items()},
            "issues": {OUTCOMES.get(outcome, outcome): tally for outcome, tally in found.outcomes.items()},
        }
        await deeds.note(request[SESSION].person.account, "export", f"{name}, du {days.since} au {days.until}")
        header = {"jours": "jour", "canaux": "canal", "sujets": "sujet", "issues": "issue"}[name]
        cells = ((key, *_cells(tally)) for key, tally in rows[name].items())
        return sheets.respond(f"{name}-{days.since}-{days.until}", (header, *_HEADER), cells)

    return [
        web.get("/tableau", show),
        web.get("/tableau/{name:jours|sujets|issues}.svg", chart),
        web.get("/tableau/{name:jours|canaux|sujets|issues}.csv", table),
    ]


def _cells(tally: Tally) -> tuple[int | float, ...]:
    counted = (tally.messages, tally.answered, tally.missed, tally.talk, tally.up, tally.down)
    means = (tally.mean_ms, tally.understanding_ms, tally.answering_ms, tally.remembering_ms)
    return (*counted, *(round(mean, 2) for mean in means), round(tally.slowest / 1000, 2))


def _draw(name: str, found: Dashboard, days: Days, title: Callable[[str], str]) -> ET.Element:
    span = f"du {_short(str(days.since))} au {_short(str(days.until))}"
    if name == "jours":
        columns = [
            Column(_short(day), f"{_short(day)} : {count_of(t.messages, 'message')}", t.messages, t.missed)
            for day, t in found.days.items()
        ]
        most = max((column.size for column in columns), default=0)
        alternative = f"Messages par jour {span}, en tout {found.whole.messages} ; le tableau dit les mêmes nombres."
        return draw_columns(columns, "Messages par jour", alternative, ("sans réponse", "les autres"), number(most))
    counted = found.subjects if name == "sujets" else found.outcomes
    say = title if name == "sujets" else lambda outcome: OUTCOMES.get(outcome, outcome)
    sizes = [(say(key), tally.messages) for key, tally in counted.items()][:MOST_BARS] or [("aucun message", 0)]
    what = "Sujets les plus demandés" if name == "sujets" else "Issues des messages"
    said = " ; ".join(f"{label} : {size}" for label, size in sizes)
    return draw_bars(sizes, what, f"{what} {span} : {said}.", str, lambda g, n: f"{g} : {n}", number, "")


def _short(day: str) -> str:
    return f"{day[8:]}/{day[5:7]}"
