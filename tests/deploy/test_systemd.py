"""The systemd unit: what systemd says of it, and what it forbids."""

import subprocess
from pathlib import Path

import pytest

from bot.server.app import DRAIN_SECONDS, FLUSH_SECONDS
from bot.server.run import SHUTDOWN_SECONDS
from tests.deploy.dockerfile import base_python
from tests.deploy.unit import UNIT, analyze, sandboxed, settings
from tests.services import program


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
