"""Real services that tests start for themselves, on loopback."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(happened: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something to be true; fails when it does not come."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"did not happen in {seconds:g} s"
        time.sleep(0.01)


def program(name: str, package: str = "") -> str:
    """The path of a program: of the environment where a Python package brings it, else of the Debian package named."""
    found = shutil.which(name) if package else shutil.which(name, path=Path(sys.executable).parent)
    missing = f"apt install {package} (`make test` does it for root)" if package else "make test"
    assert found, f"{name} is missing: {missing}"
    return found


class RedisServer:
    """A real Redis, which may be killed and started again with what it had written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                program("redis-server", "redis-server"),
                *("--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)),
                *("--save", "", "--appendonly", "yes", "--appendfsync", "always"),
            ],
            stdout=subprocess.DEVNULL,
        )
        until(self._answers)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
            probe.settimeout(5)
            probe.sendall(b"PING\r\n")
            return probe.recv(64).startswith(b"+PONG")

    def stop(self, number: int = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(20)
            self._process = None


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """A running Redis."""
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop(signal.SIGTERM)


class Served:
    """A running `laureat serve`."""

    def __init__(self, port: int, process: subprocess.Popen[str], journal: Path) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.process = process
        self._journal = journal

    @property
    def journal(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._journal.read_text("utf-8").splitlines()]

    def get(self, path: str) -> str:
        # A new connection each time: any worker may get it.
        with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as response:
            return response.read().decode()

    def ask(self, text: str, sender: str = "ana") -> str:
        body = json.dumps({"sender": sender, "message": text}).encode()
        request = urllib.request.Request(
            f"{self.url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            return " ".join(message["text"] for message in json.load(response))

    def said(self, words: str) -> bool:
        return any(words in str(line["message"]) for line in self.journal)

    def workers(self) -> list[int]:
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in tasks.split()]


@contextmanager
def serving(folder: Path, *arguments: str, **variables: str) -> Iterator[Served]:
    """A running server whose journal is `folder/journal`; it must end well."""
    port = free_port()
    journal = folder / "journal"
    environment = {**os.environ, "LAUREAT_PORT": str(port), "LAUREAT_RATE_LIMIT": "0", **variables}
    with journal.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
        served = Served(port, process, journal)
        try:
            assert process.stdout.readline() == f"Lauréat répond sur {served.url} (Ctrl+C pour l’arrêter)\n", (
                journal.read_text()
            )
            yield served
        finally:
            process.terminate()
            assert process.wait(30) == 0, journal.read_text()
            process.stdout.close()
