"""The published lines behind a figure, as CSV: their cells as they were written, with their file and their number."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from bot.grants.selection import Selection

BATCH = 2_000
"""Lines of one piece."""


def pieces(selection: Selection) -> Iterator[str]:
    """The CSV piece by piece, in the order of the files; of several files the columns are put side by side by name."""
    pack = selection.pack
    headers: dict[str, int] = {}
    places: dict[int, list[int]] = {}
    for file, header in pack.rows("SELECT file, header FROM file_column ORDER BY file, place"):
        places.setdefault(file, []).append(headers.setdefault(header, len(headers)))
    width = max(map(len, places.values()))
    cells = ", ".join(f"c{place}" for place in range(1, width + 1))
    where, given = selection.where()
    cursor = pack.cursor().execute(
        f"SELECT file.name, file.id, line, {cells} FROM grants JOIN line USING (file, line) "  # noqa: S608 — our own words
        f"JOIN file ON file.id = grants.file WHERE {where} ORDER BY grants.file, line",
        given,
    )
    yield _written([["fichier", "ligne", *headers]])
    while batch := cursor.fetchmany(BATCH):
        rows: list[list[object]] = []
        for name, file, line, *written in batch:
            row = [""] * len(headers)
            for place, cell in zip(places[file], written, strict=False):
                row[place] = cell or ""
            rows.append([name, line, *row])
        yield _written(rows)


def _written(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
