"""Columns each cell of which says several things: « Culture & Arts;Éducation;Sport ». The whole column decides.

What parts values has to be found in many cells, and to part them into few, which come back in other cells: so it is of
sectors that a form lets one tick, not of sentences. A comma or a slash may stand within a value as well: those that are
always said together are one (« Santé, social »), and two that say one after the other what is of what (« Sport /
Judo ») are no list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from bot.grants.summary import MOST_VALUES

LEAST_CELLS = 3
"""Lines whose cells say several things, of a column that is read so."""
LEAST_SHARE = 0.1
"""Their share of all those that say anything."""
LEAST_HELD = {True: 1.5, False: 2.0}
"""In how many different cells each value is, on average, where its separator hardly ever stands within one, or may."""
LEAST_AGAIN = 0.7
"""The share of what different cells say that others say too."""
MOST_WHOLE = 60
"""Letters of a value, on average: more is a sentence."""
PAIR = 2


class Separator(NamedTuple):
    """What may stand between two values of a cell."""

    name: str
    """In French."""
    pattern: re.Pattern[str]
    written: str
    """How values are joined that are one."""
    sure: bool
    """Whether it hardly ever stands within a value."""


SEPARATORS = (
    Separator("un retour à la ligne", re.compile(r"\n"), " ", sure=True),
    Separator("« ; »", re.compile(";"), "; ", sure=True),
    Separator("« | »", re.compile(r"\|"), " | ", sure=True),
    Separator("« / »", re.compile(r"\s/\s"), " / ", sure=False),
    # « Sport,Santé, social » has a space after a comma within a value alone.
    Separator("« , »", re.compile(r",(?!\s)"), ",", sure=False),
    Separator("« , »", re.compile(","), ", ", sure=False),
    Separator("« / »", re.compile("/"), "/", sure=False),
)
"""The surest first."""
ANY = r"[\n;|/,]"
"""What each of them has one of."""
Cells = Mapping[str, int]
"""The different cells of a column, each with the lines that say it."""


class Split(Struct, frozen=True):
    """How the cells of a column are parted."""

    separator: int
    """Its place in SEPARATORS."""
    together: Mapping[str, str] = {}
    """Values that another always follows, each with that one."""

    @property
    def name(self) -> str:
        """What parts them, in French."""
        return SEPARATORS[self.separator].name

    def values(self, cell: str) -> list[str]:
        """What a cell says, each once."""
        how = SEPARATORS[self.separator]
        return [*dict.fromkeys(_joined(_parted(cell, how), self.together, how))]


def split_of(cells: Cells) -> Split | None:
    """How the cells of a column are parted; `None` where each is one value."""
    for number, how in enumerate(SEPARATORS):
        parted = {cell: _parted(cell, how) for cell in cells}
        if not _are_many(parted, cells):
            continue
        together = {} if how.sure else _always_together(parted.values())
        joined = {cell: [*_joined(values, together, how)] for cell, values in parted.items()}
        if _are_many(joined, cells) and _come_back([*joined.values()], how):
            return Split(number, together)
    return None


def _parted(cell: str, how: Separator) -> list[str]:
    return [value for part in how.pattern.split(cell) if (value := " ".join(part.split()))]


def _are_many(parted: Mapping[str, Sequence[str]], cells: Cells) -> bool:
    """Whether a good part of the lines say several things."""
    several = sum(cells[cell] for cell, values in parted.items() if len(values) > 1)
    return several >= max(LEAST_CELLS, LEAST_SHARE * sum(cells.values()))


def _come_back(parted: Sequence[Sequence[str]], how: Separator) -> bool:
    """Whether cells say some of a few things that other cells say as well."""
    held = Counter(value for values in parted for value in {*values})
    said = [held[value] for values in parted if len(values) > 1 for value in {*values}]
    words = [value for value in held if any(map(str.isalpha, value))]
    whole = sum(map(len, held)) <= MOST_WHOLE * len(held)
    few = len(held) <= MOST_VALUES and sum(held.values()) >= LEAST_HELD[how.sure] * len(held)
    again = sum(times > 1 for times in said) >= LEAST_AGAIN * len(said)
    return few and again and whole and PAIR * len(words) > len(held) and (how.sure or not _are_steps(parted))


def _are_steps(parted: Iterable[Sequence[str]]) -> bool:
    """Whether each of several things is of the one before it, which it alone never stands first for."""
    several = [values for values in parted if len(values) > 1]
    first, then = {values[0] for values in several}, {value for values in several for value in values[1:]}
    return all(len(values) == PAIR for values in several) and first.isdisjoint(then)


def _always_together(parted: Iterable[Sequence[str]]) -> dict[str, str]:
    """Values that are never said but one right before the other."""
    said: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for values in parted:
        said.update(values)
        pairs.update(pairwise(values))
    return {one: next_ for (one, next_), times in pairs.items() if times == said[one] == said[next_]}


def _joined(values: Sequence[str], together: Mapping[str, str], how: Separator) -> Iterator[str]:
    """The values of a cell, those that are one put together."""
    run: list[str] = []
    for value in values:
        if run and together.get(run[-1]) != value:
            yield how.written.join(run)
            run = []
        run.append(value)
    if run:
        yield how.written.join(run)
