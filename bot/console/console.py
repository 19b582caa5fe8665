"""The console as an application under `/console`: where staff try, understand and improve what the bot answers."""

import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web

from bot.assistant import Assistant
from bot.console import figures, ratings, trying
from bot.console.access import Access, Cookies
from bot.console.accounts import Accounts
from bot.console.checking import Checker
from bot.console.content import Content
from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.entries import EntryPages
from bot.console.layout import PREFIX, go, render
from bot.console.provider import Provider
from bot.console.publishing import Publishing
from bot.console.questions import Questions
from bot.console.sessions import Sessions
from bot.console.signing import HOME, Signing
from bot.journal.database import Database, locate
from bot.promises import promises
from bot.server.packed import Packed
from bot.settings import Settings
from bot.store.store import Store
from bot.variables import SettingsError
from bot.workshop.roots import Roots

FILES = Path(__file__).with_name("files")
_SHARED = Path(__file__).parents[1] / "server" / "site" / "icon.svg"


def make_console(
    settings: Settings, assistant: Callable[[], Assistant], store: Store, reload: Callable[[], Awaitable[object]]
) -> web.Application:
    """The console.

    Args:
        settings: who may enter, where the database and the contents are.
        assistant: whoever answers now.
        store: where log-ins are counted.
        reload: takes up the contents once they are published.

    Raises SettingsError where a provider is named and something of it is missing.
    """
    console = settings.console
    public = console.console_url or settings.public_url
    provider = None
    if console.console_oidc_issuer:
        if not (console.console_oidc_client_id and public):
            raise SettingsError(
                "LAUREAT_CONSOLE_OIDC_ISSUER demande aussi LAUREAT_CONSOLE_OIDC_CLIENT_ID, "
                "et LAUREAT_CONSOLE_URL ou LAUREAT_PUBLIC_URL."
            )
        provider = Provider(console)
    accounts = Accounts(console.console_accounts) if console.console_accounts else None
    database = Database(locate(settings.database_url))
    sessions, deeds = Sessions(database), Deeds(database)
    roots = Roots(settings.intents, settings.knowledge)
    desks = Desks(database, roots)
    known = promises(settings)
    publishing = Publishing(database, desks, deeds, roots, known, assistant, reload)
    cookies = Cookies(public, lax=provider is not None)
    signing = Signing(settings, store, sessions, deeds, cookies, accounts, provider)
    access = Access(database, sessions, accounts, cookies, public, signing.ask)
    app = web.Application(middlewares=[access.middleware])
    for routes in (
        _files(),
        signing.routes(),
        figures.routes(database, deeds, assistant),
        trying.routes(assistant),
        Questions(database, deeds, desks, roots, assistant).routes(),
        ratings.routes(database, assistant),
        Content(desks, deeds, roots, assistant, Checker(known)).routes(),
        EntryPages(desks, deeds).routes(),
        publishing.routes(),
        _activity(deeds),
    ):
        app.router.add_routes(routes)

    async def let_go(app: web.Application) -> AsyncIterator[None]:
        yield
        await publishing.stop()
        await database.close()

    app.cleanup_ctx.append(let_go)
    return app


def alone(console: web.Application) -> web.Application:
    """An application that is the console and nothing else, for an address of its own."""

    async def lead(request: web.Request) -> web.Response:
        return go("/")

    async def name_no_software(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.popall("Server", None)

    app = web.Application()
    app.router.add_get("/", lead)
    app.add_subapp(PREFIX, console)
    app.on_response_prepare.append(name_no_software)
    return app


def _files() -> Sequence[web.AbstractRouteDef]:
    return [web.get(f"/fichiers/{file.name}", _send(file)) for file in (*sorted(FILES.iterdir()), _SHARED)]


def _send(file: Path) -> Callable[[web.Request], Awaitable[web.Response]]:
    kind = {".js": "text/javascript"}.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    packed = Packed(file.read_bytes(), kind or "application/octet-stream")

    async def send(request: web.Request) -> web.Response:
        return packed.respond(request)

    return send


def _activity(deeds: Deeds) -> Sequence[web.AbstractRouteDef]:
    """Where the console begins, and who did what in it."""

    async def begin(request: web.Request) -> web.Response:
        return go(HOME)

    async def show(request: web.Request) -> web.Response:
        said = request.query.get("avant", "")
        before = int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
        return render(request, "activity.html", deeds=await deeds.page(before), before=before)

    return [web.get("", begin), web.get("/", begin), web.get("/activite", show)]
