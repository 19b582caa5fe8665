"""What a Matrix account keeps between two starts, beside its keys, which `matrix-nio` writes in the same folder."""

import fcntl
import os
from pathlib import Path

import msgspec
from msgspec import Struct


class Session(Struct, frozen=True):
    """What is kept of an account between two starts, beside its keys."""

    account: str
    user: str
    device: str
    token: str
    since: str = ""
    """Up to where events were taken."""


class Folder:
    """Where the session and the keys are; for one process at a time, which a lock sees to."""

    def __init__(self, path: Path) -> None:
        """`path` is a folder that nobody else should read."""
        self.path = path
        self._session = path / "session.json"
        self._lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)

    def take(self) -> bool:
        """Whether this process has it now."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Leave it to others."""
        os.close(self._lock)

    def load(self) -> Session | None:
        """The session, where one was saved."""
        try:
            return msgspec.json.decode(self._session.read_bytes(), type=Session)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def save(self, session: Session) -> None:
        """Keep the session."""
        new = self._session.with_suffix(".new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(session))
        new.replace(self._session)
