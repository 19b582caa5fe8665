"""What is told of beneficiaries beside their grants: by the columns beyond the form, and under which numbers."""

from typing import Any

from msgspec.structs import replace

from bot.findings.query import BODY, Findings, Query
from bot.grants.describing import Describing
from bot.grants.selection import PAID, Selection, values_beyond, values_of
from bot.understanding.frame import Frame

COLUMN = "colonne"
"""The type of columns beyond the form."""


class Sheets:
    """Tells it."""

    def __init__(self, about: Describing) -> None:
        self._about = about

    def told(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """What the columns beyond the form say of beneficiaries, and how they are paid, however a message says it."""
        selection = selection.without(PAID)
        values = self._about.described(frame, selection)
        # « En une seule fois ? » of several grants: each is paid by itself.
        values["en_plusieurs"] = values["n_argent"] > 1 and any(frame.of(PAID)) and any(frame.of(BODY))
        if not values["total"]:
            return self._about.nothing(selection, values)
        # What is asked comes first: « de l’investissement ou du fonctionnement ? ».
        asked = {record.rang for one in frame.of(COLUMN) for record in one.records}
        columns = sorted(selection.pack.summary.extras, key=lambda one: one.place not in asked)
        told = [(one.header, values_beyond(selection, one.place)) for one in columns]
        values["versements"] = values_of(selection, "conditions")
        values["rubriques"] = [(header, some) for header, some in told if some]
        case = "fiche" if values["versements"] or values["rubriques"] else "fiche_vide"
        found = self._about.found(case, selection, values, focus=tuple(values.get("beneficiaire_liste", ())))
        # « En plusieurs fois ? — C’était pour quoi ? » is asked of all that they got.
        return replace(found, asked=frame.with_entities(tuple(one for one in frame.entities if one.kind != PAID)))

    def numbers(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The numbers of beneficiaries."""
        values |= {"sirets": values_of(selection, "siret"), "rnas": values_of(selection, "rna")}
        case = "numeros" if values["sirets"] or values["rnas"] else "numeros_non_dits"
        return self._about.found(case, selection, values, focus=tuple(values.get("beneficiaire_liste", ())))
