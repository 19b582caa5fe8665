"""A pack as the bot answers from it: opened once by a worker, read by its threads."""

import sqlite3
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import msgspec
from msgspec import Struct

from bot.content.load import read_yaml
from bot.facts.records import Record, Type
from bot.grants.description import TO_WRITE, Description, find_pack
from bot.grants.form import plain
from bot.grants.names import Shown
from bot.grants.opening import open_names, open_pack
from bot.variables import PACK
from bot.written import ContentError, Place, Problem

MONEY = "status = 'accordée' AND nature IS DISTINCT FROM 'nature'"
"""The lines that are added up, in SQL."""
MOST_REMEMBERED = 1024
"""Queries whose rows are remembered."""
LEAST_SHARED = 2
"""Lines a value for which it is worth a name."""
MOST_VALUES = 60
"""Different values of an extra column up to which each is a name that messages may hold."""
MOST_PHRASES = 1_000
"""Different values of an extra column up to which those of several words are names all the same."""


class Described(Description, frozen=True):
    """What `subventions.yaml` says beside the pack."""

    periode: str = ""


LEAST_GROUPED = 1.25
"""Lines a value for which the sum of each tells something."""


class Extra(Struct, frozen=True):
    """A column beyond the national form whose values are said by more than one line."""

    place: int
    header: str
    values: tuple[str, ...]
    """Those that messages may hold; none where they are many: their words are searched for."""
    phrases: tuple[str, ...] = ()
    """Of many values, those of several words that several lines say (« Production audiovisuelle »): they are names."""


class Pack:
    """The grants of one folder that `laureat import` made."""

    def __init__(self, folder: Path) -> None:
        """Raises ContentError where the folder has no pack, or one that is not to be used."""
        path = find_pack(folder)
        self.place = Place(f"{folder.name}/{PACK}", 1)
        self.digest = path.stem.rsplit("-", 1)[-1]
        """Of the content: what is said of a pack is always said of the same lines."""
        try:
            self._engine = open_pack(path)
            self.names = open_names(path)
        except (duckdb.Error, sqlite3.Error, ValueError) as error:
            raise ContentError([Problem(self.place, f"paquet illisible ({error})", "refaites l’import")]) from error
        written = read_yaml(folder / PACK, self.place.file)
        told = {key: value for key, value in written.items() if value not in (None, TO_WRITE)}
        self.described = msgspec.convert(told, Described, strict=False)
        # What is asked of all the lines is asked again and again, and always gets the same answer.
        self._found = lru_cache(MOST_REMEMBERED)(self._ask)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query that finds few; threads may ask at once."""
        return self._found(query, tuple(values))

    def _ask(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._engine.cursor().execute(query, values).fetchall()

    def warm(self) -> None:
        """Read now what every answer tells of, which the first one would otherwise wait for."""
        for known in ("sums", "years", "days", "files", "grantors"):
            getattr(self, known)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for what is read piece by piece."""
        return self._engine.cursor()

    def close(self) -> None:
        """Close the pack and its index."""
        self.names.close()
        self._engine.close()

    @cached_property
    def sums(self) -> dict[int | None, int]:
        """The cents of each year."""
        rows = self.rows(f"SELECT year, coalesce(sum(cents) FILTER ({MONEY}), 0)::BIGINT FROM grants GROUP BY year")  # noqa: S608 — our own words
        return dict(rows)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its grants."""
        told = [year for year in self.sums if year is not None]
        return (min(told), max(told)) if told else None

    @cached_property
    def days(self) -> str | None:
        """The column of the day of grants: that of the decision, or, where no line tells it, of the payment."""
        decided, paid = self.rows("SELECT count(date), count(paid_from) FROM grants")[0]
        return "date" if decided else "paid_from" if paid else None

    @cached_property
    def files(self) -> dict[int, str]:
        """The name of each file, by its number."""
        return {int(number): str(name) for number, name in self.rows("SELECT id, name FROM file")}

    @cached_property
    def grantors(self) -> list[tuple[int, str]]:
        """Each grantor's number and name."""
        return [(int(number), str(name)) for number, name in self.rows("SELECT id, name FROM grantor ORDER BY id")]

    @cached_property
    def extras(self) -> list[Extra]:
        """The columns beyond the form that may be asked about."""
        found = []
        for place, header in self.rows("SELECT place, header FROM extra ORDER BY place"):
            column = f"x{int(place)}"
            count, different = self.rows(f"SELECT count({column}), count(DISTINCT {column}) FROM grants")[0]  # noqa: S608 — our own words
            if not different or count < LEAST_GROUPED * different:
                continue
            values: list[str] = []
            phrases: list[str] = []
            if different <= MOST_PHRASES:
                rows = self.rows(
                    f"SELECT {column}, count(*) FROM grants WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 — our own words
                )
                if different <= MOST_VALUES and count >= LEAST_SHARED * different:
                    values = [str(value) for value, _ in rows]
                else:
                    phrases = [str(value) for value, lines in rows if lines > 1 and " " in plain(str(value))]
            found.append(Extra(int(place), str(header), tuple(values), tuple(phrases)))
        return found

    def beneficiaries(self, numbers: Sequence[int], kind: Type) -> list[Record]:
        """The records of beneficiaries, those that have most grants first."""
        shown = sorted(self.names.shown(numbers), key=lambda one: -one.grants)
        names = [one.name for one in shown]

        def told(one: Shown) -> str:
            # Homonyms are told apart by their number, if they have one.
            return f"{one.name} – {one.number}" if one.number and names.count(one.name) > 1 else one.name

        return [self.beneficiary(one.beneficiary, told(one), kind) for one in shown]

    def beneficiary(self, number: int, name: str, kind: Type) -> Record:
        """The record of a beneficiary of this number and name."""
        return Record(kind, f"{self.digest}.{number}", name, (), {"jeu": None}, None, self.place)

    def number(self, identifier: str) -> int | None:
        """The number in an identifier, if it is of this pack."""
        digest, _, number = identifier.partition(".")
        return int(number) if digest == self.digest and number.isdigit() else None
