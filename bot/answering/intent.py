"""An intent: one question with its rules, its answers and its examples, as declared in `intents/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from bot.facts.query import ASKS, Query
from bot.message import Outcome
from bot.understanding.rules import Features, Rule, UnknownFeatureError, parse_rule
from bot.written import Mapping as Written
from bot.written import Place, Reader

KEYS = (
    "titre", "regles", "avec", "issue", "fiche", "appui", "requete", "reponse", "reponses", "suites", "exemples", "seuil",
)  # fmt: skip
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
    least: float | None = None
    """The least score it takes, when it is not the general one."""


@dataclass(slots=True)
class IntentBuilder:
    """Builds the intents of all files over the same features and groups."""

    reader: Reader
    features: Features
    groups: Mapping[str, str]
    intents: dict[str, Intent] = field(default_factory=dict)

    def add(self, name: str, written: Written, always: tuple[str, ...]) -> None:
        """Add one intent from its mapping under `intents:`."""
        reader = self.reader
        reader.known(written, KEYS, f"la question « {name} »")
        if name in self.intents:
            reader.wrong(
                written.place,
                f"la question « {name} » existe déjà ({self.intents[name].place})",
                "changez l’un des deux noms",
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
            least=float(written["seuil"]) if "seuil" in written else None,
        )

    def _rules(self, name: str, written: Written, always: tuple[str, ...]) -> tuple[Rule, ...]:
        rules = []
        optional = [*always, *self.reader.texts(written, "avec")]
        for line in self.reader.texts(written, "regles"):
            try:
                rules.append(parse_rule(name, line, self.groups, optional, self.features))
            except UnknownFeatureError as error:
                self.reader.wrong(
                    written.at("regles"),
                    f"règle « {line} » : {error}",
                    "corrigez le nom, ou déclarez-le sous « vocabulaire: »",
                )
        return tuple(rules)

    def _outcome(self, written: Written, value: Any) -> Outcome:
        if value not in get_args(Outcome):
            self.reader.wrong(
                written.at("issue"), f"issue inconnue « {value} »", f"issues possibles : {', '.join(get_args(Outcome))}"
            )
            return "answered"
        return value  # type: ignore[no-any-return]

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
                answers[case] = Answer(str(value), "clarify" if case == "choisir" else outcome, section.at(case))
        return answers

    def _query(self, written: Written) -> Query | None:
        if "requete" not in written:
            return None
        section = self.reader.section(written, "requete")
        self.reader.known(section, QUERY_KEYS, "la requête")
        ask = self.reader.text(section, "demande")
        if ask not in ASKS:
            self.reader.wrong(
                section.at("demande"), f"demande inconnue « {ask} »", f"demandes possibles : {', '.join(ASKS)}"
            )
        return Query(
            rows=self.reader.text(section, "lignes"),
            ask=ask,
            owner=self.reader.text(section, "par"),
            target=section.get("cible"),
            perimeter=section.get("perimetre"),
        )

    def _examples(self, written: Written) -> list[Example]:
        examples = []
        for item in self.reader.items(written, "exemples"):
            if isinstance(item, Written):
                self.reader.known(item, ("dit", "issue", "contient", "sans", "apres"), "un exemple")
                expect = {key: value for key, value in item.items() if key != "dit"}
                examples.append(Example(self.reader.text(item, "dit"), expect, item.place))
            else:
                examples.append(Example(str(item), {}, written.at("exemples")))
        return examples
