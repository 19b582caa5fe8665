"""A long list of names that are known for what they are and nothing more; a record is made only when asked for."""

from collections.abc import Sequence
from typing import Any

from bot.facts.records import Record, Type
from bot.message import Source
from bot.written import Place


class Gazetteer:
    """The rows of one table of names."""

    def __init__(
        self, kind: Type, file: str, header: Sequence[str], rows: Sequence[Sequence[str]], source: Source | None
    ) -> None:
        self.kind = kind
        self._file = file
        self._header = header
        self._rows = rows
        self._source = source
        self._name = header.index("nom")
        self._id = header.index("id")

    def __len__(self) -> int:
        return len(self._rows)

    def names(self) -> list[str]:
        """Every name, in the order of the rows."""
        column = self._name
        return [row[column] for row in self._rows]

    def name(self, row: int) -> str:
        """The name on one row."""
        return self._rows[row][self._name]

    def aliases(self) -> list[tuple[str, int]]:
        """Each other name, with its row: those of the column `alias`, separated by « | »."""
        if "alias" not in self._header:
            return []
        column = self._header.index("alias")
        return [(alias, number) for number, row in enumerate(self._rows) for alias in row[column].split("|") if alias]

    def notable(self) -> list[int]:
        """The rows well known enough to be recognised when misspelt: those whose `notoire` is filled."""
        if "notoire" not in self._header:
            return []
        column = self._header.index("notoire")
        return [number for number, row in enumerate(self._rows) if row[column]]

    def record(self, row: int) -> Record:
        """The record of one row, numbered from 0."""
        cells = self._rows[row]
        written = zip(self._header, cells, strict=True)
        values: dict[str, Any] = dict.fromkeys(self.kind.attributes)
        values.update((key, cell) for key, cell in written if key not in ("id", "nom", "alias") and cell)
        source = self._source and Source(
            self._source.title, self._source.date, self._source.locator.format(id=cells[self._id]), self._source.url
        )
        return Record(self.kind, cells[self._id], cells[self._name], (), values, source, Place(self._file, row + 2))
