"""JSON: an array of objects, wherever it stands in the file, or one object a line; a record at a time."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from bot.grants.reading.table import MOST_CELLS, Misread, Noted, Row, Unreadable

HEADED = 1000
"""Records whose keys are the columns."""
MOST_RECORD = 4_000_000
"""Bytes of the longest record."""
MOST_DEPTH = 64
"""Objects and arrays one within another: where something stands is told by the names of all that hold it."""
WITHIN = ("fields", "properties", "record")
"""Where portals put a record inside another (Opendatasoft, GeoJSON)."""
RECORDS = ("records", "results", "features", "data", "items", "rows")
"""What they call the array of records, beside others (« links », « facets »)."""
MOST_AHEAD = 100_000
"""Events of the parser after which no such array is waited for."""
UNREAD = "clé absente des {} premiers enregistrements, non lue"


class _Watched:
    """A file that tells how much of it is read, and stops where one record takes too much."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read_so_far = 0
        self.since = 0
        """Bytes read since the last record."""

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.read_so_far += len(data)
        self.since += len(data)
        if self.since > MOST_RECORD:
            raise Unreadable("un enregistrement est trop long", "donnez un tableau d’objets, un par subvention")
        return data


class JsonTable:
    """One JSON file; the keys are row 0, the records are numbered from 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size
        self.position = 0
        self.repaired: dict[str, Noted] = {}
        self.described = {"format": "JSON"}
        self._read = 0
        """Records read so far."""

    def rows(self, width: int = 0) -> Iterator[Row | Misread]:
        """See `Table`; every row has all the columns."""
        self.repaired.clear()
        self._read = 0
        try:
            records = self._records()
            head = list(islice(records, HEADED))
            keys = list(dict.fromkeys(chain.from_iterable(head)))
            if not keys or len(keys) > MOST_CELLS:
                raise Unreadable(
                    "il n’y a pas de tableau d’objets dans ce JSON", "donnez-en un, un objet par subvention"
                )
            yield Row(0, keys)
            known = frozenset(keys)
            for number, record in enumerate(chain(head, records), 1):
                if not record.keys() <= known:
                    self.repaired.setdefault(UNREAD.format(HEADED), Noted()).add(number)
                cells = [_text(record.get(key)) for key in keys]
                if any(cells):
                    yield Row(number, cells)
        except (ijson.JSONError, UnicodeError, ValueError, RecursionError) as error:
            what = f"ce n’est plus du JSON après l’enregistrement {self._read}"
            raise Unreadable(what, "vérifiez que le fichier est entier", (self._read,)) from error

    def _records(self) -> Iterator[dict[str, Any]]:
        with self._path.open("rb") as file:
            prefix = _prefix(_Watched(file))
        with self._path.open("rb") as file:
            watched = _Watched(file)
            for record in ijson.items(ijson.parse(_events(watched)), prefix):
                watched.since = 0
                self._read += 1
                self.position = watched.read_so_far
                if not isinstance(record, dict):
                    raise Unreadable("une subvention n’est pas un objet", "donnez un tableau d’objets")
                yield _innermost(record)


def _innermost(record: dict[str, Any]) -> dict[str, Any]:
    """The object that tells, where portals put it inside others."""
    inner = next((record[key] for key in WITHIN if isinstance(record.get(key), dict)), None)
    return record if inner is None else _innermost(inner)


def _events(file: _Watched) -> Iterator[tuple[str, Any]]:
    """What a file holds, in ijson's words, as long as it lies in no more than it should."""
    depth = 0
    for event, value in ijson.basic_parse(file, multiple_values=True):
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable("il y a trop d’objets les uns dans les autres", "donnez un tableau d’objets")
        elif event in ("end_map", "end_array"):
            depth -= 1
        yield event, value


def _prefix(file: _Watched) -> str:
    """Where the records are, in ijson's words: the array that is called as such, or the first."""
    first = ""
    for number, (prefix, event, _) in enumerate(ijson.parse(_events(file))):
        if event == "start_map" and prefix.endswith("item"):
            first = first or str(prefix)
            if prefix.removesuffix(".item") in RECORDS or prefix == "item":
                return str(prefix)
        if first and (number > MOST_AHEAD or (event == "end_map" and not prefix)):
            return first
        if event == "end_map" and not prefix:
            return ""
    raise Unreadable("il n’y a pas d’objet dans ce JSON", "donnez un tableau d’objets, un par subvention")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)
