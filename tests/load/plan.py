"""What is sent, in what order: conversations of a few messages, deliveries made twice, forged ones. Seeded."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from tests.load.platforms import PLATFORMS, Platform

DUPLICATES, FORGED = 0.10, 0.05
"""Of all requests."""
AWAY = (1 / 3, 2 / 3)
"""Between which shares of what is sent Redis is away."""
MOST_MESSAGES = 3
"""Of one conversation: Telegram and Slack take no more than three answers at once in a chat."""
SPREAD = 0.2
"""How many conversations go on later, instead of at once."""
FIRST_WHO = 33_600_000_000
"""Conversations are numbered from here: these are telephone numbers too."""


class Question(NamedTuple):
    """A question whose answer is known by some of its words, whatever was said before."""

    text: str
    mark: str


QUESTIONS = (
    Question("Combien de projets à Sceaux ?", "1 projet à Sceaux"),
    Question("Combien de lauréats en 2018 ?", "19 lauréats"),
    Question("Où se trouve Antony ?", "Antony est dans les Hauts-de-Seine"),
    Question("Qui es-tu ?", "Je suis Lauréat"),
)
FORGED_QUESTION = "Merci"
"""Asked by forged requests alone: its answer is nobody's."""


class Copy(Enum):
    """When a delivery comes a second time."""

    NEVER = "never"
    TOGETHER = "at the same time"
    AT_ONCE = "at once"
    LATER = "later"


@dataclass
class Conversation:
    """One person on one platform."""

    platform: Platform
    who: int
    accepted: list[int] = field(default_factory=list)
    """The questions that were accepted, in order."""
    answers: list[str] = field(default_factory=list)
    """What was answered, in order."""


class Step(NamedTuple):
    """One message to send: new, a second time, or forged."""

    conversation: Conversation
    number: int
    question: int
    copy: Copy = Copy.NEVER
    """Of a new message: whether it is sent twice here."""
    kind: str = "new"


class Plan(NamedTuple):
    conversations: list[Conversation]
    steps: list[Step]


def make_plan(messages: int, seed: int) -> Plan:
    """So many requests, copies and forged ones included; what belongs to one conversation stays in order."""
    draw = random.Random(seed)
    duplicates, forged = round(messages * DUPLICATES), round(messages * FORGED)
    fresh = messages - duplicates - forged
    conversations: list[Conversation] = []
    placed: list[tuple[float, int, Step]] = []
    copies = set(draw.sample(range(fresh), duplicates))
    for first in range(0, fresh, MOST_MESSAGES):
        conversation = Conversation(_platform(draw), FIRST_WHO + len(conversations))
        conversations.append(conversation)
        times = _times(draw, min(MOST_MESSAGES, fresh - first), messages)
        for number, at in enumerate(times, first):
            question = (conversation.who + number - first) % len(QUESTIONS)
            copy = draw.choice((Copy.TOGETHER, Copy.AT_ONCE, Copy.LATER)) if number in copies else Copy.NEVER
            placed.append((at, number, Step(conversation, number, question, copy)))
            if copy is Copy.LATER:
                later = draw.uniform(max(at, draw.choice((0, AWAY[1]))), 1)
                placed.append((later, number, Step(conversation, number, question, kind="again")))
    for number in range(fresh, fresh + forged):
        placed.append((draw.random(), number, Step(draw.choice(conversations), number, 0, kind="forged")))
    return Plan(conversations, [step for _, _, step in sorted(placed, key=lambda one: one[:2])])


def _platform(draw: random.Random) -> Platform:
    return draw.choices(PLATFORMS, [platform.share for platform in PLATFORMS])[0]


def _times(draw: random.Random, count: int, messages: int) -> Iterator[float]:
    """When the messages of a conversation are sent, as shares of all."""
    at = draw.random()
    spread = draw.random() < SPREAD
    for _ in range(count):
        yield at
        at = draw.uniform(at, 1) if spread else at + draw.uniform(0, 20 / messages)
