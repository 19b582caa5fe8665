"""Answers as they are given, and noted: the one place where the journal hears of them."""

import time
from typing import Protocol

from bot.assistant import Turn
from bot.journal.exchange import Exchange
from bot.journal.journal import Journal
from bot.message import Message, Reply


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
        """The answer to any message."""
        begun = time.perf_counter_ns()
        turn = await self._assistant.converse(message)
        micros = (time.perf_counter_ns() - begun) // 1000
        self._journal.note(Exchange.of(message, turn.reply, turn.frames, micros))
        return turn.reply
