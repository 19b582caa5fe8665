"""Who got something in one year and nothing in another, or in each of several, and who got more or less."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from bot.dialogue.stating import REFERENCE
from bot.grants.conditions import years_asked, years_left_out
from bot.grants.form import MASKED
from bot.grants.selection import BOUNDS, Selection
from bot.grants.summary import MONEY
from bot.understanding.frame import Frame

SINCE, BEFORE, BETWEEN = "depuis", "avant", "entre"
"""How the identifiers of the years from one on, of those before one, and of those from one to another begin."""
MOST_TOLD = 12
"""How many of them an answer names."""
EUROS, SHARE, TIMES = "euros", "part", "fois"
"""What a move is measured by."""
SAME = "="
"""The way of a sum that did not move."""
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


class Move(NamedTuple):
    """How sums moved from each of some years to the next."""

    way: str
    """The operator that each sum stands in with the one before it: `>`, `<` or `=`."""
    by: str = EUROS
    """What it is measured by: EUROS, SHARE of what was had, or TIMES."""
    least: tuple[str, float] | None = None
    """An operator with what it has to be from the first year to the last."""


def moved_by(move: Move, frame: Frame, selection: Selection) -> tuple[Move, Selection]:
    """A move by at least as much as a question says, with lines of any amount (« une baisse de plus de 1 000 € », « de
    plus de 20 % », « qui a doublé ? »); what bounds the lines is what was spoken of."""
    bounds = [one for one in selection.conditions if one.field in BOUNDS]
    said = next((one for one in bounds if one.euros in frame.numbers or move.by == TIMES), None)
    if said is not None:
        return move._replace(least=(BOUNDS[said.field], float(said.euros))), selection.without(*BOUNDS)
    # « A perdu plus de » is said in one: its name ends as that of « plus de ».
    bounding = (BOUNDS[field] for one in frame.concepts for field in BOUNDS if one.endswith(field))
    operator = next(bounding, ">=")
    if move.by == SHARE and len(frame.numbers) == 1:
        return move._replace(least=(operator, frame.numbers[0] / 100)), selection
    return move, selection


class Moves(NamedTuple):
    """Beneficiaries, or values of a column, of some years whose sums moved so."""

    all: int
    first: Sequence[tuple[Any, int, int]]
    """The number or the value of those whose sum moved most, with their cents in the first and in the last year."""


def moves(
    selection: Selection,
    years: Sequence[int],
    move: Move,
    *,
    column: int | None = None,
    begun: int = 0,
    most: int = MOST_TOLD,
) -> Moves:
    """Those that have something in each of some years, and whose sums moved so, whatever a selection's years.

    Args:
        selection: the lines.
        years: the years, from the first.
        move: how they moved.
        column: the place of the column whose values they are; beneficiaries by default.
        begun: how many of them come before.
        most: how many are told.
    """
    by, which = ("beneficiary", "name <> ?") if column is None else (f"x{column}", f"x{column} <> ?")
    sums = ", ".join(f"sum(cents) FILTER (year = {year:d})::BIGINT AS in{year:d}" for year in years)
    first, last = f"in{years[0]:d}", f"in{years[-1]:d}"
    measure = {
        EUROS: f"abs({last} - {first}) / 100",
        SHARE: f"abs({last} - {first}) / {first}",
        TIMES: f"greatest({last}, {first}) / least({last}, {first})",
    }[move.by]
    moved = [f"in{year:d} > 0" for year in years]
    moved += [f"in{year:d} {move.way} in{before:d}" for before, year in pairwise(years)]
    given: list[object] = [MASKED if column is None else ""]
    if move.least is not None:
        moved.append(f"{measure} {move.least[0]} ?")
        given.append(move.least[1])
    order = last if move.way == SAME else measure
    rows = selection.without("annee").ask(
        f"{by}, {sums}, count(*) OVER ()",
        f"AND {MONEY} AND {_in(years)} AND {which} GROUP BY {by} HAVING {' AND '.join(moved)} "
        f"ORDER BY {order} DESC, {by} LIMIT ? OFFSET ?",
        (*given, most, begun),
        () if column is None else (column,),
    )
    return Moves(rows[0][-1] if rows else 0, [(row[0], row[1], row[-2]) for row in rows])


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
    lacks = years_left_out(selection) or asked
    has = asked if asked != lacks else [year for year in known if year not in lacks]
    # « Les aidés de 2022 ? — Et qui ne l’ont pas été en 2023 ? »: the years that are not left out are all others.
    has = has or [year for year in known if year not in lacks]
    return [year for year in known if year in has], [year for year in known if year in lacks]


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
    named = [
        year
        for one in frame.of("annee")
        if not one.excluded
        for year in map(int, (r.id for r in one.records))
        if year in known
    ]
    if SINCE in said and len(named) == 1 and named[0] > said[SINCE].de:
        # « 2023 : qui est nouveau depuis 2022 ? » compares the two.
        return [said[SINCE].de], named
    if SINCE in said and from_ in known[:1]:
        return known[:1], known[-1:] if gone else known[1:]
    if from_ is not None:
        return [year for year in known if year < from_], [year for year in known if year >= from_]
    if BETWEEN in said and (asked := {*years_asked(selection)}.intersection(known)) and said[BETWEEN].a < max(asked):
        # « Qui apparaît en 2024 sans avoir rien eu les deux années d’avant ? »
        return sorted(asked - {max(asked)}), [max(asked)]
    before, after = two_years(frame, selection)
    if not may_tell(selection, before, after):
        return [], []
    return [year for year in known if year < after] if never else [before], [after]


def two_years(frame: Frame, selection: Selection) -> tuple[int, int]:
    """The years between which a question asks what changed: those that it names, or one with that before it, or with
    the last (« par rapport à 2022 », « la hausse depuis »); else the last two; none of a pack without years."""
    known, years = selection.pack.summary.years, years_asked(selection)
    # « Les nouveaux de 2024, absents en 2021 »
    years += years_left_out(selection) if years else []
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
