"""What is wrong in content that compiles: nothing stops the bot, but somebody should know before residents do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jinja2 import TemplateError
from msgspec import Struct

from bot.answering.intent import Intent
from bot.answering.reply import AnswerError
from bot.content.model import Model
from bot.facts.records import Knowledge, Record
from bot.french.agreement import join_words
from bot.understanding.forms import glue
from bot.understanding.frame import Frame
from bot.written import Place, Problem

MOST_NAMED = 4
"""Records named in one warning."""


class Report(Struct, frozen=True):
    """What was found."""

    errors: tuple[Problem, ...] = ()
    """What would make a reply false, or fail."""
    warnings: tuple[Problem, ...] = ()
    """What may be meant, and is worth a look."""


def check(model: Model, asked: Iterable[tuple[str, Frame]]) -> Report:
    """Look a compiled model over.

    Args:
        model: the content.
        asked: sentences, each with a question read in it: every answer of `intents/` is tried on every one of them.
    """
    errors: list[Problem] = [*_unsourced(model)]
    warnings: list[Problem] = []
    for problem, grave in _collisions(model.knowledge):
        (errors if grave else warnings).append(problem)
    warnings += _twice(model.knowledge)
    warnings += _without_example(model)
    warnings += _unanswerable(model, list(asked))
    return Report(_ordered(errors), _ordered(warnings))


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


def _collisions(knowledge: Knowledge) -> Iterator[tuple[Problem, bool]]:
    """Names that several records bear, and whether that is grave: the bot could never tell them apart."""
    bearers: dict[str, dict[Record, str]] = defaultdict(dict)
    for kind in knowledge.types:
        for record in knowledge.records.get(kind, {}).values():
            for spelling in (record.name, *record.aliases):
                bearers[glue(spelling)].setdefault(record, spelling)
    for form, spelt in bearers.items():
        if form and len(spelt) > 1:
            yield from _collide(knowledge, spelt)


def _collide(knowledge: Knowledge, spelt: dict[Record, str]) -> Iterator[tuple[Problem, bool]]:
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in spelt:
        by_type[record.type.name].append(record)
    kept: list[Record] = []
    for records in by_type.values():
        full = [record for record in records if glue(record.name) == glue(spelt[record])]
        # A full name is not taken for another record's short one.
        records = full or records
        kept.append(records[0])
        if len(records) > 1 and not records[0].type.union:
            yield _homonyms(records, spelt[records[-1]], bool(full))
    if len(kept) > 1 and not _nested(knowledge, kept):
        last = max(kept, key=lambda record: record.place)
        yield (
            Problem(
                last.place,
                f"« {spelt[last]} » désigne des choses différentes : {_named(kept)}",
                "les règles choisiront selon le reste de la phrase ; retirez l’alias de trop si ce n’est pas voulu",
            ),
            False,
        )


def _homonyms(records: Sequence[Record], spelling: str, full: bool) -> tuple[Problem, bool]:
    kind = records[0].type
    what = f"« {spelling} » désigne {len(records)} fiches « {kind.name} » : {_named(records)}"
    if full:
        remedy = "précisez l’un des noms, ou écrivez « homonymes: tous » dans le type si l’on parle toujours de toutes"
    else:
        remedy = "le robot demandera laquelle ; retirez l’alias à celles dont on ne parle pas ainsi"
    return Problem(records[-1].place, what, remedy), full


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
    """Answers that fail on some question: each intent is tried on the questions of all."""
    for intent in model.intents.values():
        if not intent.rules:
            continue
        faults: dict[str, Problem] = {}
        for sentence, frame in asked:
            fault = _fault(model, intent, frame)
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


def _fault(model: Model, intent: Intent, frame: Frame) -> tuple[Place, str] | None:
    try:
        model.answerer.answer(replace(frame, intent=intent.id))
    except TemplateError as error:
        return intent.place, f"son modèle de réponse échoue ({error.message})"
    except AnswerError as error:
        if isinstance(error.__cause__, TemplateError):
            return intent.place, f"son modèle de réponse échoue ({error.__cause__.message})"
        return intent.place, str(error).removeprefix(f"{intent.place} : « {intent.id} » ")
    except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
        return intent.place, f"son modèle de réponse échoue ({error})"
    return None
