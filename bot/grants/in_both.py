"""Who got something in each of two years, asked without « chaque année » (« qui a été aidé en 2022 et en 2023 ? »)."""

from msgspec.structs import replace

from bot.findings.query import BODY, YEARS, Query
from bot.grants.paging import of_the_most
from bot.understanding.frame import Frame

EACH_YEAR = "fideles"
"""The query of who got something each year."""
ASKED = ("plus", "somme")
"""The queries that may be of those."""
AND = "suite"
"""The role of « et »."""
WHICH = frozenset(("qui", "lesquels"))
"""Concepts of words that ask for those who got something."""
HOW_MUCH = frozenset(("combien", "montant", "total", "argent", "moyenne", "part", "part_du_tout"))
"""Concepts of words that ask how much both years make."""


def asked_in_both(query: Query, frame: Frame) -> Query:
    """What a question asks of lines of grants: who is in each of the years that it joins, where it asks but that."""
    if query.ask not in ASKED:
        return query
    goes_on = frame.page is not None and frame.page[0].startswith(f"{EACH_YEAR}.")
    return replace(query, ask=EACH_YEAR) if goes_on or _of_years_joined(frame) else query


def _of_years_joined(frame: Frame) -> bool:
    years = [one for one in frame.entities if one.kind == YEARS[0] and one.start >= 0]
    joined = len({one.records for one in years}) > 1 and AND in frame.roles and not any(one.excluded for one in years)
    measured = frame.bounds or frame.comparison or frame.numbers or of_the_most(frame)
    measured = measured or not HOW_MUCH.isdisjoint(frame.concepts) or any(frame.of(BODY))
    asks = frame.who or not WHICH.isdisjoint(frame.concepts)
    return asks and joined and not measured
