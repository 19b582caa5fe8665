"""An intent: one question with its rules, its answers and its examples, as declared in `intents/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from msgspec.structs import replace

from bot.findings.query import Query, asks_of
from bot.message import Outcome
from bot.understanding.rules import Features, Rule, Terms, UnknownFeatureError, join_terms, parse_rule, parse_terms
from bot.written import Mapping as Written
from bot.written import Place, Reader, nearest

KEYS = (
    "titre", "regles", "avec", "issue", "fiche", "appui", "requete", "reponse", "reponses", "suites", "exemples",
    "oublie", "reprend", "recompte", "retient", "cite", "images", "dit",
)  # fmt: skip
LATER = "_suite"
"""What ends the name of an answer for questions that name nothing themselves."""
ASKED_BACK = ("choisir", "douter")
"""Cases in which the reply is a question."""
QUERY_KEYS = ("lignes", "demande", "par", "cible", "perimetre")


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: a template and what it amounts to."""

    template: str
    outcome: Outcome
    place: Place


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what the bot must make of it."""

    say: str
    expect: Mapping[str, Any]
    """`dans_la_reponse`, `issue`, `apres` (sentences said before)."""
    place: Place


@dataclass(frozen=True, slots=True)
class Intent:
    """One question that can be asked."""

    id: str
    title: str
    """What it is about, as an infinitive clause for people (« savoir qui présidait le comité »)."""
    rules: tuple[Rule, ...]
    answers: Mapping[str, Answer]
    """By case; `defaut` when there is only one."""
    query: Query | None
    record: str | None
    """The record it speaks of, `type:id`, or the type of the one named in the message."""
    support: tuple[str, ...]
    """Records on whose source every answer rests."""
    next: tuple[str, ...]
    """Questions to ask next, as templates."""
    examples: tuple[Example, ...]
    place: Place
    forgets: bool = False
    """Whether it ends the conversation: what was said before is forgotten."""
    repeats: bool = False
    """Whether it says the last answer again, so that the outcome and the sources are those of that answer."""
    recounts: bool = False
    """Whether it only makes sense after an answer that enumerates: it says how many that was."""
    keeps: bool = False
    """Whether what it was asked may be asked again of another, though it is none of our business."""
    cites: tuple[str, ...] = ()
    """Records that its answers may enumerate, in the words of their templates."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """What its answers are shown with: the name of a drawing, by case."""
    tells: Terms | None = None
    """The words that ask for what it tells of one thing, and those that say nothing more, where it tells so little that
    whatever else is asked of that thing is not told."""
    named: tuple[tuple[str, Place], ...] = ()
    """Each type or record that it names, `type` or `type:id`, and where."""

    @property
    def about_names(self) -> bool:
        """Whether its answer depends on the names in the message."""
        return self.query is not None or (self.record is not None and ":" not in self.record)

    def answer(self, case: str, *, later: bool) -> Answer | None:
        """The answer of a case, the one of its own for a question that names nothing itself (`later`), if there is one:
        « Paris a un projet ? — Pourquoi ? » supposes nothing, « pourquoi Paris a gagné ? » what is not so."""
        return (self.answers.get(case + LATER) if later else None) or self.answers.get(case)


@dataclass(slots=True)
class IntentBuilder:
    """Builds the intents of all files over the same features and groups."""

    reader: Reader
    features: Features
    groups: dict[str, Terms] = field(default_factory=dict)
    intents: dict[str, Intent] = field(default_factory=dict)
    demanding: int = 0
    """The features of the words that no rule passes over."""

    def add_groups(self, written: Written) -> None:
        """Add the groups of optional terms of one file, which later groups and every rule may use."""
        for name in written:
            self.groups[str(name)] = join_terms(self.terms(written, str(name)))

    def add(self, name: str, written: Written, always: Terms) -> None:
        """Add one intent from its mapping under `intents:`."""
        reader = self.reader
        reader.known(written, KEYS, f"la question « {name} »")
        if name in self.intents:
            reader.wrong(
                written.place,
                f"la question « {name} » est déclarée deux fois, ici et {self.intents[name].place}",
                "donnez un autre nom à la nouvelle",
            )
            return
        outcome = self._outcome(written, written.get("issue", "answered"))
        answers = self._answers(written, outcome)
        if not answers:
            reader.wrong(written.place, f"« {name} » n’a pas de réponse", "ajoutez « reponse: … »")
        self.intents[name] = Intent(
            id=name,
            title=reader.text(written, "titre", ""),
            rules=self._rules(name, written, always),
            answers=answers,
            query=self._query(written),
            record=written.get("fiche"),
            support=tuple(reader.texts(written, "appui")),
            next=tuple(reader.texts(written, "suites")),
            examples=tuple(self._examples(written)),
            place=written.place,
            forgets=bool(written.get("oublie")),
            repeats=bool(written.get("reprend")),
            recounts=bool(written.get("recompte")),
            keeps=bool(written.get("retient")),
            cites=tuple(reader.texts(written, "cite")),
            pictures={str(case): str(name) for case, name in reader.section(written, "images").items()},
            tells=join_terms(self.terms(written, "dit")) if "dit" in written else None,
            named=tuple(self._named(written)),
        )

    def _named(self, written: Written) -> Iterator[tuple[str, Place]]:
        for key in ("fiche", "appui", "cite"):
            for number, name in enumerate(self.reader.texts(written, key), 1):
                yield name, written.at(key, number)

    def _rules(self, name: str, written: Written, always: Terms) -> tuple[Rule, ...]:
        rules = []
        optional = join_terms([always, *self.terms(written, "avec")])
        for number, line in enumerate(self.reader.texts(written, "regles"), 1):
            place = written.at("regles", number)
            try:
                rule = parse_rule(name, line, self.groups, optional, self.features)
            except UnknownFeatureError as error:
                self._unknown(place, line, error)
            else:
                forbids = rule.forbids | self.demanding & ~rule.explains
                rules.append(replace(rule, place=place, forbids=forbids))
        return tuple(rules)

    def terms(self, written: Written, key: str) -> list[Terms]:
        """The compiled lines of terms under a key."""
        compiled = []
        for number, line in enumerate(self.reader.texts(written, key), 1):
            try:
                compiled.append(parse_terms(line, self.groups, self.features))
            except UnknownFeatureError as error:
                self._unknown(written.at(key, number), line, error)
        return compiled

    def _unknown(self, place: Place, line: str, error: UnknownFeatureError) -> None:
        known = {*self.features.names(-1), *(f"@{name}" for name in self.groups)}
        unknown = next((name for name in _names(line) if name not in known), None)
        if unknown == "":
            self.reader.wrong(place, f"règle « {line} » : un nom est vide", "complétez-le, ou retirez le signe de trop")
            return
        near = nearest(unknown, known) if unknown else None
        remedy = "corrigez le nom, ou déclarez-le sous « vocabulaire: »"
        if near:
            remedy = f"vouliez-vous dire « {near} » ? Sinon, {remedy}"
        self.reader.wrong(place, f"règle « {line} » : {error}", remedy)

    def _outcome(self, written: Written, value: Any) -> Outcome:
        if value not in get_args(Outcome):
            self.reader.wrong(
                written.at("issue"), f"issue inconnue « {value} »", f"issues possibles : {', '.join(get_args(Outcome))}"
            )
            return "answered"
        outcome: Outcome = value
        return outcome

    def _answers(self, written: Written, outcome: Outcome) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        if "reponse" in written:
            answers["defaut"] = Answer(self.reader.text(written, "reponse"), outcome, written.at("reponse"))
        section = self.reader.section(written, "reponses")
        for case, value in section.items():
            if isinstance(value, Written):
                self.reader.known(value, ("texte", "issue"), f"la réponse « {case} »")
                answers[case] = Answer(
                    self.reader.text(value, "texte"),
                    self._outcome(value, value.get("issue", outcome)),
                    section.at(case),
                )
            else:
                answers[case] = Answer(str(value), "clarify" if case in ASKED_BACK else outcome, section.at(case))
        return answers

    def _query(self, written: Written) -> Query | None:
        if "requete" not in written:
            return None
        section = self.reader.section(written, "requete")
        self.reader.known(section, QUERY_KEYS, "la requête")
        rows, ask = self.reader.text(section, "lignes"), self.reader.text(section, "demande")
        if ask not in asks_of(rows):
            self.reader.wrong(
                section.at("demande"), f"demande inconnue « {ask} »", f"demandes possibles : {', '.join(asks_of(rows))}"
            )
        return Query(
            rows=rows,
            ask=ask,
            owner=self.reader.text(section, "par"),
            target=section.get("cible"),
            perimeter=section.get("perimetre"),
        )

    def _examples(self, written: Written) -> list[Example]:
        examples = []
        for number, item in enumerate(self.reader.items(written, "exemples"), 1):
            if isinstance(item, Written):
                self.reader.known(item, ("dit", "issue", "contient", "sans", "apres"), "un exemple")
                for outcome in self.reader.texts(item, "issue"):
                    self._outcome(item, outcome)
                expect = {key: value for key, value in item.items() if key != "dit"}
                examples.append(Example(self.reader.text(item, "dit"), expect, item.place))
            else:
                examples.append(Example(str(item), {}, written.at("exemples", number)))
        return examples


def _names(line: str) -> Iterator[str]:
    """The names that the terms of a line hold."""
    for term in line.split():
        yield from [term] if term.startswith("@") else term.removeprefix("!").removesuffix("?").split("|")
