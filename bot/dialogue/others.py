"""What a message looks for other things than: « les autres ? », « autre chose ? », « d’autres du même genre »."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, YEARS
from bot.french.words import OTHER_THINGS, PLURAL_PRONOUNS, SOMETHING_ELSE, THE_OTHERS, THE_REST
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

MOST_TOLD = 3
"""Most places of which it is surely known what was told."""
GOT = re.compile("(?:il|elle)s?(?:a|ont)(?:eu|recu|touche|obtenu)")
"""How it is said that somebody got some, without spaces (« elle a eu d’autres subventions »)."""
HAS_SOME = re.compile("(?:il|elle)en(?!existe|reste|faut|manque)")
"""How it is said that somebody has some of what was told, without spaces (« il en porte d’autres »)."""


class Others:
    """Finds what is kept out where others are looked for, and what stays."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self.subjects = knowledge.subjects()
        """The types of what others are about, several at once."""
        things = (thing for kind in knowledge.types if not self._is_place(kind) for thing in knowledge.of(kind))
        self._owned = tuple((thing, owner) for thing in things for owner in self._owners((thing,)))

    def sought(self, said: Sequence[Said], past: Conversation) -> set[str]:
        """The types of which a message asks for others than those spoken of: those it says, else what was told.

        « Les autres ? » of the towns of a département are those around it; « autre chose ? » is of the same towns.
        """
        if not any(one.mention.role == "autres" for one in said):
            return set()
        if asks_what_somebody_did(said, past, self._grammar, self._knowledge):
            return set()
        things = asks_for_things(said) or _is_said(HAS_SOME, said)
        kinds = {named.kind for named in past.entities + past.focus}
        kinds = {kind for kind in kinds if self._is_whole(kind)} if kinds else {named.kind for named in past.listed}
        # « La ville a autre chose ? » asks for no other towns, « il a eu autre chose ? » for no other bodies.
        theirs = things or _is_said(GOT, said)
        asked, kinds = (
            {kind for kind in some if not (theirs if kind == BODY else things and self._is_place(kind))}
            for some in (self._grammar.kinds(said), kinds)
        )
        narrowing = [one.kind for one in past.entities if self._knowledge.types[one.kind].narrows and not one.excluded]
        narrowing = [kind for kind in narrowing if kind not in YEARS]
        if asked == {BODY} and len(narrowing) == len([one for one in past.entities if one.kind not in YEARS]) == 1:
            # « Le rugby en 2024 ? — Et les autres clubs de sport ? »
            return asked.union(narrowing)
        if BODY in kinds and narrowing and not asked and any(one.mention.form in THE_REST for one in said):
            # « Le judo en 2023 ? — Dont combien pour le tournoi ? — Et le reste, c’est pour quoi ? »
            return set(narrowing)
        # « Jazz à Vienne en 2023 ? — Et le reste de la culture ? » is asked of that year.
        return asked or kinds.difference(YEARS) or kinds

    def asks_who(self, others: Set[str]) -> bool:
        """Whether it is others of any kind that are looked for (« qui d’autre ? »)."""
        return any(self._knowledge.types[kind].silent for kind in others)

    def than_told(self, others: Set[str], said: Sequence[Said], past: Conversation) -> list[Said]:
        """The places of which the last answer told all they have, kept out where all others are asked for (« le projet
        de Sceaux ? — Et les autres ? »)."""
        all_others = any(one.mention.form in THE_OTHERS for one in said)
        named = [one for one in past.entities if not one.excluded]
        if not all_others or not named or any(map(names, (one.mention for one in said))):
            return []
        if len(past.series) > 1 and named == [past.series[0]] and named[0].kind in self._holders:
            # « Le 92 ? — Et le 93 ? — Et les autres ? » are those of neither.
            return [self._grammar.carry_records(self._find(one), excluded=True) for one in past.series]
        places = [record for one in named for record in self._find(one)[:1] if self._is_place(one.kind)]
        if past.outcome == "unknown" and len(places) == len(past.entities):
            # « Combien a reçu Nanterre ? — Et les autres ? »
            return [self._grammar.carry_records((place,), excluded=True) for place in places]
        if not past.counted:
            return []
        told = {id_ for one in past.listed if one.kind in others for id_ in one.ids}
        theirs = {
            one.id
            for thing, owner in self._owned
            if any(owner is place or self._knowledge.lies_in(owner, place) for place in places)
            for one in (thing, owner)
            if one.type.name in others
        }
        whole = len(places) == len(past.entities) and told and told == theirs
        return [self._grammar.carry_records((place,), excluded=True) for place in places] if whole else []

    def _is_whole(self, kind: str) -> bool:
        """Whether things of a kind lie in nothing, or others in them."""
        return not self._knowledge.types[kind].within or kind in self._holders

    def _is_place(self, kind: str) -> bool:
        return self._knowledge.root(kind) in self._places

    def found(self, others: Set[str], past: Conversation, of_owners: bool) -> list[Said]:
        """What the last question found without naming it, kept out of others of its kind; no places of places named.

        « D’autres territoires ? » after a project are those that do not have it. With `of_owners`,
        « les autres projets » are none of those of places told to have some.
        """
        asked = {named.kind for named in past.entities}
        who = self.asks_who(others)
        if past.several:
            placed = who or any(map(self._is_place, others))
            kept_apart = placed and any(self._is_place(kind) if who else kind in self._holders for kind in asked)
            whose = of_owners and past.owners and bool(others)
            told = (one for one in past.listed if who or whose or one.kind in others - asked)
            return [] if kept_apart else [*self._apart(told)]
        found = next((named for named in past.focus if named.kind in others and named.kind not in asked), None)
        if found is None and who:
            things = [named for named in past.entities if not self._is_place(named.kind)]
            owners = self._owners(record for named in things for record in self._find(named)[:1])
            return [self._grammar.carry_records((owner,), excluded=True) for owner in owners]
        around = found is not None and self._is_place(found.kind) and any(map(self._is_place, asked))
        return [] if found is None or around else [*self._apart(iter((found,)))]

    def _apart(self, named: Iterator[Named]) -> Iterator[Said]:
        """Things, kept out."""
        return (self._grammar.carry_records(self._find(one), excluded=True) for one in named)

    def told_inside(self, others: Set[str], named: Iterable[Record], past: Conversation) -> list[Said]:
        """The places told of a place, kept out where others in that one are asked for (« quels projets dans T2 ? — Et
        les autres villes du territoire ? »)."""
        places = {kind for kind in others if self._is_place(kind) and kind not in self._holders}
        asked = {(one.kind, id_) for one in past.entities if one.kind in self._holders for id_ in one.ids}
        if not places or not past.several or not any((one.type.name, one.id) in asked for one in named):
            return []
        # Of two projects of one title, that of the town in that place.
        told = [record for one in past.listed for record in self._find(one) if record.id in one.ids]
        owners = dict.fromkeys(one for one in (*told, *self._owners(told)) if one.type.name in places)
        return [self._grammar.carry_records((owner,), excluded=True) for owner in owners]

    def whose(self, others: Set[str], past: Conversation, apart: bool) -> list[Said]:
        """The places found last, where others of what they have are looked for: « elle a gagné autre chose ? »

        `apart` leaves out what of theirs was told.
        """
        # « Laquelle est dans le 93 ? — Elle a un autre projet ? » is asked of the one told, not of the list it is of.
        told = (*past.listed, *past.focus) if past.several else (*past.focus, *past.listed)
        places = [named for named in told if self._knowledge.types[named.kind].within]
        places = [named for named in dict.fromkeys(places) if named not in past.entities]
        pinned = any(self._is_place(one.kind) and not self._is_whole(one.kind) for one in past.entities)
        if not past.several and pinned:
            return []
        if not past.several:
            owners = self._owners(record for named in past.entities for record in self._find(named)[:1])
            found = [self._find(named) for named in places[:1]] or [(owner,) for owner in owners]
            return [self._grammar.carry_records(records) for records in found]
        if len(places) > MOST_TOLD:
            return []
        sought = others - self.subjects
        things = dict.fromkeys(named for named in (*past.listed, *past.focus) if named.kind in sought)
        theirs = [self._grammar.carry_records(self._find(named)) for named in places]
        return [*theirs, *self._apart(iter(things))] if apart else theirs

    def alike_before(self, past: Conversation) -> bool:
        """Whether the last question asked about what is like what was spoken of before it."""
        concepts = [one for name in past.concepts if (one := self._grammar.concepts.get(name)) is not None]
        # « Ils sont dans le même EPT ? — Il y en a d’autres dans cet EPT ? » is asked of those there.
        around = any(concept.target in self._holders for concept in concepts)
        return not around and any(concept.role == "semblable" for concept in concepts)

    def alike(self, past: Conversation) -> list[Said]:
        """What the last thing spoken of is about, without whose it is (« d’autres du même genre »)."""
        for named in (*past.entities, *past.focus):
            record = next((record for record in self._find(named) if record.id in named.ids), None)
            if record is not None and (subjects := self.subjects_of(record)):
                return [*subjects, *self._without_owners(record)]
        return []

    def around(self, kinds: Set[str], past: Conversation) -> list[Said]:
        """The place of a kind around what was spoken of, which is kept out: « d’autres dans le même département ».

        Nothing where what was spoken of lies in several of them.
        """
        told = [record for named in past.entities for record in self._find(named)[:1]]
        places = [record for record in told if self._is_place(record.type.name)] or self._owners(told)
        if not places and not past.several:
            # Whose is what is about a subject, where one alone is.
            found = (named for named in past.focus if self._is_place(named.kind))
            places = [record for named in islice(found, 1) for record in self._find(named)[:1]]
        holders = {self._holder(place, kinds) for place in places}
        holder = next(iter(holders), None)
        if holder is None or len(holders) > 1:
            return []
        inside = [self._grammar.carry_records((place,), excluded=True) for place in places if place is not holder]
        inside = inside or [*self._spoken_of_in(holder, past)]
        inside = inside or [*self._apart(iter(past.listed))]
        return [self._grammar.carry_records((holder,)), *inside]

    def _spoken_of_in(self, holder: Record, past: Conversation) -> Iterator[Said]:
        """The place of one spoken of before its place was (« Bagneux ? Et son département ? Et les autres du même
        département ? »), kept out."""
        places = (named for named in past.focus if self._is_place(named.kind) and named.ids != (holder.id,))
        for named in islice(places, 1):
            for record in self._find(named)[:1]:
                if self._knowledge.lies_in(record, holder):
                    yield self._grammar.carry_records((record,), excluded=True)

    def _owners(self, things: Iterable[Record]) -> list[Record]:
        """The places whose things are."""
        values = (value for thing in things for value in thing.values.values() if isinstance(value, Record))
        return [value for value in values if self._is_place(value.type.name)]

    def _holder(self, place: Record, kinds: Set[str]) -> Record | None:
        """The place of one of some kinds that a place is, or lies in."""
        return next((one for one in (place, *self._knowledge.containers(place)) if one.type.name in kinds), None)

    def _without_owners(self, record: Record) -> list[Said]:
        """Whose a thing is, kept out."""
        owners = [value for value in record.values.values() if isinstance(value, Record)]
        return [self._grammar.carry_records((owner,), excluded=True) for owner in owners]

    def subjects_of(self, record: Record) -> list[Said]:
        """What a record is about, where others about the same are looked for (« chatbot ? », « et dans le 92 ? »)."""
        values = (value for value in record.values.values() if isinstance(value, tuple))
        subjects = [one for value in values for one in value if isinstance(one, Record)]
        return [self._grammar.carry_records((subject,)) for subject in subjects]

    def elsewhere(self, past: Conversation) -> list[Said]:
        """What was spoken of without its places, of a thing told without whose it is (« et ailleurs ? »)."""
        carried: list[Said] = []
        for named in past.entities:
            records = self._find(named)
            if not records or named.excluded:
                continue
            if self._is_place(named.kind):
                carried.append(self._grammar.carry_records(records, excluded=True))
            else:
                carried += [*(self.subjects_of(records[0]) or self._kept(records)), *self._without_owners(records[0])]
        placed = any(self._is_place(named.kind) for named in past.entities)
        return carried if placed or not past.several else [*carried, *self._apart(iter(past.listed))]

    def _kept(self, records: tuple[Record, ...]) -> list[Said]:
        """A subject, which is of no place; a thing that has none is left out."""
        return [self._grammar.carry_records(records)] if records[0].type.name in self.subjects else []


def without_themselves(argument: Argument, grammar: Grammar) -> Argument:
    """A message without the pronoun that only says again the others that it names (« les autres territoires, | ils |
    ont quoi ? »)."""
    nouns = {one.mention.start for one in argument.said if grammar.kinds((one,))}
    others = [one.mention.end for one in argument.said if one.mention.role == "autres" and one.mention.end in nouns]
    if len(others) != 1:
        return argument

    def is_again(one: Said) -> bool:
        return one.mention.role == "pronom" and one.mention.form in PLURAL_PRONOUNS and one.mention.start > others[0]

    return replace(argument, said=tuple(one for one in argument.said if not is_again(one)))


def _is_said(way: re.Pattern[str], said: Sequence[Said]) -> bool:
    """Whether words of a message, without spaces, say something in a way."""
    return way.search("".join(one.mention.form for one in said)) is not None


def asks_for_things(said: Sequence[Said]) -> bool:
    """Whether a message asks for other things of the same ones (« autre chose »)."""
    return any(one.mention.role == "autres" and one.mention.form.endswith(OTHER_THINGS) for one in said)


def asks_what_somebody_did(said: Sequence[Said], past: Conversation, grammar: Grammar, knowledge: Knowledge) -> bool:
    """Whether a message asks what else somebody did or said (« Legale ? — Il a fait quoi d’autre ? »): who is spoken of
    is of no place, and has nothing of which others could be meant."""
    told = [one for one in past.entities or past.focus[:1] if not one.excluded]
    else_ = any(one.mention.role == "autres" and one.mention.form.endswith(SOMETHING_ELSE) for one in said)
    if not told or not else_ or grammar.kinds(said):
        return False
    types, places = knowledge.types, knowledge.places()
    owners = (one.kind for named in told for one in types[named.kind].attributes.values() if one.kind in types)
    placed = any(knowledge.root(kind) in places for kind in (*(named.kind for named in told), *owners))
    return not placed and not any(types[named.kind].narrows or named.kind in knowledge.subjects() for named in told)
