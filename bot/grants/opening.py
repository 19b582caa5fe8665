"""A pack opened to be read: the file of the sums and, beside it, the index of names."""

import hashlib
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from bot.grants.names import Names

VERSION = "6"
"""Of the tables."""
MEMORY = "384MB"
"""What the engine may take while it writes; more goes to a folder beside."""


def index_of(pack: Path) -> Path:
    """Where the index of names of a pack is."""
    return pack.with_suffix(".sqlite")


def digest_of(pack: Path, index: Path) -> str:
    """The digest of a pack and its index, which the name of both holds, in hexadecimal."""
    digest = hashlib.sha256()
    for path in (pack, index):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def connect(path: Path, *, read_only: bool = False, threads: int = 2, memory: str = MEMORY) -> DuckDBPyConnection:
    """A connection to a file of the sums."""
    engine = duckdb.connect(str(path), read_only=read_only, config={"threads": threads, "memory_limit": memory})
    # It would go to the standard output.
    engine.execute("SET enable_progress_bar = false")
    return engine


def open_pack(path: Path, threads: int = 1, memory: str = "256MB") -> DuckDBPyConnection:
    """A connection that only reads, for one worker.

    Raises:
        duckdb.Error: it is no pack.
        ValueError: its tables are of another version.
    """
    engine = connect(path, read_only=True, threads=threads, memory=memory)
    row = engine.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    if row is None or row[0] != VERSION:
        engine.close()
        raise ValueError(f"{path.name} : ce paquet est d’une autre version ; refaites-le avec « laureat import »")
    return engine


def open_names(path: Path) -> Names:
    """The index of names of a pack."""
    return Names(index_of(path))
