"""What a name of the last question leaves of itself to a message: it stays, gives way, or is kept out of others."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.among import Among
from bot.dialogue.asked import Asked
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.lifting import RANK
from bot.dialogue.lists import Find
from bot.dialogue.others import Others
from bot.dialogue.standing import kept_out
from bot.dialogue.telling import ITSELF, Told
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, YEARS
from bot.french.words import WHO
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

ELSEWHERE = "ailleurs"
"""The role of words that ask of other places than those spoken of."""
ASKS_WHO = "qui"
"""The concept of words that ask who."""
DATA = "jeu"
"""The attribute that tells of which published data something is."""
HEADER = "entete"
"""The attribute of a column, and of none of its values, that tells what it is called."""


class Yielding:
    """Tells what stays of the names of the last question."""

    def __init__(
        self, grammar: Grammar, knowledge: Knowledge, find: Find, others: Others, among: Among, asked: Asked
    ) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._others = others
        self._among = among
        self._asked = asked
        self._subjects = others.subjects
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self._whole = asked.whole

    def without_columns(self, told: Told, said: Sequence[Said], past: Conversation) -> Conversation:
        """What was said before, without a column of published grants where a message asks who got the most of one of
        its values (« par thématique ? — Et le sport ? — Qui en a eu le plus ? »), or who is in one that it names (« les
        plus gros secteurs ? — Qui est dans le 2e ? »)."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        ranked = any(one is not None and one.role == "superlatif" for one in concepts)
        who = bool(told.records) and any(sense.id == ASKS_WHO for one in said for sense in one.mention.senses)
        if not (who or ("superlatif" in told.roles and not ranked)) or told.excluded:
            return past
        spoken = told.records or [one for named in past.entities for one in self._find(named)[:1]]
        values = [_column(one) for one in spoken if RANK in one.values and HEADER not in one.values]
        if len(values) != 1:
            return past
        entities, focus = (
            tuple(named for named in names if not self._is_column(named, values[0]))
            for names in (past.entities, past.focus)
        )
        return replace(past, entities=entities, focus=focus)

    def _is_column(self, named: Named, column: tuple[object, object]) -> bool:
        """Whether what was named is a column, and not one of its values."""
        return any(HEADER in one.values and _column(one) == column for one in self._find(named)[:1])

    def left_of(self, named: Named, told: Told, past: Conversation) -> list[Said]:
        """A name of the last question, or what it leaves of itself to this one; nothing when it gives way."""
        records = self._find(named)
        if not records:
            return []
        if sum(one.kind == named.kind for one in past.entities) > 1:
            # Of several taken of a list, each is told apart from those that share its name.
            records = tuple(one for one in records if one.id in named.ids) or records
        if self._is_of_more(named, records, told, past):
            return []
        for left_by in (self._left_elsewhere, self._left_by_several, self._left_to_others, self._left_by_names):
            left = left_by(named, records, told, past)
            if left is not None:
                return left
        return self._itself(records, named.excluded)

    def _itself(self, records: tuple[Record, ...], excluded: bool = False) -> list[Said]:
        """A name as it was said."""
        return [self._grammar.carry_records(records, excluded)]

    def _apart(self, records: tuple[Record, ...]) -> list[Said]:
        """A name kept out of what is asked of others."""
        return [self._grammar.carry_records(records, excluded=True)]

    def _is_of_more(self, named: Named, records: Sequence[Record], told: Told, past: Conversation) -> bool:
        """Whether a message asks of more than what a name narrows, or of something else of its kind."""
        if named.kind in self._subjects and told.what and self._asked_again(told, past):
            # « Le stationnement dans le 93 ? — Et dans le 93, il y a quoi alors ? » asks for all that is there.
            return True
        subjects = named.kind in self._subjects or any(map(self._has_subjects, records))
        if told.throughout and subjects and not any(self._lies(one) and not one.excluded for one in past.entities):
            # « Qui a du stationnement ? — Et dans tout le 92 ? », but not « … à Antony ? — Et dans tout le 92 ? ».
            return True
        if named.excluded and told.single and not told.others and not self._lies(named):
            # « Elle a autre chose ? » leaves out what she has, « et Puteaux ? » does not.
            return True
        # « Le 2e projet de Rosny » is not the one spoken of, and « des aides de ce genre » may be anybody’s.
        return bool((named.kind in told.ranked and told.roots) or (told.such and named.kind == BODY))

    def _left_elsewhere(
        self, named: Named, records: tuple[Record, ...], told: Told, past: Conversation
    ) -> list[Said] | None:
        """What is left where others are looked for elsewhere."""
        if ELSEWHERE not in told.roles:
            return None
        if told.roots and told.roots.isdisjoint(self._places) and self._lies(named):
            # « Le chatbot de Rosny ? — Et ailleurs, d’autres chatbots ? »
            return self._apart(records)
        if told.records and self._located(told) and named.kind not in self._holders:
            # « Le chatbot de Rosny ? — Et ailleurs dans le 93 ? » asks for what the others there have.
            there = self._lies(named) and self._around(records[0], told)
            if there or any(isinstance(value, Record) for value in records[0].values.values()):
                return self._apart(records) if there else []
        return None

    def _left_by_several(
        self, named: Named, records: tuple[Record, ...], told: Told, past: Conversation
    ) -> list[Said] | None:
        """What is left where several are asked about, or what was kept out itself."""
        if not self._lies(named) and "situation" in told.roles and self._is_of_several(records[0], told):
            # « Le chatbot, c’est Sceaux ? — Les deux sont dans quel département ? » asks of the towns.
            return []
        within = past.several or self._sought_places(past)
        among = records[0].type.narrows or (within and (named.kind in self._holders or named.kind in self._subjects))
        # « Lequel est le plus gros ? » is asked of the several things of one.
        theirs = past.several and told.chooses != WHO and (told.of_those or not told.asserts)
        narrowed_only = all(self._knowledge.types[root].narrows for root in told.roots)
        if told.of_several and narrowed_only and not among and not theirs:
            # « Laquelle a eu le plus ? » and « lesquelles n’ont rien eu ? » are not asked of one.
            return []
        if ITSELF in told.roles and any(other.excluded for other in past.entities):
            # « À part Montreuil, qui dans le 93 ? » looks for no others than Montreuil itself.
            found = named.excluded and not told.records and not kept_out(past, self._grammar)
            return self._itself(records) if found else []
        return None

    def _left_to_others(
        self, named: Named, records: tuple[Record, ...], told: Told, past: Conversation
    ) -> list[Said] | None:
        """What is left where others than what was spoken of are asked for."""
        holder = self._looked_for_around(records[0], told, past)
        if holder is not None:
            return [*self._itself((holder,)), *self._apart(records)]
        apart = self._other_than_around(records[0], told)
        if apart is not None:
            return self._apart((apart,))
        if self._may_be_others(records[0], told):
            return [] if any(record in told.records for record in records) else self._apart(records)
        root = self._knowledge.root(named.kind)
        spoken = [other for other in past.entities if other.kind in told.kinds and not other.excluded]
        narrowed = any(self._knowledge.root(other.kind) == root for other in spoken)
        # « Qui d’autre ? » is asked of the subject of several, or of what has no place: a meeting.
        asked_of = (past.several or root not in self._asked.placed) and not told.roots
        kept = self.kept_for_others(records, told) or (asked_of and self._others.asks_who(told.others))
        kept = kept or (not told.roots and self._said_of_a_place(named, told, past))
        # « Le rugby en 2024 ? — Et les autres clubs ? »
        # « Dont combien pour le tournoi ? — Et le reste ? » is of the same body, in the same year.
        of_the_rest = bool(told.others) and all(self._knowledge.types[kind].narrows for kind in told.others)
        kept = kept or (named.kind in YEARS and (BODY in told.others or of_the_rest))
        # « La MJC en 2024 ? — Elle a eu autre chose ? » asks of the other years.
        kept = kept or (named.kind == BODY and (not told.others.difference(YEARS) or of_the_rest))
        gives_way = (told.others and not kept) or (narrowed and named.kind not in told.kinds)
        return [] if gives_way else None

    def _left_by_names(
        self, named: Named, records: tuple[Record, ...], told: Told, past: Conversation
    ) -> list[Said] | None:
        """What the names of a message leave."""
        root = self._knowledge.root(named.kind)
        if told.excluded:
            owners = [value for value in records[0].values.values() if isinstance(value, Record)]
            around = (*self._knowledge.containers(records[0]), *owners)
            out = named.ids[0] in told.excluded or root in told.affirmed or any(p.id in told.excluded for p in around)
            others = not named.excluded and not self.situates(told) and self._among.gives_way(records[0], told, past)
            return [] if out or others else None
        if self._lies(named) and self.situates(told):
            return self._itself(records)
        if root in told.roots and not self._crosses(records[0], told):
            if (told.among and records[0].type.narrows) or (told.inside and self._meets(records[0], told)):
                # « Pour la culture ? — Parmi elles, combien d’associations ? »
                # « Quelles communes dans le T12 ? — Dont combien dans l’Essonne ? »
                return self._itself(records, named.excluded)
            if self._may_be_others(records[0], told) and self._around(records[0], told):
                return self._apart(records)
            return self._itself(records) if told.compares else []
        if named.kind in told.kinds and len(told.kinds) > 1 and self._located(told):
            # « Des villes de ce territoire avec un projet ? » are not asked of the project, nor what it is about.
            return []
        if not self._stays(named, told, past) or all(self._belongs_elsewhere(one, told.records) for one in records):
            about = self._located(told) and not told.others and named.kind not in told.kinds and not named.excluded
            # « Et les communes de ce territoire ? », of whose the project is, are not asked what it is about.
            about = about and not any(place in records[0].values.values() for place in told.records)
            # « Le lavoir, c’est lequel des trois ? — Les ambassadeurs ? — Et le troisième ? » is asked what it has.
            about = about and not _is_left(told, past)
            return self._others.subjects_of(records[0]) if about else []
        return None

    def _asked_again(self, told: Told, past: Conversation) -> bool:
        """Whether all that a message names are places that the last question named, too."""
        asked = {id_ for named in past.entities if not named.excluded for id_ in named.ids}
        return told.roots <= self._places and bool(told.records) and all(one.id in asked for one in told.records)

    def _is_of_several(self, record: Record, told: Told) -> bool:
        """Whether a message speaks of several towns, of which one has the thing spoken of."""
        towns = [one for one in told.records if one.type.within and one.type.name not in self._holders]
        return len(towns) > 1 and any(town in record.values.values() for town in towns)

    def situates(self, told: Told) -> bool:
        """Whether a message asks whether what was spoken of lies in places (« Sceaux ? », « c’est dans le 92 ? »)."""
        # « Plaine Commune, aucune ville ? — C’est dans le 94 qu’il y en a ? » asks where some are.
        asked = told.kinds - {record.type.name for record in told.records} or told.roles & {"question", "partitif"}
        return ("situation" in told.roles or told.whose) and self._located(told) and not asked

    def kept_for_others(self, records: Sequence[Record], told: Told) -> bool:
        """Whether a name still holds for others than what was spoken of: a place does, a subject does not.

        « D’autres villes aidées ? » after a project are not of that project, unless several bear its name; nor are
        « les autres territoires ? » after the project of one territory.
        """
        owners = {one.type.name for one in records[0].values.values() if isinstance(one, Record)}
        another = "pronom" not in told.roles and not owners.isdisjoint(told.others & self._holders)
        shared = records[0].type.union and not another and (len(records) > 1 or not told.states)
        return bool(records[0].type.within) or shared

    def _sought_places(self, past: Conversation) -> bool:
        """Whether the last question asked for places."""
        kinds = self._asked.kinds(past).intersection(self._knowledge.types)
        return any(self._knowledge.root(kind) in self._places for kind in kinds)

    def _crosses(self, record: Record, told: Told) -> bool:
        """Whether what a message names of a dimension tells it otherwise than a record does, so that both narrow: a
        theme and a place, which are of two columns (« pour le sport ? — Et à Mauriac ? »)."""
        attribute = record.type.dimension
        root = self._knowledge.root(record.type.name)
        alike = [one for one in told.records if self._knowledge.root(one.type.name) == root]
        own = record.values.get(attribute) if attribute else None
        return attribute is not None and all(one.values.get(attribute) != own for one in alike)

    def _meets(self, record: Record, told: Told) -> bool:
        """Whether a place, and one of another kind that a message names, hold some of the same, and neither lies in the
        other: a territory and a department."""
        others = [one for one in told.records if one.type.name in self._holders - {record.type.name, *self._whole}]
        held = self._held(record) if record.type.name in self._holders - self._whole else set()
        return any(not held.isdisjoint(self._held(place)) for place in others)

    def _held(self, place: Record) -> set[str]:
        """The identifiers of what lies in a place."""
        return {one.id for one in self._knowledge.members(place, self._knowledge.root(place.type.name))}

    def _said_of_a_place(self, named: Named, told: Told, past: Conversation) -> bool:
        """Whether what was asked of a town is asked of others (« Antony a du stationnement ? — Une autre ville ? »)."""
        towns = (one for one in past.entities if self._knowledge.types[one.kind].within and not one.excluded)
        # « Dans quel EPT est cette commune ? » asked nothing of the kind.
        asked = named.kind in self._subjects and any(towns) and self._holders.isdisjoint(self._asked.kinds(past))
        places = any(self._knowledge.root(kind) in self._places for kind in told.others)
        return asked and (places or self._others.asks_who(told.others))

    def _looked_for_around(self, record: Record, told: Told, past: Conversation) -> Record | None:
        """The place in which a place lies that the last question asked for, where others are looked for.

        After « Créteil est dans quel territoire ? », « les autres lauréats là-bas » are those of its territory.
        """
        # « D’autres EPT ? » after where one lies are none of those there.
        like_it = record.type.name in self._holders and told.others
        if told.roots or like_it or told.others & self._holders or not self._may_be_others(record, told):
            return None
        asked = self._asked.kinds(past) | told.kinds
        return next((place for place in self._knowledge.containers(record) if place.type.name in asked), None)

    def _other_than_around(self, record: Record, told: Told) -> Record | None:
        """The place around one spoken of whose like are looked for (« Pantin ? », « les autres EPT ? »)."""
        silent = {kind for kind in told.others if self._knowledge.types[kind].silent}
        others = told.others - silent
        if told.roots or not others or not others <= self._holders or record.type.name in others:
            return None
        return next((place for place in self._knowledge.containers(record) if place.type.name in others), None)

    def _around(self, record: Record, told: Told) -> bool:
        """Whether a message names places in which a record lies, not the record."""
        return record not in told.records and any(self._knowledge.lies_in(record, place) for place in told.records)

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
        if past.scene and told.roots and told.roots.isdisjoint(self._asked.placed):
            # « Je compare les villes du 92, lesquelles ont eu le FMIN ? »; « j’ai grandi à Créteil » narrows nothing.
            return len(past.entities) > 1 or named.kind in self._holders or named.kind in self._subjects
        narrows = [self._knowledge.types[root].narrows for root in told.roots]
        if narrows and (all(narrows) or (any(narrows) and self._knowledge.types[named.kind].narrows)):
            # « Le total de 2021 ? — Et la jeunesse ? », which projects may be about as well
            return True
        if (told.pointed or (told.shares and told.roots == {BODY})) and self._knowledge.types[named.kind].narrows:
            # « Qui a eu le plus en 2022 ? — Le troisième, c’est pour quoi ? »
            return True
        checks = told.of_it or (past.scene and "verification" in told.roles)
        if checks and told.roots <= self._subjects and self._lies(named):
            # « J’habite à Bry. Y a-t-il un projet de stationnement ? », « Bry ? — Elle a un chatbot ? »
            return True
        if named.kind in self._subjects and any(map(self._has_subjects, told.records)):
            return False
        subjects = bool(told.roots) and told.roots <= self._subjects and "suite" in told.roles and not told.of_it
        if subjects and any(map(self._has_subjects, self._find(named)[:1])):
            # « Le chatbot, c’est à Rosny ? — Et l’assistant vocal ? — Et la livraison ? »
            return False
        beside = sum(map(self._lies, past.entities)) > 1
        if past.several and beside and not told.of_it and self._is_of_others(named, told):
            return False
        if not told.roots or past.several or (named.kind in self._subjects and told.roots <= self._places):
            return True
        return any(self._knowledge.root(other.kind) in told.roots for other in past.entities)

    def _is_of_others(self, named: Named, told: Told) -> bool:
        """Whether what a message names has owners, and none of them is one of several towns spoken of (« Rueil et
        Saint-Mandé ont le même projet ? — Et le lavoir, c’est qui ? »)."""
        if not self._lies(named) or named.kind in self._holders or "pronom" in told.roles:
            return False
        owners = [[value for value in one.values.values() if isinstance(value, Record)] for one in told.records]
        return bool(owners) and all(own and named.ids[0] not in (place.id for place in own) for own in owners)

    def _has_subjects(self, record: Record) -> bool:
        """Whether a record is of a kind that is about subjects, those of others too, if it has none itself."""
        return any(attribute.kind in self._subjects for attribute in record.type.attributes.values())

    def _located(self, told: Told) -> bool:
        """Whether a message names nothing but places in which others lie (« et dans le 92 ? »)."""
        return bool(told.records) and all(record.type.name in self._holders for record in told.records)

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

    def _lies(self, named: Named) -> bool:
        """Whether what was named is a place that may lie in another, or elsewhere."""
        return self._knowledge.root(named.kind) in self._places


def _is_left(told: Told, past: Conversation) -> bool:
    """Whether a message is of the one that answers left out of a list."""
    return len(past.left) == 1 and all(place.id in past.left[0].ids for place in told.records)


def _column(record: Record) -> tuple[object, object]:
    """Of which published data, and of which of its columns, something is."""
    return record.values.get(DATA), record.values.get(RANK)
