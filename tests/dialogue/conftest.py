"""Conversations that went some way."""

from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation


@pytest.fixture
def after(laureat: Assistant) -> Callable[..., Conversation]:
    """What is remembered after several messages."""

    def run(*messages: str) -> Conversation:
        past = Conversation()
        for message in messages:
            _, past = laureat.answer(message, past)
        return past

    return run
