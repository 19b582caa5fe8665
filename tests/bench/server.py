"""The server that is measured, in a module that its own process can import."""

import os

from aiohttp import web

from bot import settings
from bot.assistant import Assistant
from bot.content.model import load_model
from bot.metrics import Metrics
from bot.server.app import make_app
from bot.store.memory import MemoryStore


def make_server() -> web.Application:
    """The webhook with the real assistant."""
    chosen = settings.load({**os.environ, "LAUREAT_RATE_LIMIT": "0"})
    store = MemoryStore()
    return make_app(Assistant(load_model(chosen.intents, chosen.knowledge), store), chosen, store, Metrics({}))
