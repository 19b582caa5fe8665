"""The published description of the API (OpenAPI 3.1), written from the types that serve it."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from aiohttp import web

from bot.channels.rasa import RestMessage, RestRequest
from bot.grants.selection import CHART, FIELDS
from bot.pictures.selection import PARAMETERS
from bot.server.feedback import FeedbackRequest
from bot.server.media import TYPES
from bot.server.parse import Parse, ParseRequest
from bot.server.problems import CONTENT_TYPE, Kind, ProblemDetails

_BODY_PROBLEMS = (
    Kind.UNREADABLE,
    Kind.SLOW,
    Kind.TOO_LARGE,
    Kind.MEDIA_TYPE,
    Kind.INVALID,
    Kind.TOO_MANY,
    Kind.FAILED,
)
_CONVERSATION = {
    "request": {"sender": "habitante-42", "message": "Bonjour", "message_id": "8c1f"},
    "response": [
        {
            "recipient_id": "habitante-42",
            "text": "Bonjour ! Que voulez-vous savoir ?",
            "custom": {
                "outcome": "chitchat",
                "intent": "salutation",
                "confidence": 1.0,
                "sources": [{"title": "Titre du document", "date": "2018-11-27", "locator": "2e paragraphe"}],
                "data": {},
            },
            "buttons": [{"title": "Que sais-tu faire ?", "payload": "Que sais-tu faire ?"}],
        }
    ],
}
_OPINION = {
    "sender": "habitante-42",
    "message_id": "8c1f",
    "verdict": "down",
    "comment": "Je cherchais les horaires.",
}
_PARSED = {
    "request": {"text": "Bonjour Lauréat"},
    "response": {
        "text": "Bonjour Lauréat",
        "intent": {"name": "salutation", "confidence": 0.9},
        "intent_ranking": [{"name": "salutation", "confidence": 0.9}],
        "entities": [
            {
                "entity": "assistant",
                "value": "Lauréat",
                "start": 8,
                "end": 15,
                "confidence_entity": 1.0,
                "extractor": "lexique",
            }
        ],
    },
}
_STREAM = {
    "text/event-stream": {
        "schema": {"type": "string", "description": "Un message par ligne, ou un par évènement."},
        "example": 'data: {"recipient_id":"habitante-42","text":"Bonjour !"}\n\n',
    }
}
_STATUS = {"type": "object", "properties": {"status": {"const": "ok"}}, "required": ["status"]}


@cache
def describe() -> dict[str, Any]:
    """The OpenAPI document."""
    types = (RestRequest, tuple[RestMessage, ...], FeedbackRequest, ParseRequest, Parse, ProblemDetails)
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    message, replies, opinion, text, parsed, problem = schemas
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lauréat",
            "version": version("laureat"),
            "summary": "Un assistant conversationnel en français, par règles, qui n’invente jamais.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/webhooks/rest/webhook": {
                "post": {
                    "operationId": "reply",
                    "summary": "Répond à un message, comme le canal REST de Rasa.",
                    "parameters": [
                        _parameter(
                            "stream",
                            "query",
                            "« true » : un message par ligne au lieu d’un tableau.",
                            # As clients written in Python also say it.
                            ["true", "false", "True", "False"],
                        )
                    ],
                    "requestBody": _json_body(message, _CONVERSATION["request"], "text/plain"),
                    "responses": {
                        "200": _json("Les messages de la réponse.", replies, _CONVERSATION["response"], _STREAM),
                        **_problems(*_BODY_PROBLEMS, Kind.NOT_READY),
                    },
                }
            },
            "/webhooks/rest/": {"get": _status("channelStatus", "Dit que le canal REST est là.")},
            "/webhooks/rest/feedback": {
                "post": {
                    "operationId": "feedback",
                    "summary": "Reçoit un avis sur une réponse ; du même message, le premier compte, le dernier reste.",
                    "requestBody": _json_body(opinion, _OPINION, "text/plain"),
                    "responses": {
                        "204": {"description": "L’avis est reçu."},
                        **_problems(*_BODY_PROBLEMS, Kind.UNANSWERED),
                    },
                }
            },
            "/model/parse": {
                "post": {
                    "operationId": "parse",
                    "summary": "Dit ce qui est compris d’un texte, comme Rasa, hors de toute conversation.",
                    "requestBody": _json_body(text, _PARSED["request"]),
                    "responses": {
                        "200": _json("Ce qui est compris.", parsed, _PARSED["response"]),
                        **_problems(*_BODY_PROBLEMS),
                    },
                }
            },
            "/media/{name}.{form}": {
                "get": {
                    "operationId": "picture",
                    "summary": "Dessine une image dont une réponse donne l’adresse.",
                    "parameters": [
                        _parameter("name", "path", "Le nom de l’image."),
                        _parameter(
                            "form",
                            "path",
                            "Des traits (SVG), des points (PNG), ou les formes une à une (JSON).",
                            list(TYPES),
                        ),
                        *(
                            _parameter(name, "query", "Ce qu’elle montre, tel que la réponse le dit.")
                            for name in (*PARAMETERS, *CHART)
                        ),
                    ],
                    "responses": {
                        "200": {
                            "description": "L’image.",
                            "content": {
                                kind: {"schema": {"type": "string"}, "example": example}
                                for kind, example in zip(
                                    TYPES.values(), ("<svg/>", "\x89PNG", '["svg",{},[]]'), strict=True
                                )
                            },
                        },
                        "304": {"description": "L’image est toujours celle que le client a."},
                        **_problems(Kind.NOT_FOUND, Kind.TOO_MANY, Kind.FAILED, Kind.NOT_READY),
                    },
                }
            },
            "/data/{digest}/lignes.csv": {
                "get": {
                    "operationId": "lines",
                    "summary": "Donne les lignes publiées d’où viennent les chiffres d’une réponse.",
                    "parameters": [
                        _parameter("digest", "path", "L’empreinte des données."),
                        *(_parameter(name, "query", "Ce que les lignes ont en commun.") for name in FIELDS),
                    ],
                    "responses": {
                        "200": {
                            "description": "Les lignes, telles que publiées, avec ce que chacune compte.",
                            "content": {
                                "text/csv": {
                                    "schema": {"type": "string"},
                                    "example": "fichier;ligne;compté (€);montant",
                                }
                            },
                        },
                        **_problems(Kind.NOT_FOUND, Kind.TOO_MANY, Kind.FAILED),
                    },
                }
            },
            "/metrics": {
                "get": {
                    "operationId": "metrics",
                    "summary": "Compte et mesure, pour Prometheus.",
                    "responses": {
                        "200": {
                            "description": "Les mesures.",
                            "content": {
                                "text/plain": {"schema": {"type": "string"}, "example": "laureat_queue_depth 0.0\n"}
                            },
                        },
                        **_problems(Kind.FAILED),
                    },
                }
            },
            "/healthz": {"get": _status("health", "Dit que le serveur vit.")},
            "/readyz": {"get": _status("readiness", "Dit que le serveur répond aux messages.", Kind.NOT_READY)},
        },
        "components": {"schemas": components, "responses": {kind.name: _problem(kind, problem) for kind in Kind}},
    }


def routes() -> Sequence[web.AbstractRouteDef]:
    """`GET /openapi.json`."""

    async def openapi(request: web.Request) -> web.Response:
        return web.Response(body=msgspec.json.encode(describe()), content_type="application/json")

    return [web.get("/openapi.json", openapi)]


def _json(
    description: str, schema: dict[str, Any], example: object, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema, "example": example}, **(more or {})}
    return {"description": description, "content": content}


def _json_body(schema: dict[str, Any], example: object, *more: str) -> dict[str, Any]:
    types = ("application/json", *more)
    return {"required": True, "content": {name: {"schema": schema, "example": example} for name in types}}


def _parameter(name: str, place: str, description: str, values: list[str] | None = None) -> dict[str, Any]:
    schema = {"type": "string", **({"enum": values} if values else {})}
    return {"name": name, "in": place, "required": place == "path", "description": description, "schema": schema}


def _status(operation: str, summary: str, *kinds: Kind) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": _json("Tout va bien.", _STATUS, {"status": "ok"}), **_problems(*kinds, Kind.FAILED)},
    }


def _problems(*kinds: Kind) -> dict[str, Any]:
    return {str(kind.status): {"$ref": f"#/components/responses/{kind.name}"} for kind in kinds}


def _problem(kind: Kind, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": f"{kind.title}.", "content": {CONTENT_TYPE: {"schema": schema}}}
