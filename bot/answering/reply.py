"""From a frame and its findings to a French reply with sources and next questions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any, Protocol

from jinja2 import TemplateError
from msgspec import Struct

from bot.answering.faults import template_fault
from bot.answering.intent import Answer, Intent
from bot.answering.lookup import Lookup, doubt
from bot.answering.templates import Templates
from bot.facts.records import Knowledge, Record
from bot.findings.engine import Engine
from bot.findings.query import Findings, Query
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
        self._lookup = Lookup(knowledge)
        self.engines = engines
        self._nothing = dict.fromkeys(knowledge.types)
        self._support = {intent.id: self._lookup.records(intent.support) for intent in intents.values()}
        self._cites = {intent.id: (*self._cited_of(intent),) for intent in intents.values() if intent.cites}

    def _cited_of(self, intent: Intent) -> Iterator[Record]:
        """The records that an intent may enumerate: those that it names, and all of the types that it names."""
        for name in intent.cites:
            yield from self._knowledge.of(name) if name in self._knowledge.types else self._lookup.records([name])

    def answer(self, frame: Frame, last: Last = NOTHING) -> Answered:
        """The reply to a frame whose intent is known.

        Args:
            frame: what is asked.
            last: the last reply, for those who ask to hear it again, or why.
        """
        intent = self._intents[frame.intent]
        misplaced = frame.misplaced if intent.query is not None and "mal_place" in self._shared else ()
        frame, findings = self._found(intent, frame, misplaced)
        values = self._values(intent, frame, findings, last)
        answer = self._answer_of(intent, findings.case, later=not values["dits_ici"])
        outcome: Outcome = "unknown" if findings.untold and answer.outcome == "answered" else answer.outcome
        sources = self._sources(findings, self._support[intent.id], answer.outcome)
        if intent.repeats and last.text:
            outcome, sources = (last.outcome if outcome == "chitchat" else outcome), last.sources
        # « La Région Bretagne » gives: of those called so, none is proposed.
        choices = findings.choices if outcome != "unknown" else ()
        try:
            text = self._templates.render(answer.template, values)
            if DENYING in frame.roles:
                text = _of_the_contrary(text)
            text = " ".join([*(self._put_right(*pair) for pair in misplaced), text])
            if findings.case == "ailleurs":
                more, choices = self._said_of_elsewhere(frame, findings, values, choices)
                text += more
            buttons = self._choices(choices) if choices else self.suggest(intent, values)
        except FAILURES as error:
            why = template_fault(error, values)
            what = f"la réponse « {findings.case} » de « {intent.id} » échoue : {why}"
            raise AnswerError(answer.place, what) from error
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

    def _found(
        self, intent: Intent, frame: Frame, misplaced: Sequence[tuple[Entity, Entity]]
    ) -> tuple[Frame, Findings]:
        """What is found, and the frame that it answers: without the places in which others are said to lie, that do
        not."""
        if misplaced:
            around = [other for _, other in misplaced]
            frame = frame.with_entities(tuple(one for one in frame.entities if one not in around))
        findings = doubt(frame) if intent.about_names else None
        if findings is None:
            findings = self._run(intent.query, frame) if intent.query else self._lookup.find(intent, frame)
        return findings.asked or frame, findings

    def _values(self, intent: Intent, frame: Frame, findings: Findings, last: Last) -> dict[str, Any]:
        """What templates may say."""
        return {
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
            "dits_ou_repris": tuple(entity.records[0] for entity in frame.entities if not entity.excluded),
            "dits_ici": tuple(entity.records[0] for entity in frame.entities if entity.start >= 0),
            "nom_inconnu": frame.stranger,
        }

    def _answer_of(self, intent: Intent, case: str, *, later: bool) -> Answer:
        """The answer of a case, that of all intents or the only one of this; `later` as in `Intent.answer`.

        Raises:
            AnswerError: there is none.
        """
        answer = intent.answer(case, later=later) or self._shared.get(case) or intent.answers.get("defaut")
        if answer is None:
            raise AnswerError(intent.place, f"« {intent.id} » n’a pas de réponse « {case} »")
        return answer

    def _said_of_elsewhere(
        self, frame: Frame, findings: Findings, values: dict[str, Any], choices: tuple[Record, ...]
    ) -> tuple[str, tuple[Record, ...]]:
        """What is said more of a place elsewhere, and what to choose from: what may have been meant, or what else was
        found."""
        near = self._near(frame)
        if near and "proche" in self._shared:
            return " " + self._templates.render(self._shared["proche"].template, {"choix": near}), near
        if findings.rows and "pourtant" in self._shared:
            return " " + self._templates.render(self._shared["pourtant"].template, values), choices
        return "", choices

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
