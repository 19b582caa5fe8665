import logging
import os
import signal
import socket
import threading
import urllib.request
from collections.abc import Callable

import pytest

from bot.server.app import serve
from bot.settings import Settings, SettingsError


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/static/chat.js"),
        ("GET", "/healthz"),
        ("GET", "/openapi.json"),
        ("GET", "/nulle/part"),
        ("PUT", "/healthz"),
        ("POST", "/webhooks/rest/webhook"),
    ],
)
async def test_every_response_protects_who_reads_it_and_names_no_software(client, method, path):
    response = await client.request(method, path)

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
    assert "Server" not in response.headers


def serve_while(assistant, visit: Callable[[str], object], number: int = signal.SIGTERM) -> None:
    """Serve, visit the address from elsewhere, send the signal."""
    visitors = []

    def ready(address: str) -> None:
        visitor = threading.Thread(target=run, args=[address])
        visitors.append(visitor)
        visitor.start()

    def run(address: str) -> None:
        try:
            visit(address)
        finally:
            os.kill(os.getpid(), number)

    serve(assistant, Settings(port=0), ready)
    visitors[0].join()


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
    announce = serve.__defaults__[0]

    announce("http://127.0.0.1:8080")

    assert capfd.readouterr().out == "Lauréat répond sur http://127.0.0.1:8080 (Ctrl+C pour l’arrêter)\n"


def test_a_port_that_is_taken_is_told_with_the_setting_to_change(assistant):
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SettingsError, match=r"l’occupe.*LAUREAT_PORT"):
        serve(assistant, Settings(port=other.getsockname()[1]), lambda address: pytest.fail("must not listen"))
