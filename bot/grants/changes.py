"""Who got something in one year and nothing in another."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.grants.form import MASKED
from bot.grants.selection import Selection
from bot.grants.summary import MONEY

MOST_TOLD = 12
"""How many of them an answer names."""
_APART = (
    f"AND {MONEY} AND year = ? AND name <> ? AND beneficiary NOT IN "  # noqa: S608 — our own words
    f"(SELECT beneficiary FROM grants WHERE {MONEY} AND year = ?)"
)
_SUM = "coalesce(sum(cents), 0)::BIGINT AS sum"


class Changes(NamedTuple):
    """Beneficiaries of one year that are none of another."""

    bodies: int
    cents: int
    """Of all of them, in the first year."""
    first: Sequence[tuple[int, int]]
    """The number and the cents of those that got most."""


def changes(selection: Selection, has: int, had: int) -> Changes:
    """Those that have something in a year and had nothing in another, whatever years a selection says."""
    any_year, given = selection.without("annee"), (has, MASKED, had)
    bodies, cents = any_year.ask(f"count(DISTINCT beneficiary), {_SUM}", _APART, given)[0]
    most = f"{_APART} GROUP BY beneficiary ORDER BY sum DESC, beneficiary LIMIT ?"
    return Changes(bodies, cents, any_year.ask(f"beneficiary, {_SUM}", most, (*given, MOST_TOLD)))
