"""What was chosen or seen in reading a file is told to whoever imports it, with what to do."""

import pytest

from bot.grants.columns import Chosen

ONE = "nomBeneficiaire;montant;exercice\nA;10;2022\n"


def told(imported, word: str) -> str:
    found = [said for said in imported.report.to_check if word in said]
    assert len(found) == 1, imported.report.to_check
    assert found[0] in (imported.folder / "rapport.html").read_text("utf-8").replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    return found[0]


def test_a_file_that_leaves_no_choice_leaves_nothing_to_check(importing):
    assert importing(ONE).report.to_check == ()


def test_which_amounts_are_counted_of_several_is_told_unless_it_was_chosen(importing):
    header = "Bénéficiaire;Montant demandé;Montant voté 2022;Montant payé;Année de la demande;N° de subvention"
    file = f"{header}\nA;2000;1500;1200;2022;12\n"
    imported = importing(file)

    said = told(imported, "Montant payé")
    assert "« Montant demandé » et « Montant voté 2022 » ne sont pas comptées" in said
    assert "--colonnes" in said
    assert imported.report.cents == 120_000
    chosen = importing(file, chosen=Chosen({"montant": "Montant voté 2022"}))
    assert chosen.report.cents == 150_000
    assert chosen.report.to_check == ()


def test_amounts_that_are_asked_for_are_not_taken_for_granted_ones(importing):
    imported = importing(
        "Club;Montant demandé\nA;10\n", chosen=Chosen({"nomBeneficiaire": "Club", "montant": "Montant demandé"})
    )
    assert "non ce qui est accordé" in told(imported, "demandé")


def test_the_second_column_of_one_name_is_told(importing):
    said = told(importing("nomBeneficiaire;montant;montant\nA;10;5\n"), "montant (2)")
    assert "n’est pas comptée" in said


def test_headers_that_are_nearly_those_of_the_form_are_told(importing):
    imported = importing(ONE.replace("nomBeneficiaire", "nomBenecifiaire"))
    assert "« nomBenecifiaire » (nom du bénéficiaire)" in told(imported, "proche")


def test_columns_that_likely_tell_what_is_missing_are_told_until_one_chooses(importing):
    file = "Tiers;Code du tiers;Montant;Passé le;Quartier\nA;73282932000074;10;14/03/2022;Nord\n"
    file += "B;35600000000048;20;15/03/2022;Sud\n"

    said = told(importing(file), "--proposer")
    assert "« Code du tiers » (SIRET du bénéficiaire) et « Passé le » (date de la convention)" in said
    assert "Quartier" not in said
    chosen = Chosen({"idBeneficiaire": "Code du tiers", "dateConvention": "Passé le"})
    assert importing(file, chosen=chosen).report.to_check == ()


def test_the_unit_of_a_header_is_told(importing):
    imported = importing(ONE.replace("montant", "Montant (k€)"))
    assert "milliers d’euros" in told(imported, "Montant (k€)")
    assert imported.report.cents == 1_000_000


def test_a_column_of_days_written_month_first_is_not_read_and_no_day_is_guessed(importing):
    imported = importing("nomBeneficiaire;montant;dateConvention\nA;1;04/05/2022\nB;2;03/14/2022\nC;3;04/06/2022\n")

    assert "le jour, le mois" in told(imported, "dateConvention")
    assert imported.rows("SELECT count(date), count(year) FROM grants") == [(0, 0)]
    silent = imported.report.silent
    assert "Aucune ligne ne dit lisiblement la date de la décision (colonne « dateConvention »)." in silent


def test_a_chosen_column_of_something_else_is_told(importing):
    chosen = Chosen({"dateConvention": "Quand"})
    imported = importing("nomBeneficiaire;montant;Quand\nA;1;bientôt\nB;2;plus tard\n", chosen=chosen)

    assert "« bientôt »" in told(imported, "« Quand » n’est pas lue comme le demande « --colonnes »")


def test_a_nature_whose_accents_were_read_twice_is_one(importing):
    imported = importing("nomBeneficiaire;montant;nature\nÃ‰cole;1;aide en numÃ©raire\n")
    assert imported.rows("SELECT name, nature FROM grants") == [("École", "numéraire")]


@pytest.mark.parametrize(
    ("above", "name", "where"),
    [("Subventions 2019;;\n", "f.csv", "au-dessus de l’en-tête"), ("", "-2019.csv", "dans le nom du fichier")],
)
def test_a_year_that_is_told_beside_the_lines_is_shown_and_not_taken(importing, above, name, where):
    file = f"{above}nomBeneficiaire;objet;montant\nA;x;1\nB;x;2\n"
    imported = importing(file, name=name)

    said = told(imported, "--annee 2019")
    assert "2 lignes n’ont pas d’année" in said
    assert where in said
    assert imported.rows("SELECT count(year) FROM grants") == [(0,)]
    assert importing(file, name=name, year=2019).report.to_check == ()


def test_years_to_come_and_of_long_ago_are_told_with_their_lines(importing):
    imported = importing(f"{ONE}B;1;2095\nC;1;1950\nD;1;2095\n")

    assert "lignes 3, 5" in told(imported, "2095")
    assert "ligne 4" in told(imported, "1950")


def test_a_column_that_tells_each_theme_once_is_told(importing):
    lines = "SPORT;Judo;100\n;Foot;50\n;Tennis;20\nCULTURE;Chorale;10\n;Théâtre;10\n"

    assert "« Thème » n’est rempli que sur 2 lignes de 5" in told(
        importing(f"Thème;Association;Montant\n{lines}"), "Thème"
    )
    full = lines.replace("\n;", "\nSPORT;")
    assert not importing(f"Thème;Association;Montant\n{full}").report.to_check
