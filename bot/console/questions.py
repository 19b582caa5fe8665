"""*Questions sans réponse*: what was missed or refused, what came closest, and what to do about it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from aiohttp import web
from msgspec import Struct

from bot.assistant import Assistant
from bot.console.content import add_name
from bot.console.dealt import Dealings, Dealt, How
from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.grouping import Group, group
from bot.console.layout import SESSION, go, render, tell
from bot.console.naming import themes
from bot.explaining.explain import explain
from bot.french.text import fold
from bot.journal.database import Database
from bot.journal.exchange import now, words_of
from bot.journal.queries import missed
from bot.workshop.additions import Added, holds
from bot.workshop.drafts import Draft
from bot.workshop.edits import add_example, add_off_subject
from bot.workshop.entries import Entries
from bot.workshop.roots import Roots
from bot.written import ContentError

PAGE = 25
MOST_MISSED = 1000
"""Questions looked at: the most frequent of the time that is kept."""
SPANS = {"7": "7 jours", "30": "30 jours", "90": "90 jours"}
SORTS = {"frequentes": "les plus fréquentes", "recentes": "les plus récentes"}
FILED: Mapping[str, How] = {"transmise": "transmise", "classée": "classée"}
"""What is done with a question that changes no content."""
STATES = {"ouvertes": "à traiter", "brouillon": "dans un brouillon", "traitees": "traitées"}
KINDS = {
    "": "toutes",
    "incomprises": "pas comprises",
    "muettes": "comprises, mais les sources ne le disent pas",
    "refusees": "hors sujet",
}
HOWS: Mapping[How, str] = {
    "exemple": "exemple",
    "alias": "autre nom",
    "hors sujet": "hors sujet",
    "transmise": "transmise",
    "classée": "classée",
}
_DAY_MS = 86_400_000


class Question(Struct, frozen=True):
    """A group, and what became of it."""

    group: Group
    kind: str
    """Of KINDS."""
    state: str
    """Of STATES."""
    dealt: Dealt | None
    """None where it is still to be dealt with: it never was, was asked again since, or what was added is gone."""


class Filter(Struct, frozen=True):
    """What is looked for."""

    words: str
    days: str
    sort: str
    state: str
    kind: str
    page: int


def filter_of(request: web.Request) -> Filter:
    """What a request looks for; the usual where it says nothing that makes sense."""
    asked = request.query

    def one(name: str, known: Mapping[str, str], usual: str) -> str:
        return asked[name] if asked.get(name) in known else usual

    number = asked.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    return Filter(
        asked.get("mots", "")[:200],
        one("jours", SPANS, "30"),
        one("tri", SORTS, "frequentes"),
        one("etat", STATES, "ouvertes"),
        one("genre", KINDS, ""),
        max(1, page),
    )


class Questions:
    """The pages of unanswered questions."""

    def __init__(
        self,
        database: Database,
        deeds: Deeds,
        desks: Desks,
        roots: Roots,
        assistant: Callable[[], Assistant],
    ) -> None:
        self._database = database
        self._dealings = Dealings(database)
        self._deeds = deeds
        self._desks = desks
        self._roots = roots
        self._assistant = assistant

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The list, one question, and what is done about it."""
        return [
            web.get("/questions", self._list),
            web.get("/questions/une", self._show),
            web.post("/questions/exemple", self._add_example),
            web.post("/questions/alias", self._add_alias),
            web.post("/questions/hors-sujet", self._add_off_subject),
            web.post("/questions/classer", self._file),
        ]

    async def _load(self, days: str) -> list[Question]:
        async with self._database.reading() as connection:
            found = await missed(connection, now() - int(days) * _DAY_MS, most=MOST_MISSED)
        known = await self._dealings.every()
        # It takes some tens of milliseconds: meanwhile, answers go on.
        groups = await asyncio.to_thread(group, found)
        dealt = {one.key: how for one in groups if (how := _dealt(one, known)) is not None}
        accounts = {one.account for one in dealt.values() if one.file}
        drafts = {account: (await self._desks.load(account)).draft for account in accounts}
        # Files are read, and parsed where they have changed.
        states = await asyncio.to_thread(self._states, dealt, drafts)
        questions = []
        for one in groups:
            state = states.get(one.key, "ouvertes")
            questions.append(Question(one, self._kind(one), state, None if state == "ouvertes" else dealt[one.key]))
        return questions

    def _states(self, dealt: Mapping[str, Dealt], drafts: Mapping[str, Draft]) -> dict[str, str]:
        texts: dict[str, str | None] = {}
        for name in {one.file for one in dealt.values() if one.file}:
            try:
                texts[name] = self._roots.read(name)
            except ContentError:
                texts[name] = None
        states = {}
        for key, one in dealt.items():
            if (
                not one.file
                or one.how == "transmise"
                or one.how == "classée"
                or holds(one.file, texts[one.file], one.how, one.detail)
            ):
                states[key] = "traitees"
            elif holds(one.file, drafts[one.account].changed.get(one.file), one.how, one.detail):
                states[key] = "brouillon"
        return states

    def _kind(self, one: Group) -> str:
        model = self._assistant().model
        if one.last.outcome == "out_of_scope":
            return "refusees"
        known = one.last.intent in model.intents and one.last.intent not in model.fallbacks.values()
        return "muettes" if known else "incomprises"

    async def _list(self, request: web.Request) -> web.Response:
        wanted = filter_of(request)
        words = words_of(wanted.words).split()
        every = [
            one
            for one in await self._load(wanted.days)
            if one.state == wanted.state
            and wanted.kind in ("", one.kind)
            and all(any(word in member.words for member in one.group.members) for word in words)
        ]
        frequent = wanted.sort == "frequentes"
        every.sort(key=lambda one: (one.group.times, one.group.at) if frequent else (one.group.at, 0), reverse=True)
        pages = max(1, -(-len(every) // PAGE))
        number = min(wanted.page, pages)
        shown = every[(number - 1) * PAGE : number * PAGE]
        return render(
            request,
            "questions.html",
            wanted=wanted,
            shown=shown,
            total=len(every),
            number=number,
            pages=pages,
            spans=SPANS,
            sorts=SORTS,
            states=STATES,
            kinds=KINDS,
            hows=HOWS,
        )

    async def _find(self, key: str) -> Question | None:
        every = await self._load(max(SPANS, key=int))
        return next((one for one in every if any(member.words == key for member in one.group.members)), None)

    async def _show(self, request: web.Request) -> web.Response:
        question = await self._find(request.query.get("mots", ""))
        if question is None:
            raise web.HTTPNotFound
        return await self._page(request, question)

    async def _page(
        self, request: web.Request, question: Question, error: ContentError | None = None, filled: Any = None
    ) -> web.Response:
        model = self._assistant().model
        entries = Entries((await self._desks.load(request[SESSION].person.account)).draft)
        why = explain(self._assistant(), question.group.text)
        fits = (fit.intent for part in why.parts for fit in part.candidates)
        near = [one for one in dict.fromkeys(fits) if one not in model.fallbacks.values()]
        others = (one for one in model.intents.values() if one.title and one.id not in near)
        return render(
            request,
            "question.html",
            status=422 if error else 200,
            question=question,
            why=why,
            near=[model.intents[one] for one in near],
            kinds=KINDS,
            hows=HOWS,
            intents=sorted(others, key=lambda intent: fold(intent.title)),
            records=list(entries.labels(list(entries))),
            themes=themes(self._roots),
            error=error,
            filled=filled or {},
        )

    async def _add_example(self, request: web.Request) -> web.Response:
        def edit(draft: Any, said: Mapping[str, str]) -> str:
            return add_example(draft, said.get("intention", ""), said.get("phrase", ""))

        return await self._edit(request, "exemple", edit)

    async def _add_alias(self, request: web.Request) -> web.Response:
        return await self._edit(request, "alias", add_name)

    async def _add_off_subject(self, request: web.Request) -> web.Response:
        def edit(draft: Any, said: Mapping[str, str]) -> str:
            return add_off_subject(draft, said.get("phrase", ""), said.get("theme", "autre"))

        return await self._edit(request, "hors sujet", edit)

    async def _edit(
        self, request: web.Request, how: Added, edit: Callable[[Any, Mapping[str, str]], str]
    ) -> web.Response:
        """Change the draft of whoever asks, and note that the question is dealt with."""
        said = {key: str(value) for key, value in (await request.post()).items()}
        question = await self._find(said.get("mots", ""))
        if question is None:
            raise web.HTTPNotFound
        account = request[SESSION].person.account
        desk = await self._desks.load(account)
        try:
            name = edit(desk.draft, said)
        except ContentError as error:
            return await self._page(request, question, error, said)
        await self._desks.save(account, desk.draft)
        members = [member.words for member in question.group.members]
        await self._dealings.note(members, how, account, name, said.get("alias") or said.get("phrase", ""))
        await self._deeds.note(account, f"question traitée : {HOWS[how]}", f"« {question.group.text} », dans {name}")
        return go("/questions", "ajoute")

    async def _file(self, request: web.Request) -> web.Response:
        said = {key: str(value) for key, value in (await request.post()).items()}
        question = await self._find(said.get("mots", ""))
        how = FILED.get(said.get("comment", ""))
        if question is None:
            raise web.HTTPNotFound
        if how is None and said.get("comment") != "rouvrir":
            return tell(request, 422, "Ce choix n’existe pas", "Revenez à la question, et choisissez un bouton.")
        account = request[SESSION].person.account
        whom = " ".join(said.get("qui", "").split())[:100] if how == "transmise" else ""
        await self._dealings.note([member.words for member in question.group.members], how, account, detail=whom)
        note = f", à {whom}" if whom else ""
        await self._deeds.note(account, f"question {how or 'rouverte'}", f"« {question.group.text} »{note}")
        if how is None:
            return go(f"/questions/une?mots={quote(question.group.key)}", "rouvert")
        return go(f"/questions?vue={quote(question.group.key)}", "transmis" if how == "transmise" else "classe")


def _dealt(one: Group, known: Mapping[str, Dealt]) -> Dealt | None:
    """How a group was dealt with, if none of its questions was asked since."""
    found = [known.get(member.words) for member in one.members]
    dealt = [each for each in found if each is not None]
    if not dealt:
        return None
    latest = max(dealt, key=lambda each: each.at)
    return latest if one.at <= latest.at else None
