"""Where beneficiaries are, as far as columns say it."""

from typing import Any

from bot.findings.query import Findings, Query
from bot.grants.describing import Describing
from bot.grants.form import form
from bot.grants.headers import head_of
from bot.grants.selection import Selection, values_beyond
from bot.understanding.frame import Frame


class Located:
    """Tells where they are."""

    def __init__(self, about: Describing) -> None:
        self._about = about

    def located(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """What the columns that tell of a place say of those that a question names."""
        heads = form().lieux | form().alentours
        columns = [one for one in selection.pack.summary.extras if head_of(one.header) in heads]
        told = [(one.header, values_beyond(selection, one.place)) for one in columns]
        values["lieux"] = [(header, some) for header, some in told if some]
        case = "lieux" if values["lieux"] else "lieux_non_dits"
        return self._about.found(case, selection, values, focus=tuple(values.get("beneficiaire_liste", ())))
