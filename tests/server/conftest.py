"""A running server whose assistant says back what it is told."""

from collections.abc import AsyncIterator, Sequence
from types import SimpleNamespace

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.channel import Channel
from bot.message import Button, Message, Reply, Source
from bot.metrics import Metrics
from bot.server.app import make_app
from bot.settings import load
from bot.store.memory import MemoryStore

MAX_BODY = 65536


class EchoAssistant:
    """Says the message back; « panne » breaks it."""

    def __init__(self) -> None:
        self.received: list[Message] = []

    async def reply(self, message: Message) -> Reply:
        self.received.append(message)
        if message.text == "panne":
            raise RuntimeError("secret of the house")
        if message.text == "merci":
            return Reply(text="De rien.", outcome="chitchat", intent="merci", confidence=1.0)
        if message.text == "hein":
            return Reply(text="Pardon ?", outcome="out_of_scope", intent=None, confidence=0.0)
        return Reply(
            text=f"Vous dites : {message.text}",
            outcome="answered",
            intent="echo",
            confidence=0.75,
            sources=(
                Source("Registre", "2018-11-27", "ligne 4"),
                Source("Carte", "2018", "p. 2", "https://a.example/"),
            ),
            data={"said": message.text},
            buttons=(Button("Encore", "encore une fois"),),
        )

    async def warm(self) -> None:
        pass

    def parse(self, text: str) -> object:
        if text == "panne":
            raise RuntimeError("secret of the house")
        score = SimpleNamespace(name="echo", confidence=0.75)
        entity = SimpleNamespace(
            entity="mot", value="fin", start=len(text) - 1, end=len(text), confidence_entity=0.5, extractor="echo"
        )
        return SimpleNamespace(
            text=text,
            intent=score,
            intent_ranking=(score, SimpleNamespace(name=None, confidence=0)),
            entities=(entity,),
        )


def serving(assistant: EchoAssistant, channels: Sequence[Channel] | None = None, **settings: str) -> TestClient:
    """A client of a server; the settings are variables without their prefix, in lower case."""
    given = {"MAX_BODY": str(MAX_BODY), "RATE_LIMIT": "0", **{name.upper(): value for name, value in settings.items()}}
    loaded = load({f"LAUREAT_{name}": value for name, value in given.items()})
    return TestClient(TestServer(make_app(assistant, loaded, MemoryStore(), Metrics({}), channels)))


@pytest.fixture
def assistant() -> EchoAssistant:
    return EchoAssistant()


@pytest_asyncio.fixture
async def client(assistant: EchoAssistant) -> AsyncIterator[TestClient]:
    async with serving(assistant) as running:
        yield running


@pytest.fixture(params=["/webhooks/rest/webhook", "/model/parse"])
def reader(request: pytest.FixtureRequest) -> str:
    """Each address that reads a body."""
    return request.param
