import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import nio
import pytest
from aiohttp import web

from bot.channels.channel import Channel, Refused, Request
from bot.channels.delivery import Delivery
from bot.channels.matrix import Matrix
from bot.channels.matrix_client import MatrixClient
from bot.message import Button
from tests.channels.homeserver import AS_TOKEN, HS_TOKEN, NAME, SERVICE, Person, Synapse, synapse
from tests.channels.loopback import Saying, delivering, settings, told

PASSWORD = "mot-de-passe"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    with synapse(tmp_path_factory.mktemp("synapse")) as running:
        yield running


@pytest.fixture
async def person(server, tmp_path) -> AsyncIterator[Person]:
    somebody = await Person.arrive(server.url, tmp_path)
    yield somebody
    await somebody.leave()


@asynccontextmanager
async def served(channel: Channel, delivery: Delivery, port: int, spoilt: list[int]) -> AsyncIterator[None]:
    """The channel's routes; as many requests as `spoilt` holds are taken, then answered by its status."""

    async def handle(request: web.Request) -> web.Response:
        sent = Request(
            request.method, request.raw_path, request.headers, request.query, await request.read(), time.time()
        )
        try:
            said = channel.greet(sent) if sent.method == "GET" else await delivery.receive(channel, sent)
        except Refused as refused:
            said = channel.refusal(refused)
        status = spoilt.pop() if spoilt and b"m.room.message" in sent.body else said.status
        return web.Response(body=said.body, status=status, content_type=said.content_type)

    app = web.Application()
    for method, path in channel.routes:
        app.router.add_route(method, path, handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield
    await runner.cleanup()


@pytest.mark.parametrize("spoilt", [[], [500]], ids=["at once", "sent again"])
async def test_an_application_service_enters_and_answers_once(server, person, spoilt):
    channel = Matrix(settings(MATRIX_HOMESERVER_URL=server.url, MATRIX_HS_TOKEN=HS_TOKEN, MATRIX_AS_TOKEN=AS_TOKEN))
    assistant = Saying(told("Choisir", buttons=(Button("Oui", "oui"),)))
    async with delivering(channel, assistant) as delivery, served(channel, delivery, server.door, spoilt):
        room = await person.room(f"@{SERVICE}:{NAME}")
        await person.until_entered(room, f"@{SERVICE}:{NAME}")
        await person.say(room, "horaires")
        assert await person.until_told(1) == ["Choisir\n\n1. Oui\nRépondez 1."]
        await person.say(room, "encore")
        await person.until_told(2)

    assert [message.text for message in assistant.heard] == ["horaires", "encore"]


@pytest.fixture
async def robot(server) -> str:
    """An account for the robot."""
    name = f"robot{secrets.token_hex(4)}"
    client = nio.AsyncClient(server.url, f"@{name}:{NAME}")
    await client.register(name, PASSWORD)
    await client.logout()
    await client.close()
    return f"@{name}:{NAME}"


@pytest.fixture
def running(server, robot) -> Callable[..., object]:
    """The robot, for as long as it runs."""

    @asynccontextmanager
    async def run(assistant: Saying, store: Path | None = None) -> AsyncIterator[MatrixClient]:
        variables = {
            "MATRIX_HOMESERVER_URL": server.url,
            "MATRIX_USER": robot,
            "MATRIX_PASSWORD": PASSWORD,
            "MATRIX_STORE": str(store or ""),
        }
        channel = MatrixClient(settings(**variables))
        async with delivering(channel, assistant):
            yield channel

    return run


@pytest.mark.parametrize("encrypted", [False, True], ids=["clear", "encrypted"])
async def test_the_robot_enters_and_answers(running, robot, person, encrypted):
    assistant = Saying("Ouvert.")
    async with running(assistant):
        room = await person.room(robot, encrypted=encrypted)
        await person.until_entered(room, robot)
        await person.say(room, "horaires")
        assert await person.until_told() == ["Ouvert."]

    assert [message.text for message in assistant.heard] == ["horaires"]
    (answer,) = [event for event in person.seen if isinstance(event, nio.RoomMessageNotice)]
    assert answer.decrypted is encrypted
    assert answer.sender == robot


@pytest.fixture
def store(tmp_path) -> Path:
    folder = tmp_path / "robot"
    folder.mkdir(0o700)
    return folder


@pytest.mark.parametrize("encrypted", [False, True], ids=["clear", "encrypted"])
async def test_what_was_said_while_the_robot_was_away_is_answered_with_the_keys_it_kept(
    running, robot, person, store, encrypted
):
    assistant = Saying("Ouvert.")
    async with running(assistant, store):
        room = await person.room(robot, encrypted=encrypted)
        await person.until_entered(room, robot)
        await person.say(room, "un")
        await person.until_told(1)
    await person.say(room, "deux")
    async with running(assistant, store):
        await person.until_told(2)
        await person.say(room, "trois")
        await person.until_told(3)

    assert [message.text for message in assistant.heard] == ["un", "deux", "trois"]
    devices = {event.device_id for event in person.client.device_store.active_user_devices(robot)}
    assert not encrypted or len(devices) == 1


async def test_a_robot_that_has_kept_nothing_leaves_the_past_alone(running, robot, person):
    assistant = Saying("Ouvert.")
    async with running(assistant):
        room = await person.room(robot)
        await person.until_entered(room, robot)
    await person.say(room, "avant")
    async with running(assistant) as channel:
        # An invitation is taken once the past is known.
        other = await person.room(robot)
        await person.until_entered(other, robot)
        await person.say(room, "après")
        await person.until_told()
        assert channel is not None

    assert [message.text for message in assistant.heard] == ["après"]


async def test_what_was_said_before_the_robot_was_invited_is_left_alone(running, robot, person):
    assistant = Saying("Ouvert.")
    async with running(assistant):
        room = await person.room()
        await person.until(lambda: room in person.client.rooms)
        await person.say(room, "avant")
        await person.client.room_invite(room, robot)
        await person.until_entered(room, robot)
        await person.say(room, "après")
        await person.until_told()

    assert [message.text for message in assistant.heard] == ["après"]


async def test_among_several_the_robot_answers_who_calls_it(running, robot, person, server, tmp_path, store):
    assistant = Saying("Ouvert.")
    (tmp_path / "other").mkdir()
    other = await Person.arrive(server.url, tmp_path / "other")
    async with running(assistant, store):
        room = await person.room(robot, other.client.user_id)
        await other.client.join(room)
        await other.until_entered(room, robot)
        await person.until_entered(room, robot)
        await other.say(room, "on se voit demain ?")
        await other.say(room, "horaires", **{"m.mentions": {"user_ids": [robot]}})
        await person.until_told(1)
        await person.say(room, f"{robot.split(':')[0][1:]}: encore")
        await person.until_told(2)
    async with running(assistant, store):
        await other.say(room, "alors, demain ?")
        await other.say(room, "tarifs", **{"m.mentions": {"user_ids": [robot]}})
        await person.until_told(3)
    await other.leave()

    assert [message.text for message in assistant.heard] == ["horaires", "encore", "tarifs"]


async def test_a_robot_whose_device_was_dismissed_logs_in_again(running, robot, person, store, server):
    assistant = Saying("Ouvert.")
    async with running(assistant, store):
        room = await person.room(robot)
        await person.until_entered(room, robot)
        client = nio.AsyncClient(server.url, robot)
        await client.login(PASSWORD)
        await client.logout(all_devices=True)
        await client.close()
        await person.say(room, "horaires")
        await person.until_told()

    assert [message.text for message in assistant.heard] == ["horaires"]
