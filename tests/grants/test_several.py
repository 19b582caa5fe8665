"""Amounts in several columns: by years, by kinds of aid, or summed on lines of their own; never what is no grant."""

import pytest

from bot.grants.choosing import read_chosen
from bot.grants.columns import APART, EACH, Chosen, find_columns
from bot.grants.importing import Refused
from bot.grants.proposing import proposal
from bot.grants.reading.table import Row
from bot.grants.several import parts_of

GRANTS = "SELECT line, name, cents / 100, year FROM grants ORDER BY line, year, file"


def parts(*headers: str, cells: str = "1200") -> list[tuple[str, str, str]]:
    found = parts_of(dict(enumerate(headers)), [[cells] * len(headers)])
    return [(part.header, part.year, part.kind) for part in found]


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (["2021", "2022", "2023"], [("2021", ""), ("2022", ""), ("2023", "")]),
        (["Subvention 2021", "Subvention 2022 (en €)"], [("2021", ""), ("2022", "")]),
        (["2019_montant", "2020_montant"], [("2019", ""), ("2020", "")]),
        (["Voté 2022", "Voté 2023"], [("2022", ""), ("2023", "")]),
        (["CA 2022", "BP 2023"], [("2022", "CA"), ("2023", "BP")]),
        (["2022", "2023", "2024 (voté)"], [("2022", ""), ("2023", ""), ("2024", "")]),
        (
            ["Montant de la subvention de fonctionnement (1)", "Montant de la subvention d'investissement (1)"],
            [("", "fonctionnement"), ("", "investissement")],
        ),
        (["Subv. fonct.", "Subv. invest."], [("", "fonctionnement"), ("", "investissement")]),
        (["Subvention ordinaire", "Subvention exceptionnelle"], [("", "ordinaire"), ("", "exceptionnelle")]),
        (
            ["Fonctionnement 2022", "Exceptionnelle 2022", "Fonctionnement 2023"],
            [("2022", "fonctionnement"), ("2022", "exceptionnelle"), ("2023", "fonctionnement")],
        ),
    ],
)
def test_years_and_kinds_of_aid_are_told_by_the_headers(headers, told):
    assert parts(*headers) == [(header, *one) for header, one in zip(headers, told, strict=True)]


@pytest.mark.parametrize(
    "headers",
    [
        ["Demandé 2023", "Accordé 2023", "Rappel 2022"],
        ["Demandé 2023", "2023 (voté)", "Rappel 2022"],
        ["Montant demandé", "Montant proposé", "Montant accordé"],
        ["BP 2022", "CA 2022", "BP 2023"],
        ["Subvention 2023", "Subvention exceptionnelle 2023"],
        ["Subvention", "Subvention exceptionnelle"],
        ["Montant accordé", "Fonctionnement", "Investissement"],
        ["Adhérents 2022", "Adhérents 2023"],
        ["Effectif 2022", "Subvention 2023"],
        ["Montant du projet", "Montant de l'action"],
        ["Montant du prêt", "Montant de la garantie"],
        ["Total 2022", "Total 2023"],
        ["CP", "Téléphone", "SIRET"],
    ],
)
def test_what_may_say_the_same_twice_or_is_no_grant_is_never_taken_apart(headers):
    assert parts(*headers) == []


def test_columns_of_words_are_none_of_amounts():
    assert parts("2021", "2022", cells="oui") == []


def test_each_year_has_its_grants_and_empty_or_nought_is_none(importing):
    imported = importing("Association;2021;2022\nJudo;800;900\nChorale;0;1 500,50\nTotal;800;2 400,50\nBridge;;\n")

    assert imported.rows(GRANTS) == [(2, "Judo", 800, 2021), (2, "Judo", 900, 2022), (3, "Chorale", 1500.5, 2022)]
    assert imported.aside() == {"total": ("4",), "rubrique": ("5",)}
    assert (imported.report.read, imported.report.kept, imported.report.left) == (4, 3, 2)
    assert [one.cents for one in imported.report.years] == [80_000, 240_050]


def test_kinds_of_aid_are_a_column_and_loans_are_left_out_and_told(importing):
    header = "Organisme;Fonctionnement (1);Investissement (1);Montant de la garantie (2);Avantages en nature"
    imported = importing(f"{header}\nA;250,00;1 000,00;;\nB;;;5 000 000,00;\nC;250,00;;;X\nD;;;;X\n")

    kinds = "SELECT line, cents, x1 FROM grants ORDER BY line, cents"
    place = imported.rows("SELECT place FROM extra WHERE header = 'Type de subvention'")[0][0]
    assert imported.rows(kinds.replace("x1", f"x{place}")) == [
        (2, 25_000, "fonctionnement"),
        (2, 100_000, "investissement"),
        (4, 25_000, "fonctionnement"),
    ]
    assert imported.aside() == {"sans_part": ("3", "5")}
    said = imported.report.to_check[0]
    assert "« Fonctionnement (1) » (fonctionnement) et « Investissement (1) » (investissement)" in said
    assert "la colonne « Montant de la garantie (2) » n’est pas comptée" in said


def test_two_kinds_of_the_same_amount_are_two_grants(importing):
    imported = importing("Organisme;Fonctionnement;Investissement\nA;500;500\n")

    assert imported.report.cents == 100_000
    assert imported.notes().keys() == {"sans_annee"}


def test_the_cells_and_their_columns_stay_as_they_are_written(importing):
    imported = importing("Association;Subvention 2021;Subvention 2022\nJudo;800,00 €;900\n")

    assert imported.rows("SELECT c1, c2, c3 FROM line ORDER BY file") == [("Judo", "800,00 €", "900")] * 2
    hows = "SELECT header, field, how FROM file_column WHERE file = 1 ORDER BY place"
    assert imported.rows(hows)[1:] == [("Subvention 2021", "", APART), ("Subvention 2022", "montant", EACH)]
    assert imported.rows("SELECT header FROM extra") == []


def test_one_file_is_told_once(importing):
    imported = importing("Association;2021;2022\nJudo;800;900\n")

    assert len(imported.report.to_check) == 1
    assert "« 2021 » et « 2022 »" in imported.report.to_check[0]
    assert (imported.folder / "subventions.yaml").read_text("utf-8").count("sha256") == 1


def test_a_year_of_the_lines_wins_over_headers_of_years():
    rows = [Row(1, ["Année", "Association", "2021", "2022"]), Row(2, ["2020", "Judo", "800", "900"])]
    with pytest.raises(Exception, match="montant"):
        find_columns(rows, Chosen())


def test_a_mapping_file_names_several_columns_and_the_proposal_writes_them(importing, tmp_path):
    rows = [Row(1, ["Qui", "2021", "2022", "CP"]), Row(2, ["Judo", "800", "900", "72000"])]
    path = tmp_path / "colonnes.yaml"
    path.write_text(proposal(rows), "utf-8")
    chosen = read_chosen(path)

    assert chosen.montants == ("2021", "2022")
    assert chosen.colonnes == {"nomBeneficiaire": "Qui"}
    assert "Importez" not in path.read_text("utf-8")
    imported = importing("Qui;2021;2022;CP\nJudo;800;900;72000\n", chosen=chosen)
    assert imported.rows(GRANTS) == [(2, "Judo", 800, 2021), (2, "Judo", 900, 2022)]


def test_chosen_columns_that_headers_do_not_tell_apart_keep_their_names(importing):
    file = "Club;Enveloppe A;Enveloppe B\nJudo;800;900\n"
    imported = importing(file, chosen=Chosen({"nomBeneficiaire": "Club"}, montants=("Enveloppe A", "Enveloppe B")))

    assert imported.rows("SELECT cents, x1 FROM grants ORDER BY cents") == [
        (80_000, "Enveloppe A"),
        (90_000, "Enveloppe B"),
    ]
    with pytest.raises(Refused, match="Enveloppe C"):
        importing(file, chosen=Chosen({"nomBeneficiaire": "Club"}, montants=("Enveloppe C",)))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (";Subvention;\nAssociation;2021;2022", ["« Subvention 2021 » (2021)", "« Subvention 2022 » (2022)"]),
        ("Association;Fonctionnement;\n;2021;2022", ["« Fonctionnement 2021 »", "« Fonctionnement 2022 »"]),
        (";2021;2022\nAssociation;Accordé;Accordé", ["« 2021 Accordé » (2021)", "« 2022 Accordé » (2022)"]),
        ("Association;Montant;\n;demandé;accordé", ["« accordé »", "« demandé » n’est pas comptée"]),
    ],
)
def test_a_header_may_take_two_lines(importing, head, told):
    imported = importing(f"{head}\nJudo;100;200\nFoot;50;60\n")

    assert all(one in imported.report.to_check[0] for one in told)
    assert imported.report.read == 2


def test_members_of_years_are_no_amounts_under_their_own_header(importing):
    head = ";Effectifs;;Subventions;\nAssociation;2021;2022;2021;2022\n"
    imported = importing(f"{head}Judo;100;120;1000;1100\nFoot;50;50;500;\n")

    assert [one.cents for one in imported.report.years] == [150_000, 110_000]


def test_titles_and_lines_of_words_are_no_part_of_the_header(importing):
    imported = importing(";SUBVENTIONS AUX ASSOCIATIONS;\nAssociation;Objet;Montant\nLes Aînés;Repas;\nJudo;Fête;5\n")

    assert imported.rows("SELECT line, name FROM grants ORDER BY line") == [(3, "Les Aînés"), (4, "Judo")]


def test_units_of_several_columns_are_those_of_their_headers(importing):
    imported = importing("Association;2021 (k€);2022 (k€)\nJudo;1,5;2\n")

    assert [one.cents for one in imported.report.years] == [150_000, 200_000]


def test_seasons_are_years_and_a_dash_or_neant_is_nothing(importing):
    header = "Club;Subvention 2021-2022;Subvention 2022/23"
    imported = importing(f"{header}\nJudo;1 000,00 €;-   €\nFoot;0,00 €;500,00 €\nVélo;0;-\nDanse;néant;300\n")

    assert imported.rows(GRANTS) == [(2, "Judo", 1000, 2021), (3, "Foot", 500, 2022), (5, "Danse", 300, 2022)]
    assert imported.aside() == {"sans_part": ("4",)}


def test_sums_by_theme_beside_a_title_are_no_grants(importing):
    imported = importing("Association;Montant;Total par thème\nSPORT;;3 000\nJudo;1 000;\nFoot;2 000;\n")

    assert imported.aside() == {"total": ("2",)}
    assert imported.report.cents == 300_000


def test_amounts_called_as_a_project_are_no_object(importing):
    imported = importing("Association;Fonctionnement;Projet;Total accordé\nJudo;1000;200;1200\nFoot;500;;500\n")

    assert imported.rows("SELECT cents, object FROM grants ORDER BY line") == [(120_000, None), (50_000, None)]


def test_voted_and_paid_of_one_year_are_the_same_money(importing):
    assert importing("Association;Versé 2022;Voté 2022\nJudo;100;120\n").report.cents == 12_000
    with pytest.raises(Refused, match="Versé 2022, Voté 2023"):
        importing("Association;Versé 2022;Voté 2023\nJudo;100;120\n")


def test_what_is_of_this_year_is_proposed_not_of_the_last():
    header = ["Association", "Subvention N-1", "Demande N", "Subvention N"]
    assert '\n  montant: "Subvention N"' in proposal([Row(1, header), Row(2, ["Judo", "100", "150", "120"])])


def test_towns_are_proposed_where_nothing_else_says_who_gets():
    rows = [Row(1, ["Commune", "Projet", "Subvention DSIL"]), Row(2, ["Bourg", "Toit", "300"])]
    assert '\n  nomBeneficiaire: "Commune"' in proposal(rows)
    assert "\n  # commune: …" in proposal(rows)


def test_no_code_nor_what_is_asked_for_is_proposed_as_an_amount():
    header = ["Qui", "CP", "Réf", "Demandé 2023", "Rappel 2022"]
    rows = [Row(1, header), *(Row(n, [f"Club {n}", f"7200{n}", f"1234{n}", f"{n}50", f"{n}00"]) for n in range(2, 6))]

    assert "\n  # montant: …" in proposal(rows)


def test_a_column_that_sums_up_another_is_told_from_it(importing):
    header = "SIREN;Association;Imputation;Total des subventions;Détail des subventions\n"
    lines = "732829320;A;;3 000;\n732829320;A;Culture;;1 000\n732829320;A;Sport;;2 000\n356000000;B;;500;\n"
    imported = importing(f"{header}{lines}356000000;B;Sport;;500\n")

    assert imported.rows("SELECT line, cents FROM grants ORDER BY line") == [(3, 100_000), (4, 200_000), (6, 50_000)]
    assert imported.aside() == {"total": ("2", "5")}
    assert "leur détail est gardé" in imported.report.to_check[0]


def test_a_column_of_totals_that_does_not_fit_is_not_taken_for_sums(importing):
    header = "Association;Total des subventions;Détail des subventions\n"
    imported = importing(f"{header}A;3 000;\nA;;1 000\nB;500;\nB;;500\nC;10;\n")

    assert "« Détail des subventions » n’est pas comptée" in imported.report.to_check[0]


@pytest.mark.parametrize("header", ["Voté", "Mandaté", "Versé", "Montant affecté", "Accordé", "Attribué", "Alloué"])
def test_what_is_done_with_the_money_says_that_it_is_the_amount(importing, header):
    assert importing(f"Association;{header}\nJudo;800\nBridge;950\n").report.cents == 175_000


def test_voted_wins_over_paid_and_yes_is_no_amount(importing):
    imported = importing("Association;Mandaté;Voté\nJudo;800;1000\n")

    assert imported.report.cents == 100_000
    with pytest.raises(Refused, match="Accordé"):
        importing("Association;Accordé\nJudo;oui\nBridge;non\n")
