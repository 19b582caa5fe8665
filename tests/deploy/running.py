"""What the tests of `deploy/` start: programs, on loopback, as a user who may do little."""

import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.services import until

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NOBODY = 10001
"""The user of the image."""
PATIENCE = 90
"""Seconds that a program may take to be ready."""


def run(*command: str | Path, **options: object) -> str:
    """What a program says; fails, with what it said, where it does."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def get(url: str, body: bytes | None = None, headers: Mapping[str, str] = {}) -> tuple[int, str, Mapping[str, str]]:
    """Status, body and headers of an answer; status 0 where there is none."""
    request = urllib.request.Request(url, body, dict(headers))
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers
    except OSError:
        return 0, "", {}


def ask(url: str, message: str) -> str:
    """What the assistant says to a message."""
    json = {"Content-Type": "application/json"}
    status, body, _ = get(
        f"{url}/webhooks/rest/webhook", f'{{"sender": "essai", "message": "{message}"}}'.encode(), json
    )
    assert status == 200, body
    return body


@contextmanager
def running(
    command: Sequence[str | Path], environment: Mapping[str, str], ready: str, demoted: bool = True
) -> Iterator[subprocess.Popen]:
    """A program, from when `ready` answers (a URL) until it has stopped by SIGTERM; `demoted`: not as root."""
    other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if demoted and os.geteuid() == 0 else {}
    with subprocess.Popen(command, env=dict(environment), cwd="/", umask=0o022, **other) as process:
        try:
            until(lambda: process.poll() is not None or get(ready)[0] in (200, 204), PATIENCE)
            assert process.poll() is None, f"stopped with {process.returncode}"
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
