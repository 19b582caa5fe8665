"""What a stretch of a message may mean: senses, mentions, and the cover of a whole message."""

import re
from collections.abc import Callable, Sequence, Set
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from bot.facts.records import Record
from bot.french.numbers import DayMonth, Quantity
from bot.french.text import Text
from bot.understanding.roles import Role

_PAUSE = re.compile("[,:()]")


class Sense(Struct, frozen=True):
    """One meaning of a form."""

    id: str
    """The concept's name, or `type:identifier` of a record."""
    mask: int
    """The feature bits that rules test: the concept's, or those of the record's type and the types above it."""
    weight: float
    """What the mention counts in a message; 0 for words that say nothing."""
    record: Record | None = None
    exact_name: bool = True
    """Whether the form is the record's full name, not an alias."""
    role: Role | None = None
    """What the word does in a sentence, if it does something (`roles.ROLES`)."""
    anchor: bool = False
    """Whether it belongs to the subject alone, so that naming it makes a message our business."""
    foreign: bool = False
    """Whether it makes its message be about another subject."""


class Rival(Struct, frozen=True):
    """Another known form near a stretch of the message."""

    form: str
    quality: float


class Mention(Struct, frozen=True):
    """A stretch of the message that means something."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    senses: tuple[Sense, ...]
    quality: float
    """0 to 1."""
    form: str
    """The known form that was recognised."""
    how: str
    """`exact`, `join`, `sound`, `distance`, `script`, `number`, `date`, `ordinal`, or `earlier` (an earlier turn)."""
    mask: int
    """The features of its senses."""
    weight: float
    named: bool
    """Whether it names a record."""
    role: Role | None
    """What its word does, if it does something."""
    value: Quantity | DayMonth | None = None
    """The number, ordinal or date said."""
    rivals: tuple[Rival, ...] = ()
    """What else it may be, best first, when it is not exact."""
    unsure: bool = False
    """Whether it is a name too misspelt, or too near another, to be taken for what was meant without asking."""

    def meaning(self, senses: tuple[Sense, ...]) -> "Mention":
        """The same stretch with other senses, which weigh as much."""
        told = mention(self.start, self.end, senses, self.quality, self.form, self.how)
        return replace(self, senses=senses, mask=told.mask, named=told.named, role=told.role)

    @property
    def worth(self) -> float:
        """What its quality counts for in a rule's score: an unsure name is asked back, so its doubt costs nothing."""
        return 1.0 if self.unsure else self.quality


class Cover(Struct, frozen=True):
    """A message as the best sequence of mentions, with what stays unknown."""

    text: Text
    mentions: tuple[Mention, ...]
    unknown: tuple[int, ...]
    """Indices of the tokens that mean nothing to us."""
    doubted: Set[int] = frozenset()
    """Those of them that may make it another question (`slips`)."""
    words: Set[str] = frozenset()
    """Its tokens, to tell at once what it does not hold."""
    roles: Set[Role | None] = frozenset()
    """What its words may do."""
    pauses: Sequence[int] = ()
    """The tokens before which a comma, a colon or a bracket stands."""

    def __post_init__(self) -> None:
        force_setattr(self, "words", set(self.text.words))
        force_setattr(self, "roles", {sense.role for one in self.mentions for sense in one.senses})
        places = range(1, len(self.text.tokens)) if _PAUSE.search(self.text.raw) else ()
        force_setattr(self, "pauses", [place for place in places if self._pauses_before(place)])

    def paused(self, place: int) -> bool:
        """Whether a comma, a colon or a bracket stands before a token."""
        return place in self.pauses

    def _pauses_before(self, place: int) -> bool:
        between = self.text.before(place)
        return len(between) > 1 and _PAUSE.search(between) is not None


def mention(
    start: int,
    end: int,
    senses: tuple[Sense, ...],
    quality: float,
    form: str,
    how: str,
    value: Quantity | DayMonth | None = None,
    rivals: tuple[Rival, ...] = (),
    unsure: bool = False,
) -> Mention:
    """A mention that carries the features and the weight of its senses."""
    mask = 0
    weight = 0.0
    named = False
    for sense in senses:
        mask |= sense.mask
        if sense.weight > weight:
            weight = sense.weight
        if sense.record is not None:
            named = True
    role = senses[0].role if senses else None
    return Mention(start, end, senses, quality, form, how, mask, weight, named, role, value, rivals, unsure)


def carried(senses: tuple[Sense, ...], form: str) -> Mention:
    """A mention of an earlier turn."""
    return mention(-1, -1, senses, 1.0, form, "earlier")


names: Callable[[Mention], bool] = attrgetter("named")
"""Whether a mention names a record."""


def is_name(mentioned: Mention) -> bool:
    """Whether a mention is a name and no word."""
    return all(sense.record is not None for sense in mentioned.senses)


def runs_on(text: Text, found: Mention, before: Sequence[Sequence[Mention]]) -> bool:
    """Whether an expression goes on after a colon, or a comma that ends a name (« Est Ensemble, des projets »)."""
    between = text.raw[text.tokens[found.start].end : text.tokens[found.end - 1].start]
    if names(found) or not (":" in between or "," in between):
        return False
    for place in range(found.start + 1, found.end):
        sign = text.before(place).strip()
        named = (one for mentions in before for one in mentions if one.end == place and names(one))
        if sign == ":" or (sign == "," and any(named)):
            return True
    return False


def records_meant(mention: Mention, explains: int, listed: str | None) -> tuple[Record, ...]:
    """The records a mention stands for under a rule: of one type, the one that lies in the others first.

    They are not of the type several of which are `listed` by another that the mention names as well.
    """
    senses = [sense for sense in mention.senses if sense.record is not None and sense.mask & explains]
    if listed is not None:
        senses = [sense for sense in senses if sense.record is None or sense.record.type.name != listed] or senses
    if not senses:
        return ()
    exact = any(sense.exact_name for sense in senses)
    named = [sense.record for sense in senses if sense.record is not None and (sense.exact_name or not exact)]
    leaf = named[0]
    for record in named[1:]:
        if any(value is leaf for value in record.values.values()):
            leaf = record
    return tuple(dict.fromkeys(record for record in named if record.type is leaf.type))


def also_named(mention: Mention, explains: int, meant: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records that a mention names beside those meant: of the first other type that the rule asks about."""
    records = [sense.record for sense in mention.senses if sense.record is not None and sense.mask & explains]
    others = [record for record in records if record.type is not meant[0].type]
    return tuple(record for record in others if record.type is others[0].type)
