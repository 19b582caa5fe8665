"""Knowledge from content: declared types first, then records, then the references between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from msgspec import structs

from bot.facts.gazetteer import Gazetteer
from bot.facts.outlines import Outlines, Point
from bot.facts.records import Attribute, Knowledge, Record, Type
from bot.facts.totals import SYNTAX, TotalError, parse_total
from bot.message import Source
from bot.written import ContentError, Mapping, Place, Problem, Reader

TYPE_KEYS = (
    "nom",
    "pluriel",
    "genre",
    "est",
    "attributs",
    "dans",
    "table",
    "contours",
    "source",
    "repertoire",
    "homonymes",
    "sujet",
    "muet",
    "subvention",
    "precise",
    "donne",
    "dimension",
    "requis",
)
RECORD_KEYS = ("id", "nom", "alias", "source", "verifie")
PLAIN_KINDS = ("texte", "nombre", "date")
HOMONYMS = ("tous", "choisir")
"""What a name that several records of a type bear may do: mean them all, or make the bot ask which."""
MOST_TOLD = 5
"""Identifiers named in one mistake."""
_ID = re.compile(r"[A-Za-z0-9_.-]+")

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""File name, header, rows."""


def is_identifier(text: str) -> bool:
    """Whether a record may be identified by a text."""
    return _ID.fullmatch(text) is not None


class Builder:
    """Builds one `Knowledge`, noting every mistake on the way."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.knowledge = Knowledge()
        self._sources: dict[str, Mapping] = {}
        self._gazetteers: list[tuple[str, Table]] = []
        self._outlines: list[tuple[str, Mapping, dict[str, list[list[Point]]]]] = []
        self._pending: list[tuple[Record, Mapping | None]] = []
        self._totals: list[tuple[Record, Mapping]] = []

    def declare(self, section: Mapping, untold: bool = False) -> None:
        """Declare the types of one file's `types:`, whose subject is left out where they are `untold`."""
        for name, written in section.items():
            if not isinstance(written, Mapping):
                self.reader.wrong(section.at(name), f"le type « {name} » est vide", "donnez au moins son « nom: »")
                continue
            if name in self.knowledge.types:
                self.reader.wrong(
                    section.at(name),
                    f"le type « {name} » est déjà déclaré ({self.knowledge.types[name].place})",
                    "choisissez un autre nom",
                )
            self.reader.known(written, TYPE_KEYS, f"le type « {name} »")
            noun = self.reader.text(written, "nom")
            if written.get("homonymes") not in (None, *HOMONYMS):
                self.reader.wrong(
                    written.at("homonymes"),
                    f"« homonymes: {written['homonymes']} » ne veut rien dire",
                    f"écrivez {' ou '.join(HOMONYMS)}",
                )
            attributes = {
                key: self._attribute(key, str(kind)) for key, kind in self.reader.section(written, "attributs").items()
            }
            self.knowledge.types[name] = Type(
                name=name,
                noun=noun,
                plural=self.reader.text(written, "pluriel", ""),
                gender=self.reader.text(written, "genre", "m"),
                parent=written.get("est"),
                attributes=attributes,
                within=tuple(self.reader.texts(written, "dans")),
                place=section.at(name),
                anchor=bool(written.get("sujet")),
                silent=bool(written.get("muet")),
                union=written.get("homonymes") == "tous",
                asks=written.get("homonymes") == "choisir",
                grant={key: str(text) for key, text in self.reader.section(written, "subvention").items()},
                narrows=bool(written.get("precise")),
                gives=bool(written.get("donne")),
                dimension=written.get("dimension"),
                required=tuple(self.reader.texts(written, "requis")),
                untold=untold,
            )
            if "source" in written:
                self._sources[name] = self.reader.section(written, "source")

    @staticmethod
    def _attribute(name: str, kind: str) -> Attribute:
        many = kind.startswith("liste de ")
        return Attribute(name, kind.removeprefix("liste de "), many)

    def add_records(self, kind: str, items: Iterable[Any], place: Place) -> None:
        """Add the records of one type from one YAML list."""
        declared = self.knowledge.types.get(kind)
        if declared is None:
            self.reader.wrong(
                place, f"type inconnu « {kind} »", f"types déclarés : {', '.join(sorted(self.knowledge.types))}"
            )
            return
        for written in items:
            if not isinstance(written, Mapping):
                self.reader.wrong(place, f"un élément de « {kind} » n’est pas une fiche", "écrivez « - id: … »")
                continue
            self.reader.known(written, (*RECORD_KEYS, *declared.attributes), f"une fiche « {kind} »")
            values = {
                name: self._value(written[name], attribute, written.at(name))
                for name, attribute in declared.attributes.items()
                if written.get(name) is not None
            }
            record = Record(
                declared,
                self.reader.text(written, "id"),
                self.reader.text(written, "nom"),
                tuple(self.reader.texts(written, "alias")),
                values,
                None,
                written.place,
            )
            self._add(record, self.reader.section(written, "source") if "source" in written else None)
            if "verifie" in written:
                self._totals.append((record, self.reader.section(written, "verifie")))

    def add_table(self, kind: str, table: Table) -> None:
        """Add the records of one type from one CSV table; several values in a cell are separated by `|`.

        Raises:
            ContentError: a column is missing, or one that the type does not declare.
        """
        declared = self.knowledge.types[kind]
        file, header, rows = table
        unknown = [name for name in header if name not in ("id", "nom", "alias") and name not in declared.attributes]
        missing = [name for name in ("id", "nom") if name not in header]
        if unknown or missing:
            # Without its records, every reference to them would be told as wrong too.
            place, remedy = Place(file, 1), f"corrigez l’en-tête, ou déclarez-la dans le type « {kind} »"
            raise ContentError(
                [
                    *(Problem(place, f"colonne inconnue « {name} »", remedy) for name in unknown),
                    *(Problem(place, f"la colonne « {name} » manque", "ajoutez-la à l’en-tête") for name in missing),
                ]
            )
        for line, row in enumerate(rows, 2):
            cells = dict(zip(header, row, strict=True))
            values = {
                name: self._value(cells[name], attribute, Place(file, line))
                for name, attribute in declared.attributes.items()
                if cells.get(name)
            }
            aliases = tuple(cells["alias"].split("|")) if cells.get("alias") else ()
            record = Record(declared, cells["id"], cells["nom"], aliases, values, None, Place(file, line))
            self._add(record, None)

    def take(self, record: Record) -> None:
        """Add a record made elsewhere, whose source and references are known."""
        self.knowledge.records[record.type.name][record.id] = record

    def add_gazetteer(self, kind: str, table: Table) -> None:
        """Add a long list of names of one type, kept as rows."""
        file, header, _ = table
        missing = [name for name in ("id", "nom") if name not in header]
        for name in missing:
            self.reader.wrong(Place(file, 1), f"la colonne « {name} » manque", "ajoutez-la à l’en-tête")
        if not missing:
            self._gazetteers.append((kind, table))

    def add_outlines(self, kind: str, written: Mapping, rings: dict[str, list[list[Point]]]) -> None:
        """Add the outlines of the places of one type, from its `contours:` and what its file says."""
        self._outlines.append((kind, written, rings))

    def _draw_outlines(self) -> None:
        for kind, written, rings in self._outlines:
            known = self.knowledge.records[kind]
            for what, odd in (
                ("sans fiche", rings.keys() - known.keys()),
                ("sans contour", known.keys() - rings.keys()),
            ):
                if odd:
                    self.reader.wrong(
                        written.at("fichier"),
                        f"« {kind} » {what} : {', '.join(sorted(odd)[:MOST_TOLD])}",
                        "chaque fiche du type a un contour, et chaque contour une fiche du même identifiant",
                    )
            source = self._written_source(self.reader.section(written, "source"))
            if rings:
                self.knowledge.outlines[kind] = Outlines(kind, rings, source)

    def gazetteers(self) -> tuple[Gazetteer, ...]:
        """The lists of names, with their sources."""
        found = []
        for kind, (file, header, rows) in self._gazetteers:
            written = self._sources.get(kind)
            source = self._written_source(written) if written is not None else None
            found.append(Gazetteer(self.knowledge.types[kind], file, header, rows, source))
        return tuple(found)

    def _value(self, written: Any, attribute: Attribute, place: Place) -> Any:
        if attribute.many:
            items = written.split("|") if isinstance(written, str) else written
            if not isinstance(items, list):
                self.reader.wrong(
                    place, f"« {attribute.name} » doit être une liste", f"écrivez « {attribute.name}: [un, deux] »"
                )
                return ()
            return tuple(self._plain(item, attribute, place) for item in items)
        return self._plain(written, attribute, place)

    def _plain(self, written: Any, attribute: Attribute, place: Place) -> Any:
        try:
            if attribute.kind == "nombre":
                return int(written)
            if attribute.kind == "date":
                return date.fromisoformat(str(written))
        except (TypeError, ValueError):
            remedy = "écrivez-le en chiffres" if attribute.kind == "nombre" else "écrivez-la comme 2018-11-27"
            kind = "un nombre" if attribute.kind == "nombre" else "une date"
            self.reader.wrong(place, f"« {written} » n’est pas {kind} ({attribute.name})", remedy)
            return None
        return str(written)

    def _add(self, record: Record, source: Mapping | None) -> None:
        records = self.knowledge.records[record.type.name]
        if record.id and not is_identifier(record.id):
            self.reader.wrong(
                record.place,
                f"l’identifiant « {record.id} » contient une espace, un accent ou un signe",
                "n’y mettez que des lettres sans accent, des chiffres, « _ », « - » et « . »",
            )
        if record.id in records:
            self.reader.wrong(
                record.place,
                f"l’identifiant « {record.id} » sert deux fois dans « {record.type.name} » "
                f"(déjà {records[record.id].place})",
                "donnez-en un autre à l’une des deux fiches",
            )
            return
        records[record.id] = record
        self._pending.append((record, source))

    def finish(self) -> Knowledge:
        """Resolve references and sources, once everything is read."""
        self.knowledge = Knowledge(self.knowledge.types, self.knowledge.records)
        self._check_types()
        for record, _ in self._pending:
            self._require(record)
            for name, attribute in record.type.attributes.items():
                if attribute.kind not in PLAIN_KINDS and name in record.values:
                    record.values[name] = self._refer(record, attribute, record.values[name])
                record.values.setdefault(name, () if attribute.many else None)
        for record, source in self._pending:
            record.source = self._source(record, source)
        for record, totals in self._totals:
            self._verify(record, totals)
        self._draw_outlines()
        return self.knowledge

    def _require(self, record: Record) -> None:
        """Note what answers rely on and a record lacks; what is wrong there was noted already."""
        for name in record.type.required:
            if name in record.type.attributes and record.values.get(name, "") in ("", ()):
                what = f"la fiche « {record.id} » ({record.type.noun}) n’a pas de « {name} », que les réponses disent"
                self.reader.wrong(record.place, what, "écrivez ce que dit la source, ou retirez la fiche")

    def _verify(self, record: Record, totals: Mapping) -> None:
        """Compare the totals a record states with what the records add up to."""
        for name in totals:
            try:
                counted = parse_total(self.reader.text(totals, name), self.knowledge).count(self.knowledge)
            except TotalError as error:
                self.reader.wrong(totals.at(name), f"« verifie: » : {error}", SYNTAX)
                continue
            stated = record.values.get(name)
            if stated != counted:
                self.reader.wrong(
                    totals.at(name),
                    f"« {record.id} » annonce {name} = {stated}, mais les fiches en donnent {counted} ({totals[name]})",
                    "corrigez le nombre d’après sa source, ou les fiches",
                )

    def _loops(self, declared: Type) -> bool:
        seen: set[str] = set()
        current: Type | None = declared
        while current is not None and current.name not in seen:
            seen.add(current.name)
            current = self.knowledge.types.get(current.parent or "")
        return current is not None

    def _check_types(self) -> None:
        types = self.knowledge.types
        for declared in list(types.values()):
            if declared.parent is not None and declared.parent not in types:
                self.reader.wrong(
                    declared.place, f"type parent inconnu « {declared.parent} »", "déclarez-le, ou corrigez « est: »"
                )
            elif self._loops(declared):
                self.reader.wrong(declared.place, f"« {declared.name} » est son propre parent", "corrigez « est: »")
                types[declared.name] = replace(declared, parent=None)
            for key, names in (("dans", declared.within), ("requis", declared.required)):
                for name in names:
                    if name not in declared.attributes:
                        self.reader.wrong(
                            declared.place,
                            f"« {key}: {name} » n’est pas un attribut du type",
                            "déclarez-le sous « attributs: »",
                        )
            for attribute in declared.attributes.values():
                if attribute.kind not in PLAIN_KINDS and attribute.kind not in types:
                    self.reader.wrong(
                        declared.place,
                        f"« {attribute.name} » renvoie au type inconnu « {attribute.kind} »",
                        f"genres possibles : {', '.join(PLAIN_KINDS)}, un type déclaré, ou « liste de » l’un d’eux",
                    )

    def _refer(self, record: Record, attribute: Attribute, value: Any) -> Any:
        if isinstance(value, tuple):
            found = (self._refer(record, attribute, item) for item in value)
            return tuple(item for item in found if item is not None)
        if value is None:
            return None
        target = self.knowledge.get(attribute.kind, value)
        if target is None:
            self.reader.wrong(
                record.place,
                f"« {attribute.name}: {value} » ne désigne aucune fiche « {attribute.kind} »",
                "corrigez l’identifiant, ou ajoutez la fiche",
            )
        return target

    def _source(self, record: Record, written: Mapping | None) -> Source | None:
        if record.type.name == "document" and written is None:
            return self._document_source(record, "le document lui-même")
        written = written if written is not None else self._sources.get(record.type.name)
        if written is None:
            self.reader.wrong(
                record.place,
                f"la fiche « {record.id} » n’a pas de source",
                "ajoutez « source: {document: …, lieu: …} »",
            )
            return None
        source = self._written_source(written)
        if source is None:
            return None
        try:
            return structs.replace(source, locator=source.locator.format_map({"id": record.id, **record.values}))
        except (KeyError, ValueError, IndexError, AttributeError) as error:
            self.reader.wrong(
                written.at("lieu"),
                f"« lieu: {source.locator} » ne se lit pas pour « {record.id} » ({error})",
                "n’y mettez entre accolades que « id » ou un attribut du type",
            )
            return None

    def _written_source(self, written: Mapping) -> Source | None:
        """A source as written, its locator still a template."""
        self.reader.known(written, ("document", "lieu"), "la source")
        name, locator = self.reader.text(written, "document"), self.reader.text(written, "lieu")
        document = self.knowledge.records.get("document", {}).get(name)
        if document is None:
            if name:
                self.reader.wrong(
                    written.at("document"), f"document inconnu « {name} »", "déclarez-le sous « document: »"
                )
            return None
        return self._document_source(document, locator)

    @staticmethod
    def _document_source(document: Record, locator: str) -> Source:
        when = document.values.get("date")
        return Source(document.name, when.isoformat() if when else "", locator, document.values.get("url"))
