"""A frame: what a message asks, about what, under which constraints. Knows words and records, no platform."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.numbers import DayMonth, Quantity
from bot.understanding.roles import Role

WITHOUT_MOST = "sans_les_premiers"
"""The role of questions of all but what comes first in a ranking (« sans les dix plus grosses »)."""
PLURAL = "pluriel"
"""The role of a question that names several by an acronym that they share (« les MJC »)."""
TURNED = "tourne"
"""The role of a message that turns to what it names (« et le foot ? »)."""
POINTS = "renvoie"
"""The role of a message that points back to what was spoken of (« il a eu combien pour le foot ? »)."""
Comparison = tuple[str, Quantity]
"""An operator with a number: `>=`, 2."""
NONE = ("=", 0)
"""The comparison of a question that asks who has none."""
DENYING = "dementi"
"""The role of words that ask whether the contrary is so (« c’est faux que »)."""
CHECKING = frozenset(("verification", DENYING))
"""The roles of words that ask whether something is so."""


class Entity(Struct, frozen=True):
    """Records that one mention names, as a constraint."""

    records: tuple[Record, ...]
    """One, or several that bear the name."""
    excluded: bool
    """Whether the message keeps them out (« sauf Vincennes »)."""
    form: str
    """The known form recognised, for people."""
    quality: float
    start: int
    """Code point offsets in the message; -1 when carried over from an earlier turn."""
    end: int
    mask: int
    unsure: bool = False
    """Whether it has to be asked back: too misspelt, or as near another name."""
    near: tuple[Record, ...] = ()
    """Records that the name of a place elsewhere may have been written for."""
    also: tuple[Record, ...] = ()
    """Records of another type that bear the name as well (« stationnement intelligent », a title and a theme)."""
    of: bool = False
    """Whether it says what the one right before it is of (« festival de musique »)."""

    @property
    def kind(self) -> str:
        """The type of its records."""
        return self.records[0].type.name


class Frame(Struct, frozen=True):
    """One question."""

    intent: str
    rule: str
    """The rule that built it, as written."""
    confidence: float
    concepts: tuple[str, ...]
    """The concepts it holds, in the order of the message."""
    entities: tuple[Entity, ...]
    numbers: tuple[Quantity, ...]
    ordinals: tuple[int, ...]
    dates: tuple[DayMonth, ...]
    around: bool = False
    """Whether what is meant is not those days but what lies before or after them (« avant juillet »)."""
    apart: bool = False
    """Whether those days are kept out (« sauf en décembre »)."""
    target: str | None = None
    """The type or attribute asked for (« quelles communes »), when a word says so."""
    kinds: tuple[tuple[str, bool], ...] = ()
    """Other types named (« portés par une commune »), with whether they are kept out."""
    who: bool = False
    """Whether nothing but « qui » says what is asked for."""
    comparison: Comparison | None = None
    """A number of rows that groups must have (`>=`, 2)."""
    bounds: tuple[Comparison, Comparison] | None = None
    """Two comparisons at once, that of the smaller number first (« entre 2 et 5 »: `>=`, 2 and `<=`, 5)."""
    claim: Comparison | None = None
    """A number of what is asked for that the message supposes (« a-t-elle trois projets ? »: `=`, 3)."""
    had: bool = False
    """Whether that is how many there are of what « en » stands for (« Vincennes en a trois »)."""
    share: tuple[str, Fraction] | None = None
    """The part of a whole that it says (« la plupart »: `>`, 1/2)."""
    roles: frozenset[Role] = frozenset()
    """What its words do: `verification`, `negation`…"""
    borrowed: bool = False
    """Whether an earlier turn completes it."""
    page: tuple[str, int] | None = None
    """The list to go on with, where it asks for what comes next, and how many of it were told."""
    stranger: str = ""
    """The words that stand where it has a name, if nobody known bears it."""
    misplaced: tuple[tuple[Entity, Entity], ...] = ()
    """Places that it wrongly says to lie in others, with these."""

    @property
    def checks(self) -> bool:
        """Whether it asks if something is so."""
        return not self.roles.isdisjoint(CHECKING)

    def of(self, *kinds: str) -> Iterator[Entity]:
        """Its entities of these types."""
        return (entity for entity in self.entities if entity.kind in kinds)

    def with_entities(self, entities: tuple[Entity, ...]) -> "Frame":
        """The same question about other entities."""
        return replace(self, entities=entities)
