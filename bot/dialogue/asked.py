"""What the last question asked of: its words, and the kinds of things that it named."""

from collections.abc import Sequence, Set

from msgspec import structs

from bot.dialogue.conversation import Conversation
from bot.dialogue.telling import Told
from bot.facts.records import Knowledge, Record, Type
from bot.findings.query import Findings
from bot.french.numbers import is_great
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.vocabulary import Concept

MEASURING = 1.0
"""Weight from which a word that asks says what is measured (« le montant »), not that it is (« combien »)."""

HOW_MANY = "combien"
"""The concept that asks how many."""
SUPPOSED = "suppose"
"""The case of findings of what is not known."""


class Asked:
    """Tells what questions of earlier turns asked of."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, subjects: Set[str]) -> None:
        """`subjects` are the types of what others are about."""
        self._grammar = grammar
        self._knowledge = knowledge
        self.holders = knowledge.holders()
        self._places = knowledge.places()
        self._kinds = frozenset(knowledge.types)
        owned = (name for name, one in knowledge.types.items() if self._is_placed(one))
        self.placed: Set[str] = frozenset(subjects).union(self._places, map(knowledge.root, owned))
        """What is a place, is of one, or is what something of one is about."""
        self.whole = frozenset(kind for kind in self.holders if len(list(knowledge.of(kind))) == 1)
        """The types of what everything lies in."""

    def _is_placed(self, declared: Type) -> bool:
        """Whether things of a type are of places."""
        kinds = (attribute.kind for attribute in declared.attributes.values())
        return any(kind in self._kinds and self._knowledge.root(kind) in self._places for kind in kinds)

    def kinds(self, past: Conversation) -> set[str]:
        """The kinds of things that the last question asked for."""
        return {word.target for word in self.words(past) if word.target is not None}

    def words(self, past: Conversation) -> list[Concept]:
        """The words of the last question."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        return [concept for concept in concepts if concept is not None]

    def ranks_another(self, told: Told, past: Conversation) -> bool:
        """Whether a message asks but which place of another kind has the most, or the least, as the last question did
        (« et quel territoire ? »)."""
        others = told.kinds - self.kinds_asked(past)
        place = len(told.kinds) == len(others) == 1 and all(map(self.is_place, others))
        bare = "question" in told.roles and not (told.roots or told.states or told.others or told.points)
        asked = {"suite", "question"} <= told.roles and "superlatif" not in told.roles
        return bare and place and asked and any(word.role == "superlatif" for word in self.words(past))

    def of_more_than_listed(self, past: Conversation) -> bool:
        """Whether the last question asked for all of a list, of which its answer told but a part, and not which of it
        are first (« les subventions de plus d’un million ? — Leur total ? »)."""
        return past.page is not None and not any(word.role == "superlatif" for word in self.words(past))

    def lying(self, told: Told, past: Conversation) -> Conversation:
        """What was said before, without what all lies in, where it is asked in which place that is.

        « Quel projet pour les jeunes dans la Métropole ? — C’est dans quelle commune ? »
        """
        named = tuple(one for one in past.entities if one.kind not in self.whole)
        if "situation" not in told.roles or told.roots or not told.kinds or not named:
            return past
        focus = tuple(one for one in past.focus if one.kind not in self.whole)
        return structs.replace(past, entities=named, focus=focus)

    def root(self, kind: str) -> str:
        """The dimension of a kind."""
        return self._knowledge.root(kind)

    def narrows(self, root: str) -> bool:
        """Whether what is of a dimension only narrows others."""
        return self._knowledge.types[root].narrows

    def is_of_places(self, roots: Set[str]) -> bool:
        """Whether some dimensions are of places."""
        return not self._places.isdisjoint(roots)

    def is_of_a_place(self, record: Record) -> bool:
        """Whether something is that of a place, and none itself."""
        return not self.is_place(record.type.name) and self._is_placed(record.type)

    def is_thing(self, kind: str | None) -> bool:
        """Whether a kind is of no places, nor of whoever has something."""
        return kind in self._kinds and not self.is_place(kind) and not self._knowledge.types[kind or ""].silent

    def is_anyone(self, kind: str | None) -> bool:
        """Whether a kind is of whoever has something."""
        return kind in self._kinds and self._knowledge.types[kind or ""].silent

    def is_place(self, kind: str | None) -> bool:
        """Whether a kind is of places."""
        return kind in self._kinds and self._knowledge.root(kind) in self._places

    def around(self, past: Conversation) -> set[str]:
        """The dimensions of what was spoken of, and of all that is told of it."""
        spoken: set[str] = set()
        kinds = {named.kind for named in (*past.entities, *past.focus)}
        while kinds:
            spoken |= kinds
            attributes = (one for kind in kinds for one in self._knowledge.types[kind].attributes.values())
            kinds = {one.kind for one in attributes if one.kind in self._kinds} - spoken
        return {self._knowledge.root(kind) for kind in spoken}

    def names_asked(self, records: Sequence[Record], past: Conversation) -> bool:
        """Whether it is things of the kind that the last question asked for that a message names."""
        kinds = self.kinds_asked(past)
        return bool(records) and all(record.type.name in kinds for record in records)

    def kinds_asked(self, past: Conversation) -> set[str]:
        """The kinds of things that the last question named."""
        concepts = (self._grammar.counting.get(name) for name in past.concepts)
        return {concept.target for concept in concepts if concept is not None and concept.target is not None}

    def counted_places(self, past: Conversation) -> bool:
        """Whether the last question counted places that lie in others, or those others."""
        # « Combien de territoires ? » is not asked of a town.
        kinds = self.kinds_asked(past) & self._kinds
        return any(self._knowledge.types[kind].within or kind in self.holders for kind in kinds)


def asking_how_much(concepts: tuple[str, ...], frame: Frame, found: Findings | None) -> tuple[str, ...]:
    """What was asked, in words, where a sum was supposed (« Vincennes a eu 80 000 ? — Et Montreuil ? »)."""
    supposed = found is not None and found.case == SUPPOSED and any(map(is_great, frame.numbers))
    return (HOW_MANY, *concepts) if supposed and HOW_MANY not in concepts else concepts
