from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from bot.facts.build import Builder
from bot.facts.records import Knowledge
from bot.files.load import read_yaml
from bot.message import Source
from bot.written import ContentError, Problem, Reader

TYPES = """\
types:
  document:
    nom: document
    attributs: {date: date, url: texte}
  lieu: {nom: lieu}
  commune:
    nom: commune
    genre: f
    est: lieu
    attributs: {habitants: nombre}
    source: {document: cog, lieu: "code {id}"}
  projet:
    nom: projet
    attributs: {lauréat: lieu, thèmes: liste de texte, voisines: liste de commune, depuis: date}
document:
  - {id: cog, nom: Code officiel, date: 2019-01-01, url: https://cog.example/}
"""


@pytest.fixture
def build(tmp_path: Path):
    """Builds a content file, and a table of communes; gives what is known and the mistakes."""

    def run(written: str, header: list[str] | None = None, *rows: list[str]) -> tuple[Knowledge, list[Problem]]:
        (tmp_path / "essai.yaml").write_text(dedent(written), "utf-8")
        content = read_yaml(tmp_path / "essai.yaml", "essai.yaml")
        problems: list[Problem] = []
        reader = Reader(problems)
        builder = Builder(reader)
        builder.declare(reader.section(content, "types"))
        if header:
            builder.add_table("commune", ("communes.csv", header, rows))
        for kind in content:
            if kind != "types":
                builder.add_records(str(kind), reader.items(content, str(kind)), content.at(kind))
        return builder.finish(), problems

    return run


def test_records_are_typed_and_refer_to_each_other(build):
    known, problems = build(
        TYPES
        + """\
commune:
  - {id: 94080, nom: Vincennes, habitants: 49695}
projet:
  - id: parking
    nom: Smart parking
    alias: [parking, SP]
    lauréat: 94080
    thèmes: [stationnement, voirie]
    voisines: [94080]
    depuis: 2018-11-27
    source: {document: cog, lieu: ligne 3}
"""
    )

    assert problems == []
    parking, vincennes = known.get("projet", "parking"), known.get("commune", "94080")
    assert parking.lauréat is vincennes
    assert parking.voisines == (vincennes,)
    assert parking.thèmes == ("stationnement", "voirie")
    assert parking.depuis == date(2018, 11, 27)
    assert parking.aliases == ("parking", "SP")
    assert vincennes.habitants == 49695
    assert parking.source == Source("Code officiel", "2019-01-01", "ligne 3", "https://cog.example/")


def test_a_record_without_a_source_has_that_of_its_type(build):
    known, _ = build(TYPES + "commune:\n  - {id: 94080, nom: Vincennes}\n")

    assert known.get("commune", "94080").source.locator == "code 94080"


def test_what_a_record_does_not_say_is_not_known(build):
    known, problems = build(TYPES + "projet:\n  - {id: p, nom: P, source: {document: cog, lieu: l}}\n")

    assert problems == []
    assert known.get("projet", "p").lauréat is None
    assert known.get("projet", "p").thèmes == ()


def test_what_its_type_requires_of_a_record_is_told_where_it_lacks(build):
    types = TYPES.replace("attributs: {habitants: nombre}", "attributs: {habitants: nombre}\n    requis: [habitants]")
    written = """\
commune:
  - {id: 94080, nom: Vincennes, habitants: 49695}
  - {id: 94067, nom: Saint-Mandé}
  - {id: 94018, nom: Charenton, habitants: }
"""
    _, problems = build(types + written)
    told = [(problem.place.line, problem.what) for problem in problems]
    line = (types + written).splitlines().index("  - {id: 94067, nom: Saint-Mandé}") + 1

    assert told == [
        (line, "la fiche « 94067 » (commune) n’a pas de « habitants », que les réponses disent"),
        (line + 1, "la fiche « 94018 » (commune) n’a pas de « habitants », que les réponses disent"),
    ]


def test_rows_of_a_table_are_records_on_their_lines(build):
    known, problems = build(
        TYPES,
        ["id", "nom", "alias", "habitants"],
        ["94080", "Vincennes", "la cité|Vinc", "49695"],
        ["93048", "M", "", ""],
    )

    assert problems == []
    vincennes = known.get("commune", "94080")
    assert (vincennes.aliases, vincennes.habitants, vincennes.place) == (
        ("la cité", "Vinc"),
        49695,
        ("communes.csv", 2),
    )
    assert known.get("commune", "93048").habitants is None


@pytest.mark.parametrize(
    ("added", "line", "what", "remedy"),
    [
        ("projets:\n  - {id: a, nom: A}", 1, "type inconnu « projets »", "types déclarés : commune, document"),
        ("projet:\n  - texte", 1, "un élément de « projet » n’est pas une fiche", "- id:"),
        ("projet:\n  - {nom: A, source: {document: cog, lieu: l}}", 2, "« id » manque", "ajoutez « id: … »"),
        ("projet:\n  - {id: a, source: {document: cog, lieu: l}}", 2, "« nom » manque", "ajoutez « nom: … »"),
        ("projet:\n  - {id: a, nom: A}", 2, "la fiche « a » n’a pas de source", "ajoutez « source:"),
        ("projet:\n  - {id: a, nom: A, source: {document: x, lieu: l}}", 2, "document inconnu « x »", "« document: »"),
        ("projet:\n  - {id: a, nom: A, source: {document: cog}}", 2, "« lieu » manque", "ajoutez « lieu: … »"),
        (
            "projet:\n  - id: a\n    nom: A\n    montant: 3\n    source: {document: cog, lieu: l}",
            4,
            "clé inconnue « montant » dans une fiche « projet »",
            "clés possibles : id, nom, alias",
        ),
        (
            "projet:\n  - id: a\n    nom: A\n    lauréat: Pantin\n    source: {document: cog, lieu: l}",
            2,
            "« lauréat: Pantin » ne désigne aucune fiche « lieu »",
            "ajoutez la fiche",
        ),
        (
            "projet:\n  - id: a\n    nom: A\n    depuis: hier\n    source: {document: cog, lieu: l}",
            4,
            "« hier » n’est pas une date (depuis)",
            "2018-11-27",
        ),
        ("commune:\n  - {id: a, nom: A, habitants: beaucoup}", 2, "« beaucoup » n’est pas un nombre", "chiffres"),
        (
            "commune:\n  - {id: a, nom: A}\n  - {id: a, nom: B}",
            3,
            "l’identifiant « a » sert deux fois dans « commune »",
            "donnez-en un autre",
        ),
        ("projet:\n  id: a", 1, "« projet » doit être une liste", "tiret"),
    ],
)
def test_a_mistake_in_a_record_is_told_with_its_line_and_its_remedy(build, added, line, what, remedy):
    _, problems = build(TYPES + added + "\n")

    found = [problem for problem in problems if what in problem.what]
    assert found, problems
    assert found[0].place == ("essai.yaml", TYPES.count("\n") + line)
    assert remedy in found[0].remedy


@pytest.mark.parametrize(
    ("declared", "what"),
    [
        ("commune:", "le type « commune » est vide"),
        ("commune: {nom: commune, est: lieu}", "type parent inconnu « lieu »"),
        ("commune: {nom: commune, attributs: {maire: personne}}", "« maire » renvoie au type inconnu « personne »"),
        ("commune: {nom: commune, couleur: bleu}", "clé inconnue « couleur » dans le type « commune »"),
        ("commune: {genre: f}", "« nom » manque"),
    ],
)
def test_a_mistake_in_a_type_is_told(build, declared, what):
    _, problems = build(f"types:\n  {declared}\n")

    found = [problem for problem in problems if what in problem.what]
    assert found, problems
    assert found[0].place == ("essai.yaml", 2)
    assert found[0].remedy


@pytest.mark.parametrize(
    ("header", "row", "what"),
    [
        (["id", "nom", "maire"], ["1", "A", "B"], "colonne inconnue « maire »"),
        (["id"], ["1"], "la colonne « nom » manque"),
        (["nom"], ["A"], "la colonne « id » manque"),
    ],
)
def test_a_mistake_in_a_header_is_told(build, header, row, what):
    with pytest.raises(ContentError) as caught:
        build(TYPES, header, row)

    (problem,) = caught.value.problems
    assert (problem.place, problem.what) == (("communes.csv", 1), what)
    assert problem.remedy


def test_a_mistake_in_a_cell_is_told_with_its_line(build):
    _, problems = build(TYPES, ["id", "nom", "habitants"], ["1", "A", "12"], ["2", "B", "x"])

    assert [(problem.place, problem.what) for problem in problems] == [
        (("communes.csv", 3), "« x » n’est pas un nombre (habitants)")
    ]


def test_every_mistake_is_told_at_once(build):
    _, problems = build(TYPES + "projet:\n  - {nom: A}\n  - {id: b}\n  - {id: c, nom: C, lauréat: x}\n")

    assert len(problems) >= 5
