"""The systemd unit: what systemd says of it, and that it forbids nothing that the server needs."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.server.app import DRAIN_SECONDS, FLUSH_SECONDS
from bot.server.run import SHUTDOWN_SECONDS
from tests.deploy.dockerfile import base_python
from tests.deploy.running import DEPLOY, NOBODY, ask, run, running
from tests.services import free_port, program

UNIT = (DEPLOY / "laureat.service").read_text("utf-8")
SANDBOX = Path(__file__).with_name("sandbox.py")


def settings(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def analyze(*arguments: str | Path) -> str:
    return run(program("systemd-analyze", "systemd"), "--no-pager", *arguments)


def system_calls(group: str) -> set[str]:
    """The calls of one of systemd's groups, and of those it holds."""
    found = set()
    for line in analyze("syscall-filter", group).splitlines():
        name = line.strip()
        if name.startswith("@") and name != group:
            found |= system_calls(name)
        elif name and name[0] not in "@#":
            found.add(name)
    return found


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it is where Lauréat is installed."""
    path = tmp_path / "laureat.service"
    path.write_text(UNIT.replace("/opt/laureat/bin/laureat", program("laureat")), "utf-8")
    return path


def test_systemd_understands_every_line(unit):
    assert analyze("verify", "--recursive-errors=no", unit) == ""


def test_systemd_would_complain_of_a_line_it_does_not_know(unit):
    unit.write_text(UNIT.replace("ProtectHome=yes", "ProtectHouse=yes"), "utf-8")
    command = [program("systemd-analyze", "systemd"), "verify", "--recursive-errors=no", unit]

    assert "ProtectHouse" in subprocess.run(command, capture_output=True, text=True).stderr


def test_systemd_finds_it_exposed_to_little(unit):
    analyze("security", "--offline=true", "--threshold=15", unit)


def test_it_is_given_the_time_to_stop():
    assert int(settings("TimeoutStopSec")[0]) > SHUTDOWN_SECONDS + DRAIN_SECONDS + FLUSH_SECONDS
    assert settings("KillSignal") == ["SIGTERM"]


def test_a_wrong_setting_ends_it_with_the_status_that_is_not_tried_again():
    done = subprocess.run([program("laureat"), "serve"], env={"LAUREAT_PORT": "no"}, stderr=subprocess.DEVNULL)

    assert settings("RestartPreventExitStatus") == [str(done.returncode)]


def sandboxed(*command: str | Path) -> list[str | Path]:
    """A command under the filters of the unit."""
    assert settings("SystemCallFilter") == ["@system-service", "~@privileged @resources"]
    assert settings("RestrictAddressFamilies") == ["AF_INET AF_INET6 AF_UNIX"]
    assert settings("MemoryDenyWriteExecute") == ["yes"]
    allowed = system_calls("@system-service") - system_calls("@privileged") - system_calls("@resources")
    return [sys.executable, SANDBOX, str(NOBODY), ",".join(sorted(allowed)), *command]


@pytest.mark.parametrize(
    "forbidden",
    [
        "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)",
        "import os; os.chroot('/')",
        "import os; os.setpriority(os.PRIO_PROCESS, 0, 1)",
    ],
)
def test_the_filters_forbid_what_the_server_does_not_need(forbidden):
    done = subprocess.run(sandboxed(base_python(), "-c", forbidden), capture_output=True, text=True, cwd="/")

    assert "PermissionError: [Errno 1]" in done.stderr


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
