"""Who got several grants, in all or in one and the same year."""

from typing import Any

from msgspec.structs import replace

from bot.findings.query import Findings, Query
from bot.grants.conditions import AT_LEAST, HOW_MANY_GRANTS, SEVERAL, times_of
from bot.grants.describing import Describing
from bot.grants.form import MASKED
from bot.grants.ranking import MOST_RANKED, rank
from bot.grants.rows import Rows
from bot.grants.selection import Selection
from bot.understanding.frame import Frame


class Repeated:
    """Tells who did."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def often(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got several grants, or as many as are said."""
        by_number = not HOW_MANY_GRANTS.isdisjoint(frame.concepts)
        found = rank(selection, MOST_RANKED, times=times_of(frame), by_number=by_number)
        who = self._rows.called([one.beneficiary for one in found], selection.pack)
        values["rangs"] = [(who[one.beneficiary], one.cents, one.grants) for one in found]
        values |= {"fois": times_of(frame), "n_rangs": found[0].bodies if found else 0}
        more = {"listed": tuple(record for record, _, _ in values["rangs"]), "of": values["n_rangs"]}
        answer = self._about.found("souvent" if found else "jamais", selection, values, **more)
        # « 365 bénéficiaires, dont les 30 premiers. — Combien sont-ils ? »
        return replace(answer, counted=values["n_rangs"])

    def in_a_year(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got several grants in one and the same year, or at least as many as are said, with the years."""
        operator, number = times_of(frame) or SEVERAL
        operator = AT_LEAST if operator == "=" else operator
        found = selection.ask(
            "beneficiary, year, sum(cents)::BIGINT AS sum, count(*) AS times",
            f"AND {selection.added} AND cents IS NOT NULL AND year IS NOT NULL AND name <> ? "
            f"GROUP BY beneficiary, year HAVING count(*) {operator} ? ORDER BY sum DESC, beneficiary, year",
            (MASKED, int(number)),
        )
        bodies = [*dict.fromkeys(body for body, *_ in found)]
        told = bodies[:MOST_RANKED]
        who = self._rows.called(told, selection.pack)
        values["rangs"] = [
            (who[body], [(year, cents, times) for one, year, cents, times in sorted(found) if one == body])
            for body in told
        ]
        values |= {"fois": (operator, number), "n_rangs": len(bodies)}
        more = {"listed": tuple(who[body] for body in told), "of": len(bodies)}
        answer = self._about.found("dans_l_annee" if found else "jamais", selection, values, **more)
        return replace(answer, counted=len(bodies))
