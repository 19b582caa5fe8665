"""Who gets through: signed in or not, with which role, from a form of ours or another site's."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import hdrs, web
from sqlalchemy.exc import SQLAlchemyError

from bot.console.accounts import Accounts, AccountsError
from bot.console.kept import PROOF, Sent, give_back, sent_of
from bot.console.layout import HEADERS, PREFIX, SESSION, go, tell
from bot.console.sessions import Session, Sessions, csrf_of
from bot.journal.database import Database, describe_failure
from bot.server.problems import Problem

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MAX_BODY = 2 * 1024 * 1024
"""Bytes of a form: a whole content file fits."""
SIGN_IN = "/connexion"
SIGN_OUT = "/deconnexion"
_READERS_MAY = ("/essayer", SIGN_OUT, "/essayer/bruit")
"""Forms that change nothing for anybody else; the others are for those who may change."""


class Cookies:
    """The console's cookies: its pages alone get them, no script reads them."""

    def __init__(self, public_url: str, lax: bool) -> None:
        """
        Args:
            public_url: where the console is seen, if it is told.
            lax: whether people come back signed in from another site, that of their identity provider.
        """
        self._secure = public_url.startswith("https:")
        self._lax = lax
        prefix = "__Secure-" if self._secure else ""
        self.session = f"{prefix}laureat_console"
        self.visit = f"{prefix}laureat_console_visite"

    def set(self, response: web.StreamResponse, name: str, value: str) -> None:
        """Give a cookie."""
        samesite = "Lax" if self._lax else "Strict"
        response.set_cookie(name, value, path=PREFIX, httponly=True, secure=self._secure, samesite=samesite)

    def drop(self, response: web.StreamResponse, name: str) -> None:
        """Take it back."""
        response.del_cookie(name, path=PREFIX, httponly=True, secure=self._secure)


class Access:
    """Lets requests through to the pages."""

    def __init__(
        self,
        database: Database,
        sessions: Sessions,
        accounts: Accounts | None,
        cookies: Cookies,
        public_url: str,
        ask: Callable[[web.Request, Sent], web.Response],
    ) -> None:
        """
        Args:
            database: opened at the first request.
            sessions: who is signed in.
            accounts: those of the file: who is taken out of it is out at once.
            cookies: by which they are known.
            public_url: where the console is seen, if it is told; else what the request says.
            ask: has somebody sign in, who then finds what they sent.
        """
        self._ask = ask
        self._database = database
        self._opened = False
        self._sessions = sessions
        self._accounts = accounts
        self._cookies = cookies
        self._public = public_url

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer, or say in a page why not."""
        request = request.clone(client_max_size=MAX_BODY)
        try:
            response = await self._answer(request, handler)
        except Problem as problem:
            response = tell(request, problem.kind.status, problem.kind.title, problem.detail, problem.headers)
        except web.HTTPNotFound:
            response = tell(request, 404, "Cette page n’existe pas", "Prenez un lien du menu.")
        except web.HTTPMethodNotAllowed as error:
            allowed = {"Allow": error.headers["Allow"]}
            response = tell(request, 405, "Cette page ne s’ouvre pas ainsi", "Prenez un lien du menu.", allowed)
        except web.HTTPRequestEntityTooLarge:
            response = tell(request, 413, "C’est trop long", "Envoyez un texte plus court.")
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            self._opened = False
            log.error("the console's database does not answer: %s", describe_failure(error))
            response = await self._unkept(request)
        except AccountsError as error:
            log.error("%s", error)
            response = tell(request, 503, "Les comptes ne peuvent pas être lus", "Voyez le journal du serveur.")
        except Exception:
            log.exception("a page of the console failed: %s %s", request.method, request.rel_url.raw_path)
            response = tell(request, 500, "Le serveur a rencontré une erreur", "Réessayez, puis signalez-le.")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        if path.startswith("/fichiers/"):
            return await handler(request)
        if not self._opened:
            await self._database.open()
            self._opened = True
        session = await self._who(request)
        if session is not None:
            request[SESSION] = session
        public = path == SIGN_IN or path.startswith(f"{SIGN_IN}/")
        if session is None and not public:
            if request.method == "POST" and path != SIGN_OUT and self._is_ours(request):
                return self._ask(request, await sent_of(request))
            after = quote(request.rel_url.raw_path_qs, safe="/") if request.method == "GET" else ""
            return go(f"{SIGN_IN}?suite={after}" if after else SIGN_IN)
        if request.method not in ("GET", "HEAD"):
            refused = await self._refused(request, session, public or path in _READERS_MAY)
            if refused is not None:
                return refused
        return await handler(request)

    async def _who(self, request: web.Request) -> Session | None:
        session = await self._sessions.find(request.cookies.get(self._cookies.session, ""))
        if session is None or session.person.via != "fichier":
            return session
        account = self._accounts.find(session.person.account) if self._accounts else None
        # Who is no longer in the file, or has another role there, signs in again.
        if account is None or account.role != session.person.role:
            await self._sessions.end(session.key)
            return None
        return session

    async def _refused(self, request: web.Request, session: Session | None, anybody: bool) -> web.Response | None:
        """Why a form is not taken: another site sent it, or whoever did may not."""
        expected = session.csrf if session else csrf_of(request.cookies.get(self._cookies.visit, ""))
        said = (await request.post()).get(PROOF, "")
        proved = isinstance(said, str) and secrets.compare_digest(said.encode(), expected.encode())
        if not (proved and self._is_ours(request)):
            if session and self._is_ours(request):
                title = "Ce formulaire est d’une autre session"
                text = "Rien n’est enregistré. Voici ce que vous avez envoyé : relisez-le, puis envoyez-le de nouveau."
                return give_back(request, await sent_of(request), expected, 403, title, text)
            text = "Revenez à la page, rechargez-la, et recommencez."
            return tell(request, 403, "Ce formulaire ne vient pas de la console, ou a trop attendu", text)
        if not anybody and (session is None or session.person.role != "édition"):
            text = "Votre rôle est « lecture » : demandez à qui gère les comptes le rôle « édition »."
            return tell(request, 403, "Vous ne pouvez que lire", text)
        return None

    async def _unkept(self, request: web.Request) -> web.Response:
        """Say that the database does not answer; whoever sent a form gets it back."""
        title = "La base de données ne répond pas"
        token = csrf_of(request.cookies.get(self._cookies.session, ""))
        path = request.path.removeprefix(PREFIX)
        if request.method != "POST" or path.startswith(SIGN_IN) or not self._is_ours(request):
            return tell(request, 503, title, "Réessayez dans un moment.")
        text = (
            "Ce n’est pas enregistré. Voici ce que vous avez envoyé : gardez cette page, et réessayez dans un moment."
        )
        return give_back(request, await sent_of(request), token, 503, title, text)

    def _is_ours(self, request: web.Request) -> bool:
        """Whether a browser says that a form comes from the console itself; all of them say it."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None:
            return request.headers.get("Sec-Fetch-Site") == "same-origin"
        # Behind a proxy the scheme is not known: the machine and the port are.
        return urlsplit(origin).netloc == (urlsplit(self._public).netloc if self._public else request.host)


def is_local(path: str) -> bool:
    """Whether a path leads to a page of the console, and nowhere else."""
    return (path == PREFIX or path.startswith((f"{PREFIX}/", f"{PREFIX}?"))) and not (
        "//" in path or "\\" in path or ".." in path or any(ord(letter) < 33 for letter in path)
    )
