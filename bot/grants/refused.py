"""What is asked of the requests that were refused."""

from typing import Any

from bot.findings.query import Findings, Query
from bot.grants.describing import Describing
from bot.grants.rows import Rows
from bot.grants.selection import Condition, Selection
from bot.grants.summary import NOT_GRANTED
from bot.understanding.frame import Frame

MOST_ROWS = 12
"""Requests that an answer names one by one."""


class Refused:
    """Tells which they are."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def refused(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The requests that were refused, and the lines of nought, of which the file does not say whether they were."""
        not_granted = Condition("statut", NOT_GRANTED)
        refused = selection.having(not_granted)
        rows = self._rows.told(refused, "year, file, line", MOST_ROWS)
        who = tuple(values.get("beneficiaire_liste", ()))
        if who and values["n"] and not rows:
            return self._about.found("accorde", selection, values, focus=who)
        told = bool(rows) or Selection(selection.pack, (not_granted,)).any
        asked = {"lignes": rows, "dit_les_refus": told, "n_demandes": values["total"]}
        values |= {**self._about.described(frame, refused), **asked}
        listed = tuple(dict.fromkeys(row.beneficiaire for row in rows))
        case, focus = "refus" if rows else "refus_aucun", listed if len(listed) == 1 else ()
        return self._about.found(case, refused, values, rows=rows, listed=listed, focus=focus)
