"""How much each decision gave (« le total par délibération »)."""

from typing import Any

from bot.findings.query import Findings, Query
from bot.grants.describing import Describing
from bot.grants.selection import Selection
from bot.understanding.frame import Frame

MOST_ACTS = 12
"""Decisions that an answer names one by one."""


class EachAct:
    """Tells it."""

    def __init__(self, about: Describing) -> None:
        self._about = about

    def each(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The numbers of decisions, those that gave most first, with how many grants and how much."""
        if not values["n_argent"]:
            return self._about.nothing(selection, values)
        found = selection.ask(
            "trim(decision) AS act, count(*), coalesce(sum(cents), 0)::BIGINT AS sum, min(date), max(date)",
            f"AND {selection.added} AND trim(coalesce(decision, '')) <> '' GROUP BY act ORDER BY sum DESC, act",
        )
        values["actes"] = [
            (act, number, cents, first if first == last else None)
            for act, number, cents, first, last in found[:MOST_ACTS]
        ]
        values |= {"n_actes": len(found), "n_sans_acte": values["n_argent"] - sum(one[1] for one in found)}
        return self._about.found("par_acte" if found else "non_dit", selection, values)
