"""Real services that tests start for themselves, on loopback."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PORTS = range(11_000, 32_000)
"""None that the system gives to whoever asks for any, be it only to call somebody; none that browsers refuse."""


def free_port() -> int:
    """A port that nobody has, and that nobody gets by chance before whom it is for."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
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
        self.exchanges = journal.parent / "journal.sqlite"
        """Its journal of exchanges, unless it is told another."""

    @property
    def journal(self) -> list[dict[str, object]]:
        # Its last line may still be being written.
        whole, _, _ = self._journal.read_text("utf-8").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

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
    environment = {
        **os.environ,
        "LAUREAT_PORT": str(port),
        "LAUREAT_RATE_LIMIT": "0",
        "LAUREAT_DATABASE_URL": f"sqlite:///{folder / 'journal.sqlite'}",
        **variables,
    }
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


class PostgresServer:
    """A real PostgreSQL, on loopback, which may be killed and started again with what it had written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "data"
        self.port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        # It refuses to run as root.
        self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        self._folder.mkdir(mode=0o700)
        if self._as:
            shutil.chown(self._folder, "postgres", "postgres")
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self._as, _of_postgres(name), "--pgdata", str(self._folder), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        quick = "-c fsync=off -c unix_socket_directories='' -c listen_addresses=127.0.0.1"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", log, "--options", f"-p {self.port} {quick}")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode)

    def create(self, name: str) -> str:
        """The URL of a new, empty database."""
        self._sql(f'CREATE DATABASE "{name}"')
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _sql(self, statement: str) -> None:
        command = [_of_postgres("psql"), "--quiet", "--no-psqlrc", self.url, "--command", statement]
        subprocess.run(command, check=True)


def _of_postgres(name: str) -> str:
    """Debian keeps what a server is run with out of the way, by version."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else program(name, "postgresql")


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A running PostgreSQL, in a folder that its user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="laureat-postgres-"))
    folder.chmod(0o755)
    try:
        server = PostgresServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
