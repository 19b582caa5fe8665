"""What of the earlier turns completes a message: what the last question held, then what was spoken of."""

from collections.abc import Container, Iterable, Iterator, Sequence

from bot.dialogue.among import Among
from bot.dialogue.asked import Asked
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.lists import MOST_MEANT, Find
from bot.dialogue.others import Others
from bot.dialogue.standing import Standing
from bot.dialogue.telling import Teller, Told
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, YEARS
from bot.french.words import WHO
from bot.understanding.grammar import Grammar
from bot.understanding.reading import EARLIER, Said

ELSEWHERE = ("ailleurs", "exclusion")
"""Roles of words that, where no place is named, leave out those spoken of (« et ailleurs ? », « et en dehors ? »)."""
NOT_OF_FIRST = frozenset(("tout", "superlatif", "page", "autres", "absence", "verification"))
"""Roles of words that ask of more than the first of a ranking."""
OF_SEVERAL = ("date", "number")
"""How words are found that ask of more than the first of a ranking (« en mars ? », « au-dessus de 25 000 € »)."""
THOSE = ("ceux", "celles")
"""Words, in expressions that are glued, that ask of several of a ranking (« garde seulement ceux de… »)."""
FADING = 0.9
"""How much less each thing spoken of before counts."""


class Carrier:
    """Carries earlier turns over to a message."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self._others = Others(grammar, knowledge, find)
        self.subjects = self._others.subjects
        self._teller = Teller(grammar, knowledge, self._others)
        self._among = Among(grammar, knowledge, find)
        self._standing = Standing(grammar, knowledge, find, self._among)
        self._asked = Asked(grammar, knowledge, self.subjects)

    def carried(
        self,
        said: tuple[Said, ...],
        past: Conversation,
        begins: bool = False,
        theirs: bool = False,
        him: bool = False,
        one: bool = False,
    ) -> list[Said]:
        """What a message does not replace of what was said before.

        Args:
            said: the message.
            past: what was said before.
            begins: whether an expression of the message begins with a pronoun (« elle a eu »).
            theirs: whether it asks of what was spoken of (« ont-ils »), so that « en tout » is not all there is.
            him: whether a pronoun stands for something masculine.
            one: whether a pronoun of it, or an expression that begins with one, stands for one thing.
        """
        past = self._standing.in_person(past, him) if one or theirs else past
        told = self._teller.told(said, past)
        past = self._standing.happened(told, said, self._asked.lying(told, self._standing.turned(said, past)))
        carried = list(self._asked.concepts(told, past))
        if "tout" in told.roles and not theirs:
            return carried
        # « Sauf en décembre » leaves out days, « sans l’EPT » those of a kind, not those spoken of.
        apart = any(one.excluded and one.mention.how == "date" for one in said)
        apart |= "exclusion" in told.roles and not told.kinds <= {named.kind for named in past.entities}
        around = told.kinds & self._holders
        if not apart and not told.roots and not told.roles.isdisjoint(ELSEWHERE):
            # « Et ailleurs dans le département ? » is not asked of all others.
            within = self._others.around(around, past) if told.roles.isdisjoint(("exclusion", "question")) else []
            return [*carried, *(within or self._others.elsewhere(past))]
        sought = self._grammar.kinds(said) - around
        apart = bool(told.excluded) and not told.affirmed
        if "semblable" in told.roles and around and (told.others or sought or apart) and not told.affirmed:
            return [*carried, *self._others.around(around, past)]
        if apart_from := self._others.than_told(told.others, said, past):
            return [*carried, *apart_from]
        alike = "semblable" in told.roles or self._others.alike_before(past)
        if alike and told.others and not told.records and told.kinds.isdisjoint(self._holders):
            return [*carried, *self._others.alike(past)]
        if (begins or "pronom" in told.roles) and (beside := self._standing.found_beside(told, past)):
            return [*carried, *beside]
        # « Elle a combien de projets ? » is not asked of the one, or of the subject, by which the town was found.
        counts = "question" in told.roles or self._counts(said)
        asked = told.kinds if (theirs or told.roots or "pronom" in told.roles) and counts else set()
        asked |= self.subjects if asked and not past.several and self._found_somewhere(past) else set()
        # « Il y en a deux ? » is not asked of the one project spoken of.
        asked |= {kind for kind in told.numbered if self._knowledge.root(kind) not in self._places}
        none = self._among.none(told, past)
        asked = asked | {record.type.name for record in none}
        carried = [*self._among.like(none, told), *carried]
        holding = self._standing.for_places(told, said, past, one, him)
        for named in () if holding else past.entities:
            carried += self._entity(named, told, past) if named.kind not in asked else []
        carried += holding
        bare = not told.roots and not told.kinds and not told.roles & NOT_OF_FIRST
        bare = bare and not any(
            one.mention.how in OF_SEVERAL or any(map(one.mention.form.__contains__, THOSE)) for one in said
        )
        first = self._standing.first_ranked(past)
        if bare and first:
            carried.append(self._grammar.carry_records(first))
        things = (theirs or self._others.asks_for_things(said)) and bool(told.others) and not told.roots
        found = self._others.found(told.others, past, of_owners=not (things or told.roots))
        carried += found
        if things:
            carried += self._others.whose(told.others, past, apart=not found)
        meant = 1 < len(past.listed) <= MOST_MEANT and not self._asked.of_more_than_listed(past)
        if not past.entities and not told.roots and "pronom" in told.roles and meant:
            listed = (self._find(named) for named in past.listed)
            return [*carried, *(self._grammar.carry_records(records) for records in listed if records)]
        if first and not bare and not begins and "pronom" not in told.roles:
            # « Qui a eu le plus ? — En mars ? » is not asked of the first.
            asked = asked | {BODY}
        return [*carried, *self._spoken_of(told, past, begins, asked)]

    def compares(self, said: tuple[Said, ...]) -> bool:
        """Whether a message compares what it names with something else (« plus qu’en avril ? »)."""
        return self._teller.compares(said)

    def identified(self, said: tuple[Said, ...], past: Conversation) -> list[Said]:
        """What a message says to be, or to be of, what it names: whose thing was told, or the thing whose place it was.

        « Levallois a quoi ? — Je croyais que c’était le chatbot », « Le chatbot, c’est où ? — C’est pas Levallois ? »,
        « Et Sceaux ? — C’est sur la 3D ? »
        """
        spoken = [record for named in past.entities if not named.excluded for record in self._find(named)[:1]]
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        # « Sceaux est bien dans le 92 ? — Et son projet, c’est la 3D ? »
        inside = [one for one in spoken if all(other is one or self._knowledge.lies_in(one, other) for other in spoken)]
        records = tuple(inside[:1])
        if records and named and all(record.type.name in self.subjects for record in named):
            # « Bry a quoi ? — C’est pour les enfants ? » is asked of its project.
            told = (record for one in past.focus for record in self._find(one)[:1])
            theirs = tuple(record for record in told if records[0] in record.values.values())
            return [self._grammar.carry_records(theirs if len(theirs) == 1 else records)]
        sides = (named, records[:1]), (records[:1], named)
        owns = any(
            owner.type.within and isinstance(value, Record) and self._knowledge.root(value.type.name) in self._places
            for things, owners in sides
            for thing in things
            for owner in owners
            for value in thing.values.values()
        )
        return [self._grammar.carry_records(records)] if records and owns else []

    def locates(self, said: tuple[Said, ...]) -> bool:
        """Whether a message names places and nothing else."""
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        return bool(named) and all(self._knowledge.root(record.type.name) in self._places for record in named)

    def narrows(self, said: tuple[Said, ...]) -> bool:
        """Whether a message names nothing but places in which others lie (« dans le 94 ? »)."""
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        return bool(named) and all(record.type.name in self._holders for record in named)

    def names_asked(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message names nothing but things of the kind that the last question asked for."""
        records = (sense.record for one in said if not one.excluded for sense in one.mention.senses)
        return self._asked.names_asked([record for record in records if record is not None], past)

    def pins(self, said: Sequence[Said]) -> bool:
        """Whether a message names places in which none lie."""
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        return any(record.type.within and record.type.name not in self._holders for record in named)

    def seeks_places(self, said: Sequence[Said]) -> bool:
        """Whether a message asks for places."""
        return any(self._knowledge.root(kind) in self._places for kind in self._grammar.kinds(said))

    def _kept_out(self, past: Conversation) -> bool:
        """Whether the last question said itself what it keeps out (« à part Montreuil »), and looked for no others."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        return any(concept is not None and concept.role == "exclusion" for concept in concepts)

    def _sought_places(self, past: Conversation) -> bool:
        """Whether the last question asked for places."""
        kinds = self._asked.kinds(past).intersection(self._knowledge.types)
        return any(self._knowledge.root(kind) in self._places for kind in kinds)

    def _lies(self, named: Named) -> bool:
        """Whether what was named is a place that may lie in another, or elsewhere."""
        return self._knowledge.root(named.kind) in self._places

    def _counts(self, said: tuple[Said, ...]) -> bool:
        """Whether a message says how many of something there are (« un seul projet »)."""
        concepts = (self._grammar.counting.get(sense.id) for one in said for sense in one.mention.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)

    def _found_somewhere(self, past: Conversation) -> bool:
        """Whether the last answer told of a place that the question did not name."""
        return any(self._knowledge.root(named.kind) in self._places for named in past.focus)

    def _entity(self, named: Named, told: Told, past: Conversation) -> list[Said]:
        """A name of the last question, or what it leaves of itself to this one; nothing when it gives way."""
        records = self._find(named)
        if not records:
            return []
        root = self._knowledge.root(named.kind)
        if named.excluded and told.single and not told.others and root not in self._places:
            # « Elle a autre chose ? » leaves out what she has, « et Puteaux ? » does not.
            return []
        if (named.kind in told.ranked and told.roots) or (told.such and named.kind == BODY):
            # « Le 2e projet de Rosny » is not the one spoken of, and « des aides de ce genre » may be anybody’s.
            return []
        within = past.several or self._sought_places(past)
        among = records[0].type.narrows or (within and (named.kind in self._holders or named.kind in self.subjects))
        # « Lequel est le plus gros ? » is asked of the several things of one.
        theirs = past.several and told.chooses != WHO and not told.asserts
        narrowed_only = all(self._knowledge.types[root].narrows for root in told.roots)
        if told.of_several and narrowed_only and not among and not theirs:
            # « Laquelle a eu le plus ? » and « lesquelles n’ont rien eu ? » are not asked of one.
            return []
        if "soi" in told.roles and any(other.excluded for other in past.entities):
            # « À part Montreuil, qui dans le 93 ? » looks for no others than Montreuil itself.
            found = named.excluded and not told.records and not self._kept_out(past)
            return [self._grammar.carry_records(records)] if found else []
        holder = self._looked_for_around(records[0], told, past)
        if holder is not None:
            return [self._grammar.carry_records((holder,)), self._grammar.carry_records(records, excluded=True)]
        apart = self._other_than_around(records[0], told)
        if apart is not None:
            return [self._grammar.carry_records((apart,), excluded=True)]
        if self._may_be_others(records[0], told):
            again = any(record in told.records for record in records)
            return [] if again else [self._grammar.carry_records(records, excluded=True)]
        spoken = [other for other in past.entities if other.kind in told.kinds and not other.excluded]
        narrowed = any(self._knowledge.root(other.kind) == root for other in spoken)
        # « Qui d’autre ? » is asked of the subject of several, or of what has no place: a meeting.
        asked_of = (past.several or root not in self._asked.placed) and not told.roots
        kept = self._kept_for_others(records, told) or (asked_of and self._others.asks_who(told.others))
        kept = kept or (not told.roots and self._said_of_a_place(named, told, past))
        # « Le rugby en 2024 ? — Et les autres clubs ? »
        kept = kept or (named.kind in YEARS and BODY in told.others)
        if (told.others and not kept) or (narrowed and named.kind not in told.kinds):
            return []
        if told.excluded:
            owners = [value for value in records[0].values.values() if isinstance(value, Record)]
            around = (*self._knowledge.containers(records[0]), *owners)
            if named.ids[0] in told.excluded or root in told.affirmed or any(p.id in told.excluded for p in around):
                return []
            if not named.excluded and not self._situates(told) and self._among.gives_way(records[0], told, past):
                return []
        elif self._lies(named) and self._situates(told):
            return [self._grammar.carry_records(records)]
        elif root in told.roots and not self._crosses(records[0], told):
            if told.among and records[0].type.narrows:
                # « Pour la culture ? — Parmi elles, combien d’associations ? »
                return [self._grammar.carry_records(records, named.excluded)]
            if self._may_be_others(records[0], told) and self._around(records[0], told):
                return [self._grammar.carry_records(records, excluded=True)]
            return [self._grammar.carry_records(records)] if told.compares else []
        elif named.kind in told.kinds and len(told.kinds) > 1 and self._located(told):
            # « Des villes de ce territoire avec un projet ? » are not asked of the project, nor what it is about.
            return []
        elif not self._stays(named, told, past) or self._belongs_elsewhere(records[0], told.records):
            about = self._located(told) and not told.others and named.kind not in told.kinds
            # « Et les communes de ce territoire ? », of whose the project is, are not asked what it is about.
            about = about and not any(place in records[0].values.values() for place in told.records)
            return self._others.subjects_of(records[0]) if about else []
        return [self._grammar.carry_records(records, named.excluded)]

    def _crosses(self, record: Record, told: Told) -> bool:
        """Whether what a message names of a dimension tells it otherwise than a record does, so that both narrow: a
        theme and a place, which are of two columns (« pour le sport ? — Et à Mauriac ? »)."""
        attribute = record.type.dimension
        root = self._knowledge.root(record.type.name)
        alike = [one for one in told.records if self._knowledge.root(one.type.name) == root]
        return attribute is not None and all(
            one.values.get(attribute, record.values[attribute]) != record.values[attribute] for one in alike
        )

    def _said_of_a_place(self, named: Named, told: Told, past: Conversation) -> bool:
        """Whether what was asked of a town is asked of others (« Antony a du stationnement ? — Une autre ville ? »)."""
        towns = (one for one in past.entities if self._knowledge.types[one.kind].within and not one.excluded)
        # « Dans quel EPT est cette commune ? » asked nothing of the kind.
        asked = named.kind in self.subjects and any(towns) and self._holders.isdisjoint(self._asked.kinds(past))
        places = any(self._knowledge.root(kind) in self._places for kind in told.others)
        return asked and (places or self._others.asks_who(told.others))

    def _looked_for_around(self, record: Record, told: Told, past: Conversation) -> Record | None:
        """The place in which a place lies that the last question asked for, where others are looked for.

        After « Créteil est dans quel territoire ? », « les autres lauréats là-bas » are those of its territory.
        """
        # « D’autres EPT ? » after where one lies are none of those there.
        if told.roots or (record.type.name in self._holders and told.others) or not self._may_be_others(record, told):
            return None
        asked = self._asked.kinds(past) | told.kinds
        return next((place for place in self._knowledge.containers(record) if place.type.name in asked), None)

    def _other_than_around(self, record: Record, told: Told) -> Record | None:
        """The place around one spoken of whose like are looked for (« Pantin ? », « les autres EPT ? »)."""
        if told.roots or not told.others or not told.others <= self._holders or record.type.name in told.others:
            return None
        return next((place for place in self._knowledge.containers(record) if place.type.name in told.others), None)

    def _around(self, record: Record, told: Told) -> bool:
        """Whether a message names places in which a record lies, not the record."""
        return record not in told.records and any(self._knowledge.lies_in(record, place) for place in told.records)

    def _situates(self, told: Told) -> bool:
        """Whether a message asks whether what was spoken of lies in places (« Sceaux ? », « c’est dans le 92 ? »)."""
        asked = told.kinds - {record.type.name for record in told.records} or "question" in told.roles
        return ("situation" in told.roles or told.whose) and self._located(told) and not asked

    def _may_be_others(self, record: Record, told: Told) -> bool:
        """Whether a place is of those whose others are looked for: of their kind, or a place of what has no name."""
        kinds = (self._knowledge.types[kind] for kind in told.others)
        place = bool(record.type.within) or record.type.name in self._holders
        return record.type.name in told.others or (place and any(kind.silent for kind in kinds))

    def _stays(self, named: Named, told: Told, past: Conversation) -> bool:
        """Whether a name of another dimension than those of this message is still what it is about.

        What an answer about one thing named gives way (« et Montreuil ? »), but not a subject to a place; to what has
        subjects of its own it does (« et les ambassadeurs ? »).
        """
        if told.roots and all(self._knowledge.types[root].narrows for root in told.roots):
            return True
        if told.pointed and self._knowledge.types[named.kind].narrows:
            # « Qui a eu le plus en 2022 ? — Le troisième, c’est pour quoi ? »
            return True
        checks = told.of_it or (past.scene and "verification" in told.roles)
        if checks and told.roots <= self.subjects and self._lies(named):
            # « J’habite à Bry. Y a-t-il un projet de stationnement ? », « Bry ? — Elle a un chatbot ? »
            return True
        if named.kind in self.subjects and any(map(self._others.subjects_of, told.records)):
            return False
        if not told.roots or past.several or (named.kind in self.subjects and told.roots <= self._places):
            return True
        return any(self._knowledge.root(other.kind) in told.roots for other in past.entities)

    def _located(self, told: Told) -> bool:
        """Whether a message names nothing but places in which others lie (« et dans le 92 ? »)."""
        return bool(told.records) and all(record.type.name in self._holders for record in told.records)

    def _spoken_of(self, told: Told, past: Conversation, begins: bool, but: Container[str]) -> Iterator[Said]:
        """What was spoken of, but for some kinds, each less than the one after it, for the rules that ask for it."""
        pronoun = begins or "pronom" in told.roles
        if not pronoun and ("superlatif" in told.roles or told.of_several):
            # « Lequel en a le plus ? » and « lesquels n’ont rien eu ? » are not asked of one thing.
            return
        weight = 1.0 if pronoun else EARLIER
        # « Leur projet FMIN » is still that of the place spoken of.
        beside = pronoun and told.roots.isdisjoint(self._places)
        # « Il a eu combien en 2022 ? »
        others = {root for root in told.roots if not self._knowledge.types[root].narrows}
        situates = not past.several and self._situates(told)
        focus: Iterable[Named] = past.focus
        if past.several and (told.others or not pronoun):
            # Of several things enumerated, none is spoken of more than the others (« et les communes ? »).
            focus = (named for named in past.focus if named in past.entities)
        elif not pronoun:
            focus = self._standing.last_spoken_of(past)
        for named in focus:
            root = self._knowledge.root(named.kind)
            kept = beside and (root in self._places or (told.led and root not in told.roots))
            kept = kept or (situates and self._lies(named))
            # « Sa part dans la culture ? » of grants is of no theme that projects are about.
            kept = kept or others <= (self.subjects if named.kind == BODY else set())
            if named.kind in but or not kept:
                continue
            records = () if named.kind in told.others or self._is_past(named, past) else self._find(named)
            if records and (not told.others or self._kept_for_others(records, told)):
                yield self._grammar.carry_records(records, spare=True)._replace(weight=weight)
                weight *= FADING

    def _is_past(self, named: Named, past: Conversation) -> bool:
        """Whether a place elsewhere has given way to another (« Rosny-sur-Seine ? », « Rosny-sous-Bois, pardon »)."""
        records = () if named in past.entities else self._find(named)
        root = self._knowledge.root(named.kind)
        elsewhere = bool(records) and self._grammar.lexicon.lists(records[0])
        return elsewhere and any(self._knowledge.root(other.kind) == root for other in past.entities)

    def _belongs_elsewhere(self, record: Record, places: list[Record]) -> bool:
        """Whether a record is of something, of the kind that a message names, that lies in nothing of what it names."""
        for value in record.values.values():
            if isinstance(value, Record):
                root = self._knowledge.root(value.type.name)
                rivals = [place for place in places if self._knowledge.root(place.type.name) == root]
                around = (value, *self._knowledge.containers(value))
                if rivals and not any(place in around for place in rivals):
                    return True
        return False

    @staticmethod
    def _kept_for_others(records: Sequence[Record], told: Told) -> bool:
        """Whether a name still holds for others than what was spoken of: a place does, a subject does not.

        « D’autres villes aidées ? » after a project are not of that project, unless several bear its name.
        """
        shared = records[0].type.union and (len(records) > 1 or not told.states)
        return bool(records[0].type.within) or shared
