"""*Contenu*: what the bot knows and understands, as forms and as text, changed in a draft."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import unified_diff
from typing import Any

import msgspec
from aiohttp import web

from bot.assistant import Assistant
from bot.console.checking import Checker, Noticed
from bot.console.deeds import Deeds
from bot.console.drafts import Desk, Desks
from bot.console.layout import SESSION, go, render, tell
from bot.french.text import fold
from bot.workshop.drafts import Draft
from bot.workshop.edits import add_alias, add_example, add_rule, change_answer
from bot.workshop.entries import Entries, Entry, Kind
from bot.workshop.found import find_intent, items_of
from bot.workshop.new_question import Question, add_question
from bot.workshop.publications import history, latest
from bot.workshop.roots import Roots, refused
from bot.workshop.trial import TrialError
from bot.written import ContentError

MOST_SHOWN = 20
"""Publications shown."""
_Edit = Callable[[Draft, Mapping[str, str]], str]


class Content:
    """The pages by which contents are read and changed; nothing of them is public before it is published."""

    def __init__(
        self, desks: Desks, deeds: Deeds, roots: Roots, assistant: Callable[[], Assistant], checker: Checker
    ) -> None:
        self._desks = desks
        self._deeds = deeds
        self._roots = roots
        self._assistant = assistant
        self._checker = checker

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The list, a file, a question, a new question, another name."""
        return [
            web.get("/contenu", self._list),
            web.get("/contenu/fichier", self._show_file),
            web.post("/contenu/fichier", self._write_file),
            web.post("/contenu/verifier", self._check),
            web.get("/contenu/question", self._show_question),
            web.post("/contenu/exemple", self._form("question.exemple", _add_example)),
            web.post("/contenu/regle", self._form("question.regle", _add_rule)),
            web.post("/contenu/reponse", self._form("question.reponse", _change_answer)),
            web.get("/contenu/nouvelle", self._show_new),
            web.post("/contenu/nouvelle", self._form("nouvelle", _add_question)),
            web.get("/contenu/nom", self._show_name),
            web.post("/contenu/nom", self._form("nom", add_name)),
        ]

    async def _desk(self, request: web.Request) -> Desk:
        return await self._desks.load(request[SESSION].person.account)

    async def _list(self, request: web.Request) -> web.Response:
        desk = await self._desk(request)
        wanted = request.query.get("mots", "")[:200]
        words = fold(wanted).split()

        def fits(*texts: str) -> bool:
            return all(word in fold(" ".join(texts)) for word in words)

        entries = Entries(desk.draft)
        intents = [one for one in self._assistant().model.intents.values() if one.title and fits(one.title, one.id)]
        return render(
            request,
            "content.html",
            desk=desk,
            stale=desk.draft.stale(),
            wanted=wanted,
            intents=sorted(intents, key=lambda one: fold(one.title)),
            kinds=_grouped(entries, fits),
            added=_addable(entries),
            names=[name for name in desk.draft.names() if fits(name)],
            published=history(self._roots)[:MOST_SHOWN],
            taken_up=latest(self._roots) == self._assistant().edition,
        )

    async def _show_file(self, request: web.Request) -> web.Response:
        return await self._file(request, request.query.get("nom", ""))

    async def _file(
        self,
        request: web.Request,
        name: str,
        text: str | None = None,
        error: ContentError | None = None,
        crossed: bool = False,
    ) -> web.Response:
        draft = (await self._desk(request)).draft
        known = draft.read(name) if name in draft.names() else None
        if known is None and text is None:
            raise web.HTTPNotFound
        changed = name in draft.changed
        return render(
            request,
            "file.html",
            status=409 if crossed else 422 if error else 200,
            name=name,
            text=known if text is None else text,
            begun=_digest(known or ""),
            line=_pointed(request, (known if text is None else text) or ""),
            error=error,
            crossed=difference(known or "", text or "") if crossed else [],
            changed=changed,
            diff=difference(draft.base[name] or "", draft.read(name)) if changed else [],
        )

    async def _write_file(self, request: web.Request) -> web.Response:
        said = await _said(request)
        name, desk = said.get("nom", ""), await self._desk(request)
        # A form ends its lines as e-mail does; a file of the content, as it did.
        text = said.get("texte", "").replace("\r\n", "\n")
        try:
            known = desk.draft.read(name) if name in desk.draft.names() else ""
            if said.get("empreinte", _digest(known)) != _digest(known):
                # Another page has saved this file since the form began.
                return await self._file(request, name, text, crossed=True)
            if said.get("reprendre"):
                desk.draft.restore(name)
            else:
                desk.draft.write(name, text.replace("\n", "\r\n") if "\r\n" in known else text)
        except ContentError as error:
            return await self._file(request, name[:200], text, error)
        await self._keep(request, desk.draft, "brouillon changé", name)
        return go("/contenu", "enregistre")

    async def _keep(self, request: web.Request, draft: Draft, what: str, detail: str) -> None:
        account = request[SESSION].person.account
        await self._desks.save(account, draft)
        await self._deeds.note(account, what, detail)

    async def _check(self, request: web.Request) -> web.Response:
        """What is wrong with a text as it stands in the form, for the script of the page."""
        said = await _said(request)
        name, desk = said.get("nom", ""), await self._desk(request)
        try:
            desk.draft.write(name, said.get("texte", "").replace("\r\n", "\n"))
            found = await self._checker.check(request[SESSION].person.account, desk.draft, name)
        except ContentError as error:
            found = [Noticed("erreur", one.place.file, one.place.line, one.what, one.remedy) for one in error.problems]
        except TrialError as error:
            return tell(request, 503, "La vérification n’a pas pu se faire", str(error))
        return web.Response(body=msgspec.json.encode(found), content_type="application/json")

    async def _show_question(self, request: web.Request) -> web.Response:
        return await self._page(request, "question", {"id": request.query.get("id", "")})

    async def _show_new(self, request: web.Request) -> web.Response:
        return await self._page(request, "nouvelle", {"dire": request.query.get("dire", "")})

    async def _show_name(self, request: web.Request) -> web.Response:
        return await self._page(request, "nom", {})

    async def _page(
        self, request: web.Request, page: str, said: Mapping[str, str], error: ContentError | None = None
    ) -> web.Response:
        values: dict[str, Any] = {"error": error, "said": defaultdict(str, said)}
        model = self._assistant().model
        if page == "question":
            values |= await self._question(request, said.get("id", ""))
        elif page == "nouvelle":
            folders = {name.rpartition("/")[0] for name in self._roots.names() if name.startswith("intents/")}
            files = (self._roots.name(one.place) for one in model.intents.values())
            often = Counter(file.rpartition("/")[0] for file in files)
            # Where most questions are is where one more is likely to go.
            values["folders"] = sorted(folders - {"intents/hors_sujet"}, key=lambda folder: (-often[folder], folder))
            values["words"] = sorted(model.grammar.concepts)
        else:
            entries = Entries((await self._desk(request)).draft)
            values["records"] = list(entries.labels(list(entries)))
        template = {"question": "intent.html", "nouvelle": "new.html", "nom": "alias.html"}[page]
        return render(request, template, 422 if error else 200, **values)

    async def _question(self, request: web.Request, identifier: str) -> dict[str, Any]:
        """What a question is in the draft."""
        draft = (await self._desk(request)).draft
        try:
            name, content = find_intent(draft, identifier)
        except ContentError:
            raise web.HTTPNotFound from None
        written = content["intents"][identifier]
        if not isinstance(written, dict):
            raise web.HTTPNotFound
        answers = _answers(written)
        examples = items_of(written.get("exemples"))
        return {
            "id": identifier,
            "file": name,
            "title": written.get("titre") or identifier,
            "answers": answers,
            "digests": {case: _digest(answer) for case, answer in answers.items()},
            "rules": [str(one) for one in items_of(written.get("regles"))],
            "examples": [str(one.get("dit", "")) if isinstance(one, dict) else str(one) for one in examples],
        }

    def _form(self, page: str, edit: _Edit) -> Callable[[web.Request], Any]:
        """What takes a form of a page: the draft of whoever sends it changes."""

        async def take(request: web.Request) -> web.Response:
            said, desk = await _said(request), await self._desk(request)
            try:
                name = edit(desk.draft, said)
            except ContentError as error:
                return await self._page(request, page.partition(".")[0], said, error)
            await self._keep(request, desk.draft, "brouillon changé", f"{page.rpartition('.')[2]}, dans {name}")
            return go("/contenu", "ajoute")

        return take


async def _said(request: web.Request) -> dict[str, str]:
    return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """What changes between two texts, line by line: « + », « - », « @ » or « » , and the line."""
    lines = list(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2))[2:]
    return [(line[:1].strip(), line[1:] if line[:1] in "+- " else line) for line in lines]


def _pointed(request: web.Request, text: str) -> tuple[int, str] | None:
    """The line of a text that a link points to, with its number."""
    said, lines = request.query.get("ligne", ""), text.splitlines()
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
    return (number, lines[number - 1]) if 0 < number <= len(lines) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _add_example(draft: Draft, said: Mapping[str, str]) -> str:
    return add_example(draft, said.get("id", ""), said.get("phrase", ""))


def _add_rule(draft: Draft, said: Mapping[str, str]) -> str:
    return add_rule(draft, said.get("id", ""), said.get("regle", ""))


def add_name(draft: Draft, said: Mapping[str, str]) -> str:
    """Add the other name that a form gives to the record that it chooses; the file that changes."""
    entries = Entries(draft)
    entry = entries.pick(said.get("fiche", ""), list(entries))
    return add_alias(draft, entry.type.name, entry.id, said.get("alias", ""))


def _grouped(entries: Entries, fits: Callable[..., bool]) -> list[tuple[Kind, list[Entry]]]:
    """The entries whose names fit, by type, the types that have some."""
    found = [
        (
            kind,
            [one for one in entries.of(name) if one.type.name == name and fits(one.name, *one.values.get("alias", ()))],
        )
        for name, kind in entries.kinds.items()
    ]
    return [(kind, some) for kind, some in found if some]


def _addable(entries: Entries) -> list[Kind]:
    """The types of which one more may be written, by name."""
    wider = {kind.type.parent for kind in entries.kinds.values()}
    found = [kind for name, kind in entries.kinds.items() if name not in wider and not kind.packed]
    return sorted(found, key=lambda kind: fold(kind.type.noun))


def _answers(written: object) -> dict[str, str]:
    """What a question answers, by case."""
    if not isinstance(written, Mapping):
        return {}
    several = written.get("reponses")
    answers = {"defaut": str(written["reponse"])} if "reponse" in written else {}
    for case, answer in several.items() if isinstance(several, Mapping) else ():
        answers[str(case)] = str(answer.get("texte", "") if isinstance(answer, Mapping) else answer)
    return answers


def _change_answer(draft: Draft, said: Mapping[str, str]) -> str:
    identifier, case = said.get("id", ""), said.get("cas", "defaut")
    name, content = find_intent(draft, identifier)
    known = _answers(content["intents"][identifier]).get(case, "")
    if said.get("empreinte", _digest(known)) != _digest(known):
        what = f"cette réponse a changé depuis que vous avez ouvert la page ; elle est maintenant « {known.strip()} »"
        raise refused(name, what, "reprenez-en ce qu’il faut dans la vôtre, qui est gardée ici, puis envoyez-la")
    return change_answer(draft, identifier, said.get("reponse", ""), case)


def _add_question(draft: Draft, said: Mapping[str, str]) -> str:
    words = {}
    for line in _lines(said.get("mots", "")):
        word, colon, spellings = line.partition(":")
        if not colon:
            raise refused("intents", f"« {line} » ne déclare pas un mot", "écrivez « carte: carte, plan de situation »")
        words[word.strip()] = tuple(one.strip() for one in spellings.split(",") if one.strip())
    question = Question(
        id=said.get("id", "").strip(),
        title=said.get("titre", ""),
        rules=_lines(said.get("regles", "")),
        answer=said.get("reponse", ""),
        examples=_lines(said.get("exemples", "")),
        file=f"{said.get('dossier', 'intents')}/{said.get('id', '').strip()}.yaml",
        words=words,
        outcome=said.get("issue", "answered"),
        support=tuple(one.strip() for one in said.get("appui", "").split(",") if one.strip()),
    )
    return add_question(draft, question)
