"""A draft tried, published, taken back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

import msgspec
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.assistant import Assistant
from bot.console.content import difference
from bot.console.deeds import Deeds
from bot.console.drafts import Desk, Desks, Outcome, digest
from bot.console.layout import SESSION, french, go, render
from bot.journal.database import Database, describe_failure
from bot.workshop.drafts import Draft
from bot.workshop.heard import last_messages
from bot.workshop.publications import Author, latest
from bot.workshop.publishing import changed_since, find, publish, roll_back
from bot.workshop.roots import Roots
from bot.workshop.trial import Asked, TrialError, try_out
from bot.written import ContentError

MOST_MESSAGES = 1000
"""The last messages of the journal, to which a draft is put."""
TELL_SECONDS = 0.5
"""How often it is noted how far a trial is."""
SHOWN = 100
"""Changes of each kind that are shown."""
KINDS = {
    "perdue": ("Plus comprises", "bad"),
    "sens": ("Changent de sens", "warning"),
    "revoir": ("Exemples à revoir", "warning"),
    "mieux": ("Mieux comprises", "good"),
    "mots": ("Changent de mots", ""),
}

log = logging.getLogger(__name__)


class Publishing:
    """The pages between a draft and what the bot answers."""

    def __init__(
        self,
        database: Database,
        desks: Desks,
        deeds: Deeds,
        roots: Roots,
        known: Mapping[str, str],
        assistant: Callable[[], Assistant],
        reload: Callable[[], Awaitable[object]],
    ) -> None:
        """
        Args:
            database: the journal's.
            desks: the drafts.
            deeds: the trail.
            roots: the content.
            known: what each placeholder of a page stands for.
            assistant: whoever answers now.
            reload: takes up what is published.
        """
        self._database = database
        self._desks = desks
        self._deeds = deeds
        self._roots = roots
        self._known = known
        self._assistant = assistant
        self._reload = reload
        self._running: set[asyncio.Task[object]] = set()

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """`/contenu/essai`, `/contenu/publier`, `/contenu/abandonner`, `/contenu/retour`."""
        return [
            web.get("/contenu/essai", self._show),
            web.get("/contenu/essai/part", self._tell),
            web.post("/contenu/essai", self._try),
            web.post("/contenu/publier", self._publish),
            web.get("/contenu/reprise", self._tell_taking_up),
            web.get("/contenu/abandonner", self._ask_to_give_up),
            web.post("/contenu/abandonner", self._give_up),
            web.get("/contenu/retour", self._ask_to_roll_back),
            web.post("/contenu/retour", self._roll_back),
        ]

    async def stop(self) -> None:
        """End the trials that are running."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _begin(self, work: Awaitable[object]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(request)

    async def _page(self, request: web.Request, error: ContentError | None = None, message: str = "") -> web.Response:
        desk = await self._desks.load(request[SESSION].person.account)
        return render(
            request,
            "trial.html",
            status=422 if error else 200,
            desk=desk,
            stale=desk.draft.stale(),
            diffs=_changes(desk.draft),
            error=error,
            message=message,
            kinds=KINDS,
            shown=SHOWN,
        )

    async def _tell(self, request: web.Request) -> web.Response:
        """How far the trial is, for the script of the page."""
        desk = await self._desks.load(request[SESSION].person.account)
        said = {"running": bool(desk.told), "share": desk.share}
        return web.Response(body=msgspec.json.encode(said), content_type="application/json")

    async def _tell_taking_up(self, request: web.Request) -> web.Response:
        """Whether the last publication is still to be answered from, for the script of the page."""
        said = {"running": latest(self._roots) != self._assistant().edition}
        return web.Response(body=msgspec.json.encode(said), content_type="application/json")

    async def _try(self, request: web.Request) -> web.Response:
        account = request[SESSION].person.account
        desk = await self._desks.load(account)
        if desk.draft.changed and not desk.told:
            await self._desks.begin(account)
            self._begin(self._carry_out(account, desk))
        return go("/contenu/essai")

    async def _carry_out(self, account: str, desk: Desk) -> None:
        shares: list[float] = [0.0]
        trying = asyncio.ensure_future(self._outcome(desk.draft, shares))

        async def tell() -> None:
            while True:
                await asyncio.sleep(TELL_SECONDS)
                with suppress(SQLAlchemyError):
                    if not await self._desks.advance(account, desk.at, shares[-1]):
                        # The draft was given up, or is another by now.
                        trying.cancel()

        telling = asyncio.ensure_future(tell())
        try:
            outcome = await trying
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        await self._desks.finish(account, desk.at, outcome)

    async def _outcome(self, draft: Draft, shares: list[float]) -> Outcome:
        try:
            trial = await try_out(draft, await self._messages(), shares.append, self._known)
        except (TrialError, ContentError) as error:
            return Outcome(digest(draft), failure=str(error))
        except SQLAlchemyError as error:
            log.error("a trial cannot read the journal: %s", describe_failure(error))
            return Outcome(digest(draft), failure="La base de données ne répond pas : réessayez dans un moment.")
        return Outcome(digest(draft), trial)

    async def _messages(self) -> list[Asked]:
        async with self._database.reading() as connection:
            return await last_messages(connection, MOST_MESSAGES)

    async def _publish(self, request: web.Request) -> web.Response:
        message = str((await request.post()).get("message", ""))
        person = request[SESSION].person
        desk = await self._desks.load(person.account)
        if desk.outcome is None or desk.outcome.trial is None or desk.outcome.trial.problems:
            # It has changed since it was tried, or was never.
            return go("/contenu/essai")
        author = Author(person.name, person.account if "@" in person.account else "")
        try:
            done = await asyncio.to_thread(publish, desk.draft, author, message)
        except ContentError as error:
            return await self._page(request, error, message)
        await self._desks.drop(person.account)
        await self._deeds.note(person.account, "publication", f"{done.id} : {message}")
        self._begin(self._reload())
        return go("/contenu", "publie")

    async def _ask_to_give_up(self, request: web.Request) -> web.Response:
        draft = (await self._desks.load(request[SESSION].person.account)).draft
        return render(
            request,
            "confirm.html",
            title="Abandonner le brouillon",
            text=french("Ce que votre brouillon change est perdu ; rien ne change pour les habitants."),
            button="Abandonner le brouillon",
            possible=bool(draft.changed),
            publication="",
            diffs=_changes(draft),
            error=None,
        )

    async def _give_up(self, request: web.Request) -> web.Response:
        account = request[SESSION].person.account
        await self._desks.drop(account)
        await self._deeds.note(account, "brouillon abandonné")
        return go("/contenu", "abandonne")

    async def _ask_to_roll_back(self, request: web.Request) -> web.Response:
        return self._before(request, request.query.get("publication", ""))

    def _before(self, request: web.Request, identifier: str, error: ContentError | None = None) -> web.Response:
        """What comes back where a publication is taken back."""
        diffs: dict[str, list[tuple[str, str]]] = {}
        text = ""
        try:
            found = find(self._roots, identifier)
            whose = f"« {found.message} », de {found.author.name}"
            text = f"C’est {whose}. Voici ce qui redevient comme avant, aussitôt, pour tous."
            diffs = {name: difference(now or "", found.before[name] or "") for name, now in found.after.items()}
            stale = changed_since(self._roots, found)
            error = error or (ContentError(stale) if stale else None)
        except ContentError as missing:
            error = missing
        return render(
            request,
            "confirm.html",
            status=422 if error else 200,
            title="Revenir avant une publication",
            text=french(text),
            button="Revenir avant cette publication",
            possible=request[SESSION].person.role == "édition" and error is None,
            publication=identifier,
            diffs=diffs,
            error=error,
        )

    async def _roll_back(self, request: web.Request) -> web.Response:
        said = str((await request.post()).get("publication", ""))
        person = request[SESSION].person
        author = Author(person.name, person.account if "@" in person.account else "")
        try:
            done = await asyncio.to_thread(roll_back, self._roots, said, author)
        except ContentError as error:
            return self._before(request, said, error)
        await self._deeds.note(person.account, "retour arrière", f"{done.id} : {done.message}")
        self._begin(self._reload())
        return go("/contenu", "retire")


def _changes(draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """What a draft changes in each file."""
    return {name: difference(draft.base[name] or "", text) for name, text in draft.changed.items()}
