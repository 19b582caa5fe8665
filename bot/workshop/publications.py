"""What was published, kept beside the content; and what keeps readers from seeing the half of it.

What is to be done is first written whole in `.laureat/`, beside the questions, and made true by one rename; then the
files go to their places. Whoever comes next finishes what a sudden stop left in the middle (`settle`); readers of the
content hold it still meanwhile (`still`).
"""

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.workshop import repository
from bot.workshop.roots import Roots, refused
from bot.written import ContentError

FOLDER = ".laureat"
"""Where publications are kept, in the folder of questions."""
PENDING = "pending"
"""The file there that says what is to be done."""
MOST_KEPT = 500
"""Publications kept, at most: the oldest are forgotten."""
WAIT_SECONDS = 20.0
"""How long another publication is waited for."""


class Author(Struct, frozen=True):
    """Who publishes."""

    name: str
    mail: str


class Publication(Struct, frozen=True, kw_only=True):
    """What was published."""

    id: str
    at: str
    """When, ISO 8601, UTC."""
    author: Author
    message: str
    before: dict[str, str | None]
    """What each file held; None for a new one."""
    after: dict[str, str | None]
    """What it holds since; None where it went."""
    undoes: str = ""
    """The publication that this one takes back."""
    commits: tuple[str, ...] = ()
    """Its commits, where the content is a git checkout."""
    told: str = ""
    """What did not go as it should and somebody should know, in French."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that changed."""
        return tuple(self.after)


def history(roots: Roots) -> list[Publication]:
    """What was published, the latest first."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for path in sorted((roots.intents / FOLDER).glob("*.json"), reverse=True):
            with contextlib.suppress(OSError, msgspec.DecodeError):
                found.append(msgspec.json.decode(path.read_bytes(), type=Publication))
    return found


def latest(roots: Roots) -> str:
    """The identifier of the last publication; empty where there is none."""
    return max((path.stem for path in (roots.intents / FOLDER).glob("*.json")), default="")


@contextlib.contextmanager
def still(roots: Roots) -> Iterator[None]:
    """Keep publications from changing a content while it is read, and end one that a sudden stop left in the middle."""
    with contextlib.ExitStack() as held:
        # Where nobody may write, or nothing can be locked, nobody publishes.
        with contextlib.suppress(ContentError, OSError):
            if (roots.intents / FOLDER / PENDING).exists():
                settle(roots)
            held.enter_context(_held(roots, fcntl.LOCK_SH))
        yield


def settle(roots: Roots) -> None:
    """End a publication that a sudden stop left in the middle, if there is one."""
    with locked(roots):
        settle_locked(roots)


@contextlib.contextmanager
def locked(roots: Roots) -> Iterator[None]:
    """Be the only one to publish; waits for others."""
    with _held(roots, fcntl.LOCK_EX):
        yield


@contextlib.contextmanager
def _held(roots: Roots, how: int) -> Iterator[None]:
    """Hold the folders; a lock goes with the process that has it."""
    # The folder itself is what is locked: a reader that may not write in it can.
    opened = os.open(roots.intents, os.O_RDONLY | os.O_DIRECTORY)
    try:
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(opened, how | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    what, remedy = "une autre publication est en cours", "attendez qu’elle finisse, puis recommencez"
                    raise refused("intents", what, remedy) from None
                time.sleep(0.02)
        yield
    finally:
        os.close(opened)


def settle_locked(roots: Roots) -> None:
    """The same, for who holds the content already."""
    pending = roots.intents / FOLDER / PENDING
    try:
        data = pending.read_bytes()
    except FileNotFoundError:
        return
    finish(roots, msgspec.json.decode(data, type=Publication))


def stage(roots: Roots, publication: Publication) -> None:
    """Write all that is to be done, then make it true at once."""
    # Nothing of it must fail once it is true.
    for name in publication.after:
        path = roots.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(13, f"{path.parent} : écriture refusée")
    folder = roots.intents / FOLDER
    folder.mkdir(exist_ok=True)
    repository.overlook(roots.intents, FOLDER)
    _write(folder / "staged", msgspec.json.encode(publication))
    os.replace(folder / "staged", folder / PENDING)
    _flush(folder)


def finish(roots: Roots, publication: Publication) -> Publication:
    """Do what is written; each step may be done again."""
    folder = roots.intents / FOLDER
    for name, text in publication.after.items():
        path = roots.path(name)
        if text is None:
            path.unlink(missing_ok=True)
            _flush(path.parent)
        elif _digest(roots.read(name)) != _digest(text):
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
            # No reader of contents looks at a hidden file.
            fresh = path.with_name(f".{path.name}.{publication.id}")
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(fresh, text.encode(), mode)
            os.replace(fresh, path)
            _flush(path.parent)
    commits, told = repository.commit(
        {name: roots.path(name) for name in publication.after},
        publication.author.name,
        publication.author.mail,
        publication.message,
        publication.id,
    )
    done = msgspec.structs.replace(publication, commits=commits, told=told)
    _write(folder / "staged", msgspec.json.encode(done))
    os.replace(folder / "staged", folder / f"{publication.id}.json")
    _flush(folder)
    (folder / PENDING).unlink(missing_ok=True)
    for old in sorted(folder.glob("*.json"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    return done


def _digest(text: str | None) -> str | None:
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, data: bytes, mode: int = 0o600) -> None:
    with open(path, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Have the names in a folder last, too."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
