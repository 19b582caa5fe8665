"""What is known, as it is written in the files of a draft: each record with the texts of its values.

Unlike the records of a model, entries are there while a draft is wrong elsewhere, and those it adds too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.facts.build import PLAIN_KINDS, Builder
from bot.facts.records import Type
from bot.files.load import parse_table
from bot.french.agreement import join_words
from bot.french.text import fold
from bot.workshop.drafts import Draft
from bot.workshop.found import items_of, texts_of
from bot.workshop.roots import refused
from bot.written import ContentError, Place, Reader
from bot.written import Mapping as Written

MOST_NAMED = 5
"""Entries proposed for a name that none has."""
_LIKE = 60
_TAG = re.compile(r"\[(\w+):([^\[\]]+)\]\s*$")
DOCUMENT = "document"
"""The type whose entries are sources, and their own."""

Contents = Sequence[tuple[str, Written]]
"""YAML files, with their names."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type as a draft declares it, and where its entries are written."""

    type: Type
    file: str
    """Where it is declared."""
    table: str = ""
    """The table of its entries, where they are in one."""
    source: Mapping[str, str] | None = None
    """The source of all its entries, as an entry's; None where each has its own."""

    @property
    def packed(self) -> bool:
        """Whether its entries are a compressed table, which nobody reads or changes here."""
        return self.table.endswith(".gz")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record, as written."""

    type: Type
    id: str
    at: Place
    place: int | None
    """Its place in the list of its type; None in a table."""
    values: Mapping[str, tuple[str, ...]]
    """The texts of `nom`, `alias` and of each attribute that is there; several only where there may be several."""
    source: Mapping[str, str]
    """Its own: `document` (an identifier) and `lieu`; empty where it has none."""

    @property
    def name(self) -> str:
        """What it is called."""
        return "".join(self.values.get("nom", ())) or self.id

    @property
    def label(self) -> str:
        """« Vincennes (commune) »."""
        return f"{self.name} ({self.type.noun})"


class Entries:
    """The types and entries of a draft, as it is when this is made."""

    def __init__(self, draft: Draft) -> None:
        # What a file says under a condition is how the records of packs are called, not what is known.
        contents = [one for one in draft.contents("knowledge") if "si" not in one[1]]
        self.kinds = _kinds(contents)
        every = [entry for kind in self.kinds.values() for entry in _read(kind, contents, draft)]
        self._every = {(entry.type.name, entry.id): entry for entry in every}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._every.values())

    def find(self, kind: str, identifier: str) -> Entry | None:
        """One entry, if there is such a one."""
        return self._every.get((kind, identifier))

    def get(self, kind: str, identifier: str) -> Entry:
        """One entry.

        Raises:
            ContentError: there is no such entry, or it cannot be changed.
        """
        found = self.find(kind, identifier)
        if found is None and kind in self.kinds and self.kinds[kind].packed:
            what = "ce répertoire est comprimé, et ne se change pas ici"
            raise refused(self.kinds[kind].table, what, "demandez à la personne qui installe Lauréat")
        if found is None:
            what = f"aucune fiche « {kind} » ne s’appelle « {identifier} »"
            raise refused("knowledge", what, "vérifiez son identifiant")
        return found

    def of(self, kind: str) -> list[Entry]:
        """The entries of a type and of those that are its kind (a commune is a `lieu`), by name."""
        fits = {name for name in self.kinds if kind in self._line(name)}
        return sorted((one for one in self if one.type.name in fits), key=lambda one: fold(one.name))

    def labels(self, among: Sequence[Entry]) -> dict[str, Entry]:
        """Entries by what they are called in a list to choose from, with `[type:id]` where several are called alike."""
        times = Counter(one.label for one in among)
        named = {
            one.label if times[one.label] == 1 else f"{one.label} [{one.type.name}:{one.id}]": one for one in among
        }
        return dict(sorted(named.items()))

    def pick(self, said: str, among: Sequence[Entry]) -> Entry:
        """The entry chosen from a list (« Vincennes (commune) [commune:94080] »), or just named.

        Raises:
            ContentError: that may be several, or none.
        """
        listed = self.labels(among)
        if said in listed:
            return listed[said]
        tagged = _TAG.search(said)
        if tagged is not None:
            return self.get(*tagged.groups())
        wanted = fold(said).strip()
        found = [one for one in among if wanted in (fold(one.name), fold(one.label), fold(one.id))]
        found = found or [one for one in among if wanted in map(fold, one.values.get("alias", ()))]
        if len(found) == 1:
            return found[0]
        if not found:
            near = process.extract(
                wanted, [fold(one.name) for one in among], scorer=fuzz.WRatio, limit=MOST_NAMED, score_cutoff=_LIKE
            )
            likely = [among[place].label for _, _, place in near]
            remedy = (
                f"peut-être {join_words(likely, 'ou')} : choisissez dans la liste" if likely else "vérifiez son nom"
            )
            raise refused("knowledge", f"aucune fiche ne s’appelle « {said} »", remedy)
        likely = [label for label, one in listed.items() if one in found][:MOST_NAMED]
        what = f"« {said} » peut être {join_words(likely, 'ou')}"
        raise refused("knowledge", what, "choisissez dans la liste")

    def _line(self, name: str) -> list[str]:
        """A type, and the wider ones that it is."""
        line: list[str] = []
        current: str | None = name
        while current is not None and current in self.kinds and current not in line:
            line.append(current)
            current = self.kinds[current].type.parent
        return line


def is_plain(kind: str) -> bool:
    """Whether an attribute holds a text, a number or a date, and not entries of a type."""
    return kind in PLAIN_KINDS


def _read(kind: Kind, contents: Contents, draft: Draft) -> Iterator[Entry]:
    for name, content in contents:
        for place, written in enumerate(items_of(content.get(kind.type.name))):
            if isinstance(written, Written) and "id" in written:
                values = {
                    key: tuple(texts_of(written[key]))
                    for key in ("nom", "alias", *kind.type.attributes)
                    if written.get(key) is not None
                }
                at = Place(name, written.place.line)
                yield Entry(kind.type, str(written["id"]), at, place, values, _source(written) or {})
    if kind.table and not kind.packed:
        try:
            header, rows = parse_table(draft.read(kind.table), kind.table)
        except ContentError:
            return
        many = {"alias", *(key for key, one in kind.type.attributes.items() if one.many)}
        for line, row in enumerate(rows if "id" in header else (), 2):
            cells = dict(zip(header, row, strict=True))
            values = {
                key: tuple(cell.split("|")) if key in many else (cell,)
                for key, cell in cells.items()
                if cell and key != "id"
            }
            yield Entry(kind.type, cells["id"], Place(kind.table, line), None, values, {})


def _kinds(contents: Contents) -> dict[str, Kind]:
    builder, found = Builder(Reader([])), {}
    for name, content in contents:
        section = content.get("types")
        if not isinstance(section, Written):
            continue
        builder.declare(section)
        for kind, written in section.items():
            if isinstance(written, Written) and kind not in found and kind in builder.knowledge.types:
                table = f"{name.rpartition('/')[0]}/{written['table']}" if "table" in written else ""
                found[kind] = Kind(builder.knowledge.types[kind], name, table, _source(written))
    return found


def _source(written: Written) -> dict[str, str] | None:
    source = written.get("source")
    if not isinstance(source, Written):
        return None
    return {key: str(source[key]) for key in ("document", "lieu") if key in source}
