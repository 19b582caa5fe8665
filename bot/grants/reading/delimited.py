"""CSV as it is published: any separator, stray quotes, entities, lines quoted whole; never a shifted cell."""

import csv
import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from bot.grants.reading.decoding import Lines
from bot.grants.reading.table import MOST_CELLS, Misread, Noted, Row, Unreadable

SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
SNIFFED = 200
"""Lines from which the separator is told."""
MOST_SPAN = 60
"""The most lines that one row may span: more is a quote that nobody closed."""
ENTITIES = "entités HTML (« &amp; »), dont le point-virgule coupait des cellules"
WRAPPED = "ligne entière entre guillemets"

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_SHOWN = 200


class DelimitedTable:
    """One CSV file."""

    def __init__(self, path: Path) -> None:
        self._lines = Lines(path)
        self.size = self._lines.size
        self._repaired: dict[str, Noted] = {}
        sample = [line for line in islice(self._lines, SNIFFED) if line.strip()]
        self._separator = _separator(sample)
        inside = [_unwrapped(line) for line in sample]
        # Each line is one quoted cell, which holds the cells.
        self._wrapped = (
            len(sample) > 1
            and sum(one is not None for one in inside) > len(sample) / 2
            and all(
                len(_cells(line, self._separator) or ()) == 1 for line, one in zip(sample, inside, strict=True) if one
            )
        )
        if self._wrapped:
            self._separator = _separator([one for one in inside if one])

    @property
    def position(self) -> int:
        """See `Table`."""
        return self._lines.position

    @property
    def described(self) -> dict[str, str]:
        """See `Table`."""
        return {"encodage": self._lines.encoding, "séparateur": SEPARATORS[self._separator]}

    @property
    def repaired(self) -> dict[str, Noted]:
        """See `Table`."""
        return {**self._lines.repaired, **self._repaired}

    def rows(self, width: int = 0) -> Iterator[Row | Misread]:
        """See `Table`."""
        self._repaired = {}
        feed = _Feed(self._lines, self._unwrap if self._wrapped else None)
        reader = csv.reader(feed, delimiter=self._separator, strict=True)
        while True:
            feed.taken.clear()
            number = feed.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                if not feed.taken:
                    return
                yield self._misread(feed, number, width)
                reader = csv.reader(feed, delimiter=self._separator, strict=True)
                continue
            if len(feed.taken) == 1:
                # « ;;; » is an empty line.
                if not any(map(str.strip, cells)):
                    continue
                if len(cells) == width:
                    yield Row(number, cells)
                else:
                    yield self._fitted(number, cells, width, feed.taken[0])
            elif width and (len(cells) != width or any(self._stands_alone(line, width) for line in feed.taken[1:])):
                yield self._misread(feed, number, width)
                reader = csv.reader(feed, delimiter=self._separator, strict=True)
            else:
                yield Row(number, cells)

    def _fitted(self, number: int, cells: list[str], width: int, line: str) -> Row | Misread:
        """A row of one line with another width than the header."""
        if len(cells) > MOST_CELLS:
            raise Unreadable(f"une ligne a plus de {MOST_CELLS} cellules", "vérifiez le séparateur", (number,))
        if not width:
            return Row(number, cells)
        if len(cells) > width and not any(cells[width:]):
            return Row(number, cells[:width])
        if len(cells) > width and self._separator == ";" and _ENTITY.search(line):
            again = _cells(_ENTITY.sub(lambda found: html.unescape(found[0]), line), self._separator)
            if again is not None and len(again) == width:
                self._note(ENTITIES, number)
                return Row(number, again)
        why = f"{len(cells)} cellules au lieu de {width}"
        if len(cells) > width and self._separator == ",":
            why += " : une virgule décimale sans guillemets ?"
        return Misread(number, why, line.strip()[:_SHOWN])

    def _misread(self, feed: "_Feed", number: int, width: int) -> Misread:
        """The first line taken, set aside; the others are read again, each on its own."""
        first, *others = feed.taken
        feed.give_back(others)
        return Misread(number, "des guillemets ne sont pas fermés, ou sont de trop", first.strip()[:_SHOWN])

    def _stands_alone(self, line: str, width: int) -> bool:
        """Whether a line inside a quoted cell looks like a row of its own, which a stray quote has swallowed."""
        return line.count(self._separator) >= max(width - 1, 2)

    def _unwrap(self, line: str, number: int) -> str:
        inside = _unwrapped(line)
        if inside is None:
            return line
        self._note(WRAPPED, number)
        return inside

    def _note(self, what: str, line: int) -> None:
        self._repaired.setdefault(what, Noted()).add(line)


class _Feed:
    """Lines for `csv.reader`, which takes several when a cell holds a line break; they can be given back."""

    def __init__(self, lines: Lines, change: Callable[[str, int], str] | None) -> None:
        self._lines = iter(lines)
        self._change = change
        self._again: list[str] = []
        self.taken: list[str] = []
        """Those of the row that is being read."""
        self.number = 0
        """The line last taken."""

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.taken) > MOST_SPAN:
            raise StopIteration
        if self._again:
            line = self._again.pop()
        else:
            line = next(self._lines)
            if self._change is not None:
                line = self._change(line, self.number + 1)
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        """The last lines taken are to be read again."""
        self.number -= len(lines)
        self._again += reversed(lines)


def _unwrapped(line: str) -> str | None:
    """What is between the quotes of a line that is one quoted cell."""
    inside = line.strip()
    if len(inside) < 2 or not (inside.startswith('"') and inside.endswith('"')):
        return None
    return inside[1:-1].replace('""', '"')


def _cells(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _separator(lines: list[str]) -> str:
    """The one that cuts most lines into as many cells, more than one."""
    best, most = ";", 0.0
    for separator in SEPARATORS:
        widths = Counter(len(cells) for line in lines if (cells := _cells(line, separator)))
        if not widths:
            continue
        width, alike = max(widths.items(), key=lambda pair: ((pair[0] > 1) * pair[1], pair[0]))
        score = alike / len(lines) * (width - 1) ** 0.5
        if score > most:
            best, most = separator, score
    return best
