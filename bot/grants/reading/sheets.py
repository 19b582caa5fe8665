"""XLSX and ODS, a line at a time: each row as the texts that its cells hold."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from defusedxml import ElementTree

from bot.grants.reading.merged import Merged, Range, ranges
from bot.grants.reading.packed import open_archive
from bot.grants.reading.table import MOST_CELLS, OTHER_SHEETS, SHEET, Misread, Noted, Row, Unreadable

MOST_LINES = 1_048_576
"""Of a sheet; spreadsheets have no more."""

_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)


class _Sheet(ABC):
    """What both have in common."""

    def __init__(self, path: Path, wanted: str = "") -> None:
        """`wanted`: the name of the sheet that is read; "" for the first that holds something."""
        self._path = path
        self._wanted = wanted
        self.size = path.stat().st_size
        self.position = 0
        self.repaired: dict[str, Noted] = {}
        self._name = ""
        self._others: list[str] = []
        with closing(open_archive(path)):
            pass

    @property
    def described(self) -> dict[str, str]:
        """See `Table`."""
        told = {"format": self._format, SHEET: self._name}
        return {**told, OTHER_SHEETS: ", ".join(self._others)} if self._others else told

    _format: str

    def rows(self, width: int = 0) -> Iterator[Row | Misread]:
        """See `Table`; cells that a row leaves out are empty ones."""
        self.repaired.clear()
        try:
            for number, cells in self._lines():
                # Rows without a cell are counted too: they may be as many as an archive can hold.
                if number > MOST_LINES:
                    raise _too_big(number)
                while cells and not cells[-1]:
                    cells.pop()
                if not cells:
                    continue
                if len(cells) > MOST_CELLS:
                    raise _too_big(number)
                if width and len(cells) > width:
                    yield Misread(number, f"{len(cells)} cellules au lieu de {width}", " | ".join(cells)[:200])
                else:
                    yield Row(number, cells + [""] * (width - len(cells)))
        except (Unreadable, MemoryError):
            raise
        # Both libraries let through whatever a broken archive or broken XML makes them stumble on.
        except Exception as error:
            raise Unreadable("le classeur est abîmé", "ouvrez-le et enregistrez-le de nouveau") from error
        self.position = self.size

    def _is_wanted(self, name: str) -> bool:
        return not self._wanted or name.strip() == self._wanted.strip()

    def _without(self, names: Sequence[str]) -> Unreadable:
        """The refusal of a workbook that has no such sheet."""
        what = f"il n’y a pas de feuille « {self._wanted} » dans ce classeur"
        return Unreadable(what, f"écrivez par « --feuille » l’une des siennes : {', '.join(names)}")

    @abstractmethod
    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """The number and the cells of each row."""


class ExcelTable(_Sheet):
    """A sheet of an XLSX."""

    _format = "XLSX"

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        # Given a path, openpyxl would judge the file by the end of its name.
        with self._path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
            if self._wanted:
                sheets = [sheet for sheet in book.worksheets if self._is_wanted(sheet.title)]
            if not sheets:
                raise self._without([sheet.title for sheet in book.worksheets])
            for sheet in sheets:
                # What a sheet says of its own size would be believed, and rows padded to it.
                sheet.reset_dimensions()
                found = False
                begun = {(one.first, one.place): one.last for one in self._ranges(sheet)}
                merged = Merged(self.repaired)
                rows = sheet.iter_rows(values_only=True)
                for number, values in enumerate(rows, 1):
                    if not found and any(value is not None for value in values):
                        found, self._name = True, sheet.title
                        self._others = [other.title for other in book.worksheets if other is not sheet]
                    if any(value is not None for value in values[MOST_CELLS:]):
                        raise _too_big(number)
                    cells = [_text(value) for value in values[:MOST_CELLS]]
                    merged.fill(number, cells)
                    for place, cell in enumerate(cells if begun else ()):
                        if last := begun.get((number, place)):
                            merged.begin(place, cell, last)
                    yield number, cells
                if found:
                    return

    def _ranges(self, sheet: Any) -> Iterator[Range]:
        """The cells of a sheet that are merged."""
        with ZipFile(self._path) as archive, archive.open(sheet._worksheet_path) as written:
            yield from ranges(written)


class OpenDocumentTable(_Sheet):
    """A sheet of an ODS."""

    _format = "ODS"

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        with ZipFile(self._path) as archive, archive.open("content.xml") as content:
            number, name, found, passed = 0, "", False, list[str]()
            merged = Merged(self.repaired)
            for event, element in ElementTree.iterparse(content, events=("start", "end"), forbid_dtd=True):
                if element.tag == f"{_TABLE}table":
                    if event == "start":
                        number, name = 0, element.get(f"{_TABLE}name", "")
                        if found:
                            self._others.append(name)
                        elif not self._is_wanted(name):
                            passed.append(name)
                    element.clear() if event == "end" else None
                elif event == "end" and element.tag == f"{_TABLE}table-row":
                    read = name == self._name if found else self._is_wanted(name)
                    cells = _row(element) if read else []
                    merged.fill(number + 1, cells)
                    for place, span in _spans(element) if cells else ():
                        merged.begin(place, cells[place] if place < len(cells) else "", number + span)
                    repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                    element.clear()
                    if cells:
                        if not found:
                            found, self._name, self._others = True, name, [*passed]
                        if number + repeated > MOST_LINES:
                            raise _too_big(number)
                        for place in range(number + 1, number + repeated + 1):
                            yield place, list(cells)
                    number += repeated
            if self._wanted and not found:
                raise self._without(passed)


def _too_big(line: int) -> Unreadable:
    return Unreadable("la feuille est trop grande", "gardez-y le tableau, rien d’autre", (line,))


def _row(element: Any) -> list[str]:
    """The cells of a row of ODS, without the empty ones at its end."""
    cells: list[str] = []
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        # Spreadsheets fill their rows up to the last column there is.
        cells += [_open_text(cell)] * min(repeated, MOST_CELLS + 1 - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _spans(element: Any) -> Iterator[tuple[int, int]]:
    """The cells of a row of ODS that are merged with those below, each with how many lines it takes."""
    place = 0
    for cell in element:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            span = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
            if span > 1:
                yield place, span
            place += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))


def _open_text(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "currency", "percentage"):
        return _text(float(cell.get(f"{_OFFICE}value", "nan")))
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value", "")).removesuffix("T00:00:00")
    if kind == "boolean":
        return _text(cell.get(f"{_OFFICE}boolean-value") == "true")
    return "\n".join("".join(line.itertext()) for line in cell.findall(f"{_TEXT}p")).strip()


def _text(value: object) -> str:
    """A cell as people would have typed it into a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
