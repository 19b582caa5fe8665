"""How rows and records hang together, worked out once: what a row relates to, what it can be grouped by."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from bot.facts.records import Knowledge, Record


class _Related(dict[Record, frozenset[Record]]):
    """What each row relates to, worked out when it is first asked for."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._knowledge = knowledge

    def __missing__(self, row: Record) -> frozenset[Record]:
        found = {row}
        for value in row.values.values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Record):
                    found.update((one, *self._knowledge.containers(one)))
        related = self[row] = frozenset(found)
        return related


class Relations:
    """The relations of one knowledge, kept as they are asked for."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._rows: dict[str, tuple[Record, ...]] = {}
        self._roots: dict[str, frozenset[str]] = {}
        self._related = _Related(knowledge)
        self._inside: dict[tuple[Record, Record], bool] = {}
        self._keys_of: dict[tuple[str, bool], dict[Record, tuple[Record, ...]]] = defaultdict(dict)

    def rows(self, kind: str) -> tuple[Record, ...]:
        """All records of a type."""
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = tuple(self.knowledge.of(kind))
        return rows

    def dimensions(self, kind: str) -> frozenset[str]:
        """The topmost types of everything that the rows of a type relate to."""
        roots = self._roots.get(kind)
        if roots is None:
            lineage = self.knowledge.lineage
            found = {lineage(one.type.name)[-1] for row in self.rows(kind) for one in self._related[row]}
            roots = self._roots[kind] = frozenset(found)
        return roots

    def is_leaf(self, kind: str) -> bool:
        """Whether nothing lies in records of a type."""
        return kind not in self.knowledge.holders()

    def relates(self, row: Record, record: Record) -> bool:
        """Whether a row is the record, refers to it, or lies in it through what it refers to."""
        return record in self._related[row]

    def meets(self, row: Record, records: Iterable[Record]) -> bool:
        """Whether a row relates to one of these records."""
        return not self._related[row].isdisjoint(records)

    def meeting(
        self, rows: Iterable[Record], every: Iterable[Collection[Record]], none: Collection[Record] = ()
    ) -> list[Record]:
        """The rows that relate to one record of each group, and to none of some."""
        related = self._related
        kept = [row for row in rows if related[row].isdisjoint(none)] if none else list(rows)
        for records in every:
            kept = [row for row in kept if not related[row].isdisjoint(records)]
        return kept

    def inside(self, record: Record, perimeter: Record) -> bool:
        """Whether a record lies in a perimeter, or holds something that does."""
        key = (record, perimeter)
        known = self._inside.get(key)
        if known is None:
            root = self.knowledge.lineage(perimeter.type.name)[-1]
            known = self._inside[key] = self.knowledge.lies_in(record, perimeter) or any(
                self.knowledge.lies_in(member, perimeter) for member in self.knowledge.members(record, root)
            )
        return known

    def groups(self, rows: Iterable[Record], target: str, direct: bool) -> dict[Record, list[Record]]:
        """Rows by what they refer to: an attribute's values, or the records of a type.

        Args:
            rows: the rows.
            target: an attribute of the rows, or a type.
            direct: only what rows name themselves, not what that lies in.
        """
        found: dict[Record, list[Record]] = {}
        keys_of = self._keys_of[target, direct]
        for row in rows:
            keys = keys_of.get(row)
            if keys is None:
                keys = keys_of[row] = tuple(self._find_keys(row, target, direct))
            for key in keys:
                found.setdefault(key, []).append(row)
        return found

    def groups_of(self, rows: Iterable[Record], target: str) -> dict[Record, list[Record]]:
        """Rows by what they name themselves, or failing that by what holds it."""
        rows = list(rows)
        return self.groups(rows, target, direct=True) or self.groups(rows, target, direct=False)

    def _find_keys(self, row: Record, target: str, direct: bool) -> list[Record]:
        value = row.values.get(target)
        if isinstance(value, Record):
            return [value]
        keys: list[Record] = []
        for value in row.values.values():
            for record in value if isinstance(value, tuple) else (value,):
                if not isinstance(record, Record):
                    continue
                if self.knowledge.is_a(record.type.name, target):
                    keys.append(record)
                elif not direct:
                    keys += [c for c in self.knowledge.containers(record) if self.knowledge.is_a(c.type.name, target)]
        return keys
