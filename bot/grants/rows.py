"""Lines of a pack as records: what an answer tells of grants and of who got them."""

from collections.abc import Iterable, Sequence

from bot.facts.records import Knowledge, Record
from bot.findings.query import GRANT
from bot.grants.few import Line
from bot.grants.selection import Selection
from bot.grants.served import Pack

_LINES = """
SELECT {columns} FROM {source} WHERE {where} ORDER BY {order} LIMIT {most} OFFSET {begun}
"""


class Rows:
    """Makes records of lines."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def told(self, selection: Selection, order: str, most: int, only: str = "true", begun: int = 0) -> list[Record]:
        """Lines of a selection.

        Args:
            selection: the lines.
            order: that in which they come, in SQL.
            most: how many.
            only: a condition in SQL that they meet.
            begun: how many come before.
        """
        where, given = selection.where()
        columns = ", ".join(Line._fields)
        query = _LINES.format(
            columns=columns, source=selection.source, where=f"{where} AND {only}", order=order, most=most, begun=begun
        )
        return self.records([Line(*row) for row in selection.pack.rows(query, given)], selection.pack)

    def records(self, lines: Sequence[Line], pack: Pack) -> list[Record]:
        """Lines that were read."""
        who = self.called([one.beneficiary for one in lines], pack)
        years = self._knowledge.records["annee"]
        rows = []
        for one in lines:
            values = {
                "beneficiaire": who[one.beneficiary],
                "annee": years.get(str(one.year)),
                "montant": one.cents,
                "objet": one.object,
                "decision": one.decision,
                "date": one.date,
                "versee": one.paid_from,
                "versee_fin": one.paid_to,
                "ligne": one.line,
                "fichier": pack.summary.files[one.file],
                "nature": one.nature,
                "statut": one.status,
                "part": one.share if one.share is not None and one.share < 1 else None,
                "remarques": tuple(one.notes),
            }
            kind_ = self._knowledge.types[GRANT]
            name = one.object or who[one.beneficiary].name
            rows.append(Record(kind_, f"{pack.digest}.l{one.line}", name, (), values, None, pack.place))
        return rows

    def called(self, numbers: Iterable[int], pack: Pack) -> dict[int, Record]:
        """Beneficiaries by number."""
        kind = self._knowledge.types["beneficiaire"]
        found = pack.beneficiaries(list(numbers), kind)
        return {number: record for record in found if (number := pack.number(record.id)) is not None}

    def values_named(self, column: Record, values: Iterable[str | None]) -> tuple[Record, ...]:
        """Those of some values of an extra column that have records."""
        known = self._knowledge.records.get("rubrique", {}).values()
        named = {one.valeur: one for one in known if one.jeu is column.jeu and one.rang == column.rang}
        return tuple(named[value] for value in values if value in named)
