"""How much was asked for, where a column tells it beside what was granted."""

from collections.abc import Mapping
from typing import Any

from bot.findings.query import Findings, Query
from bot.grants import cells as read
from bot.grants.describing import Describing
from bot.grants.form import MASKED
from bot.grants.grouping import column_asked
from bot.grants.headers import tells_requests
from bot.grants.rows import Rows
from bot.grants.selection import Selection
from bot.grants.served import Pack
from bot.understanding.frame import Frame

MOST_ROWS = 12
"""Grants that an answer names one by one, or values, or bodies."""
RANKS = "superlatif"
"""The role of words that ask who asked for most."""


class Requested:
    """Tells how much."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def requested(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much was asked for in all, and for each grant where they are few."""
        who = tuple(values.get("beneficiaire_liste", ()))
        if not values["total"]:
            return self._about.nothing(selection, values)
        column = _column(selection.pack)
        cells = selection.ask(f"file, line, {column}") if column else []
        marks = read.marks_of([cell for _, _, cell in cells if cell])
        told = {(file, line): cents for file, line, cell in cells if (cents := _cents(cell, marks)) is not None}
        if not told:
            return self._about.found("non_demande", selection, values, focus=who)
        if (each := column_asked(frame, values)) is not None or RANKS in frame.roles:
            groups = self._by(None if each is None else each.rang, selection, told)
            values |= {"demandes_par": each, "groupes_demandes": groups[:MOST_ROWS], "n_groupes": len(groups)}
            return self._about.found("demande_par", selection, values)
        few = values["total"] <= MOST_ROWS
        rows = self._rows.told(selection, "year, file, line", MOST_ROWS) if few else []
        files = {name: number for number, name in selection.pack.summary.files.items()}
        asked = [(row, told.get((files[row.fichier], row.ligne))) for row in rows]
        values |= {"demande": sum(told.values()), "n_demandes": len(told), "demandes": asked}
        return self._about.found("demande", selection, values, rows=rows, focus=who)

    def _by(
        self, place: int | None, selection: Selection, told: Mapping[tuple[int, int], int]
    ) -> list[tuple[str | None, int, int]]:
        """Each value of the column at a place, or each body that is named, with how much was asked for and how many
        times, the most first."""
        groups: dict[Any, list[int]] = {}
        found = (
            selection.ask("file, line, beneficiary", "AND name <> ?", (MASKED,))
            if place is None
            else selection.ask(f"file, line, x{place}", each=(place,))
        )
        for file, line, value in found:
            if (file, line) in told:
                groups.setdefault(value, []).append(told[file, line])
        sums = [(value, sum(cents), len(cents)) for value, cents in groups.items()]
        sums = sorted(sums, key=lambda one: (-one[1], str(one[0])))
        if place is not None:
            return sums
        who = self._rows.called([value for value, _, _ in sums], selection.pack)
        return [(who[value].name, cents, count) for value, cents, count in sums]


def _column(pack: Pack) -> str | None:
    """The column of what was asked for, if there is one."""
    headers = pack.rows("SELECT place, header FROM extra ORDER BY place")
    found = [f"x{place}" for place, header in headers if tells_requests(header)]
    return found[0] if len(found) == 1 else None


def _cents(cell: str | None, marks: read.Marks) -> int | None:
    return read.amount(cell, marks)[0] if cell else None
