"""What is remembered of a conversation: plain values, bounded, ready for any store."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.facts.records import Record
from bot.findings.query import BODY
from bot.french.numbers import DayMonth
from bot.french.text import words_of
from bot.message import Outcome, Source
from bot.understanding.frame import Comparison, Entity

LEAST_SEVERAL = 2
"""Things spoken of one after the other that « les deux » means when nothing was listed."""
MOST_FOCUS = 12
MOST_LISTED = 30
PAGE = "page"
"""The role of words that ask for the next of a list."""
MOST_LISTS = 2
"""How many lists are remembered before the last one."""


class Named(Struct, frozen=True):
    """Records that a mention or an answer named."""

    kind: str
    ids: tuple[str, ...]
    name: str
    """The first one's name."""
    excluded: bool = False
    others: tuple[str, ...] = ()
    """The names of those after the first, at most `MOST_LISTED`."""


class Conversation(Struct, frozen=True):
    """One person's thread so far."""

    concepts: tuple[str, ...] = ()
    """The words of the last question, by concept."""
    asked: tuple[str, ...] = ()
    """The words of the last question where it is not known, and those of the one before are gone on with."""
    entities: tuple[Named, ...] = ()
    """The names of the last question."""
    comparison: Comparison | None = None
    """How many of something each thing that the last question asked for had to have (« deux projets »: `=`, 2)."""
    bounds: tuple[Comparison, Comparison] | None = None
    """The amounts between which what the last question asked for had to lie."""
    dates: tuple[DayMonth, ...] = ()
    """The days and months that it named."""
    spans: bool = False
    """Whether those are the first and the last of which it was asked (« de mars à juin »)."""
    around: bool = False
    """Whether it was asked of what lies before or after them."""
    apart: bool = False
    """Whether it kept them out."""
    listed: tuple[Named, ...] = ()
    """What the last answer enumerated, in order."""
    owners: bool = False
    """Whether those have themselves what they were told to have, whatever lies in them (« quels EPT ont gagné ? »)."""
    before: tuple[tuple[Named, ...], ...] = ()
    """The lists before that one, most recent first."""
    counted: int = 0
    """How many things the last answer enumerated, those that `listed` has no room for too; 0 when it did not."""
    summed: tuple[int, int] | None = None
    """How many grants it enumerated, or how many bodies there are of those of which it told a part, and their cents."""
    many: int | None = None
    """How many the last question asked to rank, where it said so (« top 5 »)."""
    ranked: tuple[tuple[Named, ...], ...] = ()
    """The ranking that is spoken of, most first, those that are equal together."""
    measured: str = ""
    """The kind of what was counted for it, or of those that were compared."""
    sides: tuple[tuple[Named, ...], ...] = ()
    """Those that were compared, most first, those that are equal together."""
    listing: "Conversation | None" = None
    """What was said when the bodies were listed whose sum is spoken of (« top 5 ? — Leur total ? »)."""
    wider: "Conversation | None" = None
    """What was said before the last question narrowed it (« dans le 94 ? — Celles avec deux projets ? »)."""
    left: tuple[Named, ...] = ()
    """What the last answer left out of the list before it (« ceux sur le stationnement »)."""
    focus: tuple[Named, ...] = ()
    """What was spoken of, most recent first."""
    series: tuple[Named, ...] = ()
    """The places of one kind, or the bodies, that were asked about one after the other, most recent first."""
    instead: tuple[Named, ...] = ()
    """What of one kind that narrows questions the last ones were asked of, each in the stead of the one before, most
    recent first (« en fonctionnement ? — Et en équipement ? »)."""
    instead_days: tuple[tuple[DayMonth, ...], ...] = ()
    """The days of which they were asked so."""
    choices: tuple[Named, ...] = ()
    """What the last answer asked to choose from."""
    offered: tuple[str, ...] = ()
    """What its buttons say when they are tapped, in order."""
    page: tuple[str, int] | None = None
    """What names the list that the last answer began, and how many of it were told."""
    several: bool = False
    """Whether the last answer was about more than one row."""
    scene: bool = False
    """Whether the names are only who speaks or where from (« J’habite à Meudon. »), said just before."""
    home: tuple[Named, ...] = ()
    """Where who writes said they were from."""
    speaker: tuple[Named, ...] = ()
    """The body that who writes said to be of, one or several that may be meant."""
    introduced: bool = False
    """Whether they said so just before."""
    reply: str = ""
    """The last answer that said something, to repeat it, or say it shorter."""
    outcome: Outcome = "chitchat"
    """What it amounted to."""
    sources: tuple[Source, ...] = ()
    """What it was based on."""
    intent: str | None = None

    @property
    def compared(self) -> bool:
        """Whether the last answer set several things side by side."""
        return bool(self.measured) and not self.ranked


BEGINNING = Conversation()
"""One in which nothing has been said."""


def left_out(past: Conversation, told: Sequence[Named]) -> tuple[Named, ...]:
    """What an answer leaves out that tells of only a part of a list, or of what was left of it.

    Args:
        past: what was remembered before.
        told: what the answer tells of, of any kind.
    """
    for before in filter(None, (past.left, past.listed, *past.before)):
        kinds = {named.kind for named in before}
        chosen = {named for named in told if named.kind in kinds}
        if chosen and len(before) < MOST_LISTED and chosen < set(before):
            return tuple(named for named in before if named not in chosen)
    return ()


def unchosen(past: Conversation, entities: Sequence[Named]) -> tuple[Named, ...]:
    """The pending choices that are left where one was made (« Robinson », « et l’autre ? »), and while the one that was
    chosen is spoken of (« Fontenay ? — Sous-Bois. — C’est quel département ? — Et l’autre ? »)."""
    chosen = {(named.kind, named.ids) for named in entities}
    left = tuple(named for named in past.choices if (named.kind, named.ids) not in chosen)
    if past.choices or not past.left:
        return left if len(left) < len(past.choices) else ()
    called = {(named.kind, words_of(named.name)[0]) for named in (*past.left, *past.entities)}
    return past.left if len(called) == 1 and tuple(entities) == past.entities else ()


def told_in_turn(past: Conversation, together: Sequence[Named]) -> Iterator[tuple[Named, ...]]:
    """The places asked about one after the other, or else the two things of each kind that were spoken of last, the
    first one first; those that the last answer told `together` stand in its order."""
    if len(past.series) > LEAST_SEVERAL:
        yield past.series[::-1]
    for kind in dict.fromkeys(named.kind for named in past.focus):
        alike = tuple(named for named in past.focus if named.kind == kind)
        if len(alike) == LEAST_SEVERAL:
            asked, answered = set(alike) <= set(past.entities), set(alike) <= set(together)
            yield alike if asked else tuple(filter(alike.__contains__, together)) if answered else alike[::-1]


def list_of(number: int, past: Conversation) -> Sequence[Named]:
    """The last list of as many things, of which the one spoken of is."""
    lists = (told for told in (past.listed, *past.before) if len(told) == number)
    return next((told for told in lists if set(past.entities) <= set(told)), ())


def name_records(records: Sequence[Record], excluded: bool = False) -> Named:
    """Records as a value to remember."""
    first = records[0]
    if len(records) == 1:
        return Named(first.type.name, (first.id,), first.name, excluded)
    ids, names = [record.id for record in records], [record.name for record in records[1 : MOST_LISTED + 1]]
    return Named(first.type.name, tuple(ids), first.name, excluded, tuple(names))


def name_each(entity: Entity, told: Sequence[Record]) -> Sequence[Named]:
    """What a question names, to remember: each of several bodies by itself, where all of them were told of (« les
    comités des fêtes »)."""
    together = entity.kind == BODY and len(entity.records) > 1 and {*told}.issuperset(entity.records)
    each = [(one,) for one in entity.records] if together else [entity.records]
    return [name_records(records, entity.excluded) for records in each]
