"""The systemd unit, and commands under what it forbids."""

import re
import sys
from pathlib import Path

from tests.deploy.running import DEPLOY, NOBODY, run
from tests.services import program

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


def sandboxed(*command: str | Path) -> list[str | Path]:
    """A command under the filters of the unit."""
    assert settings("SystemCallFilter") == ["@system-service", "~@privileged @resources"]
    assert settings("RestrictAddressFamilies") == ["AF_INET AF_INET6 AF_UNIX"]
    assert settings("MemoryDenyWriteExecute") == ["yes"]
    allowed = system_calls("@system-service") - system_calls("@privileged") - system_calls("@resources")
    return [sys.executable, SANDBOX, str(NOBODY), ",".join(sorted(allowed)), *command]
