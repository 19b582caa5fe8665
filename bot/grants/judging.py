"""One row to one grant, or to the reason why it is none: sums, shifted cells, lines without a beneficiary…"""

import datetime
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct

from bot.grants import cells as read
from bot.grants.aside import Aside, Nobody, is_total
from bot.grants.cells import When, is_empty
from bot.grants.columns import TOTAL, Columns
from bot.grants.form import MASKED, form, plain, plain_name
from bot.grants.kinds import FIELDS, KINDS, MISFITS, NUMBERS, Reading, is_refusal, outcome, text
from bot.grants.measures import Measures
from bot.grants.persons import (
    CONTACT,
    CONTACTS,
    LIKELY,
    MAYBE,
    NAMED,
    SURE,
    first_names_of,
    holds_addresses,
    holds_contacts,
    is_aid_to_people,
    is_body,
    is_person,
    is_private,
    is_professional,
    is_titled,
    looks_like_one,
    may_be_one,
    may_name_somebody,
    tells_kinds,
    tells_person_number,
    without_contact,
    without_host,
)
from bot.grants.several import tells_amount
from bot.grants.shifting import HEADER, SHIFTED, UNREAD, Shifts

LEAST_USUAL = 2
"""Columns that lines fill, beside a name, for which a line that has that name alone is no grant."""
_AMOUNT = FIELDS.index("montant")
_SEVERAL = re.compile(r"[;\n]|\w\w\w.* / .*\w\w\w")
ASIDE = {
    "mal_lue": "cellules que l’on ne peut pas séparer",
    SHIFTED: "cellules décalées : ce qu’elles disent ne va pas avec leurs colonnes",
    "total": "total ou sous-total, pas une subvention",
    "sans_beneficiaire": "ni nom ni identifiant de bénéficiaire",
    "rubrique": "ligne qui ne dit qu’un nom : titre de rubrique, pied de tableau, ou bénéficiaire qui n’a rien reçu",
    "sans_part": "rien dans les colonnes de montants : garantie, prêt ou avantage en nature seuls, ou pas d’aide",
    "non_affectee": "somme que personne n’a reçue (« Reste à répartir », « Provision ») : pas une subvention",
    HEADER: "en-tête répété",
    "en_attente": "demande en attente, à l’étude ou retirée : rien n’est accordé",
    "suite_inconnue": "suite donnée à la demande inconnue : est-ce accordé ? Écrivez « accordée » ou « refusée »",
    "deja_lue": "ligne qui dit la même chose dans un autre des fichiers",
}
"""Why a line is no grant, in French."""
NOTES = {
    **read.NOTES,
    "texte_repare": "accents lus deux fois dans une autre page de codes (« Ã© ») : rétablis",
    "masque": "personne physique : nom, identifiant et objet masqués",
    "masque_doute": "sans doute une personne physique (« Docteur… », ou nom et prénom sans identifiant) : masquée",
    "personne_doute": "peut-être une personne physique (sans identifiant ni mot d’organisme) : non masquée, à vérifier",
    NAMED: "objet qui nomme peut-être une personne (« … à Jean Untel ») : non masqué, à vérifier",
    "contact": "coordonnées, banque, date de naissance ou personne nommée (« M. Untel », « chez M. Untel ») : masqué",
    "nom_siret": "le nom du bénéficiaire est un SIRET",
    "siret_attribuant": "identifiant de l’attribuant à la place de celui du bénéficiaire : laissé de côté",
    "siret_noms": "un SIRET, les noms de plusieurs organismes : gardés à part, par ces noms ; vérifiez ce SIRET",
    "homonyme": "même nom dans plusieurs communes, sans SIRET : un bénéficiaire par commune",
    "montant_absent": "sans montant : inconnu, hors des sommes",
    "montant_nul": "montant nul : demande refusée ou subvention de 0 €, le fichier ne le dit pas",
    "refusee": "demande refusée : hors des sommes",
    "sans_annee": "sans année",
    "nom_vague": "nom qui ne désigne personne (« Divers ») : compté comme un bénéficiaire",
    "plusieurs_noms": "nom qui en dit peut-être plusieurs (« Club A / Club B ») : compté comme un seul bénéficiaire",
    "parts_incompletes": "parts d’une subvention qui ne font pas 1 : manque-t-il quelqu’un, ou dit-on autre chose ?",
    "nature_mixte": "aide en argent et en nature à la fois : comptée entière dans les sommes",
    "double": "ligne qui dit la même chose qu’une autre du même fichier : gardée, ce peut être une autre subvention",
    "hors_echelle": "montant hors de l’échelle de cet attribuant : à vérifier",
}
"""What is said of a line that is kept."""


class Grant(Struct, omit_defaults=True):
    """What one line says; unknown is None. The names are those of the pack's table."""

    file: int
    line: int
    notes: str | None
    """Of NOTES, joined by « | »."""
    status: str
    """`accordée`, `refusée`, or `inconnue` for an amount of nought."""
    name: str
    name_key: str
    """The name as all its spellings share it."""
    grantor_name: str | None = None
    grantor_key: str | None = None
    grantor_siret: str | None = None
    date: datetime.date | None = None
    year: int | None = None
    year_of: str | None = None
    """The field that tells the year."""
    paid_from: datetime.date | None = None
    paid_to: datetime.date | None = None
    decision: str | None = None
    siret: str | None = None
    """A SIRET, or a SIREN where there is no more."""
    rna: str | None = None
    object: str | None = None
    whole: int | None = None
    """Cents of the grant, before it is shared."""
    share: float | None = None
    cents: int | None = None
    """Cents of this beneficiary; None for a request that is not granted."""
    nature: str | None = None
    conditions: str | None = None
    rae: str | None = None
    notified: bool | None = None
    scheme: str | None = None
    commune: str | None = None
    extras: list[str | None] = []
    """The columns beyond the form."""
    measures: list[int | None] = []
    """The cents of the columns of further amounts."""
    digest: int = 0
    """Of what the line says, however it is written."""


class Judge:
    """Judges the rows of one file."""

    def __init__(self, file: int, columns: Columns, sample: Sequence[Sequence[str]], year: int | None = None) -> None:
        """`sample`: rows that show how the columns are written; `year`: of lines that tell none."""
        self._file = file
        self._at = columns.positions()
        self._extras = [column.position for column in columns.extras()]
        self._kinds = {column.position for column in columns.extras() if tells_kinds(column.header)}
        self._headers = [plain(column.header) for column in columns.extras()]
        self._contacts = [rank for rank, column in enumerate(columns.extras()) if holds_contacts(column.header)]
        self._addresses = [rank for rank, column in enumerate(columns.extras()) if holds_addresses(column.header)]
        self._numbers = [self._at[field] for field in NUMBERS[1:] if field in self._at]
        self._first = first_names_of(columns)
        self._nir = any("nir" in plain(one.header).split() for one in columns.columns if one.field == "idBeneficiaire")
        self._per_euro = columns.per_euro
        self._usual = _usual(columns, sample)
        # A table of names and amounts alone has headings and feet too.
        self._least_usual = min(LEAST_USUAL, columns.width - 1)
        self._parts = columns.parts
        self._total = next((one.position for one in columns.columns if one.how == TOTAL), None)
        self._header = columns.part.header if columns.part else ""
        self._year = year
        self._measures = Measures(columns, sample)
        place = self._at.get("montant")
        marks = columns.marks
        if place is not None and marks == read.UNDECIDED:
            marks = read.marks_of([row[place] for row in sample])
        kinds: dict[str, Reading] = {**KINDS, "montant": partial(read.amount, marks=marks)}
        kinds["statut"] = partial(outcome, under_way=columns.under_way)
        self._readings = [
            (rank, self._at[field], kind) for rank, (field, kind) in enumerate(kinds.items()) if field in self._at
        ]
        # What every line says, and the fields that none does.
        self._given = [kind(columns.values.get(field, ""))[0] for field, kind in kinds.items()]
        self._shifts = Shifts(columns, sample, [(FIELDS[rank], place, kind) for rank, place, kind in self._readings])

    def judge(self, line: int, cells: Sequence[str]) -> Grant | Aside | Nobody:
        """What a row of the right width says."""
        values, noted, misfits = self._read(cells)
        if misfits or UNREAD in noted or self._shifts.may_be_a_year(values[_AMOUNT]):
            why, what = self._shifts.found(cells, misfits)
            if why:
                return Aside(line, why, what)
        (
            grantor_siret, when, siret, rna, whole, nature, paid, notified, share, told_year,
            name, grantor_name, decision, object_, conditions, rae, scheme, commune, more, suite,
        ) = values  # fmt: skip
        if more:
            name = f"{name} {more}" if name else more
        if read.RNA_INSTEAD in noted and rna is None:
            rna = read.rna(cells[self._at["idBeneficiaire"]])[0] if "idBeneficiaire" in self._at else None
        if suite == read.PENDING or "suite_inconnue" in noted:
            told = cells[self._at["statut"]][:40] if "statut" in self._at else suite
            return Aside(line, "en_attente" if suite else "suite_inconnue", f"« {told} »")
        unnumbered = siret is None and rna is None
        if (name is None and unnumbered) or (siret is None and name and is_total(name)):
            return Nobody(line, name is not None, whole)
        if unnumbered and name and (why := self._no_grant(name, whole, cells)):
            return Aside(line, why)
        if self._total is not None and not is_empty(cells[self._total]) and is_empty(self._amount_cell(cells)):
            return Aside(line, "total", "ses lignes de détail suivent")
        if self._parts and not tells_amount(self._amount_cell(cells)):
            return Aside(line, "sans_part")
        said = self._said(values, cells)
        name, siret = self._called(name, siret, rna, cells, noted)
        if (unhosted := without_host(name)) not in ("", name):
            name = unhosted
            noted.append(CONTACT)
        if nature and ";" in nature:
            noted.append("nature_mixte")
        if siret and grantor_siret and siret[:9] == grantor_siret[:9]:
            siret = None
            noted.append("siret_attribuant")
        status, whole, cents = self._amount(cells, whole, share, suite, conditions, noted)
        year, year_of = self._year_of(told_year, when, paid)
        if read.OVER_YEARS in noted and year_of != "datesPeriodeVersement":
            noted.remove(read.OVER_YEARS)
        if year is None:
            noted.append("sans_annee")
        hidden, told, beyond = self._masked(name, object_, cells, noted)
        if hidden:
            name, siret, rna = MASKED, None, None
        return Grant(
            self._file, line, "|".join(dict.fromkeys(noted)) if noted else None, status, name, plain_name(name),
            grantor_name, grantor_key(grantor_name), grantor_siret, when and when.day, year, year_of,
            paid and paid.day, paid and paid.end, decision, siret, rna, told, whole, share, cents, nature,
            conditions, rae, notified, scheme, commune, beyond, self._measures.read(cells, share), said,
        )  # fmt: skip

    def _read(self, cells: Sequence[str]) -> tuple[list[Any], list[str], list[str]]:
        """What the cells say, in the order of `KINDS`, what is noted of them, and the fields that they do not fit."""
        values = self._given.copy()
        noted: list[str] = []
        misfits: list[str] = []
        for rank, place, kind in self._readings:
            values[rank], note = kind(cells[place])
            if note:
                noted.append(note)
                if note in MISFITS and self._shifts.trusts(FIELDS[rank]):
                    misfits.append(FIELDS[rank])
        return values, noted, misfits

    def _called(
        self, name: str | None, siret: str | None, rna: str | None, cells: Sequence[str], noted: list[str]
    ) -> tuple[str, str | None]:
        """What a beneficiary is called, by its number where it has no name, and its SIRET, maybe told as a name."""
        if name is None:
            name = f"SIRET {siret}" if siret else f"RNA {rna}"
        elif siret is None and name.replace(" ", "").isdigit() and (siret := read.identifier(name)[0]):
            name = f"SIRET {siret}"
            noted.append("nom_siret")
        if "nomBeneficiaire" in self._at:
            noted += _of_names(cells[self._at["nomBeneficiaire"]])
        return name, siret

    def _masked(
        self, name: str, object_: str | None, cells: Sequence[str], noted: list[str]
    ) -> tuple[bool, str | None, list[str | None]]:
        """Whether a line is of a natural person, whose name is hidden, and its object and further cells without what
        tells who that is or how somebody is reached."""
        extras = [_beyond(cells[place]) for place in self._extras]
        sign = self._sign_of_person(name, object_, cells)
        told = _told(object_)
        beyond = [_told(cell) for cell in extras]
        for rank in self._contacts:
            beyond[rank] = extras[rank] and CONTACTS
        if told != object_ or beyond != extras:
            noted.append(CONTACT)
        if sign:
            noted.append(sign)
        elif told and may_name_somebody(told):
            noted.append(NAMED)
        if sign in ("", MAYBE):
            return False, told, beyond
        own = plain(name)
        for rank in self._addresses:
            beyond[rank] = extras[rank] and MASKED
        return True, None, [MASKED if value and own in plain(value) else value for value in beyond]

    def _no_grant(self, name: str, whole: int | None, cells: Sequence[str]) -> str:
        """Why a line that names a body without a number is no grant, of ASIDE; else ""."""
        if f"{plain(name)} ".startswith(tuple(f"{words} " for words in form().mots.non_affectees)):
            return "non_affectee"
        bare = (
            whole is None and len(self._usual) >= self._least_usual and sum(not is_empty(cell) for cell in cells) == 1
        )
        return "rubrique" if bare else ""

    def _said(self, values: Sequence[Any], cells: Sequence[str]) -> int:
        """A number by which lines that say the same are known: « 2000.00 » is « 2 000 € », « SKI » is « Ski »."""
        told = [plain(value) if isinstance(value, str) else str(value) for value in values]
        for rank, place, _ in self._readings:
            if values[rank] is None and cells[place]:
                told[rank] = plain(cells[place])
        beyond = zip(self._headers, (plain(cells[place]) for place in self._extras), strict=True)
        told += sorted(f"{header}={cell}" for header, cell in beyond if cell)
        told += map(str, self._measures.read(cells, None))
        # Each column of amounts tells grants of its own.
        told += [self._header] if self._header else []
        written = hashlib.blake2b("\x1f".join(told).encode(errors="replace"), digest_size=8).digest()
        return int.from_bytes(written, "big", signed=True)

    def _sign_of_person(self, name: str, object_: str | None, cells: Sequence[str]) -> str:
        """SURE, LIKELY, MAYBE, or "" for a body."""
        if (
            is_titled(name)
            or not without_host(name)
            or self._is_told_of_a_person(cells)
            or any(is_private(cells[place]) for place in self._extras)
        ):
            return SURE
        unnumbered = all(is_empty(cells[place]) for place in self._numbers)
        if unnumbered and any(is_person(cells[place]) for place in self._kinds):
            return LIKELY
        likely = is_professional(name) or (unnumbered and looks_like_one(name))
        named = likely or (unnumbered and may_be_one(name))
        if not named or any(is_body(cells[at], at in self._kinds) for at in self._extras):
            return ""
        return LIKELY if likely or (object_ and is_aid_to_people(object_)) else MAYBE

    def _is_told_of_a_person(self, cells: Sequence[str]) -> bool:
        """Whether the beneficiary has the number of a person, or a first name."""
        if self._first is not None and not is_empty(cells[self._first]):
            return True
        place = self._at.get("idBeneficiaire")
        return place is not None and tells_person_number(cells[place], self._nir)

    def _amount_cell(self, cells: Sequence[str]) -> str:
        return cells[self._at["montant"]] if "montant" in self._at else ""

    def _amount(
        self,
        cells: Sequence[str],
        whole: int | None,
        share: float | None,
        suite: str | None,
        conditions: str | None,
        noted: list[str],
    ) -> tuple[str, int | None, int | None]:
        """Status, cents of the grant, cents of this beneficiary."""
        if whole is not None and self._per_euro != 1 and read.IN_A_UNIT not in noted:
            whole = round(whole / self._per_euro)
        # Where nothing is paid, the conditions of payment may tell what became of it (« demande non retenue »).
        unpaid = not whole and (is_refusal(conditions) or (whole is None and is_refusal(self._amount_cell(cells))))
        if unpaid or suite == read.REFUSED:
            if "montant_illisible" in noted:
                noted.remove("montant_illisible")
            noted.append("refusee")
            return "refusée", whole, None
        if whole is None:
            if not any(note.startswith("montant") for note in noted):
                noted.append("montant_absent")
            return "accordée", None, None
        if not whole:
            noted.append("montant_nul")
            return "inconnue", 0, 0
        return "accordée", whole, whole if share is None else round(whole * share)

    def _year_of(self, told: When | None, when: When | None, paid: When | None) -> tuple[int | None, str | None]:
        """The budget's year if it is told, else that of the decision, else that of the payment."""
        if told is not None:
            return told.year, "exercice"
        if when is not None:
            return when.year, "dateConvention"
        if paid is not None:
            return paid.year, "datesPeriodeVersement"
        return (self._year, "choix") if self._year else (None, None)


def _beyond(cell: str) -> str | None:
    """What a cell beyond the form says, mended, on as many lines as it has: they may part what it says."""
    if "\n" in cell:
        return "\n".join(filter(None, (text(line)[0] for line in cell.splitlines()))) or None
    return text(cell)[0] if cell else None


def _told(cell: str | None) -> str | None:
    return without_contact(cell) if cell else cell


def _usual(columns: Columns, sample: Sequence[Sequence[str]]) -> list[int]:
    """The columns beside that of the names which most lines fill, of those that say more than one thing."""
    full = [row for row in sample if sum(map(bool, row)) > 1]
    name = columns.positions().get("nomBeneficiaire")
    return [
        place
        for place in range(columns.width)
        if place != name and sum(not is_empty(row[place]) for row in full) > len(full) / 2
    ]


@lru_cache(maxsize=read.CACHED)
def _of_names(cell: str) -> tuple[str, ...]:
    """The note on a beneficiary's cell that names nobody, or may name several."""
    if plain(cell) in form().mots.vagues:
        return ("nom_vague",)
    return ("plusieurs_noms",) if _SEVERAL.search(cell.strip()) else ()


@lru_cache(maxsize=1 << 12)
def grantor_key(name: str | None) -> str | None:
    """A grantor's name as all its spellings share it: « VILLE DE », « Mairie de » and « Commune d’ » are left out."""
    return form().unprefixed(plain(name)) or None if name else None
