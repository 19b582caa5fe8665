"""The lines of all files on their way to a pack: JSON that the engine reads at one go, of one process or more."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.grants.aside import Aside
from bot.grants.columns import Columns
from bot.grants.form import MASKED, plain
from bot.grants.judging import Grant
from bot.grants.persons import CONTACT, masked, without_contacts

_JSON = msgspec.json.Encoder()


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
    return Layout(tuple(sources), tuple(extras.values()), places, max(len(one.columns.columns) for one in sources))


class Line(Struct, omit_defaults=True):
    """A line of a file as it is kept beside the grants."""

    file: int
    line: int
    cells: list[str] = []
    """As they are written; none of a line that is no grant, since nobody knows what they hold."""
    aside: str | None = None
    """Why it is no grant."""
    what: str = ""
    """More about it, in French."""


class Piece:
    """Some lines of a file that follow each other, judged: they are read again in their order, whoever wrote them."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._grants: list[Grant] = []
        self._lines: list[Line] = []

    def add(self, grant: Grant, cells: list[str]) -> None:
        """A line that is kept, with its cells as they are written."""
        layout = self._layout
        columns = layout.sources[grant.file].columns
        if grant.name == MASKED:
            cells = masked(cells, columns, MASKED)
        if grant.notes and CONTACT in grant.notes:
            cells = without_contacts(cells, columns)
        if len(layout.sources) > 1:
            extras: list[str | None] = [None] * len(layout.extras)
            for place, value in zip(layout.places[grant.file], grant.extras, strict=True):
                extras[place] = value
            grant.extras = extras
        self._grants.append(grant)
        self._lines.append(Line(grant.file, grant.line, cells))

    def set_aside(self, file: int, aside: Aside) -> None:
        """A line that is no grant."""
        self._lines.append(Line(file, aside.line, aside=aside.why, what=aside.what))

    def write(self, folder: Path, name: str) -> None:
        """Write it to `grants-<name>.json` and `line-<name>.json`, one object a line."""
        for kind, rows in (("grants", self._grants), ("line", self._lines)):
            (folder / f"{kind}-{name}.json").write_bytes(_encoded(rows))


def _encoded(rows: Sequence[Struct]) -> bytes:
    try:
        return _JSON.encode_lines(rows)
    except UnicodeEncodeError:
        # Half a letter, as JSON may hold one.
        each = (json.dumps(msgspec.to_builtins(row), ensure_ascii=False) for row in rows)
        return "".join(f"{row}\n" for row in each).encode(errors="replace")
