"""Packs are served for as long as their content is."""

import gc
import weakref
from pathlib import Path

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.dialogue.conversation import Conversation
from bot.store.memory import MemoryStore
from tests.grants.talk import SMALL

ROOT = Path(__file__).parents[2]


def test_packs_are_freed_once_others_have_taken_their_place(importing):
    packs = importing(SMALL).folder, importing(SMALL.replace("2022", "2023")).folder
    laureat = Assistant(load_model(ROOT / "intents", ROOT / "knowledge", packs), MemoryStore())
    past = Conversation()
    for asked in ("Combien a reçu la Croix-Rouge ?", "et la MJC Roguet ?", "Qui a reçu le plus ?"):
        assert laureat.answer(asked, past)[0].outcome in ("answered", "clarify")
    held = [weakref.ref(pack) for pack in laureat.model.published.packs.values()]
    gc.collect()
    gc.disable()
    try:
        del laureat

        assert [one() for one in held] == [None, None]
    finally:
        gc.enable()
