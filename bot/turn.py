"""A message answered, and its parts."""

from typing import NamedTuple

from bot.answering.reply import Answered
from bot.dialogue.conversation import Conversation
from bot.dialogue.ranking import is_rank
from bot.message import Reply
from bot.refusing import anchors
from bot.understanding.frame import Frame
from bot.understanding.grammar import Argument
from bot.understanding.reading import Reading


class Step(NamedTuple):
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
        ordinals = {one.mention.start for one in self.argument.said if is_rank(one)}
        return any(one.mention.how == "earlier" and one.mention.start in ordinals for one in self.reading.said)


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
