"""The server that is measured, in a module that its own process can import."""

from aiohttp import web

from bot import settings
from bot.assistant import Assistant
from bot.content.model import load_model
from bot.server.app import make_app
from bot.store.memory import MemoryStore


def make_server() -> web.Application:
    """The webhook with the real assistant."""
    chosen = settings.load()
    return make_app(Assistant(load_model(chosen.intents, chosen.knowledge), MemoryStore()), chosen)
