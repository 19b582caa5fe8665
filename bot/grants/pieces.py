"""The lines of all files on their way to a pack: JSON that the engine reads at one go, of one process or more."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from bot.grants.aside import Aside
from bot.grants.columns import Column, Columns
from bot.grants.form import MASKED, plain
from bot.grants.judging import Grant
from bot.grants.persons import CONTACT, masked, without_contacts

_Told = TypeVar("_Told")
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
    measures: tuple[str, ...]
    """The headers of the columns of further amounts, of all files."""
    measure_places: tuple[tuple[int, ...], ...]
    """Of each file, which of them its own are."""
    width: int
    """Cells of the widest file."""


def lay_out(sources: Sequence[Source]) -> Layout:
    """Columns beyond the form that are called alike are one."""
    extras = _side_by_side([one.columns.extras() for one in sources])
    measures = _side_by_side([one.columns.measures() for one in sources])
    return Layout(tuple(sources), *extras, *measures, max(len(one.columns.columns) for one in sources))


def _side_by_side(columns: Sequence[Sequence[Column]]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """The headers of some columns of each file, each once, and, of each file, which of them its own are."""
    headers: dict[str, str] = {}
    for column in (column for own in columns for column in own):
        headers.setdefault(plain(column.header), column.header)
    order = {key: place for place, key in enumerate(headers)}
    return tuple(headers.values()), tuple(tuple(order[plain(column.header)] for column in own) for own in columns)


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
            grant.extras = _placed(grant.extras, layout.places[grant.file], len(layout.extras))
            grant.measures = _placed(grant.measures, layout.measure_places[grant.file], len(layout.measures))
        self._grants.append(grant)
        self._lines.append(Line(grant.file, grant.line, cells))

    def set_aside(self, file: int, aside: Aside) -> None:
        """A line that is no grant."""
        self._lines.append(Line(file, aside.line, aside=aside.why, what=aside.what))

    def write(self, folder: Path, name: str) -> None:
        """Write it to `grants-<name>.json` and `line-<name>.json`, one object a line."""
        for kind, rows in (("grants", self._grants), ("line", self._lines)):
            (folder / f"{kind}-{name}.json").write_bytes(_encoded(rows))


def _placed(values: Sequence[_Told | None], places: Sequence[int], width: int) -> list[_Told | None]:
    """What the cells of a file say, among those of all files."""
    told: list[_Told | None] = [None] * width
    for place, value in zip(places, values, strict=True):
        told[place] = value
    return told


def _encoded(rows: Sequence[Struct]) -> bytes:
    try:
        return _JSON.encode_lines(rows)
    except UnicodeEncodeError:
        # Half a letter, as JSON may hold one.
        each = (json.dumps(msgspec.to_builtins(row), ensure_ascii=False) for row in rows)
        return "".join(f"{row}\n" for row in each).encode(errors="replace")
