"""Where conversations wait between messages."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from bot.conversation import Conversation


class ConversationStore(Protocol):
    """Keeps each person's conversation for a while."""

    async def load(self, sender: str) -> Conversation:
        """The person's conversation, a new one when there is none or it has expired."""

    async def save(self, sender: str, conversation: Conversation) -> None:
        """Keep the person's conversation."""


class MemoryStore:
    """Conversations in this process: bounded, the least recent forgotten first."""

    def __init__(self, seconds: float = 1800, most: int = 50_000, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            seconds: how long a conversation lives after its last message.
            most: how many are kept.
            clock: the time in seconds.
        """
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Conversation]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    async def load(self, sender: str) -> Conversation:
        """See `ConversationStore`."""
        at, conversation = self._kept.get(sender, (0.0, Conversation()))
        return conversation if self._clock() - at < self._seconds else Conversation()

    async def save(self, sender: str, conversation: Conversation) -> None:
        """See `ConversationStore`."""
        now = self._clock()
        self._kept[sender] = (now, conversation)
        self._kept.move_to_end(sender)
        while self._kept and (len(self._kept) > self._most or now - next(iter(self._kept.values()))[0] > self._seconds):
            self._kept.popitem(last=False)
