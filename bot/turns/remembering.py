"""What is remembered of a message and its answer."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from bot.answering.reply import Answered, Last
from bot.content.model import Model
from bot.dialogue.asked import asking_how_much
from bot.dialogue.bounding import many_asked
from bot.dialogue.conversation import (
    LEAST_SEVERAL,
    MOST_FOCUS,
    MOST_LISTED,
    MOST_LISTS,
    Conversation,
    Named,
    left_out,
    name_each,
    name_records,
    told_in_turn,
    unchosen,
)
from bot.dialogue.instead import days_instead, names_instead
from bot.dialogue.lists import Find, owners_of
from bot.facts.records import Record
from bot.findings.query import BODY
from bot.french.speaker import OF_ONESELF, SPEAKING
from bot.french.text import Token
from bot.turns.ranked import ranking, sides
from bot.turns.told_aside import told_aside, told_instead
from bot.understanding.frame import Comparison, Entity
from bot.understanding.main_clause import is_of_several
from bot.understanding.mention import names
from bot.understanding.roles import BETWEEN, LEAVING_OUT
from bot.understanding.weighing import Argument

NOTHING = "aucun"
"""The case of findings that are none."""
TOLD = 0.3
"""Weight from which a word makes a sentence say more than where one is from."""


def remember(model: Model, past: Conversation, answered: Answered, points: bool) -> Conversation:
    """What is remembered after an answer; `points` tells whether the message took one of the last list."""
    reply, frame = answered.reply, answered.frame
    intent = model.intents[frame.intent]
    if intent.forgets:
        return Conversation()
    if intent.repeats:
        return past
    talk = reply.outcome in ("chitchat", "out_of_scope", "handoff") and not intent.keeps
    if talk or (not frame.concepts and not frame.entities):
        return past if past.reply else replace(past, reply=reply.text, outcome=reply.outcome)
    return _Memory(model, past, answered, points).conversation()


class _Memory:
    """What is kept of an answer that told something."""

    def __init__(self, model: Model, past: Conversation, answered: Answered, points: bool) -> None:
        self._model = model
        self._past = past
        self._answered = answered
        self._frame = answered.frame
        self._found = answered.findings
        self._points = points
        self._instead = told_instead(answered)
        self._aside = told_aside(model, past, answered)
        spoken = self._spoken_of()
        self._unlike = tuple(name_records(one.records) for one in self._frame.entities if one not in spoken)
        self._entities = tuple(named for one in spoken for named in name_each(one, answered.focus))
        self._listed = self._list_told()
        self._ranked, self._measured = ranking(model, past, answered, self._entities, points)
        self._kept = self._list_kept()

    def conversation(self) -> Conversation:
        """The conversation that goes on."""
        past, answered, frame, found = self._past, self._answered, self._frame, self._found
        reply = answered.reply
        known = reply.outcome != "unknown" or not past.concepts or (found is not None and found.case == "aucun")
        turned = self._kept != past.listed and len(past.listed) >= LEAST_SEVERAL
        return Conversation(
            concepts=asking_how_much(self._concepts(), frame, found) if known else past.concepts,
            asked=() if known else asking_how_much(frame.concepts, frame, found),
            entities=self._entities,
            comparison=self._comparison(),
            bounds=frame.bounds,
            dates=frame.dates,
            spans=BETWEEN in frame.roles and len(frame.dates) > 1,
            around=frame.around,
            apart=frame.apart,
            listed=self._kept,
            owners=past.owners if self._kept == past.listed else self._have_some(),
            before=(past.listed, *past.before)[:MOST_LISTS] if turned else past.before,
            counted=self._counted(),
            summed=found.summed if found is not None else None,
            many=many_asked(frame, past),
            # « Parmi elles, lesquelles sont dans le 94 ? » speaks of them all, and tells of some.
            ranked=self._ranked,
            measured=self._measured,
            sides=sides(past, answered, self._entities),
            left=self._left(),
            focus=self._focus(),
            series=_series(self._model, past, answered, self._entities),
            instead=names_instead(past, self._entities, frame, self._model.knowledge),
            instead_days=days_instead(past, self._entities, frame),
            choices=tuple(name_records([record]) for record in answered.choices[:MOST_LISTED]),
            page=(found.page if found else None) or (past.page if self._points else None),
            several=answered.several,
            listing=_listing(past, self._entities),
            wider=self._wider(),
            home=past.home,
            speaker=speaker_of(past, self._entities),
            reply=reply.text,
            outcome=reply.outcome,
            sources=reply.sources,
            intent=frame.intent,
        )

    def _comparison(self) -> Comparison | None:
        """How many of something what was asked for had to have."""
        frame = self._frame
        if not (self._answered.listed or self._bounded or not frame.borrowed):
            # What nothing met narrows no further: the last list is still that of the comparison before.
            return self._past.comparison
        # « Les lauréats sont 16 communes et 3 territoires ? » looks for none who have so many.
        looks = self._model.intents[frame.intent].query is not None or frame.borrowed
        return frame.comparison if looks else None

    @property
    def _bounded(self) -> bool:
        """Whether published lines are found by the amounts that the answer tells."""
        return self._found is not None and bool(self._found.lines)

    @property
    def _owners(self) -> Sequence[Record]:
        """Those who have what is told, where the answer tells them."""
        return self._found.values.get("porteurs", ()) if self._found else ()

    def _wider(self) -> Conversation | None:
        """What was said before a message that narrows the last question, and is told something."""
        past, frame = self._past, self._frame
        kept = set(past.entities) <= set(self._entities) and past.outcome == "answered" and not self._bounded
        concepts = map(self._model.grammar.concepts.get, set(frame.concepts).difference(past.concepts))
        apart = any(one is not None and one.role == LEAVING_OUT for one in concepts)
        narrows = apart or len(past.entities) < len(self._entities) or past.comparison != frame.comparison
        if not (frame.borrowed and past.concepts and kept and narrows):
            return past.wider if set(self._entities) == set(past.entities) else None
        return replace(past, wider=None, listing=None, before=(), reply="", sources=(), offered=())

    def _have_some(self) -> bool:
        """Whether those that are listed are told to have something themselves, not ranked by what lies in them."""
        return not self._ranked and set(self._answered.listed) <= set(self._owners)

    def _spoken_of(self) -> list[Entity]:
        """What the message names and is still spoken of."""
        if self._aside is not None:
            return []
        kept = [one for one in self._frame.entities if self._instead is None or one.kind != self._instead.type.name]
        if self._found is not None and not self._found.rows and "autres" in self._frame.roles:
            # « Et d’autres ? — Quand ? »: where there are no others, nothing is left out any more.
            kept = [one for one in kept if not (one.excluded and one.start < 0)]
        return kept

    def _focus(self) -> tuple[Named, ...]:
        """What was spoken of last, first."""
        kept = self._model.intents[self._frame.intent].keeps
        told = () if kept else (self._instead, *(self._aside or ()), *self._answered.focus)
        spoken = (one for one in told if one not in self._answered.choices)
        fresh = [name_records([record]) for record in filter(None, spoken)]
        # « Et son territoire ? » speaks of the territory.
        around = (
            place for entity in self._frame.entities for place in self._model.knowledge.containers(entity.records[0])
        )
        beside = [name_records([place]) for place in around if place.type.name == self._frame.target]
        return tuple(dict.fromkeys((*fresh, *beside, *_settled(self._past.focus, self._entities))))[:MOST_FOCUS]

    def _list_told(self) -> tuple[Named, ...]:
        """The things that the answer lists."""
        if self._aside is not None:
            return (name_records([self._aside.owner]),)
        listed = tuple(name_records([record]) for record in self._answered.listed[:MOST_LISTED])
        if self._frame.page is not None and self._frame.page[1] == len(self._past.listed):
            # « La suite — Et le premier ? » is the first of all that were told.
            return (*self._past.listed, *listed)[:MOST_LISTED]
        return listed

    def _list_kept(self) -> tuple[Named, ...]:
        """The list that the next message may point to."""
        past, entities = self._past, self._entities
        if self._ranked or self._aside is not None:
            # What stands next in a ranking is told by it, not by a list.
            return self._listed
        stays = self._points or (past.listed and len(self._listed) < LEAST_SEVERAL and not self._turns())
        kept = past.listed if stays else self._listed
        if self._points and not set(entities).intersection(past.listed):
            # « La première ? » of two is one of those that « et la seconde ? » takes the other of.
            together = owners_of(past.listed, partial(find, self._model))
            return next((pair for pair in told_in_turn(past, together) if not set(entities).isdisjoint(pair)), kept)
        return kept

    def _turns(self) -> bool:
        """Whether the answer is of one that has nothing, after but one thing (« Levallois ? — Et Saint-Cloud ? »)."""
        return self._found is not None and self._found.case == NOTHING and len(self._past.listed) < LEAST_SEVERAL

    def _counted(self) -> int:
        """How many things the answer tells of, where « combien ? » asks of them."""
        answered, found, frame = self._answered, self._found, self._frame
        # « Qui a été aidé en mars ? — Combien ? » is asked how much they got.
        of_all = found is not None and found.measure is not None and not (frame.comparison or frame.bounds)
        # « Qui a eu le plus ? — Combien ? » is asked of the first, not of how many were told.
        of_first = found is not None and (of_all or found.focus[:1] == found.listed[:1])
        first = self._bounded and found is not None and bool(found.rows or (answered.listed and of_first))
        # « La suite » tells more of a list that is told in parts, and asks nothing else.
        partly = found is not None and (found.page is not None or frame.page is not None)
        all_ = found.counted if found is not None else 0
        if first or (partly and not all_):
            return 0
        # « Et les autres ? » takes what it names from a list, which is told anew.
        things = len(self._entities) > LEAST_SEVERAL and not any(one.records[0].type.within for one in frame.entities)
        taken = things and all(one.start < 0 for one in frame.entities)
        named = {record for entity in frame.entities for record in entity.records}
        return 0 if named.issuperset(answered.listed) and not taken else all_ or len(answered.listed)

    def _concepts(self) -> tuple[str, ...]:
        """What was asked, in words."""
        frame, listed = self._frame, self._listed
        concepts = frame.concepts if frame.page is None else self._past.concepts
        if self._model.intents[frame.intent].keeps:
            # « Le fonds vert a donné combien ? — Non, le FMIN » no longer asks it of another.
            written = map(self._model.grammar.concepts.get, concepts)
            return tuple(concept.name for concept in written if concept is not None and not concept.foreign)
        if frame.target is None and frame.kinds and listed and listed[0].kind in self._model.grammar.concepts:
            # « Combien sont portés par des territoires ? » asks for projects, and so does « lesquels ? » after it.
            return (listed[0].kind, *concepts)
        return concepts

    def _left(self) -> tuple[Named, ...]:
        """What the answer leaves of what was spoken of, for « et les autres ? »."""
        unlike = self._unlike or unchosen(self._past, self._entities)
        return unlike or self._left_out() or _left_over(self._answered)

    def _left_out(self) -> tuple[Named, ...]:
        """What the answer leaves of the lists before it."""
        past, model = self._past, self._model
        if not (past.left or past.listed or past.before):
            return ()
        # « Lesquelles sont dans le 94 ? » tells of those that are listed, not of the 94.
        spoken = [one for one in self._entities if not one.excluded and (not self._listed or one in self._listed)]
        told = (*self._listed, *(name_records([record]) for record in self._owners))
        # « Le dernier ? » of five projects is not the other one of its town.
        taken = {named.kind for named in spoken if named in past.listed}
        theirs = [one for one in _theirs(model, past, (*told, *spoken)) if one.kind not in taken]
        # « Le premier ? » of a territory and of towns, each told to have something itself, tells of none of its towns.
        places = model.knowledge.places() if "soi" in self._frame.roles else frozenset[str]()
        told = (*told, *(one for one in theirs if not places or model.knowledge.root(one.kind) not in places))
        # « Qui a deux projets ? — Que celles du 94 » leaves the others that have two, not those of the 94.
        return left_out(past, (*told, *spoken)) or left_out(past, told) or left_out(past, self._listed)


def _listing(past: Conversation, entities: Sequence[Named]) -> Conversation | None:
    """What was said when the bodies were listed of all or some of which a message asks (« leur total ? », « la
    deuxième, combien ? »)."""
    listing = past.listing or past
    bodies = {named.ids for named in entities if named.kind == BODY}
    listed = {named.ids for named in listing.listed}
    theirs = len(listed) >= LEAST_SEVERAL and bool(bodies) and bodies <= listed
    theirs = theirs and not any(named.kind == BODY for named in listing.entities)
    return replace(listing, before=(), listing=None, reply="", sources=()) if theirs else None


def _settled(spoken: Sequence[Named], entities: Sequence[Named]) -> tuple[Named, ...]:
    """What was spoken of, without names of several of which one is now chosen (« Noisy ? — Le Sec »)."""
    chosen = {named.ids for named in entities if len(named.ids) == 1}
    return tuple(one for one in spoken if len(one.ids) == 1 or not any((id_,) in chosen for id_ in one.ids))


def _series(model: Model, past: Conversation, answered: Answered, entities: Sequence[Named]) -> tuple[Named, ...]:
    """The places, or the bodies, asked about one after the other, with those that a message names or chooses; none once
    it is about no such thing."""
    knowledge, frame = model.knowledge, answered.frame
    kinds = {*knowledge.places(), BODY} if entities else ()
    asked = [named for named in entities if knowledge.root(named.kind) in kinds and not named.excluded]
    if not asked:
        return ()
    own = {name_records(entity.records) for entity in frame.entities if entity.start >= 0}
    # « De quel CNRS parlez-vous ? — Le deuxième. — Et l’autre ? »
    own.update(named for named in asked if named.kind == BODY and named not in past.entities)
    own.update(named for named in asked if named in past.choices)
    told = tuple(named for named in reversed(asked) if named in own and (named.kind != BODY or len(named.ids) == 1))
    if any(named.kind != asked[0].kind for named in told):
        return ()
    # « Non, Nanterre » takes the place of what was named last.
    before = _settled(past.series[1:] if "correction" in frame.roles else past.series, entities)
    alike = all(named.kind == one.kind for named in told for one in before)
    return tuple(dict.fromkeys((*told, *(before if alike else ()))))[:MOST_FOCUS]


def _theirs(model: Model, past: Conversation, told: Sequence[Named]) -> Iterator[Named]:
    """The things of the last lists that are those of places that an answer tells of."""
    before = [named for listed in (past.listed, *past.before) for named in listed]
    owners = {(named.kind, id_) for named in told for id_ in named.ids} if before else ()
    for named in before:
        values = (value for record in find(model, named)[:1] for value in record.values.values())
        if any(isinstance(value, Record) and (value.type.name, value.id) in owners for value in values):
            yield named


def _left_over(answered: Answered) -> tuple[Named, ...]:
    """What of the things asked about is not as asked; nothing where it is too much to be meant."""
    left = answered.findings.left if answered.findings else ()
    return tuple(name_records([record]) for record in left) if len(left) <= MOST_LISTED else ()


def hear(part: Argument, past: Conversation, kinds: Container[str] = ()) -> Conversation:
    """Remember the names of a sentence that is not answered; of where its author is from, not where they are not.

    With them the first of `kinds`, concepts that name things, of which it tells several (« les villes du 92 »).
    """
    if part.speaker:
        return replace(past, speaker=(name_records(part.speaker),), introduced=True)
    tokens = part.cover.text.tokens
    speaks = any(token.text in SPEAKING for token in tokens)
    kept = tuple([one for one in part.said if not (speaks and one.excluded)])
    named = named_in(replace(part, said=kept or part.said))
    senses = (sense for one in part.said if is_of_several(one.mention, tokens) for sense in one.mention.senses)
    told = tuple(sense.id for sense in senses if sense.id in kinds)[:1]
    return replace(
        past,
        concepts=told or past.concepts,
        focus=() if told and not named else (*named, *past.focus)[:MOST_FOCUS],
        entities=named or (() if told else past.entities),
        scene=bool(named),
        home=(named if _of_oneself(tokens) else ()) or past.home,
        counted=0 if named else past.counted,
    )


def home_of(argument: Argument, meant: Sequence[Named]) -> tuple[Named, ...]:
    """What who writes names of themselves before anything is asked (« on est de Bagneux, qui a gagné ? »).

    Of a name of several places, it is the one that the answer took for `meant`.
    """
    core, cover = argument.core, argument.cover
    if core is not None:
        start = min((one.mention.start for one in core.said if not one.borrowed), default=0)
        told = [one for one in argument.said if names(one.mention) and one.mention.start < start]
    else:
        says = [one for one in argument.said if one.weight >= TOLD and one.mention.role != "courant"]
        # « Bonsoir, je suis élue à Sceaux »
        greeted = len(says) == LEAST_SEVERAL and not names(says[0].mention) and cover.paused(says[0].mention.end)
        first = next(iter(says[greeted:]), None)
        if first is None or not (first.mention.end == len(cover.text.tokens) or cover.paused(first.mention.end)):
            return ()
        start, told = first.mention.start, [first]
    if not _of_oneself(cover.text.tokens[:start]):
        return ()
    named = named_in(replace(argument, said=tuple(told)))
    return tuple(next((one for one in meant if set(one.ids) <= set(home.ids)), home) for home in named)


def speaker_of(past: Conversation, meant: Sequence[Named]) -> tuple[Named, ...]:
    """The body that who writes is of; of several that may be meant, the one that the answer took for `meant`."""
    ids = {id_ for one in past.speaker for id_ in one.ids}
    chosen = tuple(one for one in meant if not one.excluded and len(one.ids) < len(ids) and ids.issuperset(one.ids))
    return chosen[:1] or past.speaker


def last_told(past: Conversation, find: Find) -> Last:
    """The last answer, as the next one may speak of it; `find` gives the records of a remembered name."""
    choices = tuple(named.name for named in past.choices)
    listed = tuple(record for named in past.listed for record in find(named) if record.id in named.ids)
    asked = tuple(record for one in past.entities if not one.excluded for record in find(one))
    return Last(past.reply, past.outcome, past.sources, choices, past.counted, listed, asked, past.summed)


def _of_oneself(tokens: Iterable[Token]) -> bool:
    return any(token.text in OF_ONESELF for token in tokens)


def named_in(part: Argument) -> tuple[Named, ...]:
    """What a sentence names, in its order."""
    found = ([sense.record for sense in one.mention.senses if sense.record is not None] for one in part.said)
    return tuple(name_records(_narrowest(records)) for records in found if records)


def _narrowest(records: Sequence[Record]) -> list[Record]:
    """Those of the type that lies in most others, where one name is that of a town and of what it lies in."""
    narrow = max(records, key=lambda record: len(record.type.within)).type
    return [record for record in records if record.type is narrow]


def find(model: Model, named: Named) -> tuple[Record, ...]:
    """The records of a remembered name, with those that share it where one name means them all."""
    knowledge = model.knowledge
    found = tuple(record for id_ in named.ids if (record := knowledge.get(named.kind, id_)) is not None)
    if found and found[0].type.union:
        # A name may be written in two ways (« SAS » with and without capitals).
        return tuple(dict.fromkeys((*knowledge.called(named.kind, found[0].name), *found)))
    called = zip(named.ids, (named.name, *named.others), strict=False)
    return found or tuple(one for id_, name in called for one in model.grammar.lexicon.place(named.kind, id_, name))
