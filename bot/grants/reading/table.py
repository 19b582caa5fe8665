"""What every reader gives: rows that know their lines, and lines that could not be read, each with the reason."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

MOST_CELLS = 400
"""The widest table that is read."""

SHEET, OTHER_SHEETS = "feuille", "feuilles non lues"
"""What is described of a workbook: its sheet that is read, and those beside."""


class Unreadable(Exception):
    """A file that cannot be read safely."""

    def __init__(self, what: str, remedy: str, lines: tuple[int, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        """What is wrong, in French."""
        self.remedy = remedy
        """How to mend it, in French."""
        self.lines = lines
        """The first lines concerned, counted from 1."""


class Row(NamedTuple):
    """The cells of one line."""

    line: int
    """The line of the file on which it begins, counted from 1; for JSON, the number of the record."""
    cells: list[str]


class Misread(NamedTuple):
    """A line whose cells cannot be told apart."""

    line: int
    why: str
    """In French."""
    text: str
    """The beginning of the line, as far as it could be decoded."""


class Noted:
    """How many lines something was found on, and the first of them."""

    MOST = 20

    def __init__(self) -> None:
        self.count = 0
        self.first: list[int] = []

    def add(self, line: int) -> None:
        """One more line."""
        self.count += 1
        if len(self.first) < self.MOST:
            self.first.append(line)


class Table(Protocol):
    """A file as rows, however it is written."""

    size: int
    """Bytes of the file."""

    @property
    def position(self) -> int:
        """Bytes read so far, 0 to `size`."""

    @property
    def described(self) -> Mapping[str, str]:
        """How it was read, for people: encoding, separator, sheet…"""

    @property
    def repaired(self) -> Mapping[str, Noted]:
        """What was mended on the way, each in French, with its lines."""

    def rows(self, width: int = 0) -> Iterator[Row | Misread]:
        """Every row from the first line on, each time anew; empty lines are left out.

        Args:
            width: how many cells each row has; 0 where it is not known yet, and any width passes.

        Raises:
            Unreadable: the rest of the file cannot be read safely.
        """
