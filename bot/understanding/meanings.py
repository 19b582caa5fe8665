"""What the mentions of a message mean: the kinds of things that they name, ask for or point back to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.understanding.mention import Mention, Sense
from bot.understanding.reading import Said
from bot.understanding.roles import ELSEWHERE_ALIKE
from bot.understanding.vocabulary import Concept


@dataclass(frozen=True, slots=True)
class Meanings:
    """The concepts of `intents/`, and the types of `knowledge/` as features."""

    concepts: Mapping[str, Concept]
    concept_senses: Mapping[str, Sense]
    record_masks: Mapping[str, int]
    """Feature bits of each type, and of each record that a rule may name (`type:id`)."""
    counting: Mapping[str, Concept]
    """The concepts that name a kind of thing to list or count, or compare numbers."""
    places: int
    """Feature bits of the types of what lies in others or holds them, where there are several."""
    pointing: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The types that each concept that points back may stand for."""
    several: frozenset[str] = field(init=False, repr=False, compare=False)
    """The concepts that point back to all that was listed."""
    counterpart: Sense | None = field(init=False, repr=False, compare=False)
    """What somebody told of by the charge that they hold in a place is read as."""

    def __post_init__(self) -> None:
        pointing = {name: concept.refers for name, concept in self.concepts.items() if concept.refers}
        object.__setattr__(self, "pointing", pointing)
        several = frozenset(name for name, concept in self.concepts.items() if concept.several)
        object.__setattr__(self, "several", several)
        alike = (sense for sense in self.concept_senses.values() if sense.role == ELSEWHERE_ALIKE)
        object.__setattr__(self, "counterpart", next(alike, None))

    def sought(self, mention: Mention) -> int:
        """The features of the type that a mention asks for, if it does."""
        concepts = (self.counting.get(sense.id) for sense in mention.senses)
        kinds = (concept.target for concept in concepts if concept is not None and concept.target is not None)
        return next((self.record_masks[kind] for kind in kinds if kind in self.record_masks), 0)

    def is_place(self, mention: Mention) -> bool:
        """Whether a mention names a place."""
        return any(sense.record is not None and sense.mask & self.places for sense in mention.senses)

    def is_fleeting(self, mention: Mention) -> bool:
        """Whether a mention says something of the talk that no later turn leans on."""
        concept = self.concepts.get(mention.senses[0].id)
        return concept is not None and concept.fleeting

    def kinds(self, said: Iterable[Said]) -> set[str]:
        """The kinds of things that a message asks for."""
        found = [self.counting.get(sense.id) for one in said for sense in one.mention.senses]
        return {concept.target for concept in found if concept is not None and concept.target is not None}

    def refers(self, mention: Mention) -> tuple[str, ...]:
        """The types of what a mention points back to (« cette ville »), if it does."""
        kinds: tuple[str, ...] = ()
        for sense in mention.senses:
            kinds += self.pointing.get(sense.id, ())
        return kinds

    def refers_to_several(self, mention: Mention) -> bool:
        """Whether a mention points back to all that was listed (« ces deux villes »)."""
        return any(sense.id in self.several for sense in mention.senses)
