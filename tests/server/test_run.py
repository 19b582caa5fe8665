import asyncio
import logging
import os
import signal
import socket
import threading
import urllib.request
from collections.abc import Callable

import pytest

from bot import logs
from bot.metrics import Metrics
from bot.server.app import make_app
from bot.server.run import announce, serve
from bot.settings import load
from bot.store.memory import MemoryStore
from bot.variables import SettingsError


def serve_while(assistant, visit: Callable[[str], object], number: int = signal.SIGTERM, reload=None) -> None:
    """Serve, visit the address from elsewhere, send the signal."""
    visitors: list[threading.Thread] = []

    def ready(address: str) -> None:
        visitor = threading.Thread(target=run, args=[address])
        visitors.append(visitor)
        visitor.start()

    def run(address: str) -> None:
        try:
            visit(address)
        finally:
            os.kill(os.getpid(), number)

    run_server(assistant, 0, ready, reload)
    visitors[0].join()


def run_server(
    assistant, port: int, ready: Callable[[str], object], reload: Callable[[], object] | None = None
) -> None:
    settings = load({"LAUREAT_PORT": str(port)})
    asyncio.run(_serve(assistant, settings, ready, reload))


async def _serve(assistant, settings, ready, reload) -> None:
    await serve(make_app(assistant, settings, MemoryStore(), Metrics({})), settings, ready, reload)


def status(address: str) -> int:
    with urllib.request.urlopen(f"{address}/healthz", timeout=10) as response:
        return response.status


def connect(address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_from_the_moment_it_says_so_until_it_is_told_to_stop(assistant, number):
    seen = []

    serve_while(assistant, lambda address: seen.append((address, status(address))), number)

    ((address, answered),) = seen
    assert answered == 200
    with pytest.raises(ConnectionRefusedError):
        connect(address)


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/model/parse"])
def test_whoever_leaves_in_the_middle_of_a_body_is_no_error_of_ours(assistant, caplog, path):
    def leave(address: str) -> None:
        with connect(address) as gone:
            head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
            gone.sendall(head.encode())
            status(address)
        status(address)

    serve_while(assistant, leave)

    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_it_says_in_french_where_it_answers(capfd):
    announce("http://127.0.0.1:8080")

    assert capfd.readouterr().out == "Lauréat répond sur http://127.0.0.1:8080 (Ctrl+C pour l’arrêter)\n"


def test_a_port_that_is_taken_is_told_with_the_setting_to_change(assistant):
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SettingsError, match=r"l’occupe.*LAUREAT_PORT"):
        run_server(assistant, other.getsockname()[1], lambda address: pytest.fail("must not listen"))


def test_new_content_is_taken_up_on_sighup(assistant):
    taken = threading.Event()

    async def reload() -> None:
        taken.set()

    def visit(address: str) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        assert taken.wait(10)

    serve_while(assistant, visit, reload=reload)

    assert taken.is_set()


def test_a_connection_that_stays_in_the_middle_of_its_headers_is_closed(assistant, monkeypatch):
    monkeypatch.setattr("bot.server.run.KEEPALIVE_SECONDS", 0.2)
    closed = []

    def visit(address: str) -> None:
        with connect(address) as slow:
            slow.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            slow.settimeout(10)
            closed.append(slow.recv(100) == b"")

    serve_while(assistant, visit)

    assert closed == [True]


@pytest.mark.parametrize(
    "raw",
    [
        b'POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{"sender":"0612345678"}',
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Telegram-Bot-Api-Secret-Token: 0612345678\x01\r\n\r\n",
        b"0612345678\n\n",
    ],
)
@pytest.mark.usefixtures("journal")
def test_of_what_is_no_http_nothing_is_repeated_nowhere(assistant, capfd, raw):
    logs.set_up("DEBUG", "json")
    answers = []

    def visit(address: str) -> None:
        with connect(address) as client:
            client.sendall(raw)
            client.settimeout(10)
            answers.append(client.recv(4000).decode())

    serve_while(assistant, visit)

    (answer,) = answers
    assert answer.startswith("HTTP/1.0 400 ")
    assert "n’est pas une requête HTTP valable" in answer
    assert "aiohttp" not in answer
    said = capfd.readouterr().err
    assert "a request cannot be read" in said
    assert "0612345678" not in said + answer
    assert "127.0.0.1" not in said
