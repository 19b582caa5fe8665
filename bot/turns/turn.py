"""A message answered, and its parts."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from bot.answering.reply import Answered
from bot.dialogue.conversation import Conversation
from bot.dialogue.ranking import is_rank
from bot.message import Reply
from bot.understanding.frame import Frame
from bot.understanding.reading import Reading, anchors
from bot.understanding.weighing import Argument


class Step(Struct, frozen=True):
    """One part of a message, read and answered."""

    argument: Argument
    reading: Reading
    answered: Answered
    nanos: int = 0
    """How long it took to answer it once it was read, in ns."""

    @property
    def anchored(self) -> bool:
        """Whether it names something that belongs to our subject alone."""
        return any(anchors(one) for one in self.reading.said)

    @property
    def points(self) -> bool:
        """Whether it takes one of the last list (« le deuxième »), which others may still be taken from."""
        earlier = {one.mention.start for one in self.reading.said if one.mention.how == "earlier"}
        return bool(earlier) and any(one.mention.start in earlier and is_rank(one) for one in self.argument.said)


Read = Callable[[Argument, Conversation], Reading]
"""The best reading of a part of a message after what was said before."""


class Once:
    """One message while it is answered: what is tried of its parts and then done is worked out once.

    What is the same is the very same value: a part or a conversation that is but equal is worked out again.
    """

    def __init__(
        self,
        read: Read,
        answer: Callable[[Argument, Conversation, Read], Step],
        remember: Callable[[Conversation, Step], Conversation],
    ) -> None:
        """
        Args:
            read: what reads a part of the message after a conversation.
            answer: what answers it so, with what reads it.
            remember: the conversation after an answer.
        """
        self._read = read
        self._answer = answer
        self._remember = remember
        # By identity, with what keeps it: values as big are slow to compare.
        self._readings: dict[tuple[int, int], tuple[Reading, Argument, Conversation]] = {}
        self._steps: dict[tuple[int, int], tuple[Step, Argument, Conversation]] = {}
        self._after: dict[tuple[int, int], tuple[Conversation, Conversation, Step]] = {}

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The best reading of a part after what was said before."""
        key = id(argument), id(past)
        if key not in self._readings:
            self._readings[key] = self._read(argument, past), argument, past
        return self._readings[key][0]

    def step(self, argument: Argument, past: Conversation) -> Step:
        """A part answered."""
        key = id(argument), id(past)
        if key not in self._steps:
            self._steps[key] = self._answer(argument, past, self.read), argument, past
        return self._steps[key][0]

    def remember(self, past: Conversation, step: Step) -> Conversation:
        """What is remembered after an answer."""
        key = id(past), id(step)
        if key not in self._after:
            self._after[key] = self._remember(past, step), past, step
        return self._after[key][0]

    def after(self, argument: Argument, past: Conversation) -> Conversation:
        """What is remembered once a part is answered."""
        return self.remember(past, self.step(argument, past))


class Turn(NamedTuple):
    """One message answered."""

    reply: Reply
    conversation: Conversation
    """What is remembered after it."""
    steps: tuple[Step, ...]
    """Its parts that were answered."""
    understanding: int
    """How long it took to understand it, in µs."""
    answering: int
    """How long it took to find and write the answer, in µs."""

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The questions that it was understood as, those that were answered; without a rule where none was."""
        return tuple(step.answered.frame for step in self.steps)
