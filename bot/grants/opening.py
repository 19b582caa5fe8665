"""A pack opened to be read: the database of the sums, and the index of names at its end."""

import hashlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.grants.names import Names
from bot.grants.summary import READABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "384MB"
"""What the engine may take while it writes; more goes to a folder beside."""


def digest_of(pack: Path) -> str:
    """The digest of a pack, which its name holds, in hexadecimal."""
    with pack.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def connect(path: Path, *, read_only: bool = False, threads: int = 2, memory: str = MEMORY) -> "DuckDBPyConnection":
    """A connection to a database of the sums."""
    # The engine takes longer to import than all the rest: whoever begins to serve a pack goes without.
    import duckdb

    engine = duckdb.connect(str(path), read_only=read_only, config={"threads": threads, "memory_limit": memory})
    # It would go to the standard output.
    engine.execute("SET enable_progress_bar = false")
    return engine


def open_pack(path: Path, threads: int = 1, memory: str = "256MB") -> "DuckDBPyConnection":
    """A connection that only reads, for one worker.

    Raises duckdb.Error where it is no pack.
    """
    return connect(path, read_only=True, threads=threads, memory=memory)


def open_names(path: Path) -> Names:
    """The index of names of a pack."""
    return Names(path)


def is_current(path: Path) -> bool:
    """Whether a pack is of a version that is answered from: its index tells."""
    with closing(open_names(path)) as names:
        return names.version in READABLE
