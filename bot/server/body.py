"""What the body of a request says: JSON of a declared shape, or a problem that tells how to mend it."""

import asyncio
import re
from typing import Any, Generic, TypeVar

import msgspec
from aiohttp import hdrs, web

from bot.server.problems import Kind, Problem

T = TypeVar("T")

BODY_SECONDS = 15.0
"""How long the body of a request may take to come."""

# Every escape of a JSON text, from the left; only in the first group is it half a surrogate pair.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
# Where msgspec says the fault is: a path (`$.sender`) or the name of a missing field.
_FIELD = re.compile(r"`\$\.(\w+)|field `(\w+)`")
_MALFORMED = "Le JSON est mal formé ou trop imbriqué : vérifiez-le."


class JsonBody(Generic[T]):
    """Reads requests whose body is a JSON object with the fields of one Struct type; other fields are passed over."""

    def __init__(self, shape: type[T], *content_types: str) -> None:
        """`content_types` are those it may be said to be (`application/json`)."""
        self._content_types = content_types or ("application/json",)
        self._decode = msgspec.json.Decoder(shape).decode
        _, components = msgspec.json.schema_components([shape])
        schema: dict[str, Any] = components[shape.__name__]
        self._fields: dict[str, str] = {name: field["description"] for name, field in schema["properties"].items()}
        self._required: list[str] = schema["required"]

    async def read(self, request: web.Request) -> T:
        """The body as a value of the shape.

        Raises Problem: 408 where the body does not come, 415 where it is said to be of another type, 400 where it is
        not JSON in UTF-8, 422 where a field is missing, of another type or out of bounds; and aiohttp's own 413 above
        the application's limit.
        """
        if hdrs.CONTENT_TYPE in request.headers and request.content_type not in self._content_types:
            raise Problem(Kind.MEDIA_TYPE, "Envoyez du JSON, avec l’en-tête « Content-Type: application/json ».")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await request.read()
        except TimeoutError:
            raise Problem(Kind.SLOW, "Envoyez le corps plus vite.") from None
        except (web.RequestPayloadError, ConnectionError) as error:
            raise Problem(Kind.UNREADABLE, "Le corps est tronqué ou mal encodé : renvoyez-le en entier.") from error
        return self.decode(raw)

    def decode(self, raw: bytes) -> T:
        """The bytes of a body as a value of the shape; raises Problem (400, 422)."""
        try:
            # msgspec does not look inside the strings it passes over.
            raw.decode()
            return self._decode(raw)
        except UnicodeDecodeError:
            raise Problem(Kind.UNREADABLE, "Encodez le JSON en UTF-8.") from None
        except msgspec.ValidationError as error:
            # The shape is judged from the first byte on; text that is no JSON further on has none.
            if _is_json(raw):
                raise Problem(Kind.INVALID, self._advice(str(error))) from None
            raise Problem(Kind.UNREADABLE, _MALFORMED) from None
        except (msgspec.DecodeError, RecursionError):
            # A client that cut an emoji in two sends half of it escaped: JSON's grammar allows it, Unicode does not.
            mended = _ESCAPE.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], raw)
            if mended != raw:
                return self.decode(mended)
            raise Problem(Kind.UNREADABLE, _MALFORMED) from None

    def _advice(self, fault: str) -> str:
        place = _FIELD.search(fault)
        field = (place[1] or place[2]) if place else None
        if field in self._fields:
            return f"Corrigez le champ « {field} » : {self._fields[field]}"
        required = ", ".join(f"« {name} »" for name in self._required)
        return f"Envoyez un objet JSON qui contient {required}."


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
