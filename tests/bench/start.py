"""How long the server takes to be ready in a fresh process, and the memory that it then holds."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 30
"""Seconds to wait for the server."""
SERVE = "from bot.cli import main; main(['serve'])"
LOAD = """
import time
from bot import settings
from bot.content.cache import Cache, cache_folder
from bot.content.model import load_model
chosen = settings.load()
begin = time.perf_counter()
load_model(chosen.intents, chosen.knowledge, chosen.packs, Cache(cache_folder()))
print(time.perf_counter() - begin)
"""


class Start(NamedTuple):
    """One start."""

    ready: float
    """Seconds from the launch until `/readyz` answers."""
    load: float
    """Seconds of `load_model`, in another fresh process, over what the server kept."""
    memory: int
    """Bytes resident when ready; 0 where the system does not tell."""


def starts(count: int, knowledge: str = "") -> list[Start]:
    """Start the server so often and stop it; at the first start its content was never read before.

    Args:
        count: how often.
        knowledge: the value of `LAUREAT_KNOWLEDGE`.

    Raises:
        RuntimeError: it does not become ready.
    """
    with TemporaryDirectory() as kept:
        environment = os.environ | {"CACHE_DIRECTORY": kept}
        environment |= {"LAUREAT_KNOWLEDGE": knowledge} if knowledge else {}
        return [_start(environment) for _ in range(count)]


def _start(environment: dict[str, str]) -> Start:
    port = 18000 + os.getpid() % 1000
    environment |= {"LAUREAT_PORT": str(port), "LAUREAT_HOST": "127.0.0.1"}
    begin = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-c", SERVE], env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if server.poll() is not None or time.perf_counter() - begin > PATIENCE:
                raise RuntimeError("the server did not start")
            time.sleep(0.002)
        ready = time.perf_counter() - begin
        memory = _resident(server.pid)
    finally:
        server.terminate()
        server.wait()
    load = subprocess.run([sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True)
    return Start(ready, float(load.stdout), memory)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return True
    except (URLError, ConnectionError):
        return False


def _resident(process: int) -> int:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found.group(1)) * 1024 if found else 0
