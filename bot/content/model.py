"""Everything compiled from two folders, as one value; replaced whole when content changes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.faults import template_fault
from bot.answering.intent import Example, Intent, IntentBuilder
from bot.answering.reply import Answerer
from bot.answering.templates import Templates
from bot.content.load import read_outlines, read_table, read_yaml, yaml_files
from bot.facts.build import Builder
from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Knowledge, Record
from bot.french.text import fold
from bot.lasting import lasting
from bot.pictures.drawing import Drawing, read_drawing
from bot.pictures.gallery import Gallery
from bot.understanding.elsewhere import Announcers
from bot.understanding.forms import Vocabulary
from bot.understanding.grammar import Grammar
from bot.understanding.lexicon import Lexicon
from bot.understanding.mention import Sense
from bot.understanding.register import Register
from bot.understanding.rules import Features, RuleIndex, join_terms
from bot.understanding.vocabulary import Concept, build_concept
from bot.written import ContentError, Mapping, Place, Problem, Reader, nearest

if TYPE_CHECKING:
    from bot.grants.serving import Published

INTENT_KEYS = ("vocabulaire", "groupes", "avec", "images", "intents", "replis", "hors_sujet", "si")
NAME_WEIGHT = 1.2
NAME = re.compile(r"[\w-]+")
"""What the name of a word may be, so that rules can hold it."""
PICTURE = re.compile(r"[\w-]+", re.ASCII)
"""What the name of an image may be, so that addresses can."""
PACK = "paquet"
"""What a file of knowledge that is only read with published grants is said to be for."""
FALLBACKS = ("hors_sujet", "non_compris", "lequel")


@dataclass(frozen=True, slots=True)
class Model:
    """The compiled content of an `intents/` and a `knowledge/` folder."""

    grammar: Grammar
    knowledge: Knowledge
    gazetteers: tuple[Gazetteer, ...]
    intents: dict[str, Intent]
    fallbacks: dict[str, str]
    """What answers when nothing else does: intent by FALLBACKS name."""
    answerer: Answerer
    templates: Templates
    gallery: Gallery
    off_subject: tuple[Example, ...]
    """Sentences that are none of our business: no answer may be given to them."""
    published: "Published | None" = None
    """The published grants, if there are."""

    def texts(self) -> Iterator[str]:
        """Every template of its answers and pictures."""
        for intent in self.intents.values():
            yield from (answer.template for answer in intent.answers.values())
            yield from intent.next
        for drawing in self.gallery.drawings.values():
            yield from drawing.texts()


class _Shared:
    """Records as templates name them: `fiches.personne.ollier`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __getitem__(self, kind: str) -> dict[str, Record]:
        return self._knowledge.records[kind]


def load_model(intents: Path, knowledge: Path, packs: Sequence[Path] = ()) -> Model:
    """Read and compile both folders, with what `laureat import` made.

    Raises:
        ContentError: with every mistake found.
    """
    problems: list[Problem] = []
    reader = Reader(problems)
    with lasting(), ThreadPoolExecutor() as pool:
        # Nearly all of it goes on without the interpreter.
        opening = pool.submit(_open, packs) if packs else None
        reading = pool.submit(_read_files, intents)
        try:
            known, gazetteers = _load_knowledge(knowledge, opening, reader)
            questions = _read_questions(intents, reading.result(), known, reader)
            published = opening.result() if opening is not None else None
        except ContentError as error:
            raise ContentError([*problems, *error.problems]) from error
        # What follows takes longest, and finds no mistake.
        if problems:
            raise ContentError(problems)
        return _compile(questions, known, gazetteers, published)


def _open(packs: Sequence[Path]) -> "Published":
    # Without packs none of it is imported.
    from bot.grants.serving import Published

    return Published(packs)


def _read_files(folder: Path) -> list[tuple[Path, str, Mapping]]:
    """The YAML files of a folder, with their names in messages."""
    return [(path, name, read_yaml(path, name)) for path, name in yaml_files(folder)]


def _load_knowledge(
    folder: Path, opening: "Future[Published] | None", reader: Reader
) -> tuple[Knowledge, tuple[Gazetteer, ...]]:
    builder = Builder(reader)
    written_ = _read_files(folder)
    files = [one for one in written_ if PACK not in reader.texts(one[2], "si")]
    of_packs = [content for _, _, content in written_ if PACK in reader.texts(content, "si")]
    if opening is not None:
        if len(of_packs) != 1:
            what = (
                f"{len(of_packs)} fichiers de connaissances ont « si: [{PACK}] », que des subventions servies demandent"
            )
            raise ContentError([Problem(Place(folder.name, 1), what, "gardez-en un seul")])
        builder.declare(reader.section(of_packs[0], "types"))
    tables: list[tuple[str, Path, str, bool]] = []
    for path, name, content in files:
        types = reader.section(content, "types")
        builder.declare(types)
        for kind, written in types.items():
            if isinstance(written, Mapping) and "table" in written:
                table = str(written["table"])
                where = f"{name.rsplit('/', 1)[0]}/{table}"
                tables.append((kind, path.parent / table, where, bool(written.get("repertoire"))))
            if isinstance(written, Mapping) and "contours" in written:
                outlines = reader.section(written, "contours")
                reader.known(outlines, ("fichier", "source"), "les contours")
                drawn = reader.text(outlines, "fichier")
                where = f"{name.rsplit('/', 1)[0]}/{drawn}"
                builder.add_outlines(str(kind), outlines, read_outlines(path.parent / drawn, where))
    for kind, path, where, is_gazetteer in tables:
        header, rows = read_table(path, where)
        if is_gazetteer:
            builder.add_gazetteer(kind, (where, header, rows))
        else:
            builder.add_table(kind, (where, header, rows))
    for _, _, content in files:
        for kind in content:
            if kind != "types":
                builder.add_records(str(kind), reader.items(content, str(kind)), content.at(kind))
    if opening is not None:
        opening.result().add_records(builder, of_packs[0])
    return builder.finish(), builder.gazetteers()


class _Questions(NamedTuple):
    """What a folder of intents says, read and checked."""

    concepts: dict[str, Concept]
    features: Features
    intents: dict[str, Intent]
    fallbacks: dict[str, str]
    templates: Templates
    drawings: dict[str, Drawing]
    off_subject: tuple[Example, ...]


def _read_questions(
    folder: Path, written_: Iterable[tuple[Path, str, Mapping]], known: Knowledge, reader: Reader
) -> _Questions:
    told = ((name, content) for _, name, content in written_)
    files = [one for one in told if all(kind in known.types for kind in reader.texts(one[1], "si"))]
    # Of rules that fit a message alike the first wins: what is only there for some knowledge is about that.
    files.sort(key=lambda one: "si" not in one[1])
    features = Features()
    concepts: dict[str, Concept] = {}
    fallbacks: dict[str, str] = {}
    for _, content in files:
        reader.known(content, INTENT_KEYS, "un fichier de questions")
        fallbacks |= {str(key): str(value) for key, value in reader.section(content, "replis").items()}
    for name, written in _declared("vocabulaire", files, _WORDS, reader):
        concepts[name] = build_concept(name, written, reader)
        features.bit(name)
    for name in (*(f"<{kind}>" for kind in known.types), "<nombre>", "<ordinal>", "<date>"):
        features.bit(name)
    for kind in known.types:
        for record in known.of(kind):
            if len(known.records[kind]) < 40:
                features.bit(f"<{record.type.name}:{record.id}>")
    demanding = reduce(or_, (features.bit(c.name) for c in concepts.values() if c.demanding), 0)
    builder = IntentBuilder(reader, features, demanding=demanding)
    for _, content in files:
        builder.add_groups(reader.section(content, "groupes"))
    for _, content in files:
        intents = reader.section(content, "intents")
        always = join_terms(builder.terms(content, "avec"))
        for name, written in intents.items():
            if isinstance(written, Mapping):
                builder.add(str(name), written, always)
            else:
                reader.wrong(
                    intents.at(name), f"la question « {name} » est vide", "ajoutez « regles: » et « reponse: »"
                )
    for name in FALLBACKS:
        if fallbacks.get(name) not in builder.intents:
            place = files[0][1].place if files else Place(folder.name, 1)
            reader.wrong(
                place,
                f"« replis: {name} » ne désigne aucune question",
                f"déclarez « replis: {{{name}: …}} » dans un fichier",
            )
    templates = Templates(
        {"fiches": _Shared(known), "titres_des_questions": [i.title for i in builder.intents.values() if i.title]},
        {"membres": known.members},
    )
    drawings = {
        name: read_drawing(name, written, known, templates, reader)
        for name, written in _declared("images", files, _PICTURES, reader)
    }
    for intent in builder.intents.values():
        _check_intent(intent, known, templates, drawings, reader)
    off_subject = tuple(
        Example(say, {}, content.at("hors_sujet", number))
        for _, content in files
        for number, say in enumerate(reader.texts(content, "hors_sujet"), 1)
    )
    return _Questions(concepts, features, builder.intents, fallbacks, templates, drawings, off_subject)


class _Names(NamedTuple):
    """What may be declared under a key, and what to do about what may not."""

    allowed: re.Pattern[str]
    misnamed: tuple[str, str]
    """What is wrong with another name, and the remedy."""
    twice: str
    empty: str


_WORDS = _Names(
    NAME,
    (
        "ne peut pas s’écrire dans une règle",
        "nommez ce mot par des lettres, des chiffres et « _ » ; ses écritures vont sous « noms: »…",
    ),
    "réunissez les deux listes, ou renommez la nouvelle",
    "ajoutez ses mots",
)
_PICTURES = _Names(
    PICTURE,
    ("ne peut pas s’écrire dans une adresse", "nommez cette image par des lettres sans accent, des chiffres et « _ »"),
    "retirez l’une des deux images, ou renommez-la",
    "ajoutez « forme: », « titre: »…",
)


def _declared(
    key: str, files: Iterable[tuple[str, Mapping]], names: _Names, reader: Reader
) -> Iterator[tuple[str, Mapping]]:
    """What is declared under a key of all files, by its name; what is declared badly is noted, and left out."""
    places: dict[str, Place] = {}
    for _, content in files:
        section = reader.section(content, key)
        for name, written in section.items():
            place = section.at(name)
            if not isinstance(written, Mapping):
                what = "est vide" if written is None else "n’est pas une suite de « clé: valeur »"
                reader.wrong(place, f"« {name} » {what}", names.empty)
            elif name in places:
                reader.wrong(place, f"« {name} » est déclaré deux fois, ici et {places[name]}", names.twice)
            elif not names.allowed.fullmatch(str(name)):
                what, remedy = names.misnamed
                reader.wrong(place, f"« {name} » {what}", remedy)
            else:
                places[name] = place
                yield str(name), written


def _check_intent(
    intent: Intent, known: Knowledge, templates: Templates, drawings: dict[str, Drawing], reader: Reader
) -> None:
    for case, name in intent.pictures.items():
        if name not in drawings:
            near = nearest(name, drawings)
            remedy = f"vouliez-vous dire « {near} » ?" if near else "déclarez-la sous « images: »"
            reader.wrong(intent.place, f"image inconnue « {name} » dans « {intent.id} »", remedy)
        if case not in intent.answers:
            what = f"« {intent.id} » n’a pas de réponse « {case} » à illustrer"
            reader.wrong(intent.place, what, f"réponses : {', '.join(intent.answers)}")
    for answer in intent.answers.values():
        fault = templates.fault(answer.template)
        if fault:
            reader.wrong(
                answer.place,
                f"modèle de réponse de « {intent.id} » : {template_fault(fault)}",
                "vérifiez les accolades et les filtres",
            )
    for name, place in intent.named:
        kind, _, identifier = name.partition(":")
        if kind not in known.types or (identifier and known.get(kind, identifier) is None):
            near = nearest(name, (*known.types, *(f"{kind}:{record.id}" for record in known.of(kind))))
            remedy = "écrivez « type » ou « type:identifiant »"
            remedy = f"vouliez-vous dire « {near} » ? Sinon, {remedy}" if near else remedy
            reader.wrong(place, f"« {name} » n’est ni un type ni une fiche", remedy)
    if intent.query and intent.query.rows not in known.types:
        reader.wrong(intent.place, f"type de lignes inconnu « {intent.query.rows} »", "corrigez « lignes: »")


def _words(concepts: dict[str, Concept], role: str) -> frozenset[str]:
    """The folded words of the concepts that play a role."""
    return frozenset(fold(word) for concept in concepts.values() if concept.role == role for word in concept.spellings)


def _compile(
    questions: _Questions, known: Knowledge, gazetteers: tuple[Gazetteer, ...], published: "Published | None"
) -> Model:
    registers = published.registers(known) if published is not None else []
    engines = published.engines(known) if published is not None else {}
    intents, fallbacks, templates = questions.intents, questions.fallbacks, questions.templates
    drawers = published.drawers(known, templates) if published is not None else {}
    rules = (rule for one in intents.values() if one.query and one.query.rows in engines for rule in one.rules)
    told = reduce(or_, (rule.explains for rule in rules), 0)
    return Model(
        _grammar(questions, known, gazetteers, registers, told),
        known,
        gazetteers,
        intents,
        fallbacks,
        Answerer(intents, known, templates, intents.get(fallbacks.get("lequel", "")), engines),
        templates,
        Gallery(questions.drawings, known, templates, drawers),
        questions.off_subject,
        published,
    )


def _grammar(
    questions: _Questions,
    known: Knowledge,
    gazetteers: tuple[Gazetteer, ...],
    registers: Sequence[Register],
    told: int,
) -> Grammar:
    concepts, features = questions.concepts, questions.features
    masks: dict[str, int] = {}
    for kind in known.types:
        mask = 0
        for name in known.lineage(kind):
            mask |= features.bit(f"<{name}>")
        masks[kind] = mask
        for record in known.records.get(kind, {}).values():
            if features.known(f"<{kind}:{record.id}>"):
                masks[f"{kind}:{record.id}"] = mask | features.bit(f"<{kind}:{record.id}>")
    records = [
        (record, masks.get(f"{kind}:{record.id}", masks[kind]), NAME_WEIGHT)
        for kind in known.types
        if not known.types[kind].silent
        for record in known.records.get(kind, {}).values()
    ]
    vocabulary = [
        Vocabulary(
            c.name,
            features.bit(c.name),
            c.weight,
            c.spellings,
            c.role,
            c.anchor,
            ordinary=c.ordinary,
            foreign=c.foreign,
            scripts=c.scripts,
        )
        for c in concepts.values()
    ]
    lexicon = Lexicon(
        vocabulary,
        records,
        [(gazetteer, masks[gazetteer.kind.name], NAME_WEIGHT) for gazetteer in gazetteers],
        (features.bit("<nombre>"), features.bit("<ordinal>"), features.bit("<date>")),
        Announcers(*(_words(concepts, role) for role in ("determinant", "preposition", "auxiliaire"))),
        [(register, masks[register.kind], NAME_WEIGHT) for register in registers],
        told,
    )
    senses = {
        c.name: Sense(c.name, features.bit(c.name), c.weight, None, True, c.role, c.anchor, c.foreign)
        for c in concepts.values()
    }
    rules = RuleIndex(rule for intent in questions.intents.values() for rule in intent.rules)
    counting = {name: concept for name, concept in concepts.items() if concept.target or concept.comparison}
    places = reduce(or_, (features.bit(f"<{kind}>") for kind in known.placing()), 0)
    return Grammar(lexicon, rules, concepts, senses, masks, counting, places)
