"""From a frame and its findings to a French reply with sources and next questions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any, Protocol

from jinja2 import TemplateError
from msgspec import Struct

from bot.answering.faults import template_fault
from bot.answering.intent import Intent
from bot.answering.templates import Templates
from bot.facts.records import Knowledge, Record
from bot.findings.engine import Engine
from bot.findings.query import Findings, Query
from bot.findings.scope import called
from bot.french.agreement import join_words, typeset
from bot.french.inflection import plural
from bot.message import Button, Outcome, Reply, Source
from bot.understanding.frame import DENYING, Entity, Frame
from bot.written import Place

MOST_BUTTONS = 3
MOST_CHOICES = 8
MOST_NEAR = 2
MOST_LOCATORS = 4
_VERDICT = re.compile(r"(Oui|Non)(?:,|\s*:) ")
CONTRARY = {"Oui": "Non, c’est exact", "Non": "Oui, c’est faux"}
"""What begins the answer to whether the contrary is so."""
_NUMBERED = re.compile(r"^(.*?)(\w+) (\d+)\b(.*)$")


TELLING: tuple[Outcome, ...] = ("answered", "unknown")
"""The outcomes of what is told from sources."""
FAILURES = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""How rendering an answer template fails."""


class AnswerError(Exception):
    """Content that does not know how to answer what was found."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(f"{place} : {what}")
        self.place = place
        self.what = what


class Answered(Struct, frozen=True):
    """A reply and what the conversation should remember of it."""

    reply: Reply
    frame: Frame
    listed: tuple[Record, ...] = ()
    focus: tuple[Record, ...] = ()
    choices: tuple[Record, ...] = ()
    several: bool = False
    findings: Findings | None = None


class Last(Struct, frozen=True):
    """The last answer that said something."""

    text: str = ""
    outcome: Outcome = "chitchat"
    sources: tuple[Source, ...] = ()
    choices: tuple[str, ...] = ()
    """The names it asked to choose from."""
    counted: int = 0
    """How many things it enumerated."""
    listed: tuple[Record, ...] = ()
    """The first of them."""
    named: tuple[Record, ...] = ()
    """What the question that it answered named."""
    summed: tuple[int, int] | None = None
    """How many things it enumerated, or told a part of, and the cents of all of them, where it tells that."""


NOTHING = Last()


class Runs(Protocol):
    """What runs queries: `bot.findings.engine.Engine`, or one over rows that are not records."""

    def run(self, query: Query, frame: Frame) -> Findings:
        """The findings of a query under a frame's constraints."""


NO_ENGINES: Mapping[str, Runs] = {}


class Answerer:
    """Writes replies."""

    def __init__(
        self,
        intents: Mapping[str, Intent],
        knowledge: Knowledge,
        templates: Templates,
        shared: Intent | None = None,
        engines: Mapping[str, Runs] = NO_ENGINES,
    ) -> None:
        """
        Args:
            intents: by name.
            knowledge: what is known.
            templates: what renders the answers.
            shared: the intent whose answers serve every other that has none for a case.
            engines: what runs the queries about rows of some types that are not records, by type.
        """
        self._intents = intents
        self._shared = shared.answers if shared else {}
        self._knowledge = knowledge
        self._templates = templates
        self._engine = Engine(knowledge)
        self.engines = engines
        self._nothing = dict.fromkeys(knowledge.types)
        self._support = {intent.id: self._records(intent.support) for intent in intents.values()}
        self._cites = {intent.id: (*self._cited_of(intent),) for intent in intents.values() if intent.cites}

    def record(self, name: str) -> Record | None:
        """The record called `type:id`."""
        kind, _, identifier = name.partition(":")
        return self._knowledge.get(kind, identifier)

    def _records(self, names: Iterable[str]) -> tuple[Record, ...]:
        return tuple(record for name in names if (record := self.record(name)))

    def _cited_of(self, intent: Intent) -> Iterator[Record]:
        """The records that an intent may enumerate: those that it names, and all of the types that it names."""
        for name in intent.cites:
            yield from self._knowledge.of(name) if name in self._knowledge.types else self._records([name])

    def answer(self, frame: Frame, last: Last = NOTHING) -> Answered:
        """The reply to a frame whose intent is known.

        Args:
            frame: what is asked.
            last: the last reply, for those who ask to hear it again, or why.
        """
        intent = self._intents[frame.intent]
        misplaced = frame.misplaced if intent.query is not None and "mal_place" in self._shared else ()
        if misplaced:
            around = [other for _, other in misplaced]
            frame = frame.with_entities(tuple(one for one in frame.entities if one not in around))
        findings = self._doubt(frame) if intent.about_names else None
        if findings is None:
            findings = self._run(intent.query, frame) if intent.query else self._lookup(intent, frame)
        frame = findings.asked or frame
        values = {
            **self._nothing,
            **self._said(frame),
            **findings.values,
            "concepts": frame.concepts,
            "roles": frame.roles,
            "derniere_reponse": last.text,
            "derniere_issue": last.outcome,
            "dernieres_sources": last.sources,
            "choix_proposes": last.choices,
            "nombre_cite": last.counted,
            "somme_citee": last.summed,
            "fiches_citees": last.listed,
            "nommes_avant": last.named,
            "cites_dits": self._among(frame, last.listed) if intent.recounts else (),
            "nombres": frame.numbers,
            "rangs_dits": frame.ordinals,
            "dates": frame.dates,
            "dits_ici": tuple(entity.records[0] for entity in frame.entities if entity.start >= 0),
            "nom_inconnu": frame.stranger,
        }
        case = findings.case
        answer = intent.answer(case, later=not values["dits_ici"])
        answer = answer or self._shared.get(case) or intent.answers.get("defaut")
        if answer is None:
            raise AnswerError(intent.place, f"« {intent.id} » n’a pas de réponse « {case} »")
        sources = self._sources(findings, self._support[intent.id], answer.outcome)
        outcome = "unknown" if findings.untold and answer.outcome == "answered" else answer.outcome
        if intent.repeats and last.text:
            outcome, sources = (last.outcome if outcome == "chitchat" else outcome), last.sources
        try:
            text = self._templates.render(answer.template, values)
            if DENYING in frame.roles:
                text = _of_the_contrary(text)
            text = " ".join([*(self._put_right(*pair) for pair in misplaced), text])
            # « La Région Bretagne » gives: of those called so, none is proposed.
            choices = findings.choices if outcome != "unknown" else ()
            near = self._near(frame) if findings.case == "ailleurs" else ()
            if near and "proche" in self._shared:
                text += " " + self._templates.render(self._shared["proche"].template, {"choix": near})
                choices = near
            elif findings.case == "ailleurs" and findings.rows and "pourtant" in self._shared:
                text += " " + self._templates.render(self._shared["pourtant"].template, values)
            buttons = self._choices(choices) if choices else self.suggest(intent, values)
        except FAILURES as error:
            why = template_fault(error, values)
            raise AnswerError(answer.place, f"la réponse « {case} » de « {intent.id} » échoue : {why}") from error
        reply = Reply(
            text=text,
            outcome=outcome,
            intent=intent.id,
            confidence=round(frame.confidence, 3),
            sources=sources,
            data=self._data(frame, findings),
            buttons=buttons,
            lines=findings.lines if answer.outcome in TELLING else None,
        )
        focus = tuple(record for entity in frame.entities if not entity.excluded for record in entity.records[:1])
        cited = self._cited(intent, text)
        # One alone is no list, but is spoken of (« la 27e Région ? — Elle a parlé ? »).
        alone = cited if len(cited) == 1 else ()
        return Answered(
            reply=reply,
            frame=frame,
            listed=self._listed(findings, cited, text) or (() if alone else cited),
            focus=(*alone, *focus, *findings.focus),
            choices=choices,
            several=len(findings.rows) > 1,
            findings=findings,
        )

    def _among(self, frame: Frame, listed: Sequence[Record]) -> list[Record]:
        """Those of the records told last that a question names, or that are of, lie in or hold what it names."""
        named = [record for entity in frame.entities for record in entity.records]
        return [one for one in listed if any(self._hang_together(one, other) for other in named)]

    def _hang_together(self, one: Record, other: Record) -> bool:
        holds = self._knowledge.lies_in
        return any(
            holds(near, far) or any(isinstance(value, Record) and holds(value, far) for value in near.values.values())
            for near, far in ((one, other), (other, one))
        )

    def _run(self, query: Query, frame: Frame) -> Findings:
        return self.engines.get(query.rows, self._engine).run(query, frame)

    def _put_right(self, inside: Entity, around: Entity) -> str:
        """Where a place lies that is said to lie in another."""
        place, other = inside.records[0], around.records[0]
        lies = next(one for one in self._knowledge.containers(place) if one.type is other.type)
        return self._templates.render(self._shared["mal_place"].template, {"fiche": place, "dit": other, "est": lies})

    def _cited(self, intent: Intent, text: str) -> tuple[Record, ...]:
        """Those of the records an intent may enumerate that an answer names, in its order."""
        found = [one for one in self._cites.get(intent.id, ()) if one.name in text]
        shared = {one.name for one, other in permutations(found, 2) if one.name == other.name}
        # Of two that share a name, the one whose place is told.
        found = [one for one in found if one.name not in shared or _whose_is_in(text, one)]
        return tuple(sorted(found, key=lambda one: text.index(one.name)))

    @staticmethod
    def _listed(findings: Findings, cited: tuple[Record, ...], text: str) -> tuple[Record, ...]:
        """What an answer lists of what was found: only those of the records its intent may enumerate that it names,
        where it names no others."""
        told = [one for one in findings.listed if one.name in text]
        return cited if told and set(told) == set(cited) else findings.listed

    def suggest(self, intent: Intent, values: dict[str, Any]) -> tuple[Button, ...]:
        """The next questions of an intent, those that make sense for these findings."""
        said = (self._templates.render(template, values) if "{" in template else template for template in intent.next)
        return tuple(map(_suggestion, dict.fromkeys(filter(None, said))))[:MOST_BUTTONS]

    @staticmethod
    def _near(frame: Frame) -> tuple[Record, ...]:
        """What the names of places elsewhere may have been written for."""
        return tuple(dict.fromkeys(record for entity in frame.entities for record in entity.near))[:MOST_NEAR]

    @staticmethod
    def _doubt(frame: Frame) -> Findings | None:
        """What to ask back when a name is too misspelt to be taken for one."""
        for entity in frame.entities:
            if entity.unsure:
                return Findings("douter", choices=entity.records, values={"choix": entity.records})
        return None

    def _lookup(self, intent: Intent, frame: Frame) -> Findings:
        """What is known of the record an intent speaks of."""
        if intent.record is None:
            return Findings("defaut")
        fixed = self.record(intent.record) if ":" in intent.record else None
        if fixed is not None:
            # Nobody names what is silent: to speak of a quotation is to speak of its author.
            told = fixed.values.values() if fixed.type.silent else ()
            focus = (fixed, *(value for value in told if isinstance(value, Record)))
            return Findings("defaut", values={"fiche": fixed, "fiches_dites": [fixed]}, focus=focus)
        named = [entity for entity in frame.entities if self._knowledge.is_a(entity.kind, intent.record)]
        records = [entity.records[0] for entity in named]
        if not records:
            return Findings("sans_fiche", values={"fiche": None})
        if len(named) == 1 and len(named[0].records) > 1 and not records[0].type.union:
            return Findings("choisir", choices=named[0].records, values={"nom": called(named[0])})
        records = list(dict.fromkeys(records))
        kinds = {record.type.name for record in records}
        case = next(iter(kinds)) if len(kinds) == 1 and next(iter(kinds)) in intent.answers else "defaut"
        values = {"fiche": records[0], "fiches_dites": records}
        # « Nanterre est-elle du 92 ? » tells of one town.
        inside = [record for record in records if record.type.name not in self._knowledge.holders()] or records
        listed = tuple(inside) if len(inside) > 1 else ()
        return Findings(case, rows=[], values=values, focus=tuple(records), listed=listed)

    def _said(self, frame: Frame) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for entity in reversed([entity for entity in frame.entities if not entity.excluded]):
            for kind in self._knowledge.lineage(entity.kind):
                values[kind] = entity.records[0]
        for kind in {entity.kind for entity in frame.entities}:
            values[f"{kind}s"] = [record for entity in frame.of(kind) for record in entity.records]
        return values

    def _choices(self, choices: Sequence[Record]) -> tuple[Button, ...]:
        return tuple(Button(record.name, record.name) for record in choices[:MOST_CHOICES])

    def _sources(self, findings: Findings, support: Sequence[Record], outcome: Outcome) -> tuple[Source, ...]:
        if outcome not in TELLING:
            return ()
        if findings.sources:
            return merge_sources(findings.sources)
        records: list[Record] = list(findings.rows)
        for key in ("fiches_dites", "porteurs"):
            if key == "porteurs" and findings.rows:
                continue
            records += findings.values.get(key) or ()
        if not findings.rows:
            records += [record for record in findings.focus if record not in records]
        records = [*support, *records] if not findings.rows else [*records, *support]
        return merge_sources(tuple(record.source for record in records if record.source is not None))

    @staticmethod
    def _data(frame: Frame, findings: Findings) -> dict[str, Any]:
        data: dict[str, Any] = {"cas": findings.case}
        if findings.rows:
            data["lignes"] = [row.to_data() for row in findings.rows]
        if findings.listed:
            data["liste"] = [{"type": r.type.name, "id": r.id, "nom": r.name} for r in findings.listed]
        if findings.choices:
            data["choix"] = [{"type": r.type.name, "id": r.id, "nom": r.name} for r in findings.choices]
        for key, value in findings.values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                data[key] = value
        fiche = findings.values.get("fiche")
        if isinstance(fiche, Record):
            data["fiche"] = fiche.to_data()
        return data


@lru_cache(maxsize=1024)
def _suggestion(text: str) -> Button:
    """A question that may come next: most are written as they stand beside the answers that they follow."""
    return Button(typeset(text), text)


@lru_cache(maxsize=1024)
def _of_the_contrary(text: str) -> str:
    """What answers whether something is so, as the answer to whether it is not (« c’est faux que… ? »)."""
    found = _VERDICT.match(text)
    return text if found is None else f"{CONTRARY[found[1]]}\u00a0: {text[found.end() :]}"


@lru_cache(maxsize=1024)
def merge_sources(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """One source a document, its places joined: « annexe, lignes 1, 2 et 8 »."""
    places: dict[tuple[str, str, str | None], list[str]] = {}
    for source in sources:
        found = places.setdefault((source.title, source.date, source.url), [])
        if source.locator not in found:
            found.append(source.locator)
    return tuple(
        Source(title, date, " ; ".join(_join_locators(found)), url) for (title, date, url), found in places.items()
    )


def _join_locators(locators: Sequence[str]) -> list[str]:
    """Locators that differ by one number share their words."""
    joined: dict[tuple[str, str, str], list[str]] = {}
    for locator in locators:
        match = _NUMBERED.match(locator)
        key = (match[1], match[2], match[4]) if match else (locator, "", "")
        joined.setdefault(key, []).append(match[3] if match else "")
    result = []
    for (head, word, tail), numbers in joined.items():
        if not word:
            result.append(head)
        elif len(numbers) == 1:
            result.append(f"{head}{word} {numbers[0]}{tail}")
        else:
            first, last = int(numbers[0]), int(numbers[-1])
            in_a_row = all(after == before + 1 for before, after in pairwise(sorted(map(int, numbers))))
            whole = len(numbers) > 2 and in_a_row and first < last
            listed = f"{first} à {last}" if whole else join_words(numbers)
            result.append(f"{head}{plural(word) if word.islower() else word} {listed}{tail}")
    if len(result) > MOST_LOCATORS:
        return [*result[:MOST_LOCATORS], f"et {len(result) - MOST_LOCATORS} autres passages"]
    return result


def _whose_is_in(text: str, record: Record) -> bool:
    """Whether a text names what a record is of."""
    return any(isinstance(value, Record) and value.name in text for value in record.values.values())
