"""What is exported is what was imported, in the words of the national schema."""

import csv
import io
import json

import pytest
from frictionless import Schema, validate

from bot.grants.export import write_jsonld, write_knowledge, write_scdl
from bot.written import ContentError
from tests.grants.made import make

# scdl/subventions 2.1.1, as schema.data.gouv.fr publishes it.
FIELDS = [
    ("nomAttribuant", "string", {"required": True}),
    ("idAttribuant", "string", {"required": True, "pattern": r"^\d{14}$"}),
    ("dateConvention", "date", {"required": True}),
    ("referenceDecision", "string", {}),
    ("nomBeneficiaire", "string", {"required": True}),
    ("idBeneficiaire", "string", {}),
    ("rnaBeneficiaire", "string", {"pattern": r"^W\d{9}$"}),
    ("objet", "string", {"required": True, "maxLength": 256}),
    ("montant", "number", {"required": True}),
    (
        "nature",
        "string",
        {"required": True, "pattern": "^aide en (numéraire|nature|numéraire;aide en nature|nature;aide en numéraire)$"},
    ),
    ("conditionsVersement", "string", {"required": True, "maxLength": 256}),
    ("datesPeriodeVersement", "string", {"required": True, "pattern": r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$"}),
    ("idRAE", "string", {"maxLength": 5}),
    ("notificationUE", "boolean", {"required": True}),
    ("pourcentageSubvention", "number", {"required": True, "minimum": 0.01, "maximum": 1}),
    ("dispositifAide", "string", {}),
]
SCHEMA = {
    "fields": [
        {"name": name, "type": kind, "constraints": constraints}
        | ({"trueValues": ["oui"], "falseValues": ["non"]} if kind == "boolean" else {})
        for name, kind, constraints in FIELDS
    ]
}


def errors(text: str, tmp_path) -> list[str]:
    (tmp_path / "scdl.csv").write_text(text, "utf-8", newline="")
    report = validate("scdl.csv", schema=Schema.from_descriptor(SCHEMA), basepath=str(tmp_path))
    return [f"{error.type} {getattr(error, 'field_name', '')}" for task in report.tasks for error in task.errors]


@pytest.fixture
def exported(importing):
    def run(data: bytes | str, write=write_scdl):
        out = io.StringIO(newline="")
        missing = write(importing(data).engine, out)
        return out.getvalue(), missing

    return run


def test_a_complete_file_comes_out_valid_whatever_form_it_had(exported, tmp_path):
    made = make(300, 5, ("shares", "in_kind", "amounts", "dates", "refused", "headers", "cp1252"))
    text, missing = exported(made.data)

    assert missing == {}
    assert errors(text, tmp_path) == []
    rows = list(csv.DictReader(io.StringIO(text)))
    cents = sum(round(float(row["montant"]) * 100 * float(row["pourcentageSubvention"])) for row in rows)
    kept = [one for one in made.meant if one.fate == "kept"]
    assert (len(rows), cents) == (len(kept), sum(one.cents for one in kept))


def test_what_the_source_does_not_tell_is_left_empty_and_counted(exported, tmp_path):
    text, missing = exported("nomAttribuant;nomBeneficiaire;montant\nV;A;1\nV;B;\n")

    assert missing["montant"] == 1
    assert missing["dateConvention"] == 2
    assert set(errors(text, tmp_path)) == {f"constraint-error {field}" for field in missing}


def test_knowledge_comes_out_as_its_type_says_and_nothing_is_invented(model, tmp_path):
    out = io.StringIO(newline="")
    missing = write_knowledge(model.knowledge, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))

    assert len(rows) == 23
    assert {(row["nomAttribuant"], row["montant"]) for row in rows} == {("Métropole du Grand Paris", "")}
    assert ("Vincennes", "Le CRM (GRU) Augmenté") in [(row["nomBeneficiaire"], row["objet"]) for row in rows]
    assert missing["montant"] == 23
    assert set(errors(out.getvalue(), tmp_path)) == {f"constraint-error {field}" for field in missing}


@pytest.mark.parametrize(
    ("written", "told"),
    [("nomBeneficiare: x", "« nomBeneficiare »"), ("referenceDecision: '{lauréats.nom}'", "lauréats")],
)
def test_a_type_that_names_what_is_not_there_is_told_with_its_line(content, written, told):
    line = content.line("knowledge/fmin/fmin.yaml", "  projet:\n")
    content.change("knowledge/fmin/fmin.yaml", "nomAttribuant: Métropole du Grand Paris", written)

    with pytest.raises(ContentError, match=told) as error:
        write_knowledge(content.load().knowledge, io.StringIO())
    assert f"fmin.yaml:{line}" in str(error.value)


def test_json_ld_is_a_graph_of_grants(exported):
    text, _ = exported(make(20, 6, ("in_kind", "shares")).data, write_jsonld)
    graph = json.loads(text)

    assert graph["@context"]["@vocab"] == "https://schema.org/"
    kinds = {node["@type"] for node in graph["@graph"]}
    assert kinds <= {"MonetaryGrant", "Grant"}
    grant = next(node for node in graph["@graph"] if node["@type"] == "MonetaryGrant")
    assert grant["amount"]["currency"] == "EUR"
    assert grant["funder"]["name"] == "Ville de Made"
    assert grant["fundedItem"]["identifier"][0]["propertyID"] == "SIRET"


def test_an_export_read_back_says_the_same(importing, exported):
    made = make(200, 9, ("shares", "in_kind", "dates"))
    text, _ = exported(made.data)
    query = "SELECT name, siret, cents, year, nature, object FROM grants ORDER BY ALL"

    assert importing(text).rows(query) == importing(made.data).rows(query)
