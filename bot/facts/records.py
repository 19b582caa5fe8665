"""What is known: typed records, each with its source, and how they hang together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.facts.outlines import Outlines
from bot.french.inflection import plural
from bot.message import Source
from bot.written import Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a type says of each of its records under one name."""

    name: str
    kind: str
    """`texte`, `nombre`, `date`, or the name of the type it refers to."""
    many: bool = False
    """Whether it holds several values."""


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of record, as declared in `knowledge/`."""

    name: str
    noun: str
    plural: str
    gender: str
    """`m` or `f`."""
    parent: str | None
    attributes: Mapping[str, Attribute]
    within: tuple[str, ...]
    """The attributes that place a record inside a bigger one."""
    place: Place
    anchor: bool = False
    """Whether naming one makes a message our business."""
    silent: bool = False
    """Whether nobody calls its records by their names: they are not looked for in messages."""
    union: bool = False
    """Whether one name borne by several records means all of them, instead of asking which."""
    asks: bool = False
    """Whether several records are meant to bear one short name, so that the bot asks which."""
    grant: Mapping[str, str] = field(default_factory=dict)
    """What its records say as published grants: by field of the national form, a text or « {attribute.attribute} »."""
    narrows: bool = False
    """Whether one only narrows what is spoken of: « et en 2021 ? » is about whom the last question was."""
    gives: bool = False
    """Whether one gives: by naming it, a message says of whose grants it asks."""
    dimension: str | None = None
    """The attribute that tells apart which of them narrow together, rather than take each other’s place."""
    required: tuple[str, ...] = ()
    """The attributes that none of its records may lack: answers and sources say them."""
    untold: bool = False
    """Whether its subject is left out: it is there for what rules say of it, and records of it may be missing."""

    def count(self, number: int) -> str:
        """The noun agreed with a number, without it."""
        return self.noun if abs(number) < 2 else self.plural or plural(self.noun)


class Record:
    """One thing that is known. Its attributes read as Python attributes; references are records."""

    __slots__ = ("_data", "aliases", "id", "name", "place", "source", "type", "values")

    def __init__(
        self,
        kind: Type,
        identifier: str,
        name: str,
        aliases: Sequence[str],
        values: dict[str, Any],
        source: Source | None,
        place: Place,
    ) -> None:
        self.type = kind
        self.id = identifier
        self.name = name
        self.aliases = aliases
        self.values = values
        self.source = source
        self.place = place
        self._data: dict[str, Any] | None = None

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"{self.type.name} « {self.id} » n’a pas de « {name} »") from None

    def __repr__(self) -> str:
        return f"<{self.type.name} {self.id}>"

    def to_data(self) -> dict[str, Any]:
        """The record as plain JSON values, references by identifier: made once, and not to be changed."""
        if self._data is None:
            self._data = self._plain()
        return self._data

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"type": self.type.name, "id": self.id, "nom": self.name}
        for key, value in self.values.items():
            if isinstance(value, Record):
                plain[key] = {"id": value.id, "nom": value.name}
            elif isinstance(value, tuple):
                plain[key] = [item.id if isinstance(item, Record) else item for item in value]
            elif value is not None:
                plain[key] = value if isinstance(value, str | int | float) else str(value)
        return plain


@dataclass(slots=True)
class Knowledge:
    """Every record, by type and identifier, with containment worked out once."""

    types: dict[str, Type] = field(default_factory=dict)
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    outlines: dict[str, Outlines] = field(default_factory=dict)
    """The outlines of places, by their type."""
    _subtypes: dict[str, list[str]] = field(default_factory=dict)
    _lineages: dict[str, list[str]] = field(default_factory=dict)
    _holders: frozenset[str] | None = None
    _places: frozenset[str] | None = None
    _subjects: frozenset[str] | None = None
    _containers: dict[Record, tuple[Record, ...]] = field(default_factory=dict)
    _members: dict[Record, list[Record]] = field(default_factory=lambda: defaultdict(list))
    _called: dict[str, dict[str, list[Record]]] = field(default_factory=dict)

    def get(self, kind: str, identifier: str) -> Record | None:
        """The record of this type or of one of its subtypes."""
        for name in self.subtypes(kind):
            record = self.records.get(name, {}).get(identifier)
            if record is not None:
                return record
        return None

    def of(self, kind: str) -> Iterator[Record]:
        """All records of a type and its subtypes, in the order of the files."""
        for name in self.subtypes(kind):
            yield from self.records.get(name, {}).values()

    def tells(self, kind: str) -> bool:
        """Whether anything of a type, or its subtypes, is known."""
        return any(self.of(kind))

    def called(self, kind: str, name: str) -> Sequence[Record]:
        """The records of a type and its subtypes that have this very name, in the order of the files."""
        known = self._called.get(kind)
        if known is None:
            known = self._called[kind] = defaultdict(list)
            for record in self.of(kind):
                known[record.name].append(record)
        return known.get(name, ())

    def holders(self) -> frozenset[str]:
        """The types in which something lies."""
        if self._holders is None:
            types = self.types.values()
            kinds = (declared.attributes[name].kind for declared in types for name in declared.within)
            self._holders = frozenset(kinds)
        return self._holders

    def places(self) -> frozenset[str]:
        """The dimensions of the types in which something lies."""
        if self._places is None:
            self._places = frozenset(map(self.root, self.holders()))
        return self._places

    def elsewhere(self) -> frozenset[str]:
        """The types of places that are none of ours: they lie in none, and none of ours in them."""
        places, holders = self.places(), self.holders()
        inside = {name for name, declared in self.types.items() if declared.within or declared.anchor}
        return frozenset(name for name in self.types if self.root(name) in places) - holders - inside - places

    def subjects(self) -> frozenset[str]:
        """The types of what others are about, several at once."""
        if self._subjects is None:
            attributes = (attribute for declared in self.types.values() for attribute in declared.attributes.values())
            self._subjects = frozenset(attribute.kind for attribute in attributes if attribute.many)
        return self._subjects

    def root(self, name: str) -> str:
        """The topmost type above a type: its dimension."""
        return self.lineage(name)[-1]

    def subtypes(self, kind: str) -> list[str]:
        """The type itself and those declared below it."""
        known = self._subtypes.get(kind)
        if known is None:
            known = self._subtypes[kind] = [name for name in self.types if self.is_a(name, kind)]
        return known

    def is_a(self, name: str, kind: str) -> bool:
        """Whether type `name` is `kind` or is declared below it."""
        current: str | None = name
        while current is not None:
            if current == kind:
                return True
            current = self.types[current].parent if current in self.types else None
        return False

    def lineage(self, name: str) -> list[str]:
        """The type and those above it."""
        known = self._lineages.get(name)
        if known is None:
            known = self._lineages[name] = []
            current: str | None = name
            while current is not None:
                known.append(current)
                current = self.types[current].parent if current in self.types else None
        return known

    def placing(self) -> Iterator[str]:
        """The types of what lies in others or holds them, where there are several: one that is all tells none apart."""
        kinds = self.holders() | {one.name for one in self.types.values() if one.within}
        return (kind for kind in sorted(kinds) if len(self.records.get(kind, ())) > 1)

    def containers(self, record: Record) -> tuple[Record, ...]:
        """Everything a record lies in, nearest first, through every `dans` of its type."""
        known = self._containers.get(record)
        if known is None:
            direct = [value for key in record.type.within if (value := record.values.get(key)) is not None]
            found = dict.fromkeys(direct)
            for container in direct:
                found.update(dict.fromkeys(self.containers(container)))
            known = self._containers[record] = tuple(found)
        return known

    def lies_in(self, record: Record, place: Record) -> bool:
        """Whether a record is `place` or lies in it."""
        return record is place or place in self.containers(record)

    def members(self, place: Record, kind: str) -> list[Record]:
        """The records of a type that lie in a place, in the order of the files."""
        if not self._members:
            for records in self.records.values():
                for record in records.values():
                    for container in self.containers(record):
                        self._members[container].append(record)
        return [record for record in self._members.get(place, ()) if self.is_a(record.type.name, kind)]
