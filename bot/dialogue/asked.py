"""Which words of the last question a message still asks: « et Montreuil ? », « combien ? »."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import pairwise

from msgspec import structs

from bot.dialogue.conversation import Conversation
from bot.dialogue.requiring import AMONG
from bot.dialogue.telling import ASSERTING, Told
from bot.facts.records import Knowledge, Record, Type
from bot.french.words import WHICH_ONE, WHICH_ONES
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said
from bot.understanding.roles import DENYING
from bot.understanding.vocabulary import Concept

MEASURING = 1.0
"""Weight from which a word that asks says what is measured (« le montant »), not that it is (« combien »)."""

HOW_MANY = "combien"
"""The concept that asks how many."""


class Asked:
    """Carries the words of questions over."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, subjects: Set[str]) -> None:
        """`subjects` are the types of what others are about."""
        self._grammar = grammar
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self._kinds = frozenset(knowledge.types)
        owned = (name for name, one in knowledge.types.items() if self._is_placed(one))
        self.placed: Set[str] = frozenset(subjects).union(self._places, map(knowledge.root, owned))
        """What is a place, is of one, or is what something of one is about."""
        self.whole = frozenset(kind for kind in self._holders if len(list(knowledge.of(kind))) == 1)
        """The types of what everything lies in."""

    def _is_placed(self, declared: Type) -> bool:
        """Whether things of a type are of places."""
        kinds = (attribute.kind for attribute in declared.attributes.values())
        return any(kind in self._kinds and self._knowledge.root(kind) in self._places for kind in kinds)

    def kinds(self, past: Conversation) -> set[str]:
        """The kinds of things that the last question asked for."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        return {concept.target for concept in concepts if concept is not None and concept.target is not None}

    def _asks_where(self, past: Conversation) -> bool:
        """Whether the last question asked where something is, or in what."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        situates = any(concept is not None and concept.role == "situation" for concept in concepts)
        return situates or bool(self.kinds(past) & self._holders)

    def concepts(self, told: Told, past: Conversation) -> Iterator[Said]:
        """The words of the last question, unless this one is asked in full."""
        asks = "question" in told.roles
        compared = "semblable" in told.roles and told.kinds and told.kinds <= self._holders and not told.others
        if compared and not asks:
            # « C’est le même territoire ? » asks nothing else of them.
            return
        one_of = self.names_asked([record for record in told.records if record.id not in told.excluded], past)
        # « Au total pour ces trois villes ? » picks none of them.
        picks = past.counted > 1 and "tout" not in told.roles and (told.picks or one_of or self._is_of(told, past))
        itself = any(
            concept is not None and concept.role == "soi" for concept in map(self._grammar.concepts.get, past.concepts)
        )
        turns = self._turns(told, past) and not told.by
        # « Quand le fonds a-t-il été créé ? — Et le comité ? » still asks when.
        when = turns and "suite" in told.roles and not told.asserts and all(map(_is_dated, told.records))
        # « Quel territoire a eu le plus ? » is asked of the amounts that were asked for.
        measures = "superlatif" in told.roles and all(map(self._is_place, told.kinds))
        # « Quelles communes n’ont rien ? — Ça fait combien de villes ? » counts those.
        amounts = told.amounts and bool(told.kinds) and told.kinds <= {named.kind for named in past.listed}
        # « Combien sont menés à plusieurs ? — Quelles villes en font partie ? » is asked of those.
        anew = asks and told.kinds and not (told.these or amounts or AMONG in told.roles)
        # « Quels territoires ? — Lequel a le plus de communes ? » counts those of each.
        which = "superlatif" in told.roles and told.chooses in WHICH_ONE
        # « Issy a gagné un projet aussi, non ? » says all that it asks.
        checks = "verification" in told.roles and told.single and told.kinds
        # « Où est la maison du numérique ? — À Boissy, il y en a une ? » is not asked where it lies.
        exists = "partitif" in told.roles and bool(told.roots & self._places) and past.outcome == "answered"
        # « Le deuxième, il coûte combien ? — Et le premier ? » asks it again of another of them.
        again = told.likewise or (told.bare and self._of_one_listed(past))
        before = (past.asked or past.concepts) if again else past.concepts
        apart = self._left_out(told, past)
        # « Qui a reçu le plus ? — Et le plus de projets ? » counts those, whatever was measured.
        counted = "superlatif" in told.roles and bool(told.kinds) and not any(map(self._is_place, told.kinds))
        # « Combien de plus de 60 € ? — Les deux plus petites ? » keeps what bounds them.
        counted = counted and past.comparison is None and past.bounds is None
        things = bool(told.kinds) and self._holders.isdisjoint(told.kinds) and bool(self._holders & self.kinds(past))
        owned = len([root for root in told.roots if not self._knowledge.types[root].narrows]) > 1
        # « Sceaux est dans quel département ? — Et Vincennes, ils ont quoi ? » no longer asks where.
        what = told.what and told.single and "situation" not in told.roles and self._asks_where(past)
        # « Quel département a le plus de projets ? — Et quel territoire ? »
        ranks = self.ranks_another(told, past)
        anew = anew and not self._asks_which_of_them(told, past)
        none_of_it = what or (turns and not when) or (anew and not (measures or which or apart or ranks))
        # « Hors du 94 ? — Maintenant celles du 94 » keeps nothing out.
        puts_back = any(self._knowledge.root(one.kind) in told.affirmed for one in past.entities if one.excluded)
        of_noun = self._asking_for_noun(past)
        # « Les projets du 94 ? — Lesquelles en ont deux ? » asks for no projects.
        having = told.has and told.number and told.chooses in WHICH_ONES
        of_town = told.what_is and past.counted > 0 and "reprise" not in told.roles
        other_things = bool(told.others) and all(map(self._is_thing, told.others)) and self._asks_where(past)
        for name in () if none_of_it else before:
            written = self._grammar.concepts.get(name)
            if when and not (written is not None and written.demanding):
                continue
            placed = written is not None and written.target is not None and self._is_place(written.target)
            of_each = which and placed and written is not None and written.target not in told.kinds
            of_each = of_each or name in apart
            of_each = of_each or (ranks and written is not None and _ranks(written) and not placed)
            if puts_back and written is not None and written.role == "exclusion":
                continue
            if name in of_noun or (having and written is not None and self._is_thing(written.target)):
                continue
            if counted and written is not None and written.target is None and written.weight >= ASSERTING:
                continue
            if anew and not of_each and (written is None or written.role != "question" or written.weight < MEASURING):
                continue
            if (told.roots or told.states) and not told.likewise and written is not None and written.fleeting:
                continue
            # « Et Bobigny ? » is not asked of the territories themselves.
            # « Et les EPT ? — Et à Montreuil, c’est quoi ? » asks what the town has.
            if (picks or itself or of_town) and told.single and written is not None and written.target in self._holders:
                continue
            # « Dans quel département ? — Ils ont autre chose ? » asks for other things of theirs.
            if (
                other_things
                and written is not None
                and (written.role == "situation" or written.target in self._holders)
            ):
                continue
            if itself and told.single and written is not None and written.role == "soi":
                continue
            # « Et le total ? » after the mean is not its total.
            if "tout" in told.roles and written is not None and written.role == "mesure":
                continue
            if "autres" in told.roles and written is not None and written.comparison is not None:
                continue
            # « Celles de plus de 5 000 € ? — Seulement le sport »: the number says it.
            if past.comparison and written is not None and written.comparison and written.comparison[1] is None:
                continue
            if "soi" in told.roles and placed:
                # « Et l’EPT lui-même ? » is not asked of its towns.
                continue
            # « Sont-elles dans le même territoire ? — Elles ont des projets ? » is not asked if those are the same, nor
            # « et l’EPT, il a quoi ? ».
            situates = (asks and "situation" in told.roles) or things or told.what
            if situates and written is not None and written.role == "semblable":
                continue
            if exists and written is not None and written.target is None and written.role != "question":
                continue
            concept = self._grammar.carry_concept(name)
            role = concept.mention.role if concept is not None else None
            # « Elle a un autre projet ? » no longer asks what was asked of the first, nor « le dernier ? » how many.
            replaces = asks or bool(told.others and (told.kinds or told.asserts)) or (picks and not again)
            has = told.single or one_of or "superlatif" in told.roles or (asks and told.in_full and not amounts)
            # « Aucune commune de GOSB ? — Mais le lavoir alors ? »
            has = has or any(self._is_of_a_place(record) for record in told.records)
            # « Qui n’a rien eu ? — Les noms des villes ? »
            has = has and not (told.kinds and self._asks_but_which(told, or_how_many=True))
            none = checks or (told.single and "absence" in told.roles)
            # « Le montant total ? — Et combien pour le 94 ? » is still asked of amounts.
            measured = (measures or told.how_many) and concept is not None and concept.weight >= MEASURING
            replaced = ((replaces or none) and role == "question" and not measured) or (role == "absence" and has)
            # « Y en a-t-il qui ont deux projets ? — Lesquelles sont dans le 93 ? » asks no longer if there are any.
            replaced = replaced or (asks and role == "verification")
            # « Celui de Vincennes » is one of hers, not how she ranks, nor is « Issy, c’est l’assistant vocal ? ».
            ranks = told.of_one_compared or (told.single and ("reprise" in told.roles or owned))
            replaced = replaced or (role == "superlatif" and ranks)
            if concept is not None and not replaced:
                yield self._grammar.carry_denial(concept, past.intent) if role == "negation" else concept

    def _asking_for_noun(self, past: Conversation) -> set[str]:
        """The word by which the last question asked for the kind of places named right after it (« qui sont les
        communes lauréates ? »): for those, not for whoever has something."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        telling = [one for one in concepts if one.weight > 0]
        asking = [(one, noun) for one, noun in pairwise(telling) if one.role == "question" and one.target]
        return {one.name for one, noun in asking if not self._is_place(one.target) and self._is_place(noun.target)}

    def _left_out(self, told: Told, past: Conversation) -> set[str]:
        """The words by which the last question left out a kind of things, where this one names neither that kind nor
        anything else (« excepté les EPT, qui est lauréat dans le 93 ? — Combien de projets ? »)."""
        if told.roots or told.others or any(named.excluded for named in past.entities):
            return set()
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        telling = [one for one in concepts if one.weight > 0]
        pairs = [(one, kind) for one, kind in pairwise(telling) if one.role == "exclusion" and kind.target]
        kept = told.kinds.isdisjoint(kind.target for _, kind in pairs)
        return {one.name for pair in pairs for one in pair} if kept else set()

    def ranks_another(self, told: Told, past: Conversation) -> bool:
        """Whether a message asks but which place of another kind has the most, or the least, as the last question did
        (« et quel territoire ? »)."""
        others = told.kinds - self._kinds_asked(past)
        place = len(told.kinds) == len(others) == 1 and all(map(self._is_place, others))
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        bare = "question" in told.roles and not (told.roots or told.states or told.others or told.points)
        asked = {"suite", "question"} <= told.roles and "superlatif" not in told.roles
        return bare and place and asked and any(concept.role == "superlatif" for concept in concepts)

    def _asks_which_of_them(self, told: Told, past: Conversation) -> bool:
        """Whether a message asks but which towns, after what was asked of no thing in particular (« combien de projets
        dans le 93 ? — Quelles villes ? »)."""
        around = all(named.kind in self._holders and not named.excluded for named in past.entities)
        asked = any(self._is_thing(kind) or self._is_anyone(kind) for kind in self.kinds(past))
        # « Qui a deux projets ? — Quelles villes ? » would lose how many.
        anew = past.comparison is None and told.kinds.isdisjoint(self._kinds_asked(past))
        same = told.kinds <= self._kinds_asked(past) and HOW_MANY in past.concepts and past.comparison is None
        which = self._asks_but_which(told)
        denied = self._denies(past) and self._asks_but_which(told, or_how_many=True)
        if around and ((which and same) or denied):
            # « Combien de communes n’ont rien reçu ? — Quelles communes ? »
            return past.outcome == "answered"
        return which and around and past.several and asked and anew

    def _asks_but_which(self, told: Told, or_how_many: bool = False) -> bool:
        """Whether a message asks but which towns, or how many (« quelles villes ? », « les noms des villes ? »)."""
        only = told.roles <= {None, "question", "suite"} and not (told.roots or told.states or told.others)
        only = only and (or_how_many or not told.counts)
        return only and all(self._is_place(kind) and kind not in self._holders for kind in told.kinds)

    def _denies(self, past: Conversation) -> bool:
        """Whether the last question asked who did not do or have something."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        return any(concept.role in DENYING for concept in concepts)

    @staticmethod
    def _of_one_listed(past: Conversation) -> bool:
        """Whether what the last question asked, which is not known, is of one of what was listed before."""
        return bool(past.asked) and len(past.entities) == 1 and past.entities[0] in past.listed

    def of_more_than_listed(self, past: Conversation) -> bool:
        """Whether the last question asked for all of a list, of which its answer told but a part, and not which of it
        are first (« les subventions de plus d’un million ? — Leur total ? »)."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        return past.page is not None and not any(one is not None and one.role == "superlatif" for one in concepts)

    def lying(self, told: Told, past: Conversation) -> Conversation:
        """What was said before, without what all lies in, where it is asked in which place that is.

        « Quel projet pour les jeunes dans la Métropole ? — C’est dans quelle commune ? »
        """
        named = tuple(one for one in past.entities if one.kind not in self.whole)
        if "situation" not in told.roles or told.roots or not told.kinds or not named:
            return past
        focus = tuple(one for one in past.focus if one.kind not in self.whole)
        return structs.replace(past, entities=named, focus=focus)

    def _is_of_a_place(self, record: Record) -> bool:
        """Whether something is that of a place, and none itself."""
        return not self._is_place(record.type.name) and self._is_placed(record.type)

    def _is_thing(self, kind: str | None) -> bool:
        """Whether a kind is of no places, nor of whoever has something."""
        return kind in self._kinds and not self._is_place(kind) and not self._knowledge.types[kind or ""].silent

    def _is_anyone(self, kind: str | None) -> bool:
        """Whether a kind is of whoever has something."""
        return kind in self._kinds and self._knowledge.types[kind or ""].silent

    def _is_place(self, kind: str | None) -> bool:
        return kind in self._kinds and self._knowledge.root(kind) in self._places

    def _turns(self, told: Told, past: Conversation) -> bool:
        """Whether a message names but what has no place, nor anything to do with what was told (« et Ollier ? »)."""
        if past.outcome == "clarify":
            return False
        spoken: set[str] = set()
        kinds = {named.kind for named in (*past.entities, *past.focus)}
        while kinds:
            spoken |= kinds
            attributes = (one for kind in kinds for one in self._knowledge.types[kind].attributes.values())
            kinds = {one.kind for one in attributes if one.kind in self._kinds} - spoken
        spoken = {self._knowledge.root(kind) for kind in spoken}
        turns = bool(told.roots) and told.roots.isdisjoint(self.placed) and told.roots.isdisjoint(spoken)
        return turns and not told.asserts and not any(record.type.narrows for record in told.records)

    def names_asked(self, records: Sequence[Record], past: Conversation) -> bool:
        """Whether it is things of the kind that the last question asked for that a message names."""
        kinds = self._kinds_asked(past)
        return bool(records) and all(record.type.name in kinds for record in records)

    def _kinds_asked(self, past: Conversation) -> set[str]:
        """The kinds of things that the last question named."""
        concepts = (self._grammar.counting.get(name) for name in past.concepts)
        return {concept.target for concept in concepts if concept is not None and concept.target is not None}

    def _is_of(self, told: Told, past: Conversation) -> bool:
        """Whether a message names but places where places are counted (« combien de villes ? », « Sceaux ? »)."""
        kinds = self._kinds_asked(past)
        # « Combien de territoires ? » is not asked of a town.
        places = any(self._knowledge.types[kind].within or kind in self._holders for kind in kinds & self._kinds)
        leaves = all(record.type.within and record.type.name not in self._holders for record in told.records)
        return bool(told.records) and places and leaves


def _ranks(concept: Concept) -> bool:
    """Whether a word says what there is most of, or that there is (« le plus de projets »)."""
    return concept.role == "superlatif" or concept.target is not None


def _is_dated(record: Record) -> bool:
    """Whether a thing has a day of its own."""
    return any(isinstance(value, date) for value in record.values.values())
