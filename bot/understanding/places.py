"""The names of the gazetteers, as a message may write them: exact, or near for those that are well known."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Record
from bot.french.text import fold_all
from bot.understanding.index import FuzzyIndex
from bot.understanding.mention import Sense

_BREAK = re.compile(r"[ '’-]+")
_GLUE = str.maketrans("", "", " -'")
MOST_HOMONYMS = 3

Row = tuple[int, int]
"""A gazetteer's number and a row of it."""


class PlaceNames:
    """Long lists of names, found by form."""

    def __init__(self, gazetteers: Iterable[tuple[Gazetteer, int, float]]) -> None:
        """
        Args:
            gazetteers: each list with its feature bits and weight.
        """
        self._gazetteers = tuple(gazetteers)
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._notable: set[Row] = set()
        notable: dict[str, None] = {}
        for number, (gazetteer, _, _) in enumerate(self._gazetteers):
            forms = [name.translate(_GLUE) for name in fold_all(gazetteer.names())]
            for row, form in enumerate(forms):
                self._rows[form].append((number, row))
            for row in gazetteer.notable():
                self._notable.add((number, row))
                notable[forms[row]] = None
        self._index = FuzzyIndex(notable)

    def __len__(self) -> int:
        return len(self._rows)

    def exact(self, form: str, words: int, bare: int, named: bool, notable: bool) -> list[Row]:
        """The rows of a form that is written in this many words.

        A name of one word has to be announced, or well known: many are also ordinary words (« une place »).

        Args:
            form: the form.
            words: how many words the message writes it in.
            bare: the same without an article that leads it.
            named: whether the message announces a name (« à Place »).
            notable: whether well-known names need no announcement here.
        """
        rows = self._rows.get(form)
        if not rows:
            return []
        return [
            row
            for row in rows
            if len(_BREAK.split(self._gazetteers[row[0]][0].name(row[1]))) == words
            and (bare > 1 or named or (notable and row in self._notable))
        ]

    def near(self, form: str) -> Sequence[tuple[str, int]]:
        """Well-known names near a form, with the edits between them."""
        return self._index.look(form)[:MOST_HOMONYMS]

    def senses(self, rows: Iterable[Row]) -> tuple[Sense, ...]:
        """What rows mean."""
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
