"""Who got something in one year and nothing in another, or in each of several, and who got more or less."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.dialogue.bounding import REFERENCE
from bot.grants.conditions import years_asked, years_left_out
from bot.grants.form import MASKED
from bot.grants.selection import Selection
from bot.grants.summary import MONEY
from bot.understanding.frame import Frame

SINCE, BEFORE = "depuis", "avant"
"""How the identifiers of the years from one on, and of those before one, begin."""
MOST_TOLD = 12
"""How many of them an answer names."""
_SUM = "coalesce(sum(cents), 0)::BIGINT AS sum"


class Changes(NamedTuple):
    """Beneficiaries of some years that are none of others."""

    bodies: int
    cents: int
    """Of all of them, in the years in which they have something."""
    first: Sequence[tuple[int, int, int, int]]
    """The number and the cents of those that got most, with the first and the last year in which they did."""


def changes(
    selection: Selection, has: Sequence[int], lacks: Sequence[int], begun: int = 0, had: Sequence[int] = ()
) -> Changes:
    """Those that have something in some years and nothing in others, whatever years a selection says; of those that had
    something in one of still others, if any are told. `begun` of them come before."""
    any_year = selection.without("annee")
    apart = (
        f"AND {MONEY} AND {_in(has)} AND name <> ? AND beneficiary NOT IN "  # noqa: S608 — our own words
        f"(SELECT beneficiary FROM grants WHERE {MONEY} AND {_in(lacks)})"
    )
    if had:
        apart += f" AND beneficiary IN (SELECT beneficiary FROM grants WHERE {MONEY} AND {_in(had)})"  # noqa: S608
    bodies, cents = any_year.ask(f"count(DISTINCT beneficiary), {_SUM}", apart, (MASKED,))[0]
    most = f"{apart} GROUP BY beneficiary ORDER BY sum DESC, beneficiary LIMIT ? OFFSET ?"
    columns = f"beneficiary, {_SUM}, min(year), max(year)"
    return Changes(bodies, cents, any_year.ask(columns, most, (MASKED, MOST_TOLD, begun)))


class Moves(NamedTuple):
    """Beneficiaries, or values of a column, of two years that got more, or less, in the second."""

    all: int
    first: Sequence[tuple[Any, int, int]]
    """The number or the value of those whose sum moved most, with their cents in each year."""


def moves(
    selection: Selection,
    before: int,
    after: int,
    up: bool,
    *,
    column: int | None = None,
    in_share: bool = False,
    begun: int = 0,
) -> Moves:
    """Those that have something in two years, and more in the second or less, whatever a selection's years.

    Args:
        selection: the lines.
        before: the first year.
        after: the second one.
        up: whether they have more.
        column: the place of the column whose values they are; beneficiaries by default.
        in_share: whether those come first that moved most for what they had.
        begun: how many of them come before.
    """
    by, which = ("beneficiary", "name <> ?") if column is None else (f"x{column}", f"x{column} <> ?")
    in_year = "sum(cents) FILTER (year = {:d})::BIGINT AS {}"
    columns = f"{by}, {in_year.format(before, 'before')}, {in_year.format(after, 'after')}, count(*) OVER ()"
    moved = f"HAVING before > 0 AND after > 0 AND after {'>' if up else '<'} before"
    order = "abs(after - before) / before" if in_share else "abs(after - before)"
    most = f"AND {MONEY} AND {_in((before, after))} AND {which} GROUP BY {by} {moved} ORDER BY {order} DESC, {by}"
    given = (MASKED if column is None else "", MOST_TOLD, begun)
    rows = selection.without("annee").ask(columns, f"{most} LIMIT ? OFFSET ?", given)
    return Moves(rows[0][-1] if rows else 0, [row[:3] for row in rows])


class Faithful(NamedTuple):
    """Beneficiaries of each of several years."""

    bodies: int
    first: Sequence[tuple[int, int, int]]
    """The number, the cents and the grants, of all those years, of those that got most."""


def faithful(selection: Selection, years: Sequence[int], begun: int = 0) -> Faithful:
    """Those that have something in each of some years, whatever a selection's years; `begun` of them come before."""
    of_years = f"AND {MONEY} AND {_in(years)} AND name <> ? GROUP BY beneficiary"
    most = f"{of_years} HAVING count(DISTINCT year) = {len(years)} ORDER BY sum DESC, beneficiary LIMIT ? OFFSET ?"
    columns = f"beneficiary, {_SUM}, count(*), count(*) OVER ()"
    rows = selection.without("annee").ask(columns, most, (MASKED, MOST_TOLD, begun))
    return Faithful(rows[0][-1] if rows else 0, [row[:3] for row in rows])


def leaders(selection: Selection, years: Sequence[int]) -> list[tuple[int, int, int]]:
    """Each of some years with who got most in it, by number, and how many cents; all who got as much."""
    sums = f"AND {MONEY} AND {_in(years)} AND name <> ? AND cents IS NOT NULL GROUP BY year, beneficiary"
    first = "QUALIFY rank() OVER (PARTITION BY year ORDER BY sum DESC) = 1 ORDER BY year, beneficiary"
    return selection.without("annee").ask(f"year, beneficiary, {_SUM}", f"{sums} {first}", (MASKED,))


def several_years(selection: Selection) -> list[int]:
    """The years of which a question asks what is so in each: those that it names, or else all of a pack."""
    asked = sorted({*years_asked(selection)})
    return asked if len(asked) > 1 else [year for year, _ in selection.pack.summary.sums if year is not None]


def others_and_asked(selection: Selection) -> tuple[list[int], list[int]]:
    """The years of a pack that a question does not name, and those that it does (« qui n’a rien eu en 2022 ? »); or
    those that it does, and those that it leaves out (« en 2024 mais pas en 2022 »)."""
    known, asked = [year for year, _ in selection.pack.summary.sums if year is not None], years_asked(selection)
    lacks = years_left_out(selection) if asked else []
    has = asked if lacks else [year for year in known if year not in asked]
    return [year for year in known if year in has], [year for year in known if year in (lacks or asked)]


def before_and_after(
    frame: Frame, selection: Selection, never: bool = False, gone: bool = False
) -> tuple[list[int], list[int]]:
    """The years before a change and those after it: all before and all from a year that a question says to be such
    (« depuis 2022 », « avant 2024 »), all before the one where it asks who had `never` anything; else two of them.

    Since the first year, it is that one and all after it, or, of those who are `gone`, the last.
    """
    known = [year for year, _ in selection.pack.summary.sums if year is not None]
    said = {record.id.partition(".")[0]: record for one in frame.of("periode") for record in one.records}
    from_ = said[SINCE].de if SINCE in said else said[BEFORE].a + 1 if BEFORE in said else None
    if SINCE in said and from_ in known[:1]:
        return known[:1], known[-1:] if gone else known[1:]
    if from_ is not None:
        return [year for year in known if year < from_], [year for year in known if year >= from_]
    before, after = two_years(frame, selection)
    if not may_tell(selection, before, after):
        return [], []
    return [year for year in known if year < after] if never else [before], [after]


def two_years(frame: Frame, selection: Selection) -> tuple[int, int]:
    """The years between which a question asks what changed: those that it names, or one with that before it, or with
    the last (« par rapport à 2022 », « la hausse depuis »); else the last two; none of a pack without years."""
    known, years = selection.pack.summary.years, years_asked(selection)
    if len({*years}) > 1:
        return min(years), max(years)
    if years:
        last = known[1] if known and REFERENCE in frame.roles else years[0]
        return (years[0], last) if last > years[0] else (years[0] - 1, years[0])
    return (known[1] - 1, known[1]) if known else (0, 0)


def may_tell(selection: Selection, *years: int) -> bool:
    """Whether a pack may hold grants of years."""
    known = selection.pack.summary.years
    return known is not None and all(known[0] <= one <= known[1] for one in years)


def _in(years: Sequence[int]) -> str:
    return f"year IN ({', '.join(map(str, years))})"
