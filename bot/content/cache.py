"""What was worked out of the same texts before, kept from one start to the next.

Reading content takes most of the time of a start, and content seldom changes in between. What is kept is plain data
that is read back by its type, and can only be as wrong as the folder's owner makes it; without it all is worked out
anew.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")
MOST_KEPT = 16
"""Files in the folder; those used longest ago go."""
PROGRAM = Path(__file__).parents[1]
_log = logging.getLogger(__name__)


def cache_folder(variables: Mapping[str, str] = os.environ) -> Path | None:
    """Where a program keeps what it can do without: systemd's `$CACHE_DIRECTORY`, else that of the person who runs it
    (XDG); nowhere for a user without a home."""
    given = variables.get("CACHE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    home = variables.get("HOME", "")
    above = variables.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else "")
    return Path(above) / "laureat" if above else None


class Kind(NamedTuple, Generic[T]):
    """What is worked out, and how it is written."""

    name: str
    encode: Callable[[T], bytes]
    decode: Callable[[bytes], T]
    """Raises msgspec.MsgspecError where it is something else."""

    @classmethod
    def plain(cls, name: str, of: type[T]) -> "Kind[T]":
        """What msgspec writes by itself."""
        return cls(name, msgspec.msgpack.encode, msgspec.msgpack.Decoder(of).decode)


class Cache:
    """A folder of what was worked out; without one nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def of(self, texts: Iterable[str], kind: Kind[T], work: Callable[[], T]) -> T:
        """What `work` makes of some texts and of nothing else: what it made of them before, where that was kept."""
        if self._folder is None:
            return work()
        path = self._folder / f"{kind.name}-{_digest(texts)}"
        found = _read(path, kind)
        if found is None:
            found = work()
            _keep(path, kind.encode(found))
        return found


NOTHING_KEPT = Cache()


@cache
def _program() -> bytes:
    """The program and what runs it: another one may work out something else."""
    digest = sha256(sys.version.encode())
    for path in sorted(PROGRAM.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def _digest(texts: Iterable[str]) -> str:
    # No text holds this byte.
    return sha256(b"\xff".join((_program(), *map(str.encode, texts)))).hexdigest()


def _read(path: Path, kind: Kind[T]) -> T | None:
    try:
        found = kind.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
    with suppress(OSError):
        path.touch()
    return found


def _keep(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes it 0600.
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
        kept = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[MOST_KEPT:]:
            old.unlink()
    except OSError as error:
        # A full or read-only disk, another process that tidies: the next start works it out again.
        _log.debug("nothing kept in %s: %s", path.parent, error)
