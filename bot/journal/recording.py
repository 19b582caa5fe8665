"""Answers as they are given, and noted: the one place where the journal hears of them."""

import time
from typing import Protocol

from bot.journal.exchange import Exchange
from bot.journal.journal import Journal
from bot.message import Message, Reply
from bot.turns.turn import Turn


class Conversing(Protocol):
    """Whoever answers, and tells what was understood: `bot.assistant.Assistant`."""

    async def converse(self, message: Message) -> Turn:
        """The answer to any message, with what was understood."""


class Recording:
    """Answers as the assistant does, and notes each exchange."""

    def __init__(self, assistant: Conversing, journal: Journal) -> None:
        self._assistant = assistant
        self._journal = journal

    async def reply(self, message: Message) -> Reply:
        """The answer to any message; an exception is noted, and goes on."""
        begun = time.perf_counter_ns()
        try:
            turn = await self._assistant.converse(message)
        except Exception:
            self._journal.note(Exchange.failed(message, _micros_since(begun)))
            raise
        self._journal.note(Exchange.of(message, turn, _micros_since(begun)))
        return turn.reply


def _micros_since(begun: int) -> int:
    return (time.perf_counter_ns() - begun) // 1000
