"""A pack in the forms that others read: the national CSV, and JSON-LD of schema.org."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec
from duckdb import DuckDBPyConnection

from bot.grants.form import form

LONGEST = 256
"""Letters of the texts that the national form bounds."""
LONGEST_RAE = 5
OBLIGATORY = (
    "nomAttribuant", "idAttribuant", "dateConvention", "nomBeneficiaire", "objet", "montant", "nature",
    "conditionsVersement", "datesPeriodeVersement", "notificationUE", "pourcentageSubvention",
)  # fmt: skip
"""What the national form wants on every line."""
CONTEXT = {"@vocab": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/"}

_GRANTS = """
SELECT coalesce(grantor_name, grantor.name) AS grantor, grantor_siret, date, decision, grants.name, siret, grants.rna,
    object, whole, cents, nature, conditions, paid_from, paid_to, rae, notified, share, scheme, year
FROM grants LEFT JOIN grantor ON grantor.id = grants.grantor WHERE status <> 'refusée' ORDER BY file, line
"""


def write_scdl(engine: DuckDBPyConnection, out: TextIO) -> dict[str, int]:
    """Write the grants as the CSV of the national form 2.1; what is unknown is left empty.

    Returns how many lines have nothing in each column that the form wants filled.
    """
    writer = csv.writer(out)
    writer.writerow(form().champs)
    missing: dict[str, int] = {}
    for grant in _grants(engine):
        row = _scdl(grant)
        for field in OBLIGATORY:
            if not row[field]:
                missing[field] = missing.get(field, 0) + 1
        writer.writerow([row[field] for field in form().champs])
    return missing


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
