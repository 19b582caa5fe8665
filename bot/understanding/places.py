"""The names of the gazetteers, as a message may write them: exact, or near for those that are well known."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Record
from bot.french.text import fold, fold_all
from bot.understanding.beginnings import begin
from bot.understanding.mention import Sense

_BREAK = re.compile(r"(?<=\b\w)['’]|[ -]+")
"""What parts the words of a name: hyphens, and the apostrophe of an elision (« L’Haÿ », not « Mesnil-Roc’h »)."""
MOST_HOMONYMS = 3

Row = tuple[int, int]
"""A gazetteer's number and a row of it."""


class SpacedNames(Struct):
    """Names as they are found in messages."""

    spaced: list[str]
    """The words of each, folded, with spaces between them."""
    begun: set[str]
    """The beginnings of those of several words, word by word."""


def space(names: Sequence[str]) -> SpacedNames:
    """Read many names, all at once.

    >>> space(["Créteil", "L’Haÿ-les-Roses"]).spaced
    ['creteil', 'l hay les roses']
    """
    found = SpacedNames(_spaced("\n".join(fold_all(names))).split("\n"), set())
    for name in found.spaced:
        begin(name, found.begun)
    return found


class PlaceNames:
    """Long lists of names, found by form."""

    def __init__(
        self,
        gazetteers: Iterable[tuple[Gazetteer, int, float]],
        spacer: Callable[[Sequence[str]], SpacedNames] = space,
    ) -> None:
        """
        Args:
            gazetteers: each list with its feature bits and weight.
            spacer: what reads their names: `space`, or what remembers what it made of the same ones.
        """
        self._gazetteers = tuple(gazetteers)
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._aliases: dict[str, list[Row]] = defaultdict(list)
        self.begun: set[str] = set()
        """The beginnings of the names of several words, word by word."""
        self.notable: set[str] = set()
        """The forms of well-known names."""
        for number, (gazetteer, _, _) in enumerate(self._gazetteers):
            found = spacer(gazetteer.names())
            self.begun |= found.begun
            forms = [name.replace(" ", "") for name in found.spaced]
            for row, form in enumerate(forms):
                self._rows[form].append((number, row))
            for alias, row in gazetteer.aliases():
                called = _spaced(fold(alias))
                self._aliases[called].append((number, row))
                begin(called, self.begun)
            self.notable.update(forms[row] for row in gazetteer.notable())

    def __len__(self) -> int:
        return len(self._rows)

    def spaced(self, name: str) -> list[Row]:
        """The rows of a name written in these words, with spaces between them, no fewer and no more, or in one."""
        rows = self._rows.get(name.replace(" ", ""), [])
        words = name.count(" ") + 1
        if words == 1:
            return rows
        return [row for row in rows if len(_BREAK.split(self._gazetteers[row[0]][0].name(row[1]))) == words]

    def called(self, alias: str) -> list[Row]:
        """The rows of an alias written in these words, with spaces between them."""
        return self._aliases.get(alias, [])

    def lists(self, record: Record) -> bool:
        """Whether a record is of one of the lists."""
        return any(gazetteer.kind is record.type for gazetteer, _, _ in self._gazetteers)

    def senses(self, rows: Iterable[Row]) -> tuple[Sense, ...]:
        """What rows mean, a few at most."""
        senses = []
        for number, row in list(rows)[:MOST_HOMONYMS]:
            gazetteer, mask, weight = self._gazetteers[number]
            record = gazetteer.record(row)
            senses.append(Sense(f"{record.type.name}:{record.id}", mask, weight, record))
        return tuple(senses)

    def rows(self, form: str) -> list[Row]:
        """All rows of a form."""
        return self._rows.get(form, [])

    def find(self, kind: str, identifier: str, form: str) -> tuple[Record, ...]:
        """The record with this identifier among those of a form; empty when there is none."""
        for number, row in self.rows(form):
            record = self._gazetteers[number][0].record(row)
            if record.type.name == kind and record.id == identifier:
                return (record,)
        return ()


def _spaced(folded: str) -> str:
    """Folded names with spaces between their words."""
    return _BREAK.sub(" ", folded).replace("'", "")
