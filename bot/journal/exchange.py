"""What the journal keeps of a message and its answer, and how it is made of what was said."""

import re
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from secrets import randbits
from typing import Any, NamedTuple

import msgspec

from bot.french.text import fold
from bot.journal.outcomes import FAILED, Verdict
from bot.journal.pseudonyms import name_message, name_person
from bot.masking import Masked, masked
from bot.message import MAX_LENGTH, Message
from bot.turns.turn import Turn
from bot.understanding.frame import Frame

MAX_FOLDED = 1000
"""Characters of the folded text that are kept: PostgreSQL's indexes take 2700 bytes."""
_WORD = re.compile(r"[a-z0-9]+")
_EPOCH = 1_577_836_800_000  # 2020-01-01, so that 63 bits last until 2089
_NUMBER_BITS = 22
_MOST = (1 << 63) - (1 << _NUMBER_BITS)
_numbers = count(randbits(_NUMBER_BITS))
"""One after the other within a process, from anywhere: of two processes that note at the same ms, hardly ever one."""


class Exchange(NamedTuple):
    """One message and its answer, as said: in memory only, until it is masked."""

    id: int
    """Milliseconds since 2020, then a number of its own: unique, and in the order of time."""
    message: Message
    outcome: str
    intent: str | None
    confidence: float
    frames: Sequence[Frame]
    micros: int
    """How long the answer took, in µs."""
    understanding: int = 0
    """Of that, to understand the message."""
    answering: int = 0
    """Of that, to find and write the answer; the rest goes to what is remembered of the conversation."""

    @classmethod
    def of(cls, message: Message, turn: Turn, micros: int) -> "Exchange":
        """What was just said."""
        reply = turn.reply
        # A reply may hold long lists: it is not kept waiting.
        said = new_id(now()), _bounded(message), reply.outcome, reply.intent, reply.confidence, turn.frames
        return cls(*said, micros, turn.understanding, turn.answering)

    @classmethod
    def failed(cls, message: Message, micros: int) -> "Exchange":
        """A message whose answer broke."""
        return cls(new_id(now()), _bounded(message), FAILED, None, 0.0, (), micros)


def _bounded(message: Message) -> Message:
    if len(message.text) <= MAX_LENGTH:
        return message
    return msgspec.structs.replace(message, text=message.text[:MAX_LENGTH])


class Rating(NamedTuple):
    """What somebody thinks of an answer."""

    at: int
    """Unix time in ms."""
    sender: str
    message: str
    """The name that they gave the message."""
    verdict: Verdict
    comment: str | None = None


class Row(msgspec.Struct, frozen=True):
    """An exchange as it is kept."""

    id: int
    channel: str
    conversation: str | None
    """Who speaks, under the salt of the month; None where nobody can say."""
    message: str | None
    """The name of the message, under the same salt."""
    text: str
    """Masked."""
    words: str
    """Its first words, folded: what is searched and grouped."""
    intent: str
    """Empty where nothing was understood."""
    outcome: str
    confidence: float
    micros: int
    understanding: int
    answering: int
    frame: str | None
    """What was understood, as JSON: a list of questions; None where there is none."""


def new_id(at: int) -> int:
    """An identifier for something said at a time (Unix, ms)."""
    return first_id(at) | next(_numbers) % (1 << _NUMBER_BITS)


def first_id(at: int) -> int:
    """The least identifier of a time (Unix, ms)."""
    return min(max(0, at - _EPOCH) << _NUMBER_BITS, _MOST)


def time_of(id_: int) -> int:
    """When the exchange of an identifier was, Unix time in ms."""
    return (id_ >> _NUMBER_BITS) + _EPOCH


def now() -> int:
    """Unix time in ms."""
    return time.time_ns() // 1_000_000


def clean(text: str) -> str:
    """A text that every database takes, masked, and no longer than what is read of a message."""
    return _cleaned(text).text


def _cleaned(text: str) -> Masked:
    # Character for character: what is hidden is where it was.
    return masked(text[:MAX_LENGTH].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8"))


def words_of(text: str) -> str:
    """The words of a text, folded, no more than an index takes."""
    return " ".join(_WORD.findall(fold(text)))[:MAX_FOLDED]


def day_of(at: int) -> str:
    """The day of a time (Unix, ms), by this machine's clock: `2026-11-26`."""
    return datetime.fromtimestamp(at / 1000).date().isoformat()


def row_of(exchange: Exchange, salt: bytes) -> Row:
    """What is kept of an exchange, under the salt of its month."""
    message = exchange.message
    text = _cleaned(message.text)
    sender = message.sender
    return Row(
        id=exchange.id,
        channel=message.channel,
        conversation=None if sender is None else name_person(salt, sender),
        message=None if sender is None or message.id is None else name_message(salt, sender, message.id),
        text=text.text,
        words=words_of(text.text),
        intent=exchange.intent or "",
        outcome=exchange.outcome,
        confidence=round(exchange.confidence, 3),
        micros=exchange.micros,
        understanding=exchange.understanding,
        answering=exchange.answering,
        frame=_json(exchange.frames, text),
    )


def _json(frames: Sequence[Frame], said: Masked) -> str | None:
    """What was understood, by the names of the content; of what is hidden of the message, nothing.

    « 06 12 34 56 78 » may have been read as a place.
    """
    understood: list[dict[str, Any]] = [
        {
            "intent": frame.intent,
            "rule": frame.rule,
            "score": round(frame.confidence, 3),
            "concepts": frame.concepts,
            "entities": [
                {"kind": entity.kind, "ids": [record.id for record in entity.records], "excluded": entity.excluded}
                for entity in frame.entities
                if not said.hides(entity.start, entity.end)
            ],
            "borrowed": frame.borrowed,
        }
        for frame in frames
        if frame.rule
    ]
    return msgspec.json.encode(understood).decode() if understood else None
