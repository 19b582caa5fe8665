"""The grants of the first day of all that are told of, or of the last one."""

from typing import Any

from bot.findings.query import Findings, Query
from bot.grants import days
from bot.grants.describing import Describing
from bot.grants.rows import Rows
from bot.grants.selection import Condition, Selection
from bot.understanding.frame import Frame

MOST_ROWS = 12
"""Grants that an answer names one by one."""


class FirstDays:
    """Tells them."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def told(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The grants of the first or of the last day."""
        column = selection.pack.summary.days
        if column is None:
            return Findings("jours", values={"jeu": values["jeu"], "jours_inconnus": True})
        day = selection.ask(f"{'min' if query.ask == 'premiers' else 'max'}({column})", f"AND {selection.added}")[0][0]
        if day is None:
            return self._about.nothing(selection, values)
        selection = selection.having(Condition(days.FIELD, (day.isoformat(),)))
        rows = self._rows.told(selection, "cents DESC NULLS LAST, file, line", MOST_ROWS, selection.added)
        values |= {**self._about.described(frame, selection), "lignes": rows, "jour_dit": day}
        listed = tuple(dict.fromkeys(row.beneficiaire for row in rows))
        return self._about.found("jour_dit", selection, values, rows=rows, listed=listed)
