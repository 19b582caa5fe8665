"""Errors people see: problem details (RFC 9457), in French, saying what to do."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from enum import Enum
from typing import Annotated
from uuid import uuid4

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"


class Kind(Enum):
    """The kinds of problem: status, slug of the problem type, title."""

    UNREADABLE = 400, "corps-illisible", "Le corps de la requête est illisible"
    UNPROVEN = 401, "origine-non-prouvee", "Rien ne prouve d’où vient cette requête"
    FORBIDDEN = 403, "origine-refusee", "Cette requête ne vient pas de la plateforme"
    NOT_FOUND = 404, "adresse-inconnue", "Cette adresse n’existe pas"
    UNANSWERED = 404, "message-inconnu", "Aucune réponse à ce message n’est gardée"
    METHOD = 405, "methode-refusee", "Cette adresse n’accepte pas cette méthode"
    SLOW = 408, "corps-trop-lent", "Le corps de la requête n’est pas venu à temps"
    TOO_LARGE = 413, "corps-trop-grand", "Le corps de la requête est trop grand"
    MEDIA_TYPE = 415, "type-non-gere", "Le type du corps n’est pas géré"
    INVALID = 422, "champs-invalides", "La requête n’a pas la forme attendue"
    TOO_MANY = 429, "trop-de-messages", "Trop de messages en peu de temps"
    TOO_MANY_TRIES = 429, "trop-d-essais", "Trop d’essais de connexion"
    FAILED = 500, "erreur-interne", "Le serveur a rencontré une erreur"
    NOT_READY = 503, "pas-pret", "Le serveur n’est pas prêt"

    def __init__(self, status: int, slug: str, title: str) -> None:
        self.status = status
        self.slug = slug
        self.title = title


class ProblemDetails(Struct, frozen=True):
    """Ce qui n’a pas marché, et que faire (RFC 9457)."""

    type: Annotated[str, Meta(description="Identifiant stable du genre de problème.")]
    title: Annotated[str, Meta(description="Le genre de problème, en une phrase.")]
    status: Annotated[int, Meta(description="Le code HTTP de la réponse.")]
    detail: Annotated[str, Meta(description="Ce qu’il faut faire pour que la requête passe.")]
    instance: Annotated[str, Meta(description="Référence de cette erreur-ci, à citer à qui exploite le serveur.")]


class Problem(Exception):
    """A request that gets a problem for an answer; `detail` is read by whoever sent it."""

    def __init__(self, kind: Kind, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}


@web.middleware
async def middleware(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer every failure with a problem; what nobody foresaw is logged under its instance, and told to nobody."""
    response = await _answer(request, handler)
    if request.content.exception() is not None:
        # aiohttp would read on, and log as its own failure a body that cannot be unpacked.
        request.content.feed_eof()
        response.force_close()
    return response


async def _answer(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except Problem as problem:
        return respond(problem.kind, problem.detail, **problem.headers)
    except web.HTTPNotFound:
        return respond(Kind.NOT_FOUND, "Vérifiez l’adresse : /openapi.json décrit celles qui existent.")
    except web.HTTPMethodNotAllowed as error:
        allowed = error.headers["Allow"]
        return respond(Kind.METHOD, f"Utilisez {allowed.replace(',', ', ')}.", Allow=allowed)
    except web.HTTPRequestEntityTooLarge:
        return respond(Kind.TOO_LARGE, f"Envoyez au plus {request.client_max_size} octets.")
    except Exception:
        instance = _instance()
        log.exception("%s: %s %s failed", instance, request.method, request.rel_url.raw_path)
        return respond(Kind.FAILED, "Réessayez. Si l’erreur revient, signalez-la avec sa référence.", instance)


def _instance() -> str:
    return f"urn:uuid:{uuid4()}"


def respond(kind: Kind, detail: str, instance: str | None = None, **headers: str) -> web.Response:
    """A problem as a response."""
    details = ProblemDetails(
        f"urn:laureat:probleme:{kind.slug}", kind.title, kind.status, detail, instance or _instance()
    )
    return web.Response(
        body=msgspec.json.encode(details), status=kind.status, content_type=CONTENT_TYPE, headers=headers
    )
