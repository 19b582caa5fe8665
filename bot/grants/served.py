"""A pack as the bot answers from it: opened once by a worker, read by its threads."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import structs

from bot.dialogue.siblings import BESIDE
from bot.facts.records import Record, Type
from bot.grants.columns import in_words
from bot.grants.description import find_pack, read_description
from bot.grants.folded import FOLDED
from bot.grants.form import MASKED, plain
from bot.grants.names import Shown
from bot.grants.opening import open_names, open_pack
from bot.variables import PACK
from bot.written import Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_REMEMBERED = 1024
"""Queries whose rows are remembered."""


class _Engine:
    """What answers queries on a pack, opened by the first of them; threads may ask at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opening = Lock()
        self._open: DuckDBPyConnection | None = None

    def cursor(self) -> "DuckDBPyConnection":
        with self._opening:
            if self._open is None:
                self._open = open_pack(self._path)
            return self._open.cursor()

    def rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self.cursor().execute(query, values).fetchall()

    def close(self) -> None:
        with self._opening:
            if self._open is not None:
                self._open.close()


class Pack:
    """The grants of one folder that `laureat import` made."""

    def __init__(self, folder: Path) -> None:
        """Raises ContentError where the folder has no pack, or one that is not to be used."""
        path = find_pack(folder)
        self.place = Place(f"{folder.name}/{PACK}", 1)
        self.digest = path.stem.rsplit("-", 1)[-1]
        """Of the content: what is said of a pack is always said of the same lines."""
        self._engine = _Engine(path)
        self.names = open_names(path)
        told = self.names.summary()
        extras = tuple(structs.replace(extra, header=in_words(extra.header)) for extra in told.extras)
        self.summary = structs.replace(told, extras=extras)
        self.described = read_description(folder)
        # What is asked of all the lines is asked again and again, and always gets the same answer. What remembers it
        # is in no circle with the pack, which is freed as soon as others take its place.
        self._found = lru_cache(MOST_REMEMBERED)(self._engine.rows)

    @cached_property
    def unnamed(self) -> int:
        """The lines of natural persons, who are not named."""
        return int(self.rows("SELECT count(*) FROM grants WHERE name = ?", [MASKED])[0][0])

    @cached_property
    def amounts(self) -> str | None:
        """What the columns of the amounts are called, where that tells more than that they are amounts."""
        headers = self.rows("SELECT DISTINCT header FROM file_column WHERE field = 'montant' ORDER BY header")
        return " / ".join(header for (header,) in headers if plain(header) != "montant") or None

    @cached_property
    def acts(self) -> frozenset[str]:
        """The numbers of decisions, folded."""
        told = FOLDED.format(columns="decision")
        query = f"SELECT DISTINCT trim({told}) FROM grants WHERE decision IS NOT NULL"  # noqa: S608 — our own words
        return frozenset(act for (act,) in self.rows(query))

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query that finds few; threads may ask at once."""
        return self._found(query, tuple(values))

    def says(self, words: str) -> bool:
        """Whether some grant is said to be for some folded words in a row."""
        return bool(self.rows("SELECT 1 FROM grants WHERE contains(said, ?) LIMIT 1", [f" {words} "]))

    def cursor(self) -> "DuckDBPyConnection":
        """A cursor for what is read piece by piece; the first waits for the engine to be opened."""
        return self._engine.cursor()

    def close(self) -> None:
        """Close the pack and its index."""
        self.names.close()
        self._engine.close()

    def beneficiaries(self, numbers: Sequence[int], kind: Type) -> list[Record]:
        """The records of beneficiaries, those that have most grants first."""
        shown = sorted(self.names.shown(numbers), key=lambda one: -one.grants)
        names = Counter(one.name for one in shown)
        places = Counter((one.name, one.place) for one in shown)

        def told(one: Shown) -> str:
            # Homonyms are told apart by where they are, or else by their numbers, if they have any.
            apart = one.place if places[one.name, one.place] == 1 else None
            other = apart or one.number
            return f"{one.name}{BESIDE}{other}" if other and names[one.name] > 1 else one.name

        return [self.beneficiary(one.beneficiary, told(one), kind) for one in shown]

    def beneficiary(self, number: int, name: str, kind: Type) -> Record:
        """The record of a beneficiary of this number and name."""
        return Record(kind, f"{self.digest}.{number}", name, (), {"jeu": None}, None, self.place)

    def number(self, identifier: str) -> int | None:
        """The number in an identifier, if it is of this pack."""
        digest, _, number = identifier.partition(".")
        return int(number) if digest == self.digest and number.isdigit() else None
