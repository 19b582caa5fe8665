import asyncio
import json
import stat
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import nio
import pytest
from aiohttp import ClientConnectionError, web

from bot.channels.channel import Incoming, Refused
from bot.channels.matrix import Api
from bot.channels.matrix_client import MatrixClient
from bot.channels.matrix_folder import Folder, Session
from bot.variables import SettingsError
from tests.channels.loopback import SECONDS, Platform, listening, request, settings, told
from tests.channels.test_matrix import ROOM, event

USER = "@robot:ville.example"
NOW = int(time.time() * 1000)


def robot(url: str, store: Path | None = None, **more: object) -> MatrixClient:
    return MatrixClient(
        settings(
            MATRIX_HOMESERVER_URL=url, MATRIX_USER=USER, MATRIX_PASSWORD="mot-de-passe", MATRIX_STORE=str(store or "")
        ),
        **more,
    )


class Homeserver(Platform):
    """Answers `/sync` with batches of events of one room, then with nothing new."""

    def __init__(self, *batches: list[object]) -> None:
        super().__init__(self._say)
        self.batches = [[], *batches]

    def _say(self, sent):
        path = sent.path.partition("?")[0].rpartition("/v3/")[2]
        if path == "login":
            return web.json_response({"user_id": USER, "device_id": "D", "access_token": "jeton"})
        if path != "sync":
            return None
        since = int(sent.path.partition("since=s")[2].partition("&")[0] or 0)
        events = self.batches[since] if since < len(self.batches) else []
        room = {"timeline": {"events": events, "limited": False, "prev_batch": "p"}, "state": {"events": []}}
        return web.json_response({"next_batch": f"s{since + 1}", "rooms": {"join": {ROOM: room} if events else {}}})


async def followed(channel: MatrixClient, enough: Callable[[list[Incoming]], bool], failing: int = 0) -> list[Incoming]:
    """What a robot accepts, once it is enough; the first `failing` messages cannot be kept."""
    found: list[Incoming] = []
    done = asyncio.Event()

    async def accept(_: object, message: Incoming) -> None:
        nonlocal failing
        if failing:
            failing -= 1
            raise RuntimeError("nothing is kept")
        found.append(message)
        if enough(found):
            done.set()

    task = asyncio.create_task(channel.run(accept))
    async with asyncio.timeout(SECONDS):
        await done.wait()
    task.cancel()
    await asyncio.wait([task])
    return found


async def at_once(seconds: float) -> None:
    """Time that passes at once."""


def text(body: str, **changes: object) -> dict[str, object]:
    return event(body, origin_server_ts=NOW, event_id=f"${body}", **changes)


async def test_nothing_comes_over_http():
    with pytest.raises(Refused):
        await robot("http://127.0.0.1:9").verify(request("{}"))


async def test_before_it_is_known_whether_a_room_is_encrypted_nothing_is_said_there():
    with pytest.raises(ClientConnectionError):
        await robot("http://127.0.0.1:9").prepare(Api("http://127.0.0.1:9").say(ROOM, "$1", 1, "Ouvert."))


async def test_before_it_has_logged_in_calls_wait():
    with pytest.raises(ClientConnectionError):
        await robot("http://127.0.0.1:9").authorise(None)


async def test_a_room_is_entered_before_it_is_known():
    call = Api("http://127.0.0.1:9").join(ROOM)

    assert await robot("http://127.0.0.1:9").prepare(call) == call


def test_the_longest_text_fits_once_encrypted():
    calls = robot("http://127.0.0.1:9").write(
        told("é" * 100_000), Incoming("$1", "s", to={"room": ROOM, "event": "$1"})
    )

    assert max(len(json.dumps(call.json)) for call in calls) * 4 / 3 < 64_000


async def test_what_is_said_is_accepted_and_what_was_said_before_or_by_itself_is_not():
    strange = [
        {"type": "m.room.message"},
        {**text("x"), "content": {"msgtype": "m.text", "body": 5}},
        {**text("y"), "content": []},
        {**text("z"), "sender": 5},
    ]
    said = [
        *strange,
        text("moi", sender=USER),
        text("robot", content={"msgtype": "m.notice"}),
        event("vieux", origin_server_ts=NOW - 100_000_000, event_id="$vieux"),
        text("horaires"),
        text("encore"),
    ]
    async with listening(platform=Homeserver(said)) as server:
        server.batches[0] = [text("avant")]
        found = await followed(robot(server.url), lambda found: len(found) == 2)

    assert [message.text for message in found] == ["horaires", "encore"]


async def test_an_invitation_is_taken_at_the_first_look():
    server = Homeserver()
    say = server.answer

    def answer(sent):
        if "/sync" not in sent.path:
            return say(sent)
        return web.json_response({"next_batch": "s9", "rooms": {"invite": {ROOM: {"invite_state": {"events": []}}}}})

    server.answer = answer
    async with listening(platform=server):
        (message, *_) = await followed(robot(server.url), bool)

    assert message.calls == (Api(server.url).join(ROOM),)


async def test_what_could_not_be_kept_is_taken_again():
    async with listening(platform=Homeserver([text("horaires")])) as server:
        channel = robot(server.url, sleep=at_once)
        found = await followed(channel, bool, failing=3)

    assert [message.text for message in found] == ["horaires"]


async def test_a_second_start_goes_on_where_the_first_ended_on_the_same_device(tmp_path):
    async with listening(platform=Homeserver([text("un")], [text("deux")])) as server:
        assert [message.text for message in await followed(robot(server.url, tmp_path), bool)] == ["un"]
        assert "deux" in [
            message.text for message in await followed(robot(server.url, tmp_path), lambda f: f[-1].text == "deux")
        ]
        logins = [sent for sent in server.sent if sent.path.endswith("/login")]

    assert len(logins) == 1
    assert not any(sent.path.endswith("/logout") for sent in server.sent)


async def test_a_device_whose_keys_are_not_kept_is_told_and_logged_out(caplog):
    async with listening(platform=Homeserver([text("un")])) as server:
        await followed(robot(server.url), bool)

    assert "LAUREAT_MATRIX_STORE" in caplog.text
    assert server.sent[-1].path.endswith("/logout")


async def paused(channel: MatrixClient, waits: list[float], count: int) -> None:
    """Run until so many pauses were made."""

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == count:
            raise asyncio.CancelledError

    channel._sleep = sleep
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(SECONDS):
            await channel.run(None)


async def test_a_homeserver_that_is_away_is_asked_less_and_less_often(unused_tcp_port):
    waits: list[float] = []

    await paused(robot(f"http://127.0.0.1:{unused_tcp_port}"), waits, 8)

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_a_password_that_is_refused_is_told_and_not_shown(caplog):
    def refuse(sent):
        return web.json_response({"errcode": "M_FORBIDDEN", "error": "Invalid username or password"}, status=403)

    async with listening(refuse) as server:
        await paused(robot(server.url), [], 2)

    assert "Invalid username or password" in caplog.text
    assert "mot-de-passe" not in caplog.text


async def test_one_process_at_a_time_has_the_folder(tmp_path):
    first, waits = Folder(tmp_path), []
    assert first.take()

    await paused(robot("http://127.0.0.1:9", tmp_path), waits, 3)
    assert waits == [1, 1, 1]

    first.close()
    second = Folder(tmp_path)
    assert second.take()
    second.close()


def test_a_session_is_kept_for_its_owner_alone(tmp_path):
    folder, session = Folder(tmp_path), Session(USER, USER, "D", "jeton", "s1")
    assert folder.load() is None

    folder.save(session)
    folder.save(session)

    assert folder.load() == session
    assert stat.S_IMODE((tmp_path / "session.json").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "session.json"]
    folder.close()


@pytest.mark.parametrize("written", [b"", b"{}", b"\xff", b'{"account":5}'])
def test_a_session_that_cannot_be_read_is_begun_anew(tmp_path, written):
    (tmp_path / "session.json").write_bytes(written)
    folder = Folder(tmp_path)

    assert folder.load() is None
    folder.close()


async def test_a_message_whose_key_comes_later_is_read_then():
    sealed = nio.MegolmEvent.from_dict(
        event(
            type="m.room.encrypted",
            origin_server_ts=NOW,
            content={
                "algorithm": "m.megolm.v1.aes-sha2",
                "ciphertext": "x",
                "device_id": "D",
                "sender_key": "k",
                "session_id": "s",
            },
        )
    )
    sealed.room_id = ROOM
    keys: list[str] = []

    class Client:
        user_id = USER
        rooms: ClassVar[dict[str, object]] = {}

        def decrypt_event(self, found):
            if not keys:
                raise nio.EncryptionError("no session")
            return nio.RoomMessageText.from_dict(text("horaires"))

    def synced(*events):
        joined = SimpleNamespace(timeline=SimpleNamespace(events=events))
        return SimpleNamespace(rooms=SimpleNamespace(join={ROOM: joined}))

    channel = robot("http://127.0.0.1:9")
    channel._client = Client()

    assert list(channel._messages(synced(sealed), fresh=False)) == []
    assert list(channel._messages(synced(), fresh=False)) == []
    keys.append("come")
    assert [message.text for message in channel._messages(synced(), fresh=False)] == ["horaires"]
    assert list(channel._messages(synced(), fresh=False)) == []


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(SettingsError, match=r"LAUREAT_MATRIX_STORE.*n’existe pas"):
        robot("http://127.0.0.1:9", tmp_path / "absent")
