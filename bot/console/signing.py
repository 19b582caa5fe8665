"""Signing in and out."""

import asyncio
import ipaddress
import secrets
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
from aiohttp import web

from bot.console.access import SIGN_IN, SIGN_OUT, Cookies, is_local
from bot.console.accounts import Accounts
from bot.console.deeds import Deeds
from bot.console.kept import Sent, give_back, read_sent
from bot.console.layout import PREFIX, SESSION, go, render, tell
from bot.console.provider import Begun, Provider, ProviderError
from bot.console.roles import email_of, name_of, role_of
from bot.console.sessions import Person, Session, Sessions, csrf_of, key_of
from bot.server.limits import IPV6_PREFIX, client_address
from bot.server.problems import Kind, Problem
from bot.settings import Settings
from bot.store.store import Budget, Store

TRIES = 10
"""How many times somebody may fail to sign in at once, and an address twice as many."""
TRIES_SECONDS = 900.0
"""How long it takes to get them all back."""
AT_ONCE = 2
"""Passwords checked at the same time: each takes 64 MiB and a core."""
HOME = "/tableau"


class Signing:
    """The pages by which people come and go."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        sessions: Sessions,
        deeds: Deeds,
        cookies: Cookies,
        accounts: Accounts | None,
        provider: Provider | None,
    ) -> None:
        self._settings = settings
        self._store = store
        self._sessions = sessions
        self._deeds = deeds
        self._cookies = cookies
        self._accounts = accounts
        self._provider = provider
        self._checking = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """`/connexion`, where the provider is left for and come back from, `/deconnexion`."""
        found = [
            web.get(SIGN_IN, self._show),
            web.get(f"{SIGN_IN}/partie", self._gone),
            web.post(SIGN_OUT, self._leave),
        ]
        if self._accounts is not None:
            found.append(web.post(SIGN_IN, partial(self._enter, self._accounts)))
        if self._provider is not None:
            found.append(web.get(f"{SIGN_IN}/fournisseur", partial(self._send, self._provider)))
            found.append(web.get(f"{SIGN_IN}/retour", partial(self._return, self._provider)))
        return found

    async def _show(self, request: web.Request) -> web.Response:
        if SESSION in request:
            return go(HOME)
        return self._form(request, _after(request.query.get("suite", "")))

    def ask(self, request: web.Request, sent: Sent) -> web.Response:
        """Have somebody sign in whose session ended before they sent this."""
        return self._form(request, PREFIX + HOME, sent=sent)

    def _form(
        self, request: web.Request, after: str, wrong: str = "", name: str = "", sent: Sent | None = None
    ) -> web.Response:
        # What binds the form to this browser, until they are signed in.
        visit = request.cookies.get(self._cookies.visit) or secrets.token_urlsafe(24)
        response = render(
            request,
            "signing.html",
            status=401 if wrong or sent else 200,
            token=csrf_of(visit),
            after=after,
            wrong=wrong,
            name=name,
            sent=sent,
            local=self._accounts is not None,
            provider=self._provider.host if self._provider else "",
        )
        self._cookies.set(response, self._cookies.visit, visit)
        return response

    async def _enter(self, accounts: Accounts, request: web.Request) -> web.Response:
        said = await request.post()
        name, password, after, kept = (str(said.get(key, "")) for key in ("nom", "secret", "suite", "garde"))
        name, sent = name.strip(), read_sent(kept)
        await self._spend(request, name)
        async with self._checking:
            account = await asyncio.to_thread(accounts.prove, name, password)
        if account is None:
            # What is typed may be a password in the wrong field.
            known = accounts.find(name)
            await self._deeds.note(known.name if known else "inconnu", "connexion refusée")
            return self._form(request, _after(after), "Ce nom et ce mot de passe ne vont pas ensemble.", name, sent)
        person = Person(account.name, account.name, account.role, "fichier")
        return await self._begin(request, person, _after(after), name, sent)

    async def _spend(self, request: web.Request, name: str = "") -> None:
        """Raises Problem (429) where an address or an account has failed too often; who succeeds gets it back."""
        for budget in self._budgets(request, name):
            wait = await self._store.take(budget)
            if wait:
                seconds = int(wait) + 1
                detail = f"Attendez {seconds} secondes, puis réessayez."
                raise Problem(Kind.TOO_MANY_TRIES, detail, {"Retry-After": str(seconds)})

    def _budgets(self, request: web.Request, name: str) -> Iterator[Budget]:
        """What an address and an account have."""
        address = client_address(request, self._settings.trusted_proxies)
        prefix = IPV6_PREFIX if address is not None and address.version == 6 else 32
        block = ipaddress.ip_network((address, prefix), strict=False) if address else "socket"
        yield Budget(f"console address {block}", 2 * TRIES / TRIES_SECONDS, 2 * TRIES)
        if name:
            # Hashed: it may be a password in the wrong field.
            yield Budget(f"console account {key_of(name.casefold())}", TRIES / TRIES_SECONDS, TRIES)

    async def _begin(
        self, request: web.Request, person: Person, after: str, name: str = "", sent: Sent | None = None
    ) -> web.Response:
        for budget in self._budgets(request, name):
            await self._store.give_back(budget)
        id_ = await self._sessions.begin(person)
        await self._deeds.note(person.account, "connexion", person.role)
        if sent is not None and _after(sent.path) == sent.path:
            request[SESSION] = Session(key_of(id_), person, csrf_of(id_))
            text = (
                "Votre session était finie : rien n’est enregistré. Relisez ce que vous aviez envoyé, puis envoyez-le."
            )
            response = give_back(request, sent, csrf_of(id_), 200, "Voici ce que vous aviez envoyé", text)
        else:
            response = go(after.removeprefix(PREFIX) or HOME)
        self._cookies.set(response, self._cookies.session, id_)
        self._cookies.drop(response, self._cookies.visit)
        return response

    async def _send(self, provider: Provider, request: web.Request) -> web.Response:
        await self._spend(request)
        try:
            url, begun = await provider.begin(self._back(request), _after(request.query.get("suite", "")))
        except ProviderError as error:
            return tell(request, 502, "La connexion n’a pas pu commencer", str(error))
        visit = secrets.token_urlsafe(24)
        await self._store.keep(_kept(visit), visit, msgspec.json.encode(begun))
        response = web.Response(status=303, headers={"Location": url})
        self._cookies.set(response, self._cookies.visit, visit)
        return response

    async def _return(self, provider: Provider, request: web.Request) -> web.Response:
        visit = request.cookies.get(self._cookies.visit, "")
        kept = await self._store.recall(_kept(visit)) if visit else None
        # Once.
        if not kept or not await self._store.claim((f"{_kept(visit)} done",), secrets.token_hex(8)):
            text = "Cette connexion n’a pas été commencée ici, ou l’a été il y a trop longtemps : recommencez."
            return tell(request, 400, "La connexion n’a pas abouti", text)
        begun = msgspec.json.decode(kept, type=Begun)
        try:
            claims, proof = await provider.finish(self._back(request), begun, request.query)
        except ProviderError as error:
            await self._deeds.note("inconnu", "connexion refusée", str(error))
            return tell(request, 403, "La connexion n’a pas abouti", str(error))
        account = email_of(claims) or str(claims["sub"])
        role = role_of(claims, self._settings.console)
        if role is None:
            await self._deeds.note(account, "connexion refusée", "n’est pas parmi ceux qui peuvent entrer")
            text = f"« {account} » n’est pas parmi ceux qui peuvent entrer : voyez qui gère la console."
            return tell(request, 403, "Vous n’avez pas accès à la console", text)
        person = Person(account, name_of(claims) or account, role, "fournisseur", proof)
        return await self._begin(request, person, begun.after)

    async def _leave(self, request: web.Request) -> web.Response:
        session = request[SESSION]
        await self._sessions.end(session.key)
        await self._deeds.note(session.person.account, "déconnexion")
        away = None
        if self._provider is not None and session.person.via == "fournisseur":
            away = await self._provider.leave(session.person.proof, f"{self._base(request)}{PREFIX}{SIGN_IN}/partie")
        del request[SESSION]
        # A form may not lead to another site: a page does.
        response = render(request, "left.html", away=away) if away else go(f"{SIGN_IN}/partie")
        self._cookies.drop(response, self._cookies.session)
        return response

    async def _gone(self, request: web.Request) -> web.Response:
        return render(request, "left.html", away=None)

    def _base(self, request: web.Request) -> str:
        public = self._settings.console.console_url or self._settings.public_url
        return public or f"{request.scheme}://{request.host}"

    def _back(self, request: web.Request) -> str:
        return f"{self._base(request)}{PREFIX}{SIGN_IN}/retour"


def _after(said: str) -> str:
    """Where somebody was going, if it is here."""
    return said if is_local(said) and not said.startswith(f"{PREFIX}{SIGN_IN}") else PREFIX + HOME


def _kept(visit: str) -> str:
    return f"console visit {key_of(visit)}"
