"""`laureat import` and `laureat export`, as staff type them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.grants.made import make

ROOT = Path(__file__).parents[2]


@pytest.fixture
def laureat(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments, prog_name="laureat")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_an_import_says_what_it_made(laureat, tmp_path):
    (tmp_path / "f.csv").write_bytes(make(100, 1, ("totals", "refused", "short")).data)
    done = laureat("import", "subventions", "f.csv", "--out", "pack", "--seuil", "aucun", "--licence", "LO 2.0")

    assert done.exit_code == 0
    assert "lignes lues" in done.stdout
    assert "total ou sous-total" in done.stdout
    assert "demande refusée" in done.stdout
    assert "Sommes par année" in done.stdout
    names = sorted(path.name for path in (tmp_path / "pack").iterdir())
    assert names[:2] == ["rapport.html", "rapport.json"]
    assert "licence: LO 2.0" in (tmp_path / "pack" / "subventions.yaml").read_text("utf-8")


def test_an_import_says_how_it_read_the_file_and_what_to_check(laureat, tmp_path):
    text = "Subventions 2021;;;\nOpérateur;Demandé;Montant voté;Écrit par\nÉcole;12;10;moi\n"
    (tmp_path / "f.csv").write_bytes(text.encode("cp1252"))
    done = laureat("import", "subventions", "f.csv", "--out", "pack", "--attribuant", "Ville")
    assert "nom du bénéficiaire" in done.stderr
    (tmp_path / "f.csv").write_bytes(text.replace("Opérateur", "Association").encode("cp1252"))
    done = laureat("import", "subventions", "f.csv", "--out", "pack", "--attribuant", "Ville")

    assert done.exit_code == 0, done.output
    for told in (
        "encodage Windows-1252, séparateur point-virgule, en-tête à la ligne 2",
        "montants : colonne « Montant voté »",
        "sous leur nom : « Demandé », « Écrit par »",
        "la colonne « Demandé » n’est pas comptée",
        "« --annee 2021 »",
    ):
        assert told in done.stdout


def test_the_report_as_json(laureat, tmp_path):
    (tmp_path / "f.csv").write_bytes(make(10).data)
    done = laureat("import", "subventions", "f.csv", "--out", "pack", "--json")

    assert json.loads(done.stdout) == json.loads((tmp_path / "pack" / "rapport.json").read_bytes())


def test_a_refusal_tells_the_reason_the_lines_and_the_way_out(laureat, tmp_path):
    (tmp_path / "f.csv").write_text("nomBeneficiaire;montant;objet\n" + "A;1\n" * 9, "utf-8")
    done = laureat("import", "subventions", "f.csv", "--out", "pack")

    assert done.exit_code == 1
    assert "f.csv est refusé (lignes 2, 3, 4, 5, 6, 7, 8, 9)" in done.stderr
    assert "→" in done.stderr
    assert not (tmp_path / "pack").exists()


def test_a_form_of_its_own_is_read_with_the_proposal_corrected(laureat, tmp_path):
    (tmp_path / "f.csv").write_text("Millésime;Bénéf.;Somme\n2022;Chorale;1 200\n2022;Judo;300\n", "utf-8")

    refused = laureat("import", "subventions", "f.csv", "--out", "pack")
    assert refused.exit_code == 1
    assert "--proposer" in refused.stderr
    assert laureat("import", "subventions", "f.csv", "--proposer", "c.yaml").exit_code == 0
    text = (tmp_path / "c.yaml").read_text("utf-8")
    (tmp_path / "c.yaml").write_text(text.replace("  # exercice: …", "  exercice: Millésime"), "utf-8")
    done = laureat("import", "subventions", "f.csv", "--out", "pack", "--colonnes", "c.yaml", "--attribuant", "Ville")

    assert done.exit_code == 0, done.output
    assert "2022 : 1 500 €" in done.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert "attribuant: Ville" in (tmp_path / "pack" / "subventions.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "subventions", "f.csv"], "--out DOSSIER"),
        (["import", "subventions"], "Il manque FICHIER"),
        (["import", "subventions", "none.csv", "--out", "pack"], "il n’existe pas"),
        (["import", "subventions", "f.csv", "--out", "."], "n’est pas vide"),
        (["export", "none"], "ne convient pas"),
        (["export", "."], "subventions.yaml"),
    ],
)
def test_mistakes_are_told_in_french(laureat, tmp_path, arguments, told):
    (tmp_path / "f.csv").write_bytes(make(10).data)
    done = laureat(*arguments)

    assert done.exit_code in (1, 2)
    assert told in done.stderr


def test_an_export_counts_what_the_source_does_not_tell(laureat, tmp_path):
    (tmp_path / "f.csv").write_text("nomBeneficiaire;montant\nA;1\nB;2\n", "utf-8")
    laureat("import", "subventions", "f.csv", "--out", "pack")
    done = laureat("export", "pack")

    assert done.stdout.splitlines()[1:] == [",,,,A,,,,1,,,,,,,", ",,,,B,,,,2,,,,,,,"]
    assert "dateConvention : 2 lignes vides" in done.stderr
    assert laureat("export", "pack", "--format", "jsonld", "--out", "g.json").stdout == ""
    assert len(json.loads((tmp_path / "g.json").read_bytes())["@graph"]) == 2


def test_what_was_imported_is_checked_like_the_rest(laureat, tmp_path, monkeypatch):
    (tmp_path / "f.csv").write_bytes(make(10).data)
    assert laureat("import", "subventions", "f.csv", "--out", "pack").exit_code == 0
    monkeypatch.setenv("LAUREAT_KNOWLEDGE", f"{ROOT / 'knowledge'},pack")

    checked = laureat("check")
    assert checked.exit_code == 0
    assert "0 erreur" in checked.output
    assert "écrit deux fois" not in checked.output
