"""Who got something in one year and nothing in another, or in each of several, and who got more or less."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.grants.conditions import years_asked
from bot.grants.form import MASKED
from bot.grants.selection import Selection
from bot.grants.summary import MONEY
from bot.understanding.frame import Frame

REFERENCE = "reference"
"""The role of words before the year with which another is compared."""
BEFORE = "avant."
"""How the identifiers of the years before one begin."""
MOST_TOLD = 12
"""How many of them an answer names."""
_APART = (
    f"AND {MONEY} AND year = ? AND name <> ? AND beneficiary NOT IN "  # noqa: S608 — our own words
    f"(SELECT beneficiary FROM grants WHERE {MONEY} AND year = ?)"
)
_SUM = "coalesce(sum(cents), 0)::BIGINT AS sum"


_BOTH = f"AND {MONEY} AND year IN (?, ?) AND name <> ? GROUP BY beneficiary"


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


class Moves(NamedTuple):
    """Beneficiaries of two years that got more, or less, in the second."""

    bodies: int
    first: Sequence[tuple[int, int, int]]
    """The number of those whose sum moved most, with their cents in each year."""


def moves(selection: Selection, before: int, after: int, up: bool) -> Moves:
    """Those that have something in two years, and more in the second (`up`) or less, whatever a selection's years."""
    in_year = "sum(cents) FILTER (year = {:d})::BIGINT AS {}"
    columns = f"{in_year.format(before, 'before')}, {in_year.format(after, 'after')}"
    moved = f"HAVING before > 0 AND after > 0 AND after {'>' if up else '<'} before"
    most = f"{_BOTH} {moved} ORDER BY abs(after - before) DESC, beneficiary LIMIT ?"
    given = (before, after, MASKED, MOST_TOLD)
    rows = selection.without("annee").ask(f"beneficiary, {columns}, count(*) OVER ()", most, given)
    return Moves(rows[0][-1] if rows else 0, [row[:3] for row in rows])


class Faithful(NamedTuple):
    """Beneficiaries of each of several years."""

    bodies: int
    first: Sequence[tuple[int, int, int]]
    """The number, the cents and the grants, of all those years, of those that got most."""


def faithful(selection: Selection, years: Sequence[int], begun: int = 0) -> Faithful:
    """Those that have something in each of some years, whatever a selection's years; `begun` of them come before."""
    of_years = f"AND {MONEY} AND year IN ({', '.join(map(str, years))}) AND name <> ? GROUP BY beneficiary"
    most = f"{of_years} HAVING count(DISTINCT year) = {len(years)} ORDER BY sum DESC, beneficiary LIMIT ? OFFSET ?"
    columns = f"beneficiary, {_SUM}, count(*), count(*) OVER ()"
    rows = selection.without("annee").ask(columns, most, (MASKED, MOST_TOLD, begun))
    return Faithful(rows[0][-1] if rows else 0, [row[:3] for row in rows])


def several_years(selection: Selection) -> list[int]:
    """The years of which a question asks what is so in each: those that it names, or else all of a pack."""
    asked = sorted({*years_asked(selection)})
    return asked if len(asked) > 1 else [year for year, _ in selection.pack.summary.sums if year is not None]


def two_years(frame: Frame, selection: Selection) -> tuple[int, int]:
    """The years between which a question asks what changed: those that it names, or one with that before it, or with
    the last (« par rapport à 2022 »); else the last two; none of a pack without years."""
    known, years = selection.pack.summary.years, years_asked(selection)
    if any(record.id.startswith(BEFORE) for one in frame.of("periode") for record in one.records):
        # « N’avait jamais été aidé avant 2024 »
        return max(years), max(years) + 1
    if len({*years}) > 1:
        return min(years), max(years)
    if years:
        last = known[1] if known and known[1] > years[0] else years[0] + 1
        return (years[0], last) if REFERENCE in frame.roles else (years[0] - 1, years[0])
    return (known[1] - 1, known[1]) if known else (0, 0)


def may_tell(selection: Selection, *years: int) -> bool:
    """Whether a pack may hold grants of years."""
    known = selection.pack.summary.years
    return known is not None and all(known[0] <= one <= known[1] for one in years)
