"""How many lines there are of each kind, with their cents.

What is added up: the cents of this beneficiary, of what was granted, aid in kind alone left out. A request that was
refused is no grant; an amount that is not told is unknown, not nought. All of them are counted apart, to be said.
"""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from bot.grants.few import FEW, Line
from bot.grants.form import MASKED
from bot.grants.selection import Selection
from bot.grants.summary import GRANTED

_BY_KIND = """
SELECT year, status, nature, count(*), count(cents), coalesce(sum(cents), 0)::BIGINT,
    count_if(list_contains(notes, 'hors_echelle')), count_if(list_contains(notes, 'double'))
FROM {source} WHERE {where} GROUP BY ALL
"""
"""Lines by what makes them count or not: planning a query of ten filtered sums takes longer than running it."""
NOTES = ("hors_echelle", "double")
"""What is said of lines, that is counted."""
BODY, YEAR = "beneficiaire", "annee"
_COUNTS = (
    "total", "n", "n_argent", "somme", "sans_montant", "n_nature", "somme_nature", "refusees", "nulles",
    "hors_echelle", "doubles",
)  # fmt: skip


def averages(selection: Selection) -> dict[str, int]:
    """The average, the median and the ends of the grants whose amount is known, and the average of who got any."""
    names = ("n_connus", "moyenne", "mediane", "minimum", "maximum", "n_beneficiaires", "moyenne_de_chacun")
    columns = "count(*), avg(cents)::BIGINT, median(cents)::BIGINT, min(cents), max(cents)"
    columns += ", count(DISTINCT beneficiary), (sum(cents) / count(DISTINCT beneficiary))::BIGINT"
    return dict(zip(names, selection.ask(columns, f"AND {selection.added} AND cents IS NOT NULL")[0], strict=True))


def averages_with_kind(selection: Selection) -> dict[str, int]:
    """The average and the median of all that was granted and whose value is known, aid in kind among it."""
    columns = "avg(cents)::BIGINT, median(cents)::BIGINT"
    found = selection.ask(columns, f"AND {GRANTED} AND cents IS NOT NULL")[0]
    return dict(zip(("moyenne_avec_nature", "mediane_avec_nature"), found, strict=True))


def few_lines(selection: Selection) -> list[Line] | None:
    """The lines, where they are surely few, those of each year from the greatest; `None` where they may be many."""
    lines = _listed(selection)
    if lines is None:
        return None
    return sorted(lines, key=lambda one: (one.year is None, one.year, one.cents is None, -(one.cents or 0), one.line))


def _listed(selection: Selection) -> list[Line] | None:
    """The lines of beneficiaries that have few between them; `None` where none is named, or one has many."""
    bodies = [one for one in selection.conditions if one.field == BODY and not one.excluded]
    # Theirs are the amounts that were granted.
    if len(bodies) != 1 or selection.measure is not None:
        return None
    lines: list[Line] = []
    for beneficiary in sorted(set(map(int, bodies[0].values))):
        theirs = selection.pack.names.lines(beneficiary)
        if theirs is None or len(lines) + len(theirs) > FEW:
            return None
        lines += theirs
    others = [one for one in selection.conditions if one is not bodies[0]]
    if all(one.field == YEAR for one in others):
        years = [(set(map(int, one.values)), one.excluded) for one in others]
        return [line for line in lines if all((line.year in those) != excluded for those, excluded in years)]
    # The fewer columns a query has, the sooner it is planned.
    kept = set(selection.ask("file, line"))
    return [line for line in lines if (line.file, line.line) in kept]


def _kinds(selection: Selection, few: Iterable[Line] | None) -> Iterable[tuple[Any, ...]]:
    if few is None:
        where, given = selection.where()
        return selection.pack.rows(_BY_KIND.format(source=selection.source, where=where), given)
    return (
        (
            one.year,
            one.status,
            one.nature,
            1,
            one.cents is not None,
            one.cents or 0,
            *(note in one.notes for note in NOTES),
        )
        for one in few
    )


def count_lines(selection: Selection) -> dict[str, Any]:
    """How many lines there are of each kind, with their cents; the years of what was granted, and year by year what is
    money; and, if few, the lines."""
    few = few_lines(selection)
    counts = dict.fromkeys(_COUNTS, 0)
    years: dict[int | None, list[int]] = {}
    granted = set[int]()
    for year, status, nature, lines, told, cents, odd, twice in _kinds(selection, few):
        counts["total"] += lines
        counts["hors_echelle"] += odd
        counts["doubles"] += twice
        if status != "accordée":
            counts["refusees" if status == "refusée" else "nulles"] += lines
            continue
        counts["n"] += lines
        granted.update(() if year is None else (year,))
        if nature == "nature":
            counts["n_nature"] += lines
            counts["somme_nature"] += cents
            if not selection.in_kind:
                continue
        counts["n_argent"] += lines
        counts["somme"] += cents
        counts["sans_montant"] += lines - told
        of_year = years.setdefault(year, [0, 0])
        of_year[0] += lines
        of_year[1] += cents
    by_year = sorted(years.items(), key=lambda one: (one[0] is None, one[0]))
    told = [(year, lines, cents) for year, (lines, cents) in by_year]
    return {**counts, "annees": sorted(granted), "par_annee": told, "peu": few}


def bodies(selection: Selection) -> tuple[int, int]:
    """How many got what was granted, at least and at most: private persons, whose names are masked, may be one or
    as many as their grants."""
    least = selection.ask("count(DISTINCT beneficiary)", f"AND {GRANTED}")[0][0]
    masked = selection.ask("count(*)", f"AND {GRANTED} AND name = ?", (MASKED,))[0][0] if selection.pack.unnamed else 0
    return least, least + max(masked - 1, 0)


class Group(NamedTuple):
    """The grants of one value of a column."""

    value: str | None
    grants: int
    cents: int
    mean: int | None
    """In cents; `None` where no amount is told."""
    bodies: int


First = Literal["sum", "grants", "bodies"]
"""What groups are ranked by."""


def by_value(selection: Selection, place: int, *, least: bool, first: First) -> list[Group]:
    """The grants of each value of the extra column at a place, most money, grants or bodies `first`, unless `least`."""
    order = "ASC" if least else "DESC"
    then = {"sum": "value", "bodies": "sum", "grants": f"sum {order}"}[first]
    found = selection.ask(
        f"x{place} AS value, count(*) AS grants, coalesce(sum(cents), 0)::BIGINT AS sum, avg(cents)::BIGINT, "
        "count(DISTINCT beneficiary) AS bodies",
        f"AND {selection.added} GROUP BY value ORDER BY {first} {order}, {then}, value",
        each=(place,),
    )
    return [Group(*row) for row in found]


def first_of_values(selection: Selection, place: int, *, of_grants: bool) -> list[tuple[str | None, int, int]]:
    """Who got most of each value of the extra column at a place, or its greatest grant where it is `of_grants`, all of
    them where several did, and how many cents.

    Most first.
    """
    each = ", file, line" if of_grants else ""
    found = selection.ask(
        f"x{place} AS value, beneficiary, coalesce(sum(cents), 0)::BIGINT AS sum",
        f"AND {selection.added} GROUP BY value, beneficiary{each} "
        "QUALIFY sum = max(sum) OVER (PARTITION BY value) ORDER BY sum DESC, value, beneficiary",
        each=(place,),
    )
    return [(value, number, cents) for value, number, cents in found]
