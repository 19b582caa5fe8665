"""A message taken apart: what `explain` says, as values that are JSON as they stand."""

from msgspec import Struct

from bot.message import Reply


class Meaning(Struct, frozen=True):
    """One meaning of a stretch of the message."""

    id: str
    """The concept's name, or `type:identifier` of a record."""
    title: str
    """The concept's name, or the record's."""
    kind: str
    """`mot`, or what the record is (« commune »)."""
    spelling: str
    """The spelling of it that was recognised, as its author wrote it."""
    place: str
    """The record's file and line; empty for a concept."""
    used: bool
    """Whether the winning rule makes use of it."""


class Rival(Struct, frozen=True):
    """Another known spelling near a misspelt one."""

    spelling: str
    edits: int
    quality: float
    """0 to 1."""


class Understood(Struct, frozen=True):
    """A stretch of the message that means something."""

    said: str
    """As written; empty when it comes from an earlier question."""
    how: str
    """`exact`, `accent` (exact but for its accents), `join` (words torn apart), `split` (words run together), `sound`,
    `distance`, `script`, `number`, `ordinal`, `date`, `earlier`."""
    edits: int
    """Letters between what was written and what was recognised."""
    quality: float
    """0 to 1."""
    weight: float
    """What it counts in the message."""
    excluded: bool
    """Whether the message keeps it out (« sauf Vincennes »)."""
    borrowed: bool
    """Whether an earlier question lends it."""
    meanings: tuple[Meaning, ...]
    rivals: tuple[Rival, ...]
    unsure: bool
    """Whether it is asked back rather than taken for what it may be."""


class Unknown(Struct, frozen=True):
    """A word that means nothing to us."""

    said: str
    nearest: str
    """The nearest known spelling, too far to be taken for it; empty when nothing is near."""
    edits: int


class Fit(Struct, frozen=True):
    """A rule that fits, and how well."""

    intent: str
    title: str
    rule: str
    """As written."""
    place: str
    """The intent's file and line."""
    score: float
    """0 to 1: the share of the message that it explains."""
    least: float
    """The score it needs."""
    explained: tuple[str, ...]
    """What it accounts for, as written."""
    missed: tuple[str, ...]
    """What weighs and it does not account for."""


class Constraint(Struct, frozen=True):
    """Records as a constraint of the question."""

    kind: str
    names: tuple[str, ...]
    excluded: bool
    borrowed: bool


class Question(Struct, frozen=True):
    """The frame."""

    intent: str | None
    title: str
    constraints: tuple[Constraint, ...]
    concepts: tuple[str, ...]
    target: str | None
    """What is asked for: a type or an attribute."""
    comparison: str | None
    """`>= 2`"""
    roles: tuple[str, ...]
    numbers: tuple[int | float, ...]
    borrowed: bool
    """Whether an earlier question completes it."""


class Search(Struct, frozen=True):
    """What was asked of the knowledge."""

    rows: str | None
    """The type of the rows; `None` when the intent speaks of one record or of none."""
    ask: str | None
    owner: str | None
    target: str | None
    perimeter: str | None
    record: str | None
    case: str
    """The answer that fits what was found."""
    found: tuple[str, ...]
    """The names of the rows found."""


class Part(Struct, frozen=True):
    """One question of a message."""

    said: str
    tokens: tuple[str, ...]
    understood: tuple[Understood, ...]
    unknown: tuple[Unknown, ...]
    weight: float
    """What the message weighs, unknown words included."""
    candidates: tuple[Fit, ...]
    """Best first."""
    question: Question
    search: Search
    reply: Reply


class Explanation(Struct, frozen=True):
    """A message taken apart."""

    text: str
    parts: tuple[Part, ...]
