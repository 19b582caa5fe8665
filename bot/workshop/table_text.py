"""A change in one cell of a CSV text: the other lines stay as they are, to the letter."""

import csv
import io
import re

from bot.files.load import parse_table
from bot.workshop.roots import refused

_CELL = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')


def put_cell(text: str, name: str, identifier: str, column: str, value: str) -> str:
    """The text with another value in a cell.

    Args:
        text: the file, its first column being `id`.
        name: its name.
        identifier: the row's `id`.
        column: the column's heading.
        value: what the cell is to hold.

    Raises:
        ContentError: there is no such row or column, or the text is no table.
    """
    header, rows = parse_table(text, name)
    row = find_row(header, rows, name, identifier)
    if column not in header:
        remedy = f"ajoutez « ,{column} » à la première ligne, et une virgule à la fin des autres"
        raise refused(name, f"ce tableau n’a pas de colonne « {column} »", remedy)
    lines = text.splitlines(keepends=True)
    line = lines[row + 1]
    place = 0
    for _ in range(header.index(column)):
        place = _cell(line, place)[1] + 1
    start, end = _cell(line, place)
    lines[row + 1] = line[:start] + _quoted(value) + line[end:]
    changed = "".join(lines)
    wanted = [list(one) for one in rows]
    wanted[row][header.index(column)] = value
    if parse_table(changed, name) != (header, wanted):
        raise refused(name, "cette ligne ne se change pas ici", "changez-la dans le texte du fichier", row + 2)
    return changed


def find_row(header: list[str], rows: list[list[str]], name: str, identifier: str) -> int:
    """The place of the row of an identifier, counted from 0."""
    if "id" not in header:
        raise refused(name, "ce tableau n’a pas de colonne « id »", "ajoutez-la à la première ligne")
    at = header.index("id")
    for place, row in enumerate(rows):
        if row[at] == identifier:
            return place
    raise refused(name, f"aucune ligne n’a l’identifiant « {identifier} »", "vérifiez-le dans la première colonne")


def _cell(line: str, place: int) -> tuple[int, int]:
    found = _CELL.match(line, place)
    return (place, found.end()) if found else (place, place)


def _quoted(value: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([value, ""])
    return written.getvalue().removesuffix(",")
