"""What is asked of the grants that were notified to the European Commission, where a column says so."""

from typing import Any

from bot.findings.query import Findings, Query
from bot.grants.describing import Describing
from bot.grants.rows import Rows
from bot.grants.selection import Selection
from bot.grants.summary import GRANTED
from bot.understanding.frame import Frame

MOST_ROWS = 12
"""Grants that an answer names one by one."""


class Notified:
    """Tells which they are."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def notified(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How many grants are said to be notified, and how many not to be."""
        yes, told = selection.ask("count(*) FILTER (notified), count(notified)", f"AND {GRANTED}")[0]
        only = f"notified AND {GRANTED}"
        rows = self._rows.told(selection, "cents DESC NULLS LAST, file, line", MOST_ROWS, only)
        values |= {"n_notifiees": yes, "n_dites": told, "lignes": rows}
        case = "notifiees" if yes else "notifiees_aucune" if told else "notifiees_non_dit"
        listed = tuple(dict.fromkeys(row.beneficiaire for row in rows))
        return self._about.found(case, selection, values, rows=rows, listed=listed, of=yes)
