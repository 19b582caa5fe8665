"""What of the earlier turns completes a message: what the last question held, then what was spoken of."""

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import replace

from bot.dialogue.among import Among
from bot.dialogue.asked import Asked
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.keeping import kept
from bot.dialogue.lists import MOST_MEANT, Find, owners_of
from bot.dialogue.others import Others, asks_for_things
from bot.dialogue.standing import Standing
from bot.dialogue.telling import Teller, Told
from bot.dialogue.yielding import Yielding
from bot.facts.records import Knowledge, Record
from bot.findings.query import ALL_YEARS, BODY, YEARS
from bot.french.words import FIRST_ONES, OF_THEM
from bot.understanding.grammar import Grammar
from bot.understanding.reading import EARLIER, SLIGHT, Said
from bot.understanding.roles import DENYING

ELSEWHERE = ("ailleurs", "exclusion")
"""Roles of words that, where no place is named, leave out those spoken of (« et ailleurs ? », « et en dehors ? »)."""
NOT_OF_FIRST = frozenset(("tout", "superlatif", "mesure", "page", "autres", "absence", "verification"))
"""Roles of words that ask of more than the first of a ranking."""
OF_SEVERAL = ("date", "number")
"""How words are found that ask of more than the first of a ranking (« en mars ? », « au-dessus de 25 000 € »)."""
THOSE = ("ceux", "celles", "yena")
"""Words, in expressions that are glued, that ask of several of a ranking (« garde seulement ceux de… », « il y en a
combien ? »)."""
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
        self.placed = frozenset(name for name in knowledge.types if knowledge.root(name) in self._asked.placed)
        """The types of places, of what is of one, and of what that is about."""
        self._yielding = Yielding(grammar, knowledge, find, self._others, self._among, self._asked)

    def carried(
        self,
        said: tuple[Said, ...],
        past: Conversation,
        begins: bool = False,
        theirs: bool = False,
        him: bool = False,
        one: bool = False,
        several: bool = False,
    ) -> list[Said]:
        """What a message does not replace of what was said before.

        Args:
            said: the message.
            past: what was said before.
            begins: whether an expression of the message begins with a pronoun (« elle a eu »).
            theirs: whether it asks of what was spoken of (« ont-ils »), so that « en tout » is not all there is.
            him: whether a pronoun stands for something masculine.
            one: whether a pronoun of it, or an expression that begins with one, stands for one thing.
            several: whether an expression of it begins with a pronoun of several (« ils font quoi »).
        """
        told, past = self._told(said, past, begins, theirs, him, one)
        carried = list(kept(told, past, self._asked, self._grammar))
        if "tout" in told.roles and not theirs:
            return carried
        instead = self._instead(said, told, past, begins)
        if instead is not None:
            return [*carried, *instead]
        none = self._among.none(told, past)
        asked = self._asked_for(said, told, past, theirs) | {record.type.name for record in none}
        carried = [*self._among.like(none, told), *carried]
        holding = self._standing.for_places(told, said, past, one, him)
        carried += holding or self._left(told, past, asked)
        if (begins or "pronom" in told.roles) and not holding:
            carried += self._standing.with_more(told, past, one)
        bare = self._names_nothing(said, told)
        first = self._standing.first_ranked(past)
        if bare and first:
            carried.append(self._grammar.carry_records(first))
        carried += self._others_found(said, told, past, theirs)
        meant = 1 < len(past.listed) <= MOST_MEANT and not self._asked.of_more_than_listed(past)
        # « Qui a eu le plus ? — Son pourcentage ? » is that of the first.
        meant = meant and not (one and bare and first)
        # « Quels territoires ont gagné ? — Ils font quoi ? »
        them = "pronom" in told.roles or several
        if not past.entities and not told.roots and them and meant:
            listed = (self._find(named) for named in past.listed)
            return [*carried, *(self._grammar.carry_records(records) for records in listed if records)]
        if first and not bare and not begins and "pronom" not in told.roles:
            # « Qui a eu le plus ? — En mars ? » is not asked of the first.
            asked = asked | {BODY}
        return [*carried, *self._spoken_of(told, past, begins, asked)]

    def _told(
        self, said: tuple[Said, ...], past: Conversation, begins: bool, theirs: bool, him: bool, one: bool
    ) -> tuple[Told, Conversation]:
        """What a message says, and what was said before as it means it."""
        past = self._of_the_one_told(said, past) if begins or one else past
        past = self._of_ours(past) if any(map(_looks_back, said)) else past
        past = self._standing.in_person(past, him) if one or theirs else past
        told = self._teller.told(said, past)
        past = self._yielding.without_columns(told, said, past)
        past = self._standing.of_what_is_around(told, said, self._standing.turned(said, past))
        past = self._standing.happened(told, said, self._asked.lying(told, past))
        return told, self._of_listed(said, told, past)

    def _instead(self, said: tuple[Said, ...], told: Told, past: Conversation, begins: bool) -> list[Said] | None:
        """What is spoken of instead of what was, where others, or what is like it or elsewhere, are asked for."""
        around = told.kinds & self._holders
        if not told.roots and not told.roles.isdisjoint(ELSEWHERE) and not self._leaves_out(said, told, past):
            # « Et ailleurs dans le département ? » is not asked of all others.
            within = self._others.around(around, past) if told.roles.isdisjoint(("exclusion", "question")) else []
            # « Y en a-t-il un du même genre ailleurs ? »
            same = self._others.alike(past) if "semblable" in told.roles else []
            return within or same or self._others.elsewhere(past)
        sought = self._grammar.kinds(said) - around
        apart = bool(told.excluded) and not told.affirmed
        if "semblable" in told.roles and around and (told.others or sought or apart) and not told.affirmed:
            return self._others.around(around, past)
        if apart_from := self._others.than_told(told.others, said, past):
            return apart_from
        alike = "semblable" in told.roles or self._others.alike_before(past)
        # « D’autres de ce type dans le 92 ? » are about the same, there.
        narrowed = all(record.type.name in self._holders for record in told.records)
        if alike and told.others and narrowed and told.kinds.isdisjoint(self._holders):
            return self._others.alike(past)
        return (self._standing.found_beside(told, past) or None) if begins or "pronom" in told.roles else None

    def _leaves_out(self, said: Sequence[Said], told: Told, past: Conversation) -> bool:
        """Whether a message leaves out what was not spoken of: days, some of a kind, or of what was asked about."""
        # « Sauf en décembre », « sans l’EPT »
        if any(one.excluded and one.mention.how == "date" for one in said):
            return True
        of_kind = told.kinds & self._holders if past.several else set()
        others = bool(of_kind) or not told.kinds <= {named.kind for named in past.entities}
        # « Sans les dix plus grosses »
        ranks = "superlatif" in told.roles or any(one.mention.form in FIRST_ONES for one in said)
        return "exclusion" in told.roles and (others or ranks)

    def _asked_for(self, said: Sequence[Said], told: Told, past: Conversation, theirs: bool) -> set[str]:
        """The kinds of things that a message asks for, which it is not asked of."""
        # « Elle a combien de projets ? » is not asked of the one, or of the subject, by which the town was found.
        counts = "question" in told.roles or self._counts(said)
        asked = set(told.kinds) if (theirs or told.roots or "pronom" in told.roles) and counts else set()
        asked |= self.subjects if asked and not past.several and self._found_somewhere(past) else set()
        # « Il y en a deux ? » is not asked of the one project spoken of.
        asked |= {kind for kind in told.numbered if self._knowledge.root(kind) not in self._places}
        # « Qui a le chatbot ? — Elle a un deuxième projet ? »
        more = {kind for kind in told.ranked if self._knowledge.root(kind) not in self._places}
        return asked | more | (self.subjects if more and self._found_somewhere(past) else set())

    def _left(self, told: Told, past: Conversation, asked: Container[str]) -> list[Said]:
        """What the names of the last question leave of themselves."""
        # « Vincennes a quoi ? — Le CRM ? — Et les autres villes du 94 ? » is not asked of the CRM.
        places = any(self._knowledge.root(kind) in self._places for kind in told.others)
        others_have = places and bool(told.roots & self._places) and any(map(self._lies, past.entities))
        left: list[Said] = []
        for named in past.entities:
            if others_have and not self._lies(named) and not self._knowledge.types[named.kind].narrows:
                continue
            # « Sans Antony ? — Ça fait combien de communes ? » does not count it again.
            if (named.excluded and self._lies(named)) or named.kind not in asked:
                left += self._yielding.left_of(named, told, past)
        return left

    @staticmethod
    def _names_nothing(said: Sequence[Said], told: Told) -> bool:
        """Whether a message names nothing, nor points to several."""
        bare = not told.roots and not told.kinds and not told.roles & NOT_OF_FIRST
        several = (one.mention.how in OF_SEVERAL or any(map(one.mention.form.__contains__, THOSE)) for one in said)
        return bare and not any(several)

    def _others_found(self, said: Sequence[Said], told: Told, past: Conversation, theirs: bool) -> list[Said]:
        """The others that a message asks for, and whose they are."""
        things = (theirs or asks_for_things(said)) and bool(told.others) and not told.roots
        found = self._others.found(told.others, past, of_owners=not (things or told.roots))
        found = found or self._others.told_inside(told.others, told.records, past)
        return [*found, *self._others.whose(told.others, past, apart=not found)] if things else list(found)

    def _of_ours(self, past: Conversation) -> Conversation:
        """What was said before, without the place elsewhere that a thing was believed to be of (« le chatbot, c’est
        Rosny-sur-Seine ? — Et son autre projet ? »)."""
        records = [record for named in past.entities for record in self._find(named)[:1]]
        if not any(map(self._grammar.lexicon.lists, records)) or not any(map(self._asked.is_of_a_place, records)):
            return past
        entities, focus = (tuple(filter(self._is_ours, named)) for named in (past.entities, past.focus))
        # What is whose is told as after the thing alone.
        return replace(past, entities=entities, focus=(*owners_of(entities, self._find), *focus), concepts=())

    def _is_ours(self, named: Named) -> bool:
        """Whether what was named is no place elsewhere."""
        return not any(map(self._grammar.lexicon.lists, self._find(named)[:1]))

    def _of_the_one_told(self, said: Sequence[Said], past: Conversation) -> Conversation:
        """What was said before, of the one thing that an answer told where its question named nothing (« le dernier
        projet de la liste ? — C’est quelle ville ? »), or of whose that one thing is, which cannot be several (« le
        chatbot, c’est quelle ville ? — Elle a deux projets ? »)."""
        told = past.entities or (() if past.listed else past.focus[:1])
        if len(told) != 1 or told[0].excluded or told[0].kind not in self.placed:
            return past
        if self._knowledge.root(told[0].kind) in self._places:
            return past
        owners = owners_of(told, self._find) if any(map(self._says_several, said)) else ()
        if len(owners) == 1 and len(told[0].ids) == 1:
            return replace(past, entities=owners, concepts=())
        return past if past.entities else replace(past, entities=told, concepts=())

    def _says_several(self, one: Said) -> bool:
        """Whether a word says that there are several."""
        compared = (self._grammar.counting.get(sense.id) for sense in one.mention.senses)
        numbers = [concept.comparison[1] for concept in compared if concept is not None and concept.comparison]
        numbers += [one.mention.value] if one.mention.how == "number" and isinstance(one.mention.value, int) else []
        return any(number is not None and number > 1 for number in numbers)

    def _of_listed(self, said: Sequence[Said], told: Told, past: Conversation) -> Conversation:
        """What was said before, without the place around those who were told to have something, where what is theirs is
        asked for (« quelles villes du 93 ont gagné ? — Leurs projets ? » is not asked of all of it)."""
        theirs = any(one.mention.form in OF_THEM for one in said) and not told.roots
        around = all(named.excluded or named.kind in self._holders for named in past.entities)
        meant = past.owners and 1 < len(past.listed) == past.counted <= MOST_MEANT
        listed = {named.kind for named in past.listed}
        # « Ça fait combien de communes ? » is not asked of each of those.
        amounts = told.amounts and bool(told.kinds - listed) and not told.roots
        if meant and around and amounts and self._holders.isdisjoint(listed):
            # « Ça fait combien de projets ? » counts those of the towns told, not of all around them.
            return replace(past, entities=past.listed)
        return replace(past, entities=()) if theirs and around and meant else past

    def of_others(self, past: Conversation, rest: Sequence[Said], said: Sequence[Said]) -> Conversation:
        """What is kept where others than those told are meant: neither their names nor how many they have, nor that
        those have nothing (« qui n’a rien ? — Les autres ? »), nor of what kind those were, where the others are of
        another (« dont combien de communes ? — Et le reste ? »); with what was asked of one of them and is not known,
        where a message asks but for the other (« combien a eu Antony ? — Et l’autre ville ? »)."""
        told = [sense.record for one in rest for sense in one.mention.senses if sense.record is not None]
        around = {place for record in told for place in (record, *self._knowledge.containers(record))}
        roots = {self._knowledge.root(record.type.name) for record in told}
        apart = {kind for kind in self._knowledge.types if self._knowledge.root(kind) in roots}
        apart -= {place.type.name for place in around}
        only = all(one.weight <= SLIGHT or one.mention.role == "autres" or self._grammar.kinds((one,)) for one in said)
        # « Le premier, pour quel âge ? — Et l’autre ? » names one of the town spoken of.
        kinds = {record.type.name for record in told}
        alike = [named for named in past.entities if named.kind in kinds] or past.entities
        asked = past.asked if only and len(alike) == 1 == len(rest) else ()
        concepts = (self._grammar.concepts.get(name) for name in asked or past.concepts)
        kept = tuple(
            one.name
            for one in concepts
            if one is not None
            and one.comparison is None
            and one.role not in DENYING
            # « Le chatbot est à Rosny ou à Sceaux ? — Et l’autre ? » asks what that town has.
            and one.role != "alternative"
            and one.target not in apart
            # « Qui a le plus, Vincennes ou Créteil ? — Et l’autre ? » asks what it has.
            and not (past.compared and one.role == "superlatif")
        )
        # « Le centre social en 2023 ? — Celui du Pollet — Et l’autre ? » is asked of that year.
        when = tuple(named for named in past.entities if named.kind in YEARS and len(rest) == 1)
        return replace(past, entities=when, concepts=kept)

    def compares(self, said: tuple[Said, ...]) -> bool:
        """Whether a message compares what it names with something else (« plus qu’en avril ? »)."""
        return self._teller.compares(said)

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
        """Whether a message names places in which none lie, not to leave them out."""
        kept = (one for one in said if not one.excluded)
        named = [sense.record for one in kept for sense in one.mention.senses if sense.record is not None]
        return any(record.type.within and record.type.name not in self._holders for record in named)

    def seeks_places(self, said: Sequence[Said]) -> bool:
        """Whether a message asks for places."""
        return any(self._knowledge.root(kind) in self._places for kind in self._grammar.kinds(said))

    def _lies(self, named: Named) -> bool:
        """Whether what was named is a place that may lie in another, or elsewhere."""
        return self._knowledge.root(named.kind) in self._places

    def _counts(self, said: Sequence[Said]) -> bool:
        """Whether a message says how many of something there are (« un seul projet »)."""
        concepts = (self._grammar.counting.get(sense.id) for one in said for sense in one.mention.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)

    def _found_somewhere(self, past: Conversation) -> bool:
        """Whether the last answer told of a place that the question did not name."""
        return any(self._knowledge.root(named.kind) in self._places for named in past.focus)

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
        situates = not past.several and self._yielding.situates(told)
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
            # « Combien en 2023 ? — Et sur toutes les années ? — Ça fait combien de subventions ? »
            kept = kept and not (ALL_YEARS in past.concepts and named.kind in YEARS)
            if named.kind in but or not kept:
                continue
            records = () if named.kind in told.others or self._is_past(named, past) else self._find(named)
            if records and (not told.others or self._yielding.kept_for_others(records, told)):
                yield replace(self._grammar.carry_records(records, spare=True), weight=weight)
                weight *= FADING

    def _is_past(self, named: Named, past: Conversation) -> bool:
        """Whether a place elsewhere has given way to another (« Rosny-sur-Seine ? », « Rosny-sous-Bois, pardon »), or a
        thing to a town whose it is not (« Levallois ? — Et Saint-Cloud ? — C’est la seule ? »)."""
        records = () if named in past.entities else self._find(named)
        root = self._knowledge.root(named.kind)
        if records and root not in self._places and len(past.entities) == 1 and self._lies(past.entities[0]):
            owners = [one for one in records[0].values.values() if isinstance(one, Record) and one.type.within]
            places = self._find(past.entities[0])[:1]
            near = (place is one or self._knowledge.lies_in(place, one) for place in places for one in owners)
            return bool(owners) and not any(near)
        elsewhere = bool(records) and self._grammar.lexicon.lists(records[0])
        return elsewhere and any(self._knowledge.root(other.kind) == root for other in past.entities)


def _looks_back(one: Said) -> bool:
    """Whether a word stands for what was spoken of, or asks for others."""
    return one.mention.role in ("pronom", "autres")
