"""What comes in and what goes out: the only values that channels and the assistant share."""

from typing import Any, Literal

from msgspec import Struct, field

MAX_LENGTH = 2000
"""Longest message understood, in Unicode code points; channels refuse or cut what is longer."""

MAX_COMMENT = 500
"""Longest comment on an answer, in Unicode code points."""

Outcome = Literal["answered", "unknown", "clarify", "out_of_scope", "chitchat", "handoff"]


class Message(Struct, frozen=True, kw_only=True):
    """One message from one person."""

    sender: str | None
    """Who speaks, as the channel names them: the key of the conversation; `None` where nobody can say, and then nothing
    is remembered."""
    text: str
    """What they wrote, as received; what is beyond MAX_LENGTH code points is not read."""
    channel: str = ""
    """Where they wrote it."""
    id: str | None = None
    """The name that they gave the message, by which they rate its answer."""
    numbered: bool = False
    """Whether the channel shows buttons as numbered choices, so that a bare number is a choice."""


class Button(Struct, frozen=True):
    """A suggestion the person can tap."""

    title: str
    """What the button shows."""
    payload: str
    """What is sent back as the person's message when it is tapped."""


class Source(Struct, frozen=True, omit_defaults=True):
    """Where a stated fact stands."""

    title: str
    """The document's title."""
    date: str
    """The document's date, ISO 8601 (`2018-11-27`, or a year alone)."""
    locator: str
    """The place in the document, for people (« 2e paragraphe », « annexe, ligne 4 »)."""
    url: str | None = None


class Picture(Struct, frozen=True):
    """A picture that shows what an answer says, and the same facts for those who do not see it."""

    path: str
    """Where the server draws it, as SVG (`/media/….svg?…`; `.png` in its place for dots)."""
    title: str
    alternative: str
    """What it shows, in words."""
    columns: tuple[str, ...]
    """The headings of the table of its facts."""
    rows: tuple[tuple[str, ...], ...]


class Reply(Struct, frozen=True, kw_only=True):
    """One answer to one message."""

    text: str
    outcome: Outcome
    intent: str | None
    """Identifier of the intent understood, `None` when nothing was."""
    confidence: float
    """How well the message was explained, 0 to 1."""
    sources: tuple[Source, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    """The findings behind the text, ready for JSON."""
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    lines: str | None = None
    """Where the server gives the published lines that the figures were read from (`/data/….csv?…`)."""
