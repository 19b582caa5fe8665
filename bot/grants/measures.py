"""Columns of further amounts of the same grants, each a measure of its own: « Montant payé » beside « Montant voté ».

A measure is what its cells are: amounts, of what was granted. Its words are those by which its header differs from that
of the granted amounts.
"""

from collections.abc import Sequence

from bot.french.inflection import adjective_forms, verb_forms
from bot.french.words import ADVERBS, ARTICLES, OF, RELATIVE
from bot.grants import cells as read
from bot.grants.columns import Column, Columns, in_words
from bot.grants.form import form, plain
from bot.grants.headers import bare, words_of
from bot.grants.units import UNITS, unit_in

LEAST_WITHIN = 0.9
"""The share of its cells from which a column that no word of its header tells is of amounts within those granted…"""
LEAST_WHOLE = 0.2
"""… and of those that are the whole of it."""
FEWEST = 5
"""Lines from which that is told."""
_AMOUNTS = ("montant", "total", "ttc", "subvention", "aide", "fonds", "numeraire")
"""The senses of words of headers that say no more than that cells are amounts, and of grants."""
_DONE = ("accorde", "verse")
"""Those of participles."""


class Measures:
    """Reads those of the lines of one file."""

    def __init__(self, columns: Columns, sample: Sequence[Sequence[str]]) -> None:
        """`sample`: rows that show how the columns are written."""
        told = columns.measures()
        marks = [
            columns.marks if columns.marks != read.UNDECIDED else read.marks_of([row[one.position] for row in sample])
            for one in told
        ]
        self._columns = [(one.position, how, _per_euro(one, columns)) for one, how in zip(told, marks, strict=True)]

    def read(self, cells: Sequence[str], share: float | None) -> list[int | None]:
        """The cents of each measure of a line, of the part that is its beneficiary’s; `None` where none is told."""
        found: list[int | None] = []
        for place, marks, per_euro in self._columns:
            cents, note = read.amount(cells[place], marks)
            if cents is not None and note != read.IN_A_UNIT:
                cents = round(cents / per_euro)
            found.append(cents if cents is None or share is None else round(cents * share))
        return found


def _per_euro(column: Column, columns: Columns) -> float:
    told = unit_in(column.header)[0]
    return UNITS[told] if told else columns.per_euro


def goes_with(cells: Sequence[str], granted: Sequence[str]) -> bool:
    """Whether amounts are those of what became of the ones granted, line by line, whatever their column is called:
    nearly all within them, some of them the whole."""
    given = [(read.amount(one)[0], read.amount(other)[0]) for one, other in zip(cells, granted, strict=True)]
    both = [(one, other) for one, other in given if one is not None and other]
    told = sum(not read.is_empty(cell) for cell in cells)
    within = sum(0 <= one <= other for one, other in both)
    whole = sum(one == other for one, other in both)
    return len(both) >= FEWEST and within >= LEAST_WITHIN * told and whole >= LEAST_WHOLE * told


def ways_said(header: str, granted: str) -> tuple[list[str], list[str]]:
    """How a measure is said: its header and the words by which that differs from the header of what is granted, with
    their inflections (« payé », « paie »); and the participles among them, in all agreements. Nothing where it does not
    differ."""
    written = in_words(header).lower()
    known = {word for sense in _AMOUNTS for phrase in form().entetes.sens[sense] for word in words_of(phrase)}
    known |= {*words_of(granted), *ARTICLES, *OF, *RELATIVE, *ADVERBS}
    words = [word for word in written.split() if plain(word) and not unit_in(word)[0] and word.strip("()") == word]
    telling = [at for at, word in enumerate(words) if {plain(word), bare(plain(word))}.isdisjoint(known)]
    said = words[telling[0] : telling[-1] + 1] if telling else []
    ways = [written, " ".join(said)] if said else []
    if len(said) != 1:
        return ways, []
    done = participle(said[0])
    if done is None:
        return [*ways, *adjective_forms(said[0])], []
    return [*ways, *verb_forms(f"{done[:-1]}er")], [*adjective_forms(done)]


def participle(word: str) -> str | None:
    """A participle of a verb in -er, in the masculine: « payées » is « payé », and so is « paye » of a header."""
    done = {bare(plain(one)) for sense in _DONE for one in form().entetes.sens[sense]}
    base = word.rstrip("s").removesuffix("ée") + "é" * word.rstrip("s").endswith("ée")
    if base.endswith("é"):
        return base
    return f"{bare(word)[:-1]}é" if bare(plain(word)) in done else None
