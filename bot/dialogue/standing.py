"""Which place a pronoun stands for that the last question did not name, around, inside or beside it; what was spoken of
until the subject changed."""

from collections.abc import Iterator
from datetime import date

from msgspec import structs

from bot.dialogue.among import Among, asks_who_is_there
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.lists import MOST_MEANT, Find, owners_of
from bot.dialogue.telling import Told
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY
from bot.french.numbers import DayMonth
from bot.french.words import OF_THEM, PLURAL_PRONOUNS, SHE_IS, WHAT_THING
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said

BELONGING = ("appartenance", "situation")
"""Roles of words that ask where one is, or if it is of them."""
TURNING = frozenset(("etlui", "etelle"))
"""Pronouns, without spaces, that turn from who was told to another."""


class Standing:
    """Finds what pronouns stand for besides the names of the last question."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, among: Among) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._among = among
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self._subjects = knowledge.subjects()

    def for_places(self, told: Told, said: tuple[Said, ...], past: Conversation, one: bool, him: bool) -> list[Said]:
        """The place for which a message stands, rather than for those named.

        Args:
            told: what the message says.
            said: the message.
            past: what was said before.
            one: whether a pronoun of it stands for one thing.
            him: whether it stands for something masculine.
        """
        around = him or asks_who_is_there(said, self._grammar, self._knowledge)
        found = self._holding(told, past) or (self._asked_around(told, past) if around else [])
        return found or self._only_one(told, said, past, one, him) or self._inside(told, past, one and not him)

    def turned(self, said: tuple[Said, ...], past: Conversation) -> Conversation:
        """What was said before, of the one asked about where « et lui ? » turns to them from who was told in their
        stead (« c’est Courtois le président ? — Non : Ollier… — Et lui, il est quoi ? »)."""
        instead = len(past.left) == 1 and past.left[0] in past.focus[1:]
        if not instead or TURNING.isdisjoint(one.mention.form for one in said):
            return past
        others = (named for named in past.focus if named != past.left[0] and named.kind != past.left[0].kind)
        return structs.replace(past, focus=(past.left[0], *others))

    def of_what_is_around(self, told: Told, said: tuple[Said, ...], past: Conversation) -> Conversation:
        """What was said before, without the thing of a town where it is asked what the place around has (« le chatbot
        est à Rosny ? — Son territoire a quoi ? »)."""
        asked = {record.type.name for record in told.records} or told.kinds
        around = bool(asked) and asked <= self._holders
        if not around or not any(one.mention.form.endswith(WHAT_THING) for one in said):
            return past
        entities, focus = (
            tuple(one for one in named if self._lies(one) or one.kind in self._subjects)
            for named in (past.entities, past.focus)
        )
        return past if entities == past.entities else structs.replace(past, entities=entities, focus=focus)

    def in_person(self, past: Conversation, him: bool) -> Conversation:
        """What was said before, of the one who was asked for by what they are of, for whom a pronoun stands (« la dame
        de la 27e Région ? — Elle présidait ? »); `him` tells whether it is masculine."""
        past = self._of_him(past) if him else past
        asked, told = past.entities[:1], past.focus[:1]
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        if len(past.entities) != 1 or not told or told[0].kind not in {concept.target for concept in concepts}:
            return past
        bodies, people = self._find(asked[0]), self._find(told[0])
        of_it = len(bodies) == len(people) == 1 and bodies[0] in people[0].values.values()
        if not of_it or self._lies(asked[0]):
            return past
        return structs.replace(past, entities=told, focus=tuple(one for one in past.focus if one not in asked))

    def _of_him(self, past: Conversation) -> Conversation:
        """What was said before, of nothing but the one thing named that is of no place, for which « il » stands rather
        than for a town or what it has (« Rueil a quoi ? — C’est la ville d’Ollier ? — Il dit quoi ? »)."""
        others = [named for named in past.entities if not (self._lies(named) and self._gender(named) == "f")]
        if len(others) != 1 or others[0].excluded or self._is_placed(others[0]):
            return past
        kept = tuple(named for named in past.focus if not self._is_placed(named))
        return structs.replace(past, entities=tuple(others), focus=kept)

    def happened(self, told: Told, said: tuple[Said, ...], past: Conversation) -> Conversation:
        """What was said before, but for what is of another day than that to which « et » turns, of which something is
        known (« le Bureau, c’est quand ? — Et le 28 septembre ? »)."""
        known = (one.mention for one in said if not one.excluded and names(one.mention))
        days = [mention.value for mention in known if isinstance(mention.value, DayMonth)]
        if not days or "suite" not in told.roles:
            return past

        def fits(named: Named) -> bool:
            values = (value for record in self._find(named) for value in record.values.values())
            dates = [value for value in values if isinstance(value, date)]
            return not dates or any(day.fits(value) for day in days for value in dates)

        left, focus = tuple(filter(fits, past.entities)), tuple(filter(fits, past.focus))
        return structs.replace(past, entities=left, focus=focus) if left != past.entities else past

    def found_beside(self, told: Told, past: Conversation) -> list[Said]:
        """The places found where others than those spoken of were looked for, for which a pronoun stands.

        « Une autre ville sur le stationnement ? — Elle est où ? »
        """
        concepts = map(self._grammar.concepts.get, past.concepts)
        sought = any(concept is not None and concept.role == "autres" for concept in concepts)
        apart = {named.ids for named in past.entities if named.excluded}
        if not sought or not apart or told.roots or told.others or "soi" in told.roles:
            return []
        told_of = past.listed[:MOST_MEANT] if past.several else past.focus
        places = [named for named in told_of if self._lies(named) and named.ids not in apart]
        found = map(self._find, places if past.several else places[:1])
        return [self._grammar.carry_records(records) for records in found if records]

    def _holding(self, told: Told, past: Conversation) -> list[Said]:
        """The place last spoken of in which a town may lie, where that is asked, or was (« et Créteil aussi ? »)."""
        if not told.single or told.asserts or (past.several and "appartenance" not in told.roles):
            return []
        concepts = list(filter(None, map(self._grammar.concepts.get, past.concepts)))
        asked = any(concept.role in BELONGING for concept in concepts)
        checking = {form for concept in concepts if concept.role == "verification" for form in concept.spellings}
        checks = bool(checking) and any(
            self._lies(named) and named.kind not in self._holders for named in past.entities
        )
        # « C’est bien » may be said to praise, too.
        told_of = (concept for concept in concepts if checking.isdisjoint(concept.spellings))
        asked = asked or (checks and all(concept.weight <= SLIGHT for concept in told_of))
        spoken = (*past.entities, *past.focus) if "appartenance" in told.roles else past.entities if asked else ()
        holder = next((named for named in spoken if named.kind in self._holders), None)
        return [] if holder is None else [self._grammar.carry_records(self._find(holder))]

    def _asked_around(self, told: Told, past: Conversation) -> list[Said]:
        """The place that the last question asked for, for which a masculine pronoun stands rather than for a town, or
        of which it is asked who has something there.

        « Sucy est dans quel territoire ? — Et lui, il a gagné ? », « … — Qui y a gagné ? »
        """
        if told.roots or told.kinds & self._holders:
            return []
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        asked = {kind for concept in concepts for kind in (concept.target, *concept.refers)}
        found = {
            place
            for named in past.entities
            for record in self._find(named)[:1]
            for place in self._knowledge.containers(record)
            if place.type.name in asked and place.type.gender == "m" != record.type.gender
        }
        return [self._grammar.carry_records((place,)) for place in found] if len(found) == 1 else []

    def _only_one(self, told: Told, said: tuple[Said, ...], past: Conversation, one: bool, him: bool) -> list[Said]:
        """The one place found in the place that the last question named, for which a singular pronoun stands.

        After « un EPT du 93 a gagné ? », « il a eu quoi ? » is not asked of the département; after the towns of a
        territory, « son projet à elle ? » is that of the one that has some. A place told to have one itself is meant,
        by « leurs » too, where it was asked which do (« quels EPT du 94 ont gagné ? — Leurs projets ? »).
        """
        spoken = self._meant(past)
        one = one or (not past.several and any(word.mention.form in OF_THEM | PLURAL_PRONOUNS for word in said))
        asked = [named for named in spoken if self._knowledge.root(named.kind) in self._places]
        if told.roots or not one or len(asked) != 1 or asked[0].kind not in self._holders or asked[0] in past.listed:
            return []
        holder = next(iter(self._find(asked[0])), None)
        if holder is not None and holder.type.gender == "m" and any(word.mention.form in SHE_IS for word in said):
            theirs = self._among.having(holder)
            return [self._grammar.carry_records((theirs[0],))] if len(theirs) == 1 else []
        fresh = past.focus[len(spoken) : len(spoken) + 1]
        found = [record for named in fresh if self._lies(named) for record in self._find(named)[:1]]
        # « Lui, il a gagné ? » is asked of the territory, not of the town that it was told by.
        inside = holder is not None and all(
            self._knowledge.lies_in(record, holder) and not (him and record.type.gender == "f") for record in found
        )
        return [self._grammar.carry_records((record,)) for record in found if inside]

    def _inside(self, told: Told, past: Conversation, one: bool) -> list[Said]:
        """The one town among the places that the last question named, for which a singular pronoun stands.

        « Antony, c’est le 92 ou le 94 ? — Son projet ? »
        """
        spoken = self._meant(past)
        towns = [named for named in spoken if named.kind not in self._holders and self._lies(named)]
        others = [named for named in spoken if named.kind in self._holders]
        alone = one and not told.roots and len(towns) == 1 and len(others) == len(spoken) - 1 > 0
        return [self._grammar.carry_records(self._find(towns[0]))] if alone else []

    def _meant(self, past: Conversation) -> list[Named]:
        """What the last question named, but for what it said to keep out (« sans Montreuil ? — Elle a quoi ? »)."""
        out = kept_out(past, self._grammar)
        return [named for named in past.entities if not (named.excluded and out)]

    def with_more(self, told: Told, past: Conversation, one: bool) -> list[Said]:
        """The place that was told of, or those, for which a pronoun stands where a message but keeps out what is known
        to be theirs (« qui a le chatbot ? — À part le chatbot, elle a quoi ? »); `one` tells whether it is of one."""
        apart = told.excluded and not told.affirmed and told.roots.isdisjoint(self._places)
        if not apart or (past.several and one) or any(map(self._lies, past.entities)):
            return []
        owners = [*filter(self._lies, past.listed)] or owners_of(past.listed, self._find)
        places = owners if past.several else [*filter(self._lies, past.focus)][:1]
        found = map(self._find, places if len(places) <= MOST_MEANT else ())
        return [self._grammar.carry_records(records) for records in found if records]

    def _lies(self, named: Named) -> bool:
        """Whether what was named is a place."""
        return self._knowledge.root(named.kind) in self._places

    def _gender(self, named: Named) -> str:
        """The gender of what things like the one named are called (« une commune »)."""
        return self._knowledge.types[named.kind].gender

    def _is_placed(self, named: Named) -> bool:
        """Whether what was named is a place, or of one, or about what such things are."""
        values = (value for record in self._find(named) for value in record.values.values())
        owners = (value for value in values if isinstance(value, Record))
        of_place = any(self._knowledge.root(owner.type.name) in self._places for owner in owners)
        return self._lies(named) or named.kind in self._subjects or of_place

    def first_ranked(self, past: Conversation) -> tuple[Record, ...]:
        """Who came first in the ranking that the last answer told, of published grants (« qui a eu le plus ? »)."""
        if len(past.listed) <= 1 or past.counted or past.listed[0].kind != BODY:
            return ()
        if any(named in past.listed for named in past.entities):
            # « Le troisième ? — Pour quoi ? »
            return ()
        first, second = past.listed[:2]
        spoken = past.focus[: len(past.entities) + 1]
        return self._find(first) if first in spoken and (second not in spoken or first == second) else ()

    def last_spoken_of(self, past: Conversation) -> Iterator[Named]:
        """What was spoken of until the subject changed: what hangs together with the last of it."""
        together: list[Record] = []
        for named in past.focus:
            if named.kind not in self._subjects:
                record = next(iter(self._find(named)), None)
                if record is None or (together and not any(self._linked(record, other) for other in together)):
                    return
                together.append(record)
            yield named

    def _linked(self, one: Record, other: Record) -> bool:
        """Whether two things are of a kind, or one lies in the other, or is of it."""
        ends = (one, other), (other, one)
        return one.type is other.type or any(
            far in near.values.values() or self._knowledge.lies_in(near, far) for near, far in ends
        )


def kept_out(past: Conversation, grammar: Grammar) -> bool:
    """Whether the last question said itself what it keeps out (« à part Montreuil »), and looked for no others."""
    concepts = map(grammar.concepts.get, past.concepts)
    return any(concept is not None and concept.role == "exclusion" for concept in concepts)
