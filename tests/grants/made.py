"""Grants files as they are published, made up: any size, the same for the same seed, with the defects asked for.

What each line means is told beside, so that what the importer makes of it can be checked.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from stdnum import luhn

HEADER = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
    "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE",
    "notificationUE", "pourcentageSubvention", "dispositifAide", "quartier", "secteur",
)  # fmt: skip
MISSPELT = {
    "nomBeneficiaire": "nomBenecifiaire",
    "pourcentageSubvention": "pourentageSubvention",
    "montant": "montant*",
}
DEFECTS = (
    "refused", "totals", "persons", "in_kind", "shares", "entities", "quotes", "breaks", "short", "shifted", "sirets",
    "amounts", "dates", "doubles", "garbled", "headers", "titles", "cp1252",
)  # fmt: skip
BIG = ("refused", "in_kind", "shares", "sirets", "amounts", "dates", "garbled", "persons")
"""Those of big files, which cost no line."""
DEFECTIVE = 0.15
"""The share of lines with a defect."""
KINDS = (
    "Amicale laïque", "Association sportive", "Club de football", "Comité des fêtes", "MJC", "OGEC", "Union sportive",
    "Les amis du musée", "CCAS", "Théâtre", "Harmonie", "Foyer rural", "Secours populaire", "Judo club",
    "École de musique", "Cercle d’escrime", "Maison des jeunes", "Ludothèque", "Radio", "Fédération des œuvres laïques",
    "Chorale", "Crèche",
)  # fmt: skip
SYLLABLES = [
    "ba",
    "beau",
    "bi",
    "bois",
    "bou",
    "bre",
    "cha",
    "che",
    "cla",
    "cour",
    "da",
    "de",
    "du",
    "fa",
    "font",
    "fra",
    "ga",
    "gre",
    "gui",
    "la",
    "le",
    "lo",
    "lou",
    "ma",
    "mai",
    "me",
    "mon",
    "mou",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "pi",
    "por",
    "pré",
    "ra",
    "ré",
    "ro",
    "rou",
    "sa",
    "se",
    "sai",
    "so",
    "ta",
    "te",
    "tou",
    "va",
    "ve",
    "vi",
]
OBJECTS = (
    "Fonctionnement",
    "Équipement",
    "Projet culturel",
    "Tournoi annuel",
    "Rénovation des locaux",
    "Festival d’été",
)
SECTORS = ("Sport", "Culture", "Action sociale", "Éducation", "Environnement", "Économie")
QUARTERS = ("Centre", "Nord", "Sud", "Les Prés", "La Gare", "")
SURNAMES = ("DUPONT", "MARTINEAU", "LEFEBVRE", "MOREAU", "GARNIER", "ROUSSEL")


class Meant(NamedTuple):
    """What one line of the file means; `cents` is None where the line tells none."""

    line: int
    fate: str
    """`kept`, `aside`, or `refused`."""
    name: str
    siret: str
    cents: int | None
    year: int
    nature: str
    sector: str
    quarter: str


class Made(NamedTuple):
    """A file and its meaning."""

    data: bytes
    meant: list[Meant]


class _Body(NamedTuple):
    name: str
    siret: str


def siret_of(chance: Random) -> str:
    """A SIRET with both its check digits."""
    siren = f"{chance.randrange(30_000_000, 99_999_999)}"
    siren += luhn.calc_check_digit(siren)
    nic = f"{siren}{chance.randrange(1, 30):04}"
    return nic + luhn.calc_check_digit(nic)


def _bodies(number: int, chance: Random) -> list[_Body]:
    bodies = []
    for _ in range(number):
        town = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()
        more = chance.sample(("Nord", "Sud", "Jeunes", "Loisirs", "Passion", "Avenir", "Espoir"), chance.randint(0, 2))
        bodies.append(_Body(f"{chance.choice(KINDS)} de {' '.join((town, *more))}", siret_of(chance)))
    return bodies


def lines(number: int, seed: int = 1, defects: Sequence[str] = ()) -> Iterator[tuple[list[str] | str, Meant | None]]:
    """The rows below the header, each with its meaning, whose lines are not counted yet; a text is a raw line."""
    chance = Random(seed)
    bodies = _bodies(max(10, number // 5), chance)
    sum_so_far, last = 0, None
    for place in range(number):
        body = bodies[min(int(chance.paretovariate(0.6)) - 1, len(bodies) - 1)]
        # Half of them from those that get little, so that most bodies occur.
        body = body if chance.random() < 0.5 else chance.choice(bodies)
        day = date(2015, 1, 1) + timedelta(chance.randrange(3285))
        cents = min(int(chance.lognormvariate(8, 1.4)) * 100 + chance.choice((0, 0, 0, 50)), 10**10)
        nature, share = "aide en numéraire", "1"
        sector, quarter = chance.choice(SECTORS), chance.choice(QUARTERS)
        kind = chance.choice(defects) if defects and chance.random() < DEFECTIVE else ""
        name, siret, amount, when = body.name, body.siret, f"{cents / 100:.2f}", day.isoformat()
        fate, counted = "kept", cents
        if kind == "refused":
            amount, fate, counted = "refusé", "refused", None
        elif kind == "persons":
            name, siret = f"Mme {chance.choice(SURNAMES)} Claire", ""
        elif kind == "in_kind":
            nature = "aide en nature"
        elif kind == "shares":
            share = chance.choice(("0.5", "0,25", "80"))
            counted = round(cents * {"0.5": 0.5, "0,25": 0.25, "80": 0.8}[share])
        elif kind == "sirets":
            siret = chance.choice((siret[:9], f"{siret}.0", " ".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))))
        elif kind == "amounts":
            whole = f"{cents // 100:,}".replace(",", chance.choice((" ", "\u202f", "\u00a0")))
            amount = f"{whole},{cents % 100:02} €"
        elif kind == "dates":
            when = chance.choice(
                (day.strftime("%d/%m/%Y"), day.strftime("%Y/%m/%d"), f"{(day - date(1899, 12, 30)).days}")
            )
        object_ = chance.choice(OBJECTS)
        if kind == "entities":
            object_ = f"{object_} &amp; animations"
        elif kind == "breaks":
            object_ = f"{object_}\nsuite de l’objet"
        elif kind == "garbled":
            name = (
                name.encode().decode("cp1252", "replace")
                if "�" not in name.encode().decode("cp1252", "replace")
                else name
            )
        row = [
            "Ville de Made", "21310555400017", when, f"2020-{place:06}", name, siret, "", object_, amount, nature,
            "unique", day.isoformat(), "", "non", share, "", quarter, sector,
        ]  # fmt: skip
        meant = Meant(0, fate, name, body.siret, counted, day.year, nature, sector, quarter)
        if kind == "persons":
            meant = meant._replace(name="[personne physique]", siret="")
        if kind == "entities":
            # Written without quotes, the semicolon of the entity cuts the cell.
            yield ";".join(row), meant
        elif kind == "quotes":
            yield ";".join([*row[:7], f'"{row[7]}', *row[8:]]), meant._replace(fate="aside")
            continue
        elif kind == "short":
            yield [*row[:6], *row[7:]], meant._replace(fate="aside")
            continue
        elif kind == "shifted":
            yield [*row[:6], row[5], *row[6:-1]], meant._replace(fate="aside")
            continue
        else:
            yield row, meant
        last = row, meant
        sum_so_far += counted or 0
        if kind == "doubles":
            yield last[0], last[1]
            sum_so_far += counted or 0
        elif kind == "totals":
            yield (
                ["", "", "", "", "Total", "", "", "", f"{sum_so_far / 100:.2f}", *[""] * 9],
                meant._replace(fate="aside"),
            )
            sum_so_far = 0


def make(number: int, seed: int = 1, defects: Sequence[str] = ()) -> Made:
    """A CSV of about so many lines: `;`, CRLF, UTF-8 unless `cp1252` is among the defects."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    at = 1
    if "titles" in defects:
        out.write("Subventions versées\r\nVille de Made;exercice 2020\r\n")
        at += 2
    writer.writerow([MISSPELT.get(name, name) if "headers" in defects else name for name in HEADER])
    meant = []
    for row, one in lines(number, seed, [name for name in defects if name not in ("headers", "titles", "cp1252")]):
        at += 1
        if one is not None:
            meant.append(one._replace(line=at))
        if isinstance(row, str):
            out.write(f"{row}\r\n")
        else:
            writer.writerow(row)
            at += sum(cell.count("\n") for cell in row)
    encoding = "cp1252" if "cp1252" in defects else "utf-8"
    text = out.getvalue().replace("\u202f", "\u00a0") if encoding == "cp1252" else out.getvalue()
    return Made(text.encode(encoding), meant)


def write_big(
    path: Path, number: int, seed: int = 1, defects: Sequence[str] = ("shares", "sirets", "amounts", "dates")
) -> None:
    """A CSV of any size, a line at a time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for row, _ in lines(number, seed, defects):
            writer.writerow([row] if isinstance(row, str) else row)
