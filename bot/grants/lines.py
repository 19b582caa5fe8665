"""The published lines behind a figure, as CSV: their cells as they were written, with their file and their number, and
what each counts for, so that they add up to it.

With semicolons, decimal commas and a mark of UTF-8, as French spreadsheets open it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from bot.grants.selection import Selection
from bot.grants.summary import NOT_GRANTED

BATCH = 2_000
"""Lines of one piece."""
COUNTED, WHY = "compté (€)", "non compté"
BOM = "\ufeff"


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
        f"SELECT file.name, file.id, line, status, nature, cents, {cells} FROM {selection.source} "  # noqa: S608 — our own words
        "JOIN line USING (file, line) "
        f"JOIN file ON file.id = grants.file WHERE {where} ORDER BY grants.file, line",
        given,
    )
    yield BOM + _written([["fichier", "ligne", COUNTED, WHY, *headers]])
    while batch := cursor.fetchmany(BATCH):
        rows: list[list[object]] = []
        for name, file, line, status, nature, cents, *written in batch:
            row = [""] * len(headers)
            for place, cell in zip(places[file], written, strict=False):
                row[place] = cell or ""
            why = _uncounted(status, None if selection.in_kind else nature, cents)
            counted = "" if why else f"{cents / 100:.2f}".replace(".", ",")
            rows.append([name, line, counted, why, *row])
        yield _written(rows)


def _uncounted(status: str, nature: str | None, cents: int | None) -> str:
    """Why a line adds nothing to a figure; "" where it does."""
    if status in NOT_GRANTED:
        return "demande refusée" if status == NOT_GRANTED[0] else "montant nul"
    if nature == "nature":
        return "aide en nature"
    return "montant inconnu" if cents is None else ""


def _written(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()
