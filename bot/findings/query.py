"""What an intent asks of the knowledge, and what was found.

Queries are a few declared combinations, so that no nonsense can be built: what is asked × about what × which
constraints.
"""

from dataclasses import dataclass, field
from typing import Any

from bot.facts.records import Record

ASKS = ("liste", "groupes", "compte", "plus", "moins", "comparaison", "moyenne", "part", "sans", "ensemble")


@dataclass(frozen=True, slots=True)
class Query:
    """What an intent asks of the knowledge."""

    rows: str
    """The type of the rows (`projet`)."""
    ask: str
    """One of ASKS."""
    owner: str
    """The attribute rows are listed under (`laureat`)."""
    target: str | None = None
    """What is listed or counted when the message does not say; rows themselves by default."""
    perimeter: str | None = None
    """The type of the record that everything known lies in: a place outside it is « ailleurs »."""


@dataclass(slots=True)
class Findings:
    """What was found. `case` names the answer that fits; the rest is what it may say."""

    case: str
    rows: list[Record] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    choices: tuple[Record, ...] = ()
    """What an ambiguous name may mean."""
    listed: tuple[Record, ...] = ()
    """What the answer enumerates, in order: « le deuxième » refers to it."""
    focus: tuple[Record, ...] = ()
    """What was found and may be spoken of next."""
