"""A form that was not taken, given back in a page for whoever sent it to send again: nothing sends itself."""

from collections.abc import Mapping

import msgspec
from aiohttp import web
from msgspec import Struct

from bot.console.layout import french, render

PROOF = "jeton"
"""The field by which a form shows that it is the console's."""
LABELS: Mapping[str, str] = {
    "texte": "Le texte",
    "phrase": "La phrase",
    "regle": "La règle",
    "reponse": "La réponse",
    "titre": "Le sujet",
    "exemples": "Les phrases d’habitants",
    "regles": "Les règles",
    "alias": "L’autre nom",
    "fiche": "De quelle fiche",
    "message": "Ce qui change, et pourquoi",
    "qui": "À qui",
    "dire": "La question",
}
"""The fields that people fill; the others are sent again unseen."""

VALUE = "valeur."
"""What the fields of the values of a record begin with."""


class Sent(Struct, frozen=True):
    """What somebody sent."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def written(self) -> str:
        """As a field of a form holds it."""
        return msgspec.json.encode(self).decode()


async def sent_of(request: web.Request) -> Sent:
    """The form of a request, without what proved whose it was."""
    said = await request.post()
    fields = [(name, value) for name, value in said.items() if name != PROOF and isinstance(value, str)]
    return Sent(request.path, tuple(fields))


def read_sent(written: str) -> Sent | None:
    """What `written` says, if it says anything."""
    try:
        return msgspec.json.decode(written, type=Sent)
    except msgspec.DecodeError:
        return None


def give_back(request: web.Request, sent: Sent, token: str, status: int, title: str, text: str) -> web.Response:
    """A page that says why a form was not taken and holds it, filled; `token` is what it must prove itself by."""
    values = {name: name.removeprefix(VALUE).replace("_", " ").capitalize() for name, _ in sent.fields if VALUE in name}
    labels = {**LABELS, **values}
    return render(
        request, "kept.html", status, title=french(title), text=french(text), sent=sent, token=token, labels=labels
    )
