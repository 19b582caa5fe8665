"""Totals that a record states, against what the records themselves add up to.

A total is declared beside its figure: `verifie: {valeur: projet}` says that `valeur` is the number of records of type
`projet`; `verifie: {valeur: commune laureat de projet}`, the number of different records of type `commune` that are
the `laureat` of a `projet`.
"""

import re
from typing import NamedTuple

from bot.facts.records import Knowledge, Record

_WRITTEN = re.compile(r"(\w+)(?: (\w+) de (\w+))?")
SYNTAX = "écrivez un type (« projet »), ou « commune laureat de projet »"


class TotalError(ValueError):
    """A total names a type or an attribute that does not exist; the message says which, in French."""


class Total(NamedTuple):
    """What is counted."""

    kind: str
    """The type of what is counted."""
    attribute: str | None = None
    """The attribute of `rows` that holds it; without one, all records of the type count."""
    rows: str | None = None

    def count(self, knowledge: Knowledge) -> int:
        """How many different records there are."""
        if self.attribute is None or self.rows is None:
            return len(list(knowledge.of(self.kind)))
        found: set[Record] = set()
        for row in knowledge.of(self.rows):
            value = row.values.get(self.attribute)
            found.update(value if isinstance(value, tuple) else () if value is None else (value,))
        return sum(knowledge.is_a(record.type.name, self.kind) for record in found)


def parse_total(text: str, knowledge: Knowledge) -> Total:
    """Read a total as its author wrote it.

    Raises:
        TotalError: it is not written so, or names what nothing declares.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise TotalError(f"« {text} » ne dit pas ce qu’il faut compter")
    total = Total(*match.groups())
    for kind in (total.kind, total.rows):
        if kind is not None and kind not in knowledge.types:
            raise TotalError(f"« {kind} » n’est pas un type")
    if total.attribute is not None and total.rows is not None:
        attribute = knowledge.types[total.rows].attributes.get(total.attribute)
        if attribute is None or attribute.kind not in knowledge.types:
            raise TotalError(f"« {total.attribute} » de « {total.rows} » ne renvoie pas à des fiches")
    return total
