"""Several processes that serve the same port, and the one that keeps them running and holds what they share."""

import asyncio
import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from bot.metrics import SHARED_FOLDER
from bot.server.run import address, announce, cannot_listen
from bot.settings import Settings
from bot.store.memory import MemoryStore
from bot.store.served import serve_store

SOCKET = "LAUREAT_WORKER_SOCKET"
"""The variable that tells a process that it is a worker, and where the state that it shares is served."""
READY = b"ready\n"
"""What a worker writes on its standard output once it accepts requests."""
RESTART_SECONDS = 1.0
"""Least time between two starts of a worker that dies."""
STOP_SECONDS = 40.0
"""How long workers may take to stop before they are killed."""

log = logging.getLogger(__name__)


class Supervisor:
    """Starts workers, starts again those that die, passes signals on."""

    def __init__(self, settings: Settings, ready: Callable[[str], object] = announce) -> None:
        """`ready` gets the address once every worker accepts requests."""
        self._settings = settings
        self._ready = ready
        self._stopping = asyncio.Event()
        self._workers: dict[int, asyncio.subprocess.Process] = {}
        self._serving = 0

    async def run(self) -> None:
        """Until SIGINT or SIGTERM."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stopping.set)
        loop.add_signal_handler(signal.SIGHUP, self._send, signal.SIGHUP)
        store = MemoryStore(seconds=60 * self._settings.conversation_minutes)
        with tempfile.TemporaryDirectory(prefix="laureat-") as folder, self._hold_port() as held:
            environment = {
                **os.environ,
                "LAUREAT_HOST": self._settings.host,
                "LAUREAT_PORT": str(held.getsockname()[1]),
                SOCKET: f"{folder}/store",
                SHARED_FOLDER: folder,
            }
            address_ = address(self._settings.host, held.getsockname()[1])
            async with serve_store(store, Path(folder) / "store"):
                keeping = [loop.create_task(self._keep(environment, address_)) for _ in range(self._settings.workers)]
                await self._stopping.wait()
                self._send(signal.SIGTERM)
                await asyncio.wait(keeping, timeout=STOP_SECONDS)
                self._send(signal.SIGKILL)
                await asyncio.gather(*keeping)

    async def reload(self) -> None:
        """Have every worker take up new content."""
        self._send(signal.SIGHUP)

    def _send(self, number: int) -> None:
        for worker in self._workers.values():
            worker.send_signal(number)

    def _hold_port(self) -> socket.socket:
        """The port, bound and not listened on: it stays ours while workers come and go."""
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(
                self._settings.host, self._settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            held = socket.socket(family, kind, protocol)
            # What a server that ran alone has just left open is no obstacle.
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            held.bind(where)
        except OSError as error:
            raise cannot_listen(self._settings.host, self._settings.port, error) from error
        return held

    async def _keep(self, environment: dict[str, str], address_: str) -> None:
        while not self._stopping.is_set():
            worker = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", env=environment, stdout=asyncio.subprocess.PIPE
            )
            self._workers[worker.pid] = worker
            if self._stopping.is_set():
                worker.terminate()
            if worker.stdout is not None and await worker.stdout.readline() == READY:
                self._serving += 1
                if self._serving == self._settings.workers:
                    self._ready(address_)
            code = await worker.wait()
            del self._workers[worker.pid]
            mark_process_dead(worker.pid, environment[SHARED_FOLDER])
            if not self._stopping.is_set():
                log.error("a worker ended with code %d, another is started", code)
                await asyncio.sleep(RESTART_SECONDS)
