"""A real Synapse on loopback, and people who talk through it."""

import asyncio
import base64
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import nio
import yaml

from tests.channels.loopback import SECONDS
from tests.services import free_port

NAME = "ville.example"
AS_TOKEN, HS_TOKEN, SERVICE = "as-secret", "hs-secret", "laureat"
FREE = {"per_second": 1000, "burst_count": 1000}


class Synapse(msgspec.Struct):
    url: str
    door: int
    """The port where it expects the application service."""


@contextmanager
def synapse(folder: Path) -> Iterator[Synapse]:
    """Synapse with SQLite and no federation, once it listens."""
    port, door = free_port(), free_port()
    service = {
        "id": SERVICE,
        "url": f"http://127.0.0.1:{door}",
        "as_token": AS_TOKEN,
        "hs_token": HS_TOKEN,
        "sender_localpart": SERVICE,
        "rate_limited": False,
        "namespaces": {"users": [{"exclusive": True, "regex": f"@{SERVICE}:.*"}], "rooms": [], "aliases": []},
    }
    config = {
        "server_name": NAME,
        "pid_file": str(folder / "pid"),
        "listeners": [
            {"port": port, "bind_addresses": ["127.0.0.1"], "type": "http", "resources": [{"names": ["client"]}]}
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "app_service_config_files": [str(folder / "service.yaml")],
        "enable_registration": True,
        "enable_registration_without_verification": True,
        "report_stats": False,
        "trusted_key_servers": [],
        "bcrypt_rounds": 4,
        "macaroon_secret_key": "x",
        "log_config": str(folder / "log.yaml"),
        "presence": {"enabled": False},
        **dict.fromkeys(("rc_message", "rc_registration"), FREE),
        "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), FREE),
        "rc_joins": dict.fromkeys(("local", "remote"), FREE),
        "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), FREE),
    }
    logging = {
        "version": 1,
        "handlers": {"file": {"class": "logging.FileHandler", "filename": str(folder / "log")}},
        "root": {"level": "INFO", "handlers": ["file"]},
    }
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    (folder / "signing.key").write_text(f"ed25519 a_test {seed}\n")
    for name, value in (("service", service), ("homeserver", config), ("log", logging)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(value))
    # It tells systemd when it listens, and nobody sees the difference.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready, (folder / "errors").open("wb") as errors:
        ready.bind(str(folder / "ready"))
        ready.settimeout(60)
        process = subprocess.Popen(
            [sys.executable, "-m", "synapse.app.homeserver", "--config-path", str(folder / "homeserver.yaml")],
            env={**os.environ, "NOTIFY_SOCKET": str(folder / "ready")},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        try:
            assert ready.recv(1024).startswith(b"READY=1")
            yield Synapse(f"http://127.0.0.1:{port}", door)
        finally:
            process.terminate()
            process.wait(SECONDS)


class Person:
    """Somebody who talks from a program that reads encrypted rooms."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.seen: list[Any] = []

    @classmethod
    async def arrive(cls, url: str, folder: Path) -> "Person":
        config = nio.AsyncClientConfig(max_timeouts=0)
        name = f"p{secrets.token_hex(4)}"
        client = nio.AsyncClient(url, f"@{name}:{NAME}", store_path=str(folder), config=config)
        await _good(client.register(name, "mot de passe"))
        person = cls(client)
        await person.look()
        return person

    async def room(self, *guests: str, encrypted: bool = False) -> str:
        """A new room with guests invited."""
        state = [nio.EnableEncryptionBuilder().as_dict()] if encrypted else []
        made = await _good(
            self.client.room_create(
                invite=guests, initial_state=state, preset=nio.RoomPreset.trusted_private_chat, is_direct=True
            )
        )
        room_id: str = made.room_id
        return room_id

    async def say(self, room: str, text: str, **content: object) -> str:
        said = {"msgtype": "m.text", "body": text, **content}
        sent = await _good(self.client.room_send(room, "m.room.message", said, ignore_unverified_devices=True))
        event_id: str = sent.event_id
        return event_id

    async def look(self) -> None:
        """Take what has happened, waiting a little for it."""
        synced = await _good(self.client.sync(2000 if self.seen else 0))
        self.seen.append(None)
        for joined in synced.rooms.join.values():
            self.seen += joined.timeline.events
        if self.client.should_upload_keys:
            await _good(self.client.keys_upload())
        if self.client.should_query_keys:
            await _good(self.client.keys_query())
        await self.client.send_to_device_messages()

    async def until(self, wanted: Callable[[], Any]) -> Any:
        """What is wanted, as soon as it has happened."""
        async with asyncio.timeout(SECONDS):
            while not (found := wanted()):
                await self.look()
        return found

    async def until_entered(self, room: str, user: str) -> None:
        """Until somebody is in a room."""

        def entered() -> bool:
            known = self.client.rooms.get(room)
            return known is not None and user in known.users and not known.users[user].invited

        await self.until(entered)

    async def until_told(self, count: int = 1) -> list[str]:
        """What robots have said, once it is so much."""

        def told() -> list[str]:
            found = [event.body for event in self.seen if isinstance(event, nio.RoomMessageNotice)]
            return found if len(found) >= count else []

        found: list[str] = await self.until(told)
        return found

    async def leave(self) -> None:
        await self.client.close()
        self.client.store.database.close()


async def _good(asked: Any) -> Any:
    answer = await asked
    assert not isinstance(answer, nio.ErrorResponse), answer
    return answer
