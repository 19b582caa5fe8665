"""What is known of the record that an intent speaks of, where no query is run."""

from collections.abc import Iterable

from bot.answering.intent import Intent
from bot.facts.records import Knowledge, Record
from bot.findings.query import Findings
from bot.findings.scope import called
from bot.understanding.frame import Frame


class Lookup:
    """Finds records."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(self, intent: Intent, frame: Frame) -> Findings:
        """What is known of the record an intent speaks of."""
        if intent.record is None:
            return Findings("defaut")
        fixed = self._record(intent.record) if ":" in intent.record else None
        if fixed is not None:
            # Nobody names what is silent: to speak of a quotation is to speak of its author.
            told = fixed.values.values() if fixed.type.silent else ()
            focus = (fixed, *(value for value in told if isinstance(value, Record)))
            return Findings("defaut", values={"fiche": fixed, "fiches_dites": [fixed]}, focus=focus)
        named = [entity for entity in frame.entities if self._knowledge.is_a(entity.kind, intent.record)]
        records = [entity.records[0] for entity in named]
        if not records:
            return Findings("sans_fiche", values={"fiche": None})
        if len(named) == 1 and len(named[0].records) > 1 and not records[0].type.union:
            return Findings("choisir", choices=named[0].records, values={"nom": called(named[0])})
        records = list(dict.fromkeys(records))
        kinds = {record.type.name for record in records}
        case = next(iter(kinds)) if len(kinds) == 1 and next(iter(kinds)) in intent.answers else "defaut"
        values = {"fiche": records[0], "fiches_dites": records}
        # « Nanterre est-elle du 92 ? » tells of one town.
        inside = [record for record in records if record.type.name not in self._knowledge.holders()] or records
        listed = tuple(inside) if len(inside) > 1 else ()
        return Findings(case, rows=[], values=values, focus=tuple(records), listed=listed)

    def _record(self, name: str) -> Record | None:
        """The record called `type:id`."""
        kind, _, identifier = name.partition(":")
        return self._knowledge.get(kind, identifier)

    def records(self, names: Iterable[str]) -> tuple[Record, ...]:
        """Those that are known of the records so called."""
        return tuple(record for name in names if (record := self._record(name)))


def doubt(frame: Frame) -> Findings | None:
    """What to ask back when a name is too misspelt to be taken for one."""
    for entity in frame.entities:
        if entity.unsure:
            return Findings("douter", choices=entity.records, values={"choix": entity.records})
    return None
