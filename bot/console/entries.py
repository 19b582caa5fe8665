"""*Contenu*: a record of what is known as a form, its values and its source, changed or added in a draft."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from aiohttp import web

from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.layout import SESSION, go, render
from bot.facts.records import Type
from bot.workshop.drafts import Draft
from bot.workshop.entries import DOCUMENT, Entries, Entry, is_plain
from bot.workshop.entry_edits import add_entry, change_entry
from bot.workshop.roots import refused
from bot.written import ContentError

LONG = 60
"""From how many letters a text is written on several lines."""
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record, as a form shows it."""

    key: str
    label: str
    kind: str
    """`texte`, `nombre`, `date`, or the type of the records to choose from."""
    many: bool
    text: str
    """Several values on a line each."""

    @property
    def choices(self) -> str:
        """The type of the records to choose from; empty for what is written."""
        return "" if is_plain(self.kind) else self.kind

    @property
    def tall(self) -> bool:
        """Whether it takes several lines."""
        return self.many or (self.kind == "texte" and (len(self.text) > LONG or "\n" in self.text))

    @property
    def rows(self) -> int:
        """How many lines of it are seen at once."""
        return min(max(3, self.text.count("\n") + 2), MOST_ROWS)


class EntryPages:
    """The form of one record."""

    def __init__(self, desks: Desks, deeds: Deeds) -> None:
        self._desks = desks
        self._deeds = deeds

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """A record, read and written."""
        return [web.get("/contenu/fiche", self._show), web.post("/contenu/fiche", self._write)]

    async def _show(self, request: web.Request) -> web.Response:
        desk = await self._desks.load(request[SESSION].person.account)
        return self._page(request, Entries(desk.draft), request.query.get("type", ""), request.query.get("id", ""))

    def _page(
        self,
        request: web.Request,
        entries: Entries,
        kind: str,
        identifier: str,
        said: Mapping[str, str] | None = None,
        error: ContentError | None = None,
    ) -> web.Response:
        """A record's form; of a new one, where none is identified."""
        declared = entries.kinds.get(kind)
        if declared is None or declared.packed:
            raise web.HTTPNotFound
        entry = _entry(entries, kind, identifier) if identifier else None
        fields = [
            Field(key, label, of, many, said.get(f"valeur.{key}", "") if said else _shown(entries, entry, key, of))
            for key, label, of, many in _asked(declared.type)
        ]
        chosen = {field.choices for field in fields if field.choices}
        source = (
            {key: said.get(f"source.{key}", "") for key in ("document", "lieu")} if said else entry and entry.source
        )
        return render(
            request,
            "entry.html",
            422 if error else 200,
            error=error,
            type=declared.type,
            entry=entry,
            digest=_digest(entry) if entry else "",
            fields=fields,
            choices={one: list(entries.labels(entries.of(one))) for one in sorted(chosen)},
            said=defaultdict(str, said or {}),
            source=defaultdict(str, source or {}),
            own=_told(entries, entry, entry.source) if entry else "",
            shared=_told(entries, entry, declared.source or {}),
            sourced=not declared.table,
            documents=entries.of(DOCUMENT),
        )

    async def _write(self, request: web.Request) -> web.Response:
        said = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        account = request[SESSION].person.account
        draft = (await self._desks.load(account)).draft
        entries, kind, identifier = Entries(draft), said.get("type", ""), said.get("id", "")
        if kind not in entries.kinds or entries.kinds[kind].packed:
            raise web.HTTPNotFound
        try:
            name = _written(draft, entries, kind, said)
        except ContentError as error:
            return self._page(request, entries, kind, "" if "nouvelle" in said else identifier, said, error)
        await self._desks.save(account, draft)
        await self._deeds.note(account, "brouillon changé", f"fiche « {identifier[:100]} », dans {name}")
        return go("/contenu", "ajoute")


def _entry(entries: Entries, kind: str, identifier: str) -> Entry:
    try:
        return entries.get(kind, identifier)
    except ContentError:
        raise web.HTTPNotFound from None


def _asked(kind: Type) -> list[tuple[str, str, str, bool]]:
    """The key, the label, the kind of each value of a type, and whether it may be several."""
    given = [(key, key.replace("_", " "), one.kind, one.many) for key, one in kind.attributes.items()]
    return [("nom", "nom", "texte", False), ("alias", "autres noms", "texte", True), *given]


def _shown(entries: Entries, entry: Entry | None, key: str, kind: str) -> str:
    """A value as a form has it: records by what they are called."""
    texts = entry.values.get(key, ()) if entry else ()
    if not is_plain(kind):
        called = {one.id: label for label, one in entries.labels(entries.of(kind)).items()}
        texts = tuple(called.get(one, one) for one in texts)
    return "\n".join(texts)


def _told(entries: Entries, entry: Entry | None, source: Mapping[str, str]) -> str:
    """A source as people read it: « Communiqué de presse, 4e paragraphe »; empty where there is none."""
    place = source.get("lieu", "")
    for key, texts in {"id": (entry.id,), **entry.values}.items() if entry else ():
        place = place.replace(f"{{{key}}}", ", ".join(texts))
    names = [one.name for one in entries.of(DOCUMENT) if one.id == source.get("document")]
    return ", ".join((*names, place)) if source else ""


def _digest(entry: Entry) -> str:
    said: Any = [entry.values, entry.source]
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def _written(draft: Draft, entries: Entries, kind: str, said: Mapping[str, str]) -> str:
    """Change the draft as a form says; the file that changes."""
    declared = entries.kinds[kind]
    values: dict[str, list[str]] = {}
    for key, _, of, many in _asked(declared.type):
        text = said.get(f"valeur.{key}", "")
        texts = [one.strip() for one in (text.splitlines() if many else [text]) if one.strip()]
        values[key] = texts if is_plain(of) else [entries.pick(one, entries.of(of)).id for one in texts]
    source = {key: " ".join(said.get(f"source.{key}", "").split()) for key in ("document", "lieu")}
    source = {key: text for key, text in source.items() if text}
    if "nouvelle" in said:
        return add_entry(draft, kind, said.get("id", ""), values, source)
    entry = _entry(entries, kind, said.get("id", ""))
    if said.get("empreinte") != _digest(entry):
        now = [
            f"« {label} » est maintenant « {_shown(entries, entry, key, of).replace(chr(10), ' ; ') or 'vide'} »"
            for key, label, of, _ in _asked(declared.type)
            if list(entry.values.get(key, ())) != values[key]
        ]
        what = f"cette fiche a changé depuis que vous avez ouvert la page : {' ; '.join(now) or 'sa source est autre'}"
        remedy = "reprenez-en ce qu’il faut dans la vôtre, qui est gardée ici, puis envoyez-la"
        raise refused(entry.at.file, what, remedy, entry.at.line)
    return change_entry(draft, entry, values, source)
