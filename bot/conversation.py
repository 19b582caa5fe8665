"""What is remembered of a conversation: plain values, bounded, ready for any store."""

from collections.abc import Sequence

from msgspec import Struct

from bot.facts.records import Record
from bot.message import Outcome, Source

MOST_FOCUS = 8
MOST_LISTED = 30


class Named(Struct, frozen=True):
    """Records that a mention or an answer named."""

    kind: str
    ids: tuple[str, ...]
    name: str
    """The first one's name."""
    excluded: bool = False


class Conversation(Struct, frozen=True):
    """One person's thread so far."""

    concepts: tuple[str, ...] = ()
    """The words of the last question, by concept."""
    entities: tuple[Named, ...] = ()
    """The names of the last question."""
    listed: tuple[Named, ...] = ()
    """What the last answer enumerated, in order."""
    focus: tuple[Named, ...] = ()
    """What was spoken of, most recent first."""
    choices: tuple[Named, ...] = ()
    """What the last answer asked to choose from."""
    offered: tuple[str, ...] = ()
    """What its buttons say when they are tapped, in order."""
    several: bool = False
    """Whether the last answer was about more than one row."""
    scene: bool = False
    """Whether the names are only who speaks or where from (« J’habite à Meudon. »), said just before."""
    reply: str = ""
    """The last answer that said something, to repeat it, or say it shorter."""
    outcome: Outcome = "chitchat"
    """What it amounted to."""
    sources: tuple[Source, ...] = ()
    """What it was based on."""
    intent: str | None = None


def name_records(records: Sequence[Record], excluded: bool = False) -> Named:
    """Records as a value to remember."""
    return Named(records[0].type.name, tuple(record.id for record in records), records[0].name, excluded)
