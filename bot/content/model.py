"""Everything compiled from two folders, as one value; replaced whole when content changes."""

from collections.abc import Collection, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.intent import Example, Intent
from bot.answering.reply import Answerer
from bot.answering.templates import Templates
from bot.content.cache import NOTHING_KEPT, Cache, Kind
from bot.content.files import read_files, subject
from bot.content.questions import Questions, read_questions
from bot.facts.build import Builder
from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Knowledge
from bot.files.load import read_outlines, read_table
from bot.french.text import fold
from bot.lasting import lasting
from bot.pictures.gallery import Gallery
from bot.understanding.elsewhere import Announcers
from bot.understanding.forms import Forms, Vocabulary
from bot.understanding.grammar import Grammar
from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import Marks
from bot.understanding.mention import Sense
from bot.understanding.places import PlaceNames, SpacedNames, space
from bot.understanding.register import Register
from bot.understanding.registers import Asked
from bot.understanding.roles import Role
from bot.understanding.rules import MARKS, RuleIndex
from bot.understanding.spellings import Spellings, spell
from bot.understanding.vocabulary import Concept
from bot.written import ContentError, Mapping, Place, Problem, Reader

if TYPE_CHECKING:
    from bot.grants.serving import Published

NAME_WEIGHT = 1.2
PACK = "paquet"
"""What a file of knowledge that is only read with published grants is said to be for."""
SPELLINGS = Kind.plain("ecritures", Spellings)
PLACES = Kind.plain("lieux", SpacedNames)


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

    def always(self, outcomes: Set[str]) -> frozenset[str]:
        """The intents whose answers all have one of some outcomes."""
        return frozenset(
            intent.id
            for intent in self.intents.values()
            if {answer.outcome for answer in intent.answers.values()} <= outcomes
        )


def load_model(
    intents: Path,
    knowledge: Path,
    packs: Sequence[Path] = (),
    cache: Cache = NOTHING_KEPT,
    without: Collection[str] = (),
) -> Model:
    """Read and compile both folders, with what `laureat import` made.

    Args:
        intents: what can be asked.
        knowledge: what is known.
        packs: published grants.
        cache: what was worked out before.
        without: the subjects left out, by the name of their folder in both (`fmin`): their words are read, for what
            else is asked in them, but nothing of them is asked or known.

    Raises:
        ContentError: with every mistake found.
    """
    problems: list[Problem] = []
    reader = Reader(problems)
    with lasting(), ThreadPoolExecutor() as pool:
        # Nearly all of it goes on without the interpreter.
        opening = pool.submit(_open, packs) if packs else None
        reading = pool.submit(read_files, intents, cache)
        try:
            known, gazetteers = _load_knowledge(knowledge, opening, reader, cache, without)
            questions = read_questions(intents, reading.result(), known, reader, cache, without)
            published = opening.result() if opening is not None else None
        except ContentError as error:
            raise ContentError([*problems, *error.problems]) from error
        # What follows takes longest, and finds no mistake.
        if problems:
            raise ContentError(problems)
        return _compile(questions, known, gazetteers, published, cache)


def _open(packs: Sequence[Path]) -> "Published":
    # Without packs none of it is imported.
    from bot.grants.serving import Published

    return Published(packs)


def _load_knowledge(
    folder: Path, opening: "Future[Published] | None", reader: Reader, cache: Cache, without: Collection[str]
) -> tuple[Knowledge, tuple[Gazetteer, ...]]:
    builder = Builder(reader)
    written_ = read_files(folder, cache)
    for _, _, content in (one for one in written_ if subject(one[1]) in without):
        builder.declare(reader.section(content, "types"), untold=True)
    written_ = [one for one in written_ if subject(one[1]) not in without]
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


def _words(concepts: dict[str, Concept], role: Role) -> frozenset[str]:
    """The folded words of the concepts that play a role."""
    return frozenset(fold(word) for concept in concepts.values() if concept.role == role for word in concept.spellings)


def _compile(
    questions: Questions,
    known: Knowledge,
    gazetteers: tuple[Gazetteer, ...],
    published: "Published | None",
    cache: Cache,
) -> Model:
    registers = published.registers(known) if published is not None else []
    engines = published.engines(known) if published is not None else {}
    intents, fallbacks, templates = questions.intents, questions.fallbacks, questions.templates
    drawers = published.drawers(known, templates) if published is not None else {}
    rules = (rule for one in intents.values() if one.query and one.query.rows in engines for rule in one.rules)
    told = reduce(or_, (rule.explains for rule in rules), 0)
    return Model(
        _grammar(questions, known, gazetteers, registers, told, cache),
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
    questions: Questions,
    known: Knowledge,
    gazetteers: tuple[Gazetteer, ...],
    registers: Sequence[Register],
    told: int,
    cache: Cache,
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
            compares=c.comparison is not None and c.comparison[1] is None,
            yields=c.yields,
        )
        for c in concepts.values()
    ]
    places = PlaceNames(
        ((gazetteer, masks[gazetteer.kind.name], NAME_WEIGHT) for gazetteer in gazetteers),
        lambda names: cache.of(names, PLACES, lambda: space(names)),
    )
    forms = Forms(
        vocabulary, records, places.notable, lambda written: cache.of(written, SPELLINGS, lambda: spell(written))
    )
    number, great, ordinal, date, times, old, denied, alone = map(features.bit, MARKS)
    kinds = {*known.placing()}
    places_said = [concept for concept in concepts.values() if concept.target in kinds and not concept.role]
    lexicon = Lexicon(
        forms,
        places,
        (number, great, ordinal, date),
        Announcers(
            _words(concepts, "determinant"),
            _words(concepts, "preposition"),
            _words(concepts, "auxiliaire"),
            frozenset(fold(word) for concept in places_said for word in concept.spellings),
        ),
        [Asked(register, masks[register.kind], NAME_WEIGHT) for register in registers],
        told,
        [
            (pattern, Sense(c.name, features.bit(c.name), c.weight, role=c.role, anchor=c.anchor, foreign=c.foreign))
            for c in concepts.values()
            for pattern in c.patterns
        ],
    )
    senses = {
        c.name: Sense(c.name, features.bit(c.name), c.weight, None, True, c.role, c.anchor, c.foreign)
        for c in concepts.values()
    }
    rules = RuleIndex(rule for intent in questions.intents.values() for rule in intent.rules)
    counting = {name: concept for name, concept in concepts.items() if concept.target or concept.comparison}
    placing = reduce(or_, (features.bit(f"<{kind}>") for kind in known.placing()), 0)
    counted = reduce(or_, (features.bit(c.name) for c in concepts.values() if c.counted), 0)
    return Grammar(
        concepts, senses, masks, counting, placing, lexicon, rules, Marks(counted, times, old, denied, alone)
    )
