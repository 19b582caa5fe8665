"""Why the bot answers as it does, for the pages that show it."""

import asyncio
from collections.abc import Callable

from bot.assistant import Assistant
from bot.conversation import Conversation
from bot.explaining.explain import explain
from bot.explaining.explanation import Explanation
from bot.explaining.spellings import Spellings


class Explainer:
    """Takes messages apart with what is compiled once for all messages of a content."""

    def __init__(self, assistant: Callable[[], Assistant]) -> None:
        """`assistant` gives whoever answers now."""
        self._assistant = assistant
        self._spellings: Spellings | None = None

    async def explain(self, text: str, past: Conversation | None = None) -> Explanation:
        """Why a message gets its answer after what was said."""
        assistant = self._assistant()
        spellings = self._spellings
        if spellings is None or spellings.model is not assistant.model:
            # Answers go on meanwhile.
            self._spellings = spellings = await asyncio.to_thread(Spellings, assistant.model)
        return explain(assistant, text, past, spellings)
