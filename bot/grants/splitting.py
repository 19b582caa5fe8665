"""The cells of a pack's columns on their way to it: those of several values are parted (`cell_lists`)."""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec
from duckdb import DuckDBPyConnection

from bot.grants.cell_lists import ANY, LEAST_CELLS, LEAST_SHARE, Split, split_of
from bot.grants.form import plain
from bot.grants.headers import tells_references, tells_requests
from bot.grants.persons import holds_addresses, holds_contacts
from bot.grants.summary import MOST_VALUES

MOST_MEASURED = 20_000
"""Different cells, those of most lines first, by which a column is judged."""
MOST_PIECES = 2 * MOST_VALUES
"""Different pieces of cells between any separators, up to which they may be values: some hold one."""
BATCH = 2_000


class Columns:
    """The columns beyond the form of the lines that are loaded, `x1`, `x2`… of `raw`."""

    def __init__(self, engine: DuckDBPyConnection, headers: Sequence[str], whole: Collection[str] = ()) -> None:
        """`whole`: the headers of columns each cell of which is said to be one value."""
        self._engine = engine
        self._whole = {plain(header) for header in whole}
        self.splits = {place: split for place, header in enumerate(headers, 1) if (split := self._split(place, header))}
        """How the cells of those of several values are parted, by their places."""
        self._on_lines = [place for place in range(1, len(headers) + 1) if self._count(place, r"\n")]

    def _count(self, place: int, pattern: str) -> int:
        """How many lines have it in a column."""
        query = f"SELECT count(*) FROM raw WHERE regexp_matches(x{place}, ?)"  # noqa: S608 — our own words
        row = self._engine.execute(query, [pattern]).fetchone()
        return int(row[0]) if row else 0

    def _split(self, place: int, header: str) -> Split | None:
        told = tells_references(header) or tells_requests(header) or holds_contacts(header) or holds_addresses(header)
        least = max(LEAST_CELLS, LEAST_SHARE * self._count(place, "."))
        if told or plain(header) in self._whole or self._count(place, ANY) < least:
            return None
        cells = self._cells(place)
        return None if cells is None else split_of(cells)

    def _cells(self, place: int) -> dict[str, int] | None:
        """The different cells of a column, each with its lines; `None` where what they say is too different."""
        found = self._engine.cursor().execute(
            f"SELECT x{place}, count(*) FROM raw WHERE x{place} IS NOT NULL GROUP BY 1 "  # noqa: S608 — our own words
            f"ORDER BY 2 DESC, 1 LIMIT {MOST_MEASURED}"
        )
        separators, pieces = re.compile(ANY), set[str]()
        cells: dict[str, int] = {}
        while batch := found.fetchmany(BATCH):
            cells.update(batch)
            for cell, _ in batch:
                pieces.update(map(str.strip, separators.split(cell)))
            if len(pieces) > MOST_PIECES:
                return None
        return cells

    def part(self, folder: Path) -> None:
        """Make a table of the cells of each column of several values: `parted1` (cell, values_)…"""
        for place, split in self.splits.items():
            path = folder / f"parted-{place}.json"
            found = self._engine.cursor().execute(
                f"SELECT DISTINCT x{place} FROM raw WHERE x{place} IS NOT NULL ORDER BY 1"  # noqa: S608 — our own words
            )
            with path.open("wb") as file:
                while batch := found.fetchmany(BATCH):
                    rows = ({"cell": cell, "values_": split.values(cell)} for (cell,) in batch)
                    file.write(msgspec.json.Encoder().encode_lines(rows))
            self._engine.execute(
                f"CREATE TABLE parted{place} AS SELECT * FROM read_json(?, format = 'newline_delimited', "  # noqa: S608 — our own words
                "columns = {'cell': 'VARCHAR', 'values_': 'VARCHAR[]'})",
                [str(path)],
            )

    def replaced(self) -> str:
        """What stands in the place of columns, in SQL: their values, or their cells on one line."""
        parts = [f"nullif(parted{place}.values_, []) AS x{place}" for place in self.splits]
        lines = [
            f"replace(keyed.x{place}, chr(10), ' ') AS x{place}" for place in self._on_lines if place not in self.splits
        ]
        return f"REPLACE ({', '.join(parts + lines)})" if parts or lines else ""

    def joins(self) -> str:
        """The tables of the values, joined to the lines."""
        return " ".join(f"LEFT JOIN parted{place} ON parted{place}.cell = keyed.x{place}" for place in self.splits)


def separators(splits: Mapping[int, Split], places: Sequence[int]) -> list[str]:
    """What parts the values of the cells of a file's columns, in French, by the places of those; "" where nothing."""
    return [splits[place + 1].name if place + 1 in splits else "" for place in places]
