"""The lines of all files on their way to a pack: CSV that the engine reads at one go, of one process or more."""

import csv
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self, TextIO

from msgspec import Struct, structs

from bot.grants.columns import Columns
from bot.grants.form import form, plain
from bot.grants.judging import MASKED, Aside, Grant
from bot.grants.persons import CONTACT, masked, without_contacts


class Source(Struct, frozen=True):
    """One file that is imported."""

    name: str
    sha256: str
    columns: Columns


class Layout(Struct, frozen=True):
    """What is written of each line of some files."""

    sources: tuple[Source, ...]
    extras: tuple[str, ...]
    """The headers of the columns beyond the form, of all files."""
    places: tuple[tuple[int, ...], ...]
    """Of each file, which of them its own are."""
    width: int
    """Cells of the widest file."""


def lay_out(sources: Sequence[Source]) -> Layout:
    """Columns beyond the form that are called alike are one."""
    headers = [[(plain(column.header), column.header) for column in one.columns.extras()] for one in sources]
    extras: dict[str, str] = {}
    for key, header in (pair for own in headers for pair in own):
        extras.setdefault(key, header)
    order = {key: place for place, key in enumerate(extras)}
    places = tuple(tuple(order[key] for key, _ in own) for own in headers)
    return Layout(tuple(sources), tuple(extras.values()), places, max(one.columns.width for one in sources))


@lru_cache(maxsize=1 << 12)
def grantor_key(name: str | None) -> str:
    """A grantor's name as all its spellings share it: « VILLE DE », « Mairie de » and « Commune d’ » are left out."""
    return form().unprefixed(plain(name or ""))


class Pieces:
    """Where one process writes the lines that it judges."""

    def __init__(self, folder: Path, name: str, layout: Layout) -> None:
        """The pieces are `raw-<name>.csv` and `line-<name>.csv`."""
        self._layout = layout
        self._files: list[TextIO] = [
            (folder / f"{kind}-{name}.csv").open("w", encoding="utf-8", errors="replace", newline="")
            for kind in ("raw", "line")
        ]
        self._grants, self._lines = (csv.writer(file) for file in self._files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def add(self, grant: Grant, cells: Sequence[str]) -> None:
        """A line that is kept, with its cells as they are written."""
        layout = self._layout
        *values, own = structs.astuple(grant)
        extras: list[str | None] = [None] * len(layout.extras)
        for place, value in zip(layout.places[grant.file], own, strict=True):
            extras[place] = value
        written = hashlib.blake2b("\x1f".join(cells).encode(errors="replace"), digest_size=8).digest()
        digest = int.from_bytes(written, "big", signed=True)
        columns = layout.sources[grant.file].columns
        if grant.name == MASKED:
            cells = masked(cells, columns.positions(), MASKED)
        if CONTACT in grant.notes:
            cells = without_contacts(cells, columns)
        self._grants.writerow([*values, plain(grant.name), grantor_key(grant.grantor), digest, *extras])
        self._lines.writerow([grant.file, grant.line, None, None, *cells, *[None] * (layout.width - len(cells))])

    def set_aside(self, file: int, aside: Aside) -> None:
        """A line that is no grant: its cells are not kept, since nobody knows what they hold."""
        self._lines.writerow([file, aside.line, aside.why, aside.what, *[None] * self._layout.width])
