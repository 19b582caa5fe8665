"""The reverse proxy in front of the server, both on loopback."""

import gzip
import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.deploy.running import DEPLOY, ask, get, run, running
from tests.services import free_port, program

CADDYFILE = DEPLOY / "Caddyfile"


@contextmanager
def caddy(upstream: int, folder: Path) -> Iterator[str]:
    """Where Caddy answers for a server that listens on the port `upstream`."""
    port, health = free_port(), free_port()
    environment = {
        "DOMAIN": f"http://127.0.0.1:{port}",
        "UPSTREAM": f"127.0.0.1:{upstream}",
        "HEALTH_PORT": str(health),
        "HOME": str(folder),
    }
    # It listens for the world, which the tests don't want to.
    adapted = run(program("caddy"), "adapt", "--config", CADDYFILE, env=environment).splitlines()
    adapted = next(line for line in adapted if line.startswith("{") and '"apps"' in line)
    config = folder / "caddy.json"
    config.write_text(adapted.replace(f'[":{port}"]', f'["127.0.0.1:{port}"]'), "utf-8")
    command = [program("caddy"), "run", "--config", config]
    with running(command, environment, f"http://127.0.0.1:{health}/", demoted=False):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Lauréat behind Caddy."""
    port = free_port()
    state = tmp_path_factory.mktemp("state")
    environment = {
        "LAUREAT_PORT": str(port),
        "LAUREAT_TRUSTED_PROXIES": "127.0.0.1",
        "STATE_DIRECTORY": str(state),
    }
    server = [program("laureat"), "serve"]
    with (
        running(server, environment, f"http://127.0.0.1:{port}/readyz", demoted=False),
        caddy(port, tmp_path_factory.mktemp("caddy")) as url,
    ):
        yield url


def test_caddy_understands_its_file_and_finds_it_well_formed(tmp_path):
    environment = {"DOMAIN": "laureat.example", "HOME": str(tmp_path)}

    assert "Valid configuration" in run(program("caddy"), "validate", "--config", CADDYFILE, env=environment)
    assert not [line for line in run(program("caddy"), "fmt", "--diff", CADDYFILE).splitlines() if line[0] in "+-"]


def test_a_domain_is_served_over_tls_alone(tmp_path):
    environment = {"DOMAIN": "laureat.example", "HOME": str(tmp_path)}
    adapted = run(program("caddy"), "adapt", "--config", CADDYFILE, env=environment)
    (config,) = [json.loads(line) for line in adapted.splitlines() if '"apps"' in line]
    servers = [server["listen"] for server in config["apps"]["http"]["servers"].values()]

    assert sorted(servers) == [["127.0.0.1:2020"], [":443"]]


def test_the_page_and_the_webhook_answer(site):
    assert get(f"{site}/")[0] == 200
    assert "Grand Orly Seine Bièvre" in ask(site, "Qui porte le lavoir expérimental ?")
    assert get(f"{site}/healthz")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "metrics",
        "readyz",
        "metrics?a=1",
        "%6detrics",
        "read%79z",
        "/metrics",
        "./metrics",
        "web/../readyz",
        "METRICS",
    ],
)
def test_what_is_for_the_people_of_the_house_is_not_found(site, path):
    status, body, _ = get(f"{site}/{path}")

    assert status == 404
    assert "laureat_" not in body


def test_the_headers_that_protect_the_page_pass(site):
    headers = get(f"{site}/")[2]

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Server" not in headers
    assert "Via" not in headers


@pytest.mark.parametrize("path", ["", "confidentialite", "web/laureat-chat.js", "openapi.json"])
def test_what_is_text_comes_compressed_once(site, path):
    plain = get(f"{site}/{path}", headers={"Accept-Encoding": "identity"})[1].encode()
    request = urllib.request.Request(f"{site}/{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.read()) == plain


class Echo(BaseHTTPRequestHandler):
    """Says back the headers it is given."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(dict(self.headers)).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@contextmanager
def echoing(port: int) -> Iterator[int]:
    """The port of a server that echoes; 0 for any."""
    with HTTPServer(("127.0.0.1", port), Echo) as server:
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            answering.join()


def test_the_address_of_the_visitor_passes_whatever_the_visitor_pretends(tmp_path):
    with echoing(0) as port, caddy(port, tmp_path) as url:
        seen = json.loads(get(url, headers={"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Host": "evil"})[1])

    assert seen["X-Forwarded-For"] == "127.0.0.1"
    assert seen["X-Forwarded-Host"] == url.removeprefix("http://")


def test_an_absurd_body_is_refused(tmp_path):
    most = 1024 * 1024
    with echoing(0) as port, caddy(port, tmp_path) as url:
        assert get(url, b" " * most)[0] == 200
        assert get(url, b" " * (most + 1))[0] == 413


def test_a_visitor_waits_while_the_server_restarts(tmp_path):
    port = free_port()
    answers = []
    with caddy(port, tmp_path) as url:
        visitor = threading.Thread(target=lambda: answers.append(get(url)[0]))
        visitor.start()
        visitor.join(0.5)
        assert not answers
        with echoing(port):
            visitor.join(30)

    assert answers == [200]
