"""How many lines there are of each kind, with their cents.

What is added up: the cents of this beneficiary, of what was granted, aid in kind alone left out. A request that was
refused is no grant; an amount that is not told is unknown, not nought. All of them are counted apart, to be said.
"""

from typing import Any

from bot.grants.selection import Selection

MONEY = "status = 'accordée' AND nature IS DISTINCT FROM 'nature'"
"""The lines that are added up, in SQL."""
_BY_KIND = """
SELECT year, status, nature, count(*), count(cents), coalesce(sum(cents), 0)::BIGINT,
    count_if(list_contains(notes, 'hors_echelle')), count_if(list_contains(notes, 'double'))
FROM grants WHERE {where} GROUP BY ALL
"""
"""Lines by what makes them count or not: planning a query of ten filtered sums takes longer than running it."""
_COUNTS = (
    "total", "n", "n_argent", "somme", "sans_montant", "n_nature", "somme_nature", "refusees", "nulles",
    "hors_echelle", "doubles",
)  # fmt: skip


def count_lines(selection: Selection) -> dict[str, Any]:
    """How many lines there are of each kind, with their cents, and year by year what is money."""
    where, given = selection.where()
    counts = dict.fromkeys(_COUNTS, 0)
    years: dict[int | None, list[int]] = {}
    for year, status, nature, lines, told, cents, odd, twice in selection.pack.rows(
        _BY_KIND.format(where=where), given
    ):
        counts["total"] += lines
        counts["hors_echelle"] += odd
        counts["doubles"] += twice
        if status != "accordée":
            counts["refusees" if status == "refusée" else "nulles"] += lines
            continue
        counts["n"] += lines
        if nature == "nature":
            counts["n_nature"] += lines
            counts["somme_nature"] += cents
            continue
        counts["n_argent"] += lines
        counts["somme"] += cents
        counts["sans_montant"] += lines - told
        of_year = years.setdefault(year, [0, 0])
        of_year[0] += lines
        of_year[1] += cents
    by_year = sorted(years.items(), key=lambda one: (one[0] is None, one[0]))
    return {**counts, "par_annee": [(year, lines, cents) for year, (lines, cents) in by_year]}
