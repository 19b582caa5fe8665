"""Which place a body has among all: « le judo est combientième ? »."""

from typing import Any

from bot.findings.query import BODIES, Findings, Query
from bot.grants.describing import Describing
from bot.grants.ranking import MOST_RANKED, rank
from bot.grants.rows import Rows
from bot.grants.selection import EXACT, READ, Condition, Selection
from bot.grants.sides import bound
from bot.grants.told import some_names
from bot.understanding.frame import Frame


class Placing:
    """Finds places in the ranking of all."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def place(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Which place the one body that is named has among all, by what each got."""
        meant = [one.beneficiary for one in rank(selection, MOST_RANKED)]
        if not meant:
            return self._about.nothing(selection, values)
        if len(meant) > 1:
            bodies = tuple(self._rows.called(meant, selection.pack).values())
            called = next((one.form for one in frame.entities if one.kind in BODIES), "")
            return Findings("choisir", choices=bodies, values={"nom": called, "noms": some_names(bodies)})
        # « Le judo est combientième ? » may name the one body by its theme.
        named = any(one.field == "beneficiaire" for one in selection.conditions)
        others = selection.without("beneficiaire", *(() if named else READ))
        body = Condition("beneficiaire", (str(meant[0]),))
        cents = rank(others.having(body), 1)[0].cents
        first = rank(others, 1)[0]
        more = rank(others, 1, bounds=(bound("plus_de", cents),))
        alike = rank(others, 1, bounds=(bound(EXACT, cents),))
        who = self._rows.called([meant[0], first.beneficiary], selection.pack)
        values |= self._about.described(frame, others.having(body))
        values |= {"qui": who[meant[0]], "cents": cents, "premier": (who[first.beneficiary], first.cents)}
        values |= {"n_rangs": first.bodies, "place": (more[0].bodies if more else 0) + 1, "egaux": alike[0].bodies - 1}
        return self._about.found("place", selection, values, focus=(who[meant[0]],))
