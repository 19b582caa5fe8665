"""What the image holds, started by it and by the systemd unit."""

import os
import re
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import describe
from tests.deploy.dockerfile import final
from tests.deploy.running import NOBODY, ask, get, running
from tests.deploy.unit import sandboxed, settings
from tests.services import free_port


def test_it_listens_on_every_interface_at_the_port_it_exposes(image):
    default = {setting.name: setting.default for setting in describe()}["LAUREAT_PORT"]

    assert image.environment["LAUREAT_HOST"] == "0.0.0.0"
    assert image.environment["LAUREAT_PORT"] == final("EXPOSE") == default


def test_it_serves_for_a_user_who_may_write_nowhere_in_it(image):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**image.environment, "LAUREAT_HOST": "127.0.0.1", "LAUREAT_PORT": str(port)}
    health = image.command(final("HEALTHCHECK").partition("CMD ")[2])

    def healthy() -> bool:
        return subprocess.run(health, env=environment, cwd="/", stderr=subprocess.DEVNULL).returncode == 0

    assert not healthy()
    with running(image.command(final("ENTRYPOINT")), environment, f"{url}/readyz") as server:
        assert "Grand Orly Seine Bièvre" in ask(url, "Qui porte le lavoir expérimental ?")
        for path in ("/", "/confidentialite", "/site/page.css", "/web/laureat-chat.js"):
            assert get(f"{url}{path}")[0] == 200
        assert healthy()
        server.send_signal(signal.SIGTERM)
        assert server.wait(40) == 0
    assert not healthy()
    assert (Path(image.environment["STATE_DIRECTORY"]) / "journal.sqlite").exists()


@pytest.fixture
def state() -> Iterator[Path]:
    """The folder that systemd makes for the service."""
    assert settings("StateDirectory") == ["laureat"]
    with tempfile.TemporaryDirectory(prefix="laureat-state-") as folder:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_serves_under_the_filters_of_the_unit(image, workers, state):
    (start,) = settings("ExecStart")
    command = start.replace("/opt/laureat", image.environment["PATH"].partition("/bin:")[0]).split()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"LAUREAT_PORT": str(port), "LAUREAT_WORKERS": workers, "STATE_DIRECTORY": str(state)}

    with running(sandboxed(*command), environment, f"{url}/readyz", demoted=False) as server:
        assert "Grand Orly Seine Bièvre" in ask(url, "Qui porte le lavoir expérimental ?")
        status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
        assert re.search(r"^Seccomp:\t2$", status, re.MULTILINE)
        assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE)
        server.send_signal(signal.SIGTERM)
        assert server.wait(40) == 0
    with closing(sqlite3.connect(state / "journal.sqlite")) as journal:
        assert journal.execute("SELECT text FROM exchanges").fetchall() == [("Qui porte le lavoir expérimental ?",)]
