"""Merged cells: what one says is of each of its lines, unless it is a number, which would count for each."""

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from bot.grants.reading.table import Noted

FILLED = "cellules fusionnées sur plusieurs lignes : ce qu’elles disent est repris sur chacune"
MOST = 100_000
"""Ranges of a sheet that are heeded."""
_CHUNK, _LONGEST = 1 << 20, 100
_RANGE = re.compile(rb'<(?:\w+:)?mergeCell ref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')
_NUMBER = re.compile(r"-?[\d\s.,]+(?:€|%)?")


class Range(NamedTuple):
    """Cells of one column merged into one."""

    first: int
    """The line of its first cell, counted from 1."""
    place: int
    """Its column, counted from 0."""
    last: int


def ranges(sheet: IO[bytes]) -> Iterator[Range]:
    """Those that the XML of a sheet of an XLSX tells of several lines of one column."""
    left, found = b"", 0
    while (chunk := sheet.read(_CHUNK)) and found < MOST:
        text = left + chunk
        for one in _RANGE.finditer(text):
            if one[1] == one[3] and int(one[4]) > int(one[2]):
                found += 1
                yield Range(int(one[2]), _place(one[1]), int(one[4]))
        whole = [one.end() for one in _RANGE.finditer(text)]
        left = text[max(len(text) - _LONGEST, whole[-1] if whole else 0) :]


def _place(letters: bytes) -> int:
    """« AB » is 27."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - ord("A") + 1
    return place - 1


class Merged:
    """Fills the lines of a sheet, in their order."""

    def __init__(self, repaired: dict[str, Noted]) -> None:
        """`repaired`: where it is noted."""
        self._repaired = repaired
        self._open: dict[int, tuple[str, int]] = {}
        """What columns say, up to a line."""

    def begin(self, place: int, value: str, last: int) -> None:
        """A cell that says something down to a line."""
        if value and not _NUMBER.fullmatch(value):
            self._open[place] = value, last

    def fill(self, number: int, cells: list[str]) -> None:
        """Give a line that says something what the cells merged with its own say."""
        for place, (value, last) in [*self._open.items()]:
            if number > last:
                del self._open[place]
            elif any(cells) and not (place < len(cells) and cells[place]):
                cells += [""] * (place + 1 - len(cells))
                cells[place] = value
                self._repaired.setdefault(FILLED, Noted()).add(number)
