"""A pack in the forms that others read: the national CSV, and JSON-LD of schema.org."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

import msgspec
from duckdb import DuckDBPyConnection

from bot.facts.records import Knowledge, Record, Type
from bot.grants.form import form
from bot.written import ContentError, Place, Problem

LONGEST = 256
"""Letters of the texts that the national form bounds."""
LONGEST_RAE = 5
OBLIGATORY = (
    "nomAttribuant", "idAttribuant", "dateConvention", "nomBeneficiaire", "objet", "montant", "nature",
    "conditionsVersement", "datesPeriodeVersement", "notificationUE", "pourcentageSubvention",
)  # fmt: skip
"""What the national form wants on every line."""
CONTEXT = {"@vocab": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/"}

_ATTRIBUTE = re.compile(r"\{(\w+(?:\.\w+)*)\}")
_GRANTS = """
SELECT coalesce(grantor_name, grantor.name) AS grantor, grantor_siret, date, decision, grants.name, siret, grants.rna,
    object, whole, cents, nature, conditions, paid_from, paid_to, rae, notified, share, scheme, year
FROM grants LEFT JOIN grantor ON grantor.id = grants.grantor WHERE status <> 'refusée' ORDER BY file, line
"""


def write_scdl(engine: DuckDBPyConnection, out: TextIO) -> dict[str, int]:
    """Write the grants as the CSV of the national form 2.1; what is unknown is left empty.

    Returns how many lines have nothing in each column that the form wants filled.
    """
    return _write(map(_scdl, _grants(engine)), out)


def _write(rows: Iterable[Mapping[str, str]], out: TextIO) -> dict[str, int]:
    writer = csv.writer(out)
    writer.writerow(form().champs)
    missing: Counter[str] = Counter()
    for row in rows:
        missing.update(field for field in OBLIGATORY if not row.get(field))
        writer.writerow([row.get(field, "") for field in form().champs])
    return dict(missing)


def _scdl(grant: dict[str, Any]) -> dict[str, str]:
    written = form().ecrit
    natures = [written[kind] for kind in (grant["nature"] or "").split(";") if kind]
    paid = "/".join(day.isoformat() for day in (grant["paid_from"], grant["paid_to"]) if day)
    notified = {True: "oui", False: "non", None: ""}[grant["notified"]]
    return {
        "nomAttribuant": grant["grantor"] or "",
        "idAttribuant": _siret(grant["grantor_siret"]),
        "dateConvention": grant["date"].isoformat() if grant["date"] else "",
        "referenceDecision": grant["decision"] or "",
        "nomBeneficiaire": grant["name"],
        "idBeneficiaire": _siret(grant["siret"]),
        "rnaBeneficiaire": grant["rna"] or "",
        "objet": _bounded(grant["object"]),
        "montant": "" if grant["whole"] is None else _decimal(grant["whole"]),
        "nature": ";".join(natures),
        "conditionsVersement": _bounded(grant["conditions"]),
        "datesPeriodeVersement": paid,
        "idRAE": grant["rae"] if grant["rae"] and len(grant["rae"]) <= LONGEST_RAE else "",
        "notificationUE": notified,
        "pourcentageSubvention": "" if grant["share"] is None else f"{grant['share']:g}",
        "dispositifAide": grant["scheme"] or "",
    }


def write_jsonld(engine: DuckDBPyConnection, out: TextIO) -> None:
    """Write the grants as a graph of schema.org: `MonetaryGrant`, or `Grant` where the aid is in kind alone."""
    out.write(f'{{"@context": {msgspec.json.encode(CONTEXT).decode()}, "@graph": [\n')
    for number, grant in enumerate(_grants(engine)):
        out.write((",\n" if number else "") + msgspec.json.encode(_node(grant)).decode())
    out.write("\n]}\n")


def _node(grant: dict[str, Any]) -> dict[str, Any]:
    in_kind = grant["nature"] == "nature"
    node = {
        "@type": "Grant" if in_kind else "MonetaryGrant",
        "identifier": grant["decision"],
        "name": grant["object"],
        "funder": _organization(grant["grantor"], grant["grantor_siret"], None),
        "fundedItem": _organization(grant["name"], grant["siret"], grant["rna"]),
        "dcterms:date": grant["date"].isoformat() if grant["date"] else grant["year"] and str(grant["year"]),
    }
    if not in_kind and grant["cents"] is not None:
        node["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": grant["cents"] / 100}
    return {key: value for key, value in node.items() if value is not None}


def _organization(name: str | None, number: str | None, rna: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    known = (("SIRET" if number and len(number) == 14 else "SIREN", number), ("RNA", rna))
    numbers = [{"@type": "PropertyValue", "propertyID": kind, "value": value} for kind, value in known if value]
    return {"@type": "Organization", "name": name, **({"identifier": numbers} if numbers else {})}


def write_knowledge(knowledge: Knowledge, out: TextIO) -> dict[str, int]:
    """The same of records whose type says what they are as grants (`subvention:`).

    Raises:
        ContentError: no type does, or one names a field or an attribute that there is not.
    """
    types = [kind for kind in knowledge.types.values() if kind.grant]
    problems = [
        Problem(
            kind.place,
            f"« subvention » de « {kind.name} » : {wrong}",
            "voyez la forme nationale SCDL et les attributs du type",
        )
        for kind in types
        if (wrong := _wrong(kind, knowledge))
    ]
    if not types:
        place = Place("knowledge", 1)
        problems.append(Problem(place, "aucun type n’y est une subvention", "ajoutez « subvention: » à un type"))
    if problems:
        raise ContentError(problems)
    return _write(
        (
            {field: _filled(text, record) for field, text in kind.grant.items()}
            for kind in types
            for record in knowledge.of(kind.name)
        ),
        out,
    )


def _wrong(kind: Type, knowledge: Knowledge) -> str:
    """What in a type's `subvention:` means nothing."""
    for field, text in kind.grant.items():
        if field not in form().champs:
            return f"champ inconnu « {field} »"
        try:
            for record in knowledge.of(kind.name):
                _filled(text, record)
        except AttributeError as error:
            return str(error)
    return ""


def _filled(text: str, record: Record) -> str:
    def value(found: re.Match[str]) -> str:
        at: Any = record
        for name in found[1].split("."):
            at = at.name if name == "nom" and isinstance(at, Record) else getattr(at, name)
        return "" if at is None else str(at)

    return _ATTRIBUTE.sub(value, text)


def _grants(engine: DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    found = engine.cursor().execute(_GRANTS)
    names = [column[0] for column in found.description]
    while batch := found.fetchmany(10_000):
        for row in batch:
            yield dict(zip(names, row, strict=True))


def _siret(number: str | None) -> str:
    return number if number and len(number) == 14 else ""


def _bounded(text: str | None) -> str:
    if text is None or len(text) <= LONGEST:
        return text or ""
    return f"{text[: LONGEST - 1]}…"


def _decimal(cents: int) -> str:
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}"
