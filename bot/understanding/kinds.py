"""The kinds of things that words name, as they are asked for, counted and compared."""

from collections.abc import Mapping

from msgspec import Struct

from bot.understanding.mention import Mention
from bot.understanding.vocabulary import Concept


class Kinds(Struct, frozen=True):
    """What a vocabulary says of kinds of things and of numbers of them."""

    counting: Mapping[str, Concept]
    """The concepts that name a kind of thing to list or count, or compare numbers."""
    masks: Mapping[str, int]
    """The features of each kind, those of what it is one of with them."""
    times: int
    """The feature of a number of times."""

    def concept(self, mention: Mention) -> Concept | None:
        """The first of those concepts that a mention may be."""
        for sense in mention.senses:
            concept = self.counting.get(sense.id)
            if concept is not None:
                return concept
        return None

    def sizes(self, mention: Mention) -> bool:
        """Whether a mention is a number or compares with one."""
        if mention.how == "number":
            return True
        concept = self.concept(mention)
        return concept is not None and concept.comparison is not None

    def alike(self, kind: str | None, other: str | None) -> bool:
        """Whether two kinds are kinds of one (communes and departments, of places)."""
        return kind is not None and other is not None and bool(self.masks.get(kind, 0) & self.masks.get(other, 0))

    def is_named(self, mention: Mention, kind: str | None) -> bool:
        """Whether a mention names a kind that is asked for, which the next turn may take over."""
        concept = self.concept(mention)
        return kind is not None and concept is not None and concept.target == kind

    def is_another(self, name: str, kind: str | None) -> bool:
        """Whether a concept names another kind of things than the one that is asked for."""
        concept = self.counting.get(name)
        return concept is not None and concept.target not in (None, kind)
