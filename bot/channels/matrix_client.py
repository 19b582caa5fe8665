"""Matrix and Tchap, as a robot with an account: it fetches events (`/sync`), and reads and writes encrypted rooms.

What it has fetched goes through the same delivery as what other platforms send. A reply leaves as any other call; in an
encrypted room, it is encrypted on its way out.
"""

import asyncio
import contextlib
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import nio
from aiohttp import ClientConnectionError, ClientError, ClientSession
from msgspec import structs

from bot.channels.channel import Accept, Call, Channel, Incoming, Received, Refused, Request, Verdict
from bot.channels.fitting import fit
from bot.channels.limits import Limits
from bot.channels.matrix import Api, Event, judge, room_of, said
from bot.channels.matrix_folder import Folder, Session
from bot.message import Reply
from bot.settings import Settings
from bot.store.store import CLAIM_SECONDS

WAIT_MS = 30_000
"""How long the homeserver may keep a request open until something happens."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between attempts to reach the homeserver: at first, and in the end."""
FILTER = {
    "room": {"timeline": {"limit": 100}, "ephemeral": {"types": []}, "account_data": {"types": []}},
    "presence": {"types": []},
    "account_data": {"types": []},
}
"""What is asked for; by default, no more than ten events of a room come at once, and those before are lost."""
MOST_SEALED = 100
"""Messages that are kept until their keys come."""

log = logging.getLogger(__name__)
Sleep = Callable[[float], Awaitable[None]]


class MatrixClient(Channel):
    """See `Channel`."""

    name = "matrix-sync"
    called = False
    limits: ClassVar[Limits] = Limits(text=15_000, count="bytes")
    """A quarter of what an event may hold: encrypted, a text takes up to four times its size."""

    def __init__(self, settings: Settings, sleep: Sleep = asyncio.sleep) -> None:
        """From the settings of the installation; `sleep` waits so many seconds."""
        self._homeserver = settings.channels.matrix_homeserver_url
        self._account = settings.channels.matrix_user
        self._password = settings.channels.matrix_password
        self._store = settings.channels.matrix_store
        self._origin = settings.public_url
        self._api = Api(self._homeserver)
        self._sleep = sleep
        self._client: Any = None
        self._session = Session(self._account, "", "", "")
        self._sealing = asyncio.Lock()
        self._sealed: dict[str, Any] = {}

    async def verify(self, request: Request) -> None:
        """See `Channel`; nothing comes over HTTP."""
        raise Refused("no webhook")

    def read(self, request: Request) -> Received:
        """See `Channel`."""
        return Received()

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        return self._api.write(message.to["room"], message.to["event"], fit(reply, self.limits, self._origin).texts)

    def judge(self, status: int, body: bytes) -> Verdict:
        """See `Channel`."""
        return judge(super().judge(status, body), body)

    async def authorise(self, http: ClientSession) -> Mapping[str, str]:
        """See `Channel`."""
        if self._client is None or not self._client.access_token:
            raise ClientConnectionError("not logged in")
        return {"Authorization": f"Bearer {self._client.access_token}"}

    async def prepare(self, call: Call) -> Call:
        """See `Channel`; what is said in a room of which it is not known whether it is encrypted waits until it is."""
        place = room_of(call)
        if place is None:
            return call
        room_id, before, transaction = place
        room = self._client.rooms.get(room_id) if self._client is not None else None
        if room is None:
            raise ClientConnectionError("a room is not known yet")
        if not room.encrypted:
            return call
        async with self._sealing:
            kind, content = await self._encrypt(room, call.json)
        return structs.replace(call, url=f"{before}{kind}/{transaction}", json=content)

    async def _encrypt(self, room: Any, content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A message as its room may read it: every device of its members, verified or not, gets the key."""
        client = self._client
        try:
            if not room.members_synced:
                _good(await client.joined_members(room.room_id))
            if client.should_query_keys:
                _good(await client.keys_query())
            if client.olm.should_share_group_session(room.room_id):
                _good(await client.share_group_session(room.room_id, ignore_unverified_devices=True))
            sealed: tuple[str, dict[str, Any]] = client.encrypt(room.room_id, "m.room.message", content)
        except (nio.ProtocolError, nio.EncryptionError, nio.GroupEncryptionError, nio.OlmTrustError) as error:
            raise ClientError(str(error)) from error
        return sealed

    async def run(self, accept: Accept) -> None:
        """See `Channel`."""
        with contextlib.ExitStack() as stack:
            path = self._store
            if path is None:
                log.warning("LAUREAT_MATRIX_STORE is not set: the keys of encrypted rooms will be lost at the end")
                path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="laureat-matrix-")))
            folder = stack.enter_context(contextlib.closing(Folder(path)))
            while not folder.take():
                await self._sleep(FIRST_PAUSE)
            # It tells whole events where something is amiss with them.
            logging.getLogger("nio").setLevel(logging.CRITICAL)
            config = nio.AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0)
            self._client = nio.AsyncClient(self._homeserver, self._account, store_path=str(path), config=config)
            try:
                await self._follow(folder, accept)
            finally:
                client, self._client = self._client, None
                await _leave(client, forget=self._store is None)

    async def _follow(self, folder: Folder, accept: Accept) -> None:
        pause = FIRST_PAUSE
        known = False
        while True:
            try:
                if not self._client.access_token:
                    await self._log_in(folder)
                await self._turn(folder, accept, known)
                known, pause = True, FIRST_PAUSE
                continue
            except (ClientError, TimeoutError, OSError) as error:
                log.warning("the Matrix homeserver refuses or does not answer: %s", str(error) or type(error).__name__)
            except Exception:
                log.exception("events of Matrix cannot be taken")
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _log_in(self, folder: Folder) -> None:
        client, saved = self._client, folder.load()
        if saved is not None and saved.account == self._account:
            self._session = saved
            client.device_id = saved.device
            if saved.token:
                client.restore_login(saved.user, saved.device, saved.token)
                return
        granted = _good(await client.login(self._password, device_name="Lauréat"))
        self._session = structs.replace(
            self._session, user=granted.user_id, device=granted.device_id, token=granted.access_token
        )
        folder.save(self._session)

    async def _turn(self, folder: Folder, accept: Accept, known: bool) -> None:
        """Take what has happened since the last time."""
        client, since = self._client, self._session.since
        async with asyncio.timeout(4 * WAIT_MS / 1000):
            # After a start, nothing is known of the rooms but their keys.
            synced = await client.sync(
                WAIT_MS if known else 0, sync_filter=FILTER, since=since or None, full_state=not known
            )
        if isinstance(synced, nio.SyncError) and synced.status_code == "M_UNKNOWN_TOKEN":
            client.access_token = ""
            folder.save(structs.replace(self._session, token=""))
        _good(synced)
        await self._exchange_keys()
        for number, room_id in enumerate(synced.rooms.invite):
            calls = (self._api.join(room_id),)
            await accept(self, Incoming(f"invite {synced.next_batch} {number}", room_id, calls=calls))
        for message in self._messages(synced, fresh=not since):
            await accept(self, message)
        self._session = structs.replace(self._session, since=synced.next_batch)
        folder.save(self._session)

    async def _exchange_keys(self) -> None:
        client = self._client
        async with self._sealing:
            answers = []
            if client.should_upload_keys:
                answers.append(await client.keys_upload())
            if client.should_query_keys:
                answers.append(await client.keys_query())
            if client.should_claim_keys:
                answers.append(await client.keys_claim(client.get_users_for_key_claiming()))
            answers += await client.send_to_device_messages()
        for answer in answers:
            # Rooms that are not encrypted go on.
            if isinstance(answer, nio.ErrorResponse):
                log.warning("keys cannot be exchanged: %s", answer)

    def _messages(self, synced: Any, fresh: bool) -> Iterator[Incoming]:
        """What was said to us; not what was said before the account was first used, nor before we were in a room."""
        for event in list(self._sealed.values()):
            yield from self._opened(event)
        for room_id, joined in synced.rooms.join.items():
            if fresh:
                continue
            for event in _after_invite(joined.timeline.events, self._client.user_id):
                if isinstance(event, nio.MegolmEvent):
                    log.warning("a message cannot be read until its key comes")
                    self._sealed[event.event_id] = event
                else:
                    yield from self._said(event, room_id)
        for event_id in list(self._sealed)[:-MOST_SEALED]:
            del self._sealed[event_id]

    def _opened(self, event: Any) -> Iterator[Incoming]:
        """What an event says whose key has come since."""
        try:
            opened = self._client.decrypt_event(event)
        except nio.EncryptionError:
            return
        del self._sealed[event.event_id]
        yield from self._said(opened, event.room_id)

    def _said(self, event: Any, room_id: str) -> Iterator[Incoming]:
        try:
            found = msgspec.convert({**event.source, "room_id": room_id}, Event)
        except msgspec.ValidationError:
            return
        # Beyond, it is not remembered whether it was answered.
        if time.time() - found.origin_server_ts / 1000 > CLAIM_SECONDS:
            return
        room = self._client.rooms.get(room_id)
        message = said(found, self._client.user_id, crowd=room is not None and room.member_count > 2)
        if message is not None:
            yield message


def _after_invite(events: Sequence[Any], user: str) -> Sequence[Any]:
    """What happened in a room since `user` was invited, or entered."""
    for membership in ("invite", "join"):
        for place, event in enumerate(events):
            if (
                isinstance(event, nio.RoomMemberEvent)
                and (event.state_key, event.membership) == (user, membership)
                and event.prev_membership != membership
            ):
                return events[place + 1 :]
    return events


def _good(answer: Any) -> Any:
    """An answer of the homeserver; raises ClientError where it is an error."""
    if isinstance(answer, nio.ErrorResponse):
        raise ClientError(str(answer))
    return answer


async def _leave(client: Any, forget: bool) -> None:
    """Close the connection; log out where nothing of the device is kept."""
    with contextlib.suppress(ClientError, TimeoutError, OSError):
        async with asyncio.timeout(5):
            if forget and client.access_token:
                await client.logout()
    await client.close()
    if client.store is not None:
        client.store.database.close()
