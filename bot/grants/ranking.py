"""Who got most of some lines, or least."""

from typing import NamedTuple

from bot.grants.form import MASKED
from bot.grants.selection import BOUNDS, Condition, Selection
from bot.understanding.frame import Comparison

MOST_RANKED = 30
"""Beneficiaries ranked at one go."""


class Ranked(NamedTuple):
    """What one of those that are ranked got, and what all of them did, those beyond the last one too."""

    beneficiary: int
    cents: int
    grants: int
    bodies: int
    """How many there are in all."""
    total: int
    """The cents of all."""


def rank(
    selection: Selection,
    most: int,
    *,
    least: bool = False,
    begun: int = 0,
    bounds: tuple[Condition, ...] = (),
    times: Comparison | None = None,
    by_number: bool = False,
) -> list[Ranked]:
    """Those who got most, or least.

    Args:
        selection: the lines.
        most: how many are ranked.
        least: from who got least.
        begun: how many come before.
        bounds: what the sum of each has to be.
        times: how many grants each has to have: an operator with a number.
        by_number: whether those who got most grants come first, whatever their sums.
    """
    having = "".join(f" AND sum(cents) {BOUNDS[one.field]} {one.cents}" for one in bounds)
    if times is not None:
        having += f" AND count(*) {times[0]} {int(times[1])}"
    first = "times DESC, sum" if by_number else "sum"
    found = selection.ask(
        "beneficiary, sum(cents)::BIGINT AS sum, count(*) AS times, count(*) OVER (), "
        "(sum(sum(cents)) OVER ())::BIGINT",
        f"AND {selection.added} AND cents IS NOT NULL AND name <> ? GROUP BY beneficiary HAVING true{having} "
        f"ORDER BY {first} {'ASC' if least else 'DESC'}, beneficiary LIMIT ? OFFSET ?",
        (MASKED, most, begun),
    )
    return [Ranked(*row) for row in found]


def without_most(selection: Selection, number: int, *, of_grants: bool, least: bool) -> tuple[int, int, int]:
    """How many grants, or who got them, are left out of all that were given, with how many grants that are, and their
    cents.

    Args:
        selection: the lines.
        number: how many are to be left out.
        of_grants: whether it is the greatest grants that are, not those who got most.
        least: whether it is the smallest, or who got least.
    """
    if not of_grants:
        found = rank(selection, number, least=least)
        return len(found), sum(one.grants for one in found), sum(one.cents for one in found)
    order = "ASC" if least else "DESC"
    cents = [
        cents
        for (cents,) in selection.ask(
            "cents", f"AND {selection.added} AND cents IS NOT NULL ORDER BY cents {order} LIMIT ?", (number,)
        )
    ]
    return len(cents), len(cents), sum(cents)
