"""*Contenu*: a record of what is known as a form, its values and its source, changed or added in a draft."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.layout import SESSION, go, render
from bot.facts.records import Type
from bot.workshop.drafts import Draft
from bot.workshop.entries import DOCUMENT, Entries, Entry, is_plain
from bot.workshop.entry_edits import add_entry, change_entry
from bot.workshop.roots import refused
from bot.written import ContentError, Place, Problem

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
    needed: bool
    """Whether it may not be empty."""

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
        entry = entries.find(kind, identifier) if identifier else None
        if entry is None and identifier and said is None:
            raise web.HTTPNotFound
        fields = [
            Field(
                key,
                label,
                of,
                many,
                said.get(f"valeur.{key}", "") if said else _shown(entries, entry, key, of),
                key in ("nom", *declared.type.required),
            )
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
            digests={
                key: _digest(_plain_text(_shown(entries, entry, key, of))) for key, _, of, _ in _asked(declared.type)
            },
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
        before = dict(draft.changed)
        if kind not in entries.kinds or entries.kinds[kind].packed:
            raise web.HTTPNotFound
        try:
            name = _written(draft, entries, kind, said)
        except ContentError as error:
            return self._page(request, entries, kind, "" if "nouvelle" in said else identifier, said, error)
        if draft.changed == before:
            return go("/contenu", "inchange")
        await self._desks.save(account, draft)
        await self._deeds.note(account, "brouillon changé", f"fiche « {identifier[:100]} », dans {name}")
        return go("/contenu", "ajoute")


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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain_text(text: str) -> str:
    """A text as a form sends it, whatever ends its lines."""
    return text.replace("\r\n", "\n").strip()


def _sent(said: Mapping[str, str], entries: Entries, kind: Type, at: Place) -> dict[str, list[str]]:
    """The values that a form says, other records by their identifiers.

    Raises:
        ContentError: some choose no record, all told.
    """
    values: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for key, label, of, many in _asked(kind):
        text = said.get(f"valeur.{key}", "")
        values[key] = [one.strip() for one in (text.splitlines() if many else [text]) if one.strip()]
        if not is_plain(of):
            chosen = []
            for one in values[key]:
                try:
                    chosen.append(entries.pick(one, entries.of(of)).id)
                except ContentError as error:
                    problems += [Problem(at, f"« {label} » : {told.what}", told.remedy) for told in error.problems]
            values[key] = chosen
    if problems:
        raise ContentError(problems)
    return values


def _source_sent(said: Mapping[str, str]) -> dict[str, str]:
    source = {key: " ".join(said.get(f"source.{key}", "").split()) for key in ("document", "lieu")}
    return {key: text for key, text in source.items() if text}


def _written(draft: Draft, entries: Entries, kind: str, said: Mapping[str, str]) -> str:
    """Change the draft as a form says; the file that changes."""
    declared = entries.kinds[kind].type
    if "nouvelle" in said:
        values = _sent(said, entries, declared, Place(entries.kinds[kind].table or entries.kinds[kind].file, 1))
        return add_entry(draft, kind, said.get("id", ""), values, _source_sent(said))
    entry = entries.get(kind, said.get("id", ""))
    source = _source_sent(said) if entry.place is not None else {}
    values, now = _sent(said, entries, declared, entry.at), []
    for key, label, of, _ in _asked(declared):
        opened, shown = said.get(f"empreinte.{key}", ""), _shown(entries, entry, key, of)
        if opened == _digest(_plain_text(shown)):
            continue
        if opened == _digest(_plain_text(said.get(f"valeur.{key}", ""))):
            # Only others changed it.
            del values[key]
        else:
            now.append(f"« {label} » est maintenant « {shown.replace(chr(10), ' ; ') or 'vide'} »")
    if now:
        what = f"cette fiche a changé depuis que vous avez ouvert la page : {' ; '.join(now)}"
        remedy = "gardez-en ce qu’il faut dans la vôtre, qui est restée ici : l’envoyer la met à la place"
        raise refused(entry.at.file, what, remedy, entry.at.line)
    return change_entry(draft, entry, values, source)
