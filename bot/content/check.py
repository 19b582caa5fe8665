"""What is wrong in content that compiles: nothing stops the bot, but somebody should know before residents do."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.answering.intent import Intent
from bot.answering.reply import AnswerError
from bot.content.model import Model
from bot.facts.records import Knowledge, Record
from bot.french.agreement import join_words
from bot.understanding.forms import glue
from bot.understanding.frame import Frame
from bot.written import Place, Problem

Kind = Literal["erreur", "avertissement", "remarque"]
MOST_NAMED = 4
"""Records named in one warning."""


class Report(Struct, frozen=True):
    """What was found."""

    errors: tuple[Problem, ...] = ()
    """What would make a reply false, or fail."""
    warnings: tuple[Problem, ...] = ()
    """What may be meant, and is worth a look."""
    remarks: tuple[Problem, ...] = ()
    """What is usually meant: one name for things of different types."""


def check(model: Model, asked: Iterable[tuple[str, Frame]]) -> Report:
    """Look a compiled model over.

    Args:
        model: the content.
        asked: sentences, each with a question read in it: every answer of `intents/` is tried on every shape of them.
    """
    errors: list[Problem] = [*_unsourced(model), *_unreachable(model)]
    warnings: list[Problem] = []
    remarks: list[Problem] = []
    lists = {"erreur": errors, "avertissement": warnings, "remarque": remarks}
    for problem, kind in _collisions(model.knowledge):
        lists[kind].append(problem)
    warnings += _twice(model.knowledge)
    warnings += _without_example(model)
    warnings += _unanswerable(model, list(asked))
    return Report(_ordered(errors), _ordered(warnings), _ordered(remarks))


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))


def _unsourced(model: Model) -> Iterator[Problem]:
    """Records whose reader could not find where they come from."""
    knowledge = model.knowledge
    undated = [document for document in knowledge.of("document") if document.values.get("date") is None]
    for document in undated:
        yield Problem(document.place, f"le document « {document.id} » n’a pas de date", "ajoutez « date: 2018-11-27 »")
    for kind in knowledge.types:
        for record in knowledge.records.get(kind, {}).values():
            source = record.source
            if source is None:
                yield Problem(
                    record.place,
                    f"la fiche « {record.id} » n’a pas de source",
                    "ajoutez « source: {document: …, lieu: …} »",
                )
            elif not source.locator.strip():
                yield Problem(
                    record.place,
                    f"la source de la fiche « {record.id} » ne dit pas où regarder dans le document",
                    "complétez « lieu: » (« 5e paragraphe », « annexe, ligne 4 »)",
                )
    for gazetteer in model.gazetteers:
        if len(gazetteer) and gazetteer.record(0).source is None:
            kind_ = gazetteer.kind
            yield Problem(
                kind_.place, f"les fiches « {kind_.name} » n’ont pas de source", "ajoutez « source: » au type"
            )


def _unreachable(model: Model) -> Iterator[Problem]:
    """Questions that no message can be understood as."""
    for intent in model.intents.values():
        if not intent.rules and intent.id not in model.fallbacks.values():
            yield Problem(
                intent.place,
                f"la question « {intent.id} » n’a pas de règle : personne ne peut la poser",
                "ajoutez « regles: », ou nommez-la sous « replis: »",
            )
        for rule in intent.rules:
            if not rule.required:
                yield Problem(
                    rule.place or intent.place,
                    f"la règle « {rule.text} » de « {intent.id} » n’exige rien : elle ne sert jamais",
                    "retirez le « ? » d’un mot au moins",
                )


def _collisions(knowledge: Knowledge) -> Iterator[tuple[Problem, Kind]]:
    """Names that several records bear; an error where the bot could never tell them apart."""
    bearers: dict[str, dict[Record, str]] = defaultdict(dict)
    for kind in knowledge.types:
        for record in knowledge.records.get(kind, {}).values():
            for spelling in (record.name, *record.aliases):
                bearers[glue(spelling)].setdefault(record, spelling)
    for form, spelt in bearers.items():
        if form and len(spelt) > 1:
            yield from _collide(knowledge, spelt)


def _collide(knowledge: Knowledge, spelt: dict[Record, str]) -> Iterator[tuple[Problem, Kind]]:
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in spelt:
        by_type[record.type.name].append(record)
    kept: list[Record] = []
    for records in by_type.values():
        full = [record for record in records if glue(record.name) == glue(spelt[record])]
        # A full name is not taken for another record's short one.
        records = full or records
        kept.append(records[0])
        declared = records[0].type
        if len(records) > 1 and not declared.union and (full or not declared.asks):
            yield _homonyms(records, spelt[records[-1]], bool(full))
    if len(kept) > 1 and not _nested(knowledge, kept):
        last = max(kept, key=lambda record: record.place)
        yield (
            Problem(
                last.place,
                f"« {spelt[last]} » désigne des choses différentes : {_named(kept)}",
                "les règles choisiront selon le reste de la phrase ; retirez l’alias de trop si ce n’est pas voulu",
            ),
            "remarque",
        )


def _homonyms(records: Sequence[Record], spelling: str, full: bool) -> tuple[Problem, Kind]:
    kind = records[0].type
    what = f"« {spelling} » désigne {len(records)} fiches « {kind.name} » : {_named(records)}"
    if full:
        remedy = "précisez l’un des noms, ou écrivez « homonymes: tous » dans le type si l’on parle toujours de toutes"
    else:
        remedy = (
            "le robot demandera laquelle : retirez l’alias à celles dont on ne parle pas ainsi, ou écrivez "
            "« homonymes: choisir » dans le type si c’est voulu"
        )
    return Problem(records[-1].place, what, remedy), "erreur" if full else "avertissement"


def _nested(knowledge: Knowledge, records: Sequence[Record]) -> bool:
    """Whether one of the records lies in all others: Paris, in the territory and the département of its name."""
    return any(all(knowledge.lies_in(record, other) for other in records) for record in records)


def _named(records: Sequence[Record]) -> str:
    names = [f"{record.name} ({record.type.noun}, {record.place})" for record in records[:MOST_NAMED]]
    more = len(records) - len(names)
    return join_words([*names, f"{more} autres"] if more else names)


def _twice(knowledge: Knowledge) -> Iterator[Problem]:
    """Aliases that say again what the record says already, or nothing."""
    for kind in knowledge.types:
        for record in knowledge.records.get(kind, {}).values():
            seen: set[str] = set()
            for spelling in (record.name, *record.aliases):
                words = " ".join(spelling.casefold().split())
                if not glue(spelling):
                    yield Problem(record.place, f"la fiche « {record.id} » a un alias vide", "retirez-le")
                elif words in seen:
                    yield Problem(
                        record.place,
                        f"« {spelling} » est écrit deux fois parmi les noms de « {record.id} »",
                        "retirez l’un des deux",
                    )
                seen.add(words)


def _without_example(model: Model) -> Iterator[Problem]:
    for intent in model.intents.values():
        if not intent.examples and intent.rules:
            yield Problem(
                intent.place, f"la question « {intent.id} » n’a pas d’exemple", "ajoutez-en un sous « exemples: »"
            )


def _unanswerable(model: Model, asked: Sequence[tuple[str, Frame]]) -> Iterator[Problem]:
    """Answers that fail on some question: each intent is tried on its own questions, and on one of each other shape.

    Of their pictures, one of each shape is drawn: a map takes a hundred times longer than an answer.
    """
    shapes: dict[Hashable, tuple[str, Frame]] = {}
    drawn: set[Hashable] = set()
    own: dict[str, list[tuple[str, Frame]]] = defaultdict(list)
    for one in asked:
        shapes.setdefault(_shape(one[1]), one)
        own[one[1].intent].append(one)
    for intent in model.intents.values():
        if not intent.rules:
            continue
        faults: dict[str, Problem] = {}
        for sentence, frame in (*own[intent.id], *shapes.values()):
            fault = _fault(model, intent, frame, drawn)
            if fault:
                place, what = fault
                faults.setdefault(
                    what,
                    Problem(
                        place,
                        f"« {intent.id} » ne saurait répondre à une phrase comme « {sentence} » : {what}",
                        "ajoutez la réponse, ou protégez-la par « {% if … is defined %} »",
                    ),
                )
        yield from faults.values()


def _shape(frame: Frame) -> Hashable:
    """What of a question decides whether an answer can be written: what it names and asks for, not which."""
    named = Counter((entity.kind, entity.excluded, len(entity.records) > 1) for entity in frame.entities)
    many = frozenset((what, min(count, 2)) for what, count in named.items())
    return many, frame.target, frame.kinds, frame.comparison, frame.claim, len(frame.numbers), frame.who


def _fault(model: Model, intent: Intent, frame: Frame, drawn: set[Hashable]) -> tuple[Place, str] | None:
    """Where and why an answer or its picture fails; `drawn` holds the shapes of pictures that need no other try."""
    try:
        answered = model.answerer.answer(replace(frame, intent=intent.id))
        selection = model.gallery.select(intent, answered)
        if selection is not None and answered.findings is not None:
            shape = selection.shape(len(answered.findings.rows))
            if shape not in drawn:
                drawn.add(shape)
                model.gallery.describe(selection)
                model.gallery.draw(selection, "svg")
    except AnswerError as error:
        return error.place, error.what
    return None
