"""What a folder of intents says, read and checked."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

from bot.answering.faults import template_fault
from bot.answering.intent import Example, Intent, IntentBuilder
from bot.answering.templates import Templates
from bot.content.cache import Cache, Kind
from bot.content.files import subject
from bot.facts.records import Knowledge, Record
from bot.pictures.drawing import Drawing, read_drawing
from bot.understanding.rules import MARKS, Features, join_terms
from bot.understanding.vocabulary import Concept, build_concept
from bot.written import Mapping, Place, Reader, nearest

INTENT_KEYS = ("vocabulaire", "groupes", "formules", "avec", "images", "intents", "replis", "hors_sujet", "si")
WORDS = ("vocabulaire", "groupes", "formules")
"""The keys of what a subject says that others may say too."""
NAME = re.compile(r"[\w-]+")
"""What the name of a word may be, so that rules can hold it."""
PICTURE = re.compile(r"[\w-]+", re.ASCII)
"""What the name of an image may be, so that addresses can."""
FALLBACKS = ("hors_sujet", "non_compris", "lequel")
FAULTS = Kind.plain("modeles", dict[str, str])


class _Shared:
    """Records as templates name them: `fiches.personne.ollier`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __getitem__(self, kind: str) -> dict[str, Record]:
        return self._knowledge.records[kind]


class Questions(NamedTuple):
    """What a folder of intents says, read and checked."""

    concepts: dict[str, Concept]
    features: Features
    intents: dict[str, Intent]
    fallbacks: dict[str, str]
    templates: Templates
    drawings: dict[str, Drawing]
    off_subject: tuple[Example, ...]


def read_questions(
    folder: Path,
    written_: Iterable[tuple[Path, str, Mapping]],
    known: Knowledge,
    reader: Reader,
    cache: Cache,
    without: Collection[str] = (),
) -> Questions:
    """The questions that have a sense with what is known; mistakes are noted.

    Args:
        folder: that of the files.
        written_: the path, name and content of each.
        known: what they ask about.
        reader: notes what is wrong.
        cache: what was worked out before.
        without: the subjects of which the words alone are read.
    """
    told = [(name, content) for _, name, content in written_]
    subjects = sorted(filter(None, {subject(name) for name, _ in told}))
    for name in without:
        if name not in subjects:
            what = f"aucun sujet « {name} » à laisser de côté"
            reader.wrong(Place(folder.name, 1), what, f"sujets de ce dossier : {', '.join(subjects)}")
    told = [(name, content.only(WORDS) if subject(name) in without else content) for name, content in told]
    files = [one for one in told if all(map(known.tells, reader.texts(one[1], "si")))]
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
    for name in (*(f"<{kind}>" for kind in known.types), *MARKS):
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
    phrases = dict(_phrases(files, reader))
    templates = Templates(
        {"fiches": _Shared(known), "titres_des_questions": [i.title for i in builder.intents.values() if i.title]},
        {"membres": known.members},
        phrases,
    )
    drawings = {
        name: read_drawing(name, written, known, templates, reader)
        for name, written in _declared("images", files, _PICTURES, reader)
    }
    sources = [answer.template for intent in builder.intents.values() for answer in intent.answers.values()]
    faults = cache.of([*sources, *phrases, *phrases.values()], FAULTS, lambda: templates.faults(sources))
    for intent in builder.intents.values():
        _check_intent(intent, known, faults, drawings, reader)
    off_subject = tuple(
        Example(say, {}, content.at("hors_sujet", number))
        for _, content in files
        for number, say in enumerate(reader.texts(content, "hors_sujet"), 1)
    )
    return Questions(concepts, features, builder.intents, fallbacks, templates, drawings, off_subject)


def _phrases(files: Iterable[tuple[str, Mapping]], reader: Reader) -> Iterator[tuple[str, str]]:
    """The parts of answers that all files may include, by their name."""
    places: dict[str, Place] = {}
    for _, content in files:
        section = reader.section(content, "formules")
        for name in section:
            if name in places:
                what = f"la formule « {name} » est déclarée deux fois, ici et {places[name]}"
                reader.wrong(section.at(name), what, "retirez l’une des deux, ou renommez-la")
            places[name] = section.at(name)
            yield str(name), reader.text(section, name)


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
    intent: Intent, known: Knowledge, faults: dict[str, str], drawings: dict[str, Drawing], reader: Reader
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
        fault = faults.get(answer.template)
        if fault:
            reader.wrong(
                answer.place,
                f"modèle de réponse de « {intent.id} » : {template_fault(fault)}",
                "vérifiez les accolades et les filtres",
            )
    for name, place in intent.named:
        kind, _, identifier = name.partition(":")
        if kind in known.types and known.types[kind].untold:
            continue
        if kind not in known.types or (identifier and known.get(kind, identifier) is None):
            near = nearest(name, (*known.types, *(f"{kind}:{record.id}" for record in known.of(kind))))
            remedy = "écrivez « type » ou « type:identifiant »"
            remedy = f"vouliez-vous dire « {near} » ? Sinon, {remedy}" if near else remedy
            reader.wrong(place, f"« {name} » n’est ni un type ni une fiche", remedy)
    if intent.query and intent.query.rows not in known.types:
        reader.wrong(intent.place, f"type de lignes inconnu « {intent.query.rows} »", "corrigez « lignes: »")
