"""What the other columns of amounts tell of some lines: what was granted, beside what was paid of it."""

from typing import NamedTuple

from bot.grants.columns import in_words
from bot.grants.selection import MEASURE, Condition, Selection


class Beside(NamedTuple):
    """The sum of a column of amounts that is not the one that is asked for."""

    name: str
    cents: int
    told: int
    """Lines that tell one."""


def sums_beside(selection: Selection) -> list[Beside]:
    """That of what was granted, where another column is asked for, and of any more of these; else those of all."""
    others, asked = selection.without(MEASURE), selection.measures
    granted = [_sum(selection.pack.amounts or "montant", others)] if asked else []
    told = [one for one in selection.pack.summary.measures if one[0] in asked[1:] or not asked]
    return [*granted, *(_sum(header, others.having(Condition(MEASURE, (str(place),)))) for place, header in told)]


def _sum(header: str, selection: Selection) -> Beside:
    cents, told = selection.ask("coalesce(sum(cents), 0)::BIGINT, count(cents)", f"AND {selection.added}")[0]
    return Beside(in_words(header), cents, told)
