"""What a line is taken for: a grant, a heading, what nobody got, the same as another; and what is said of it."""

import pytest

HEADED = "Bénéficiaire;Objet;Montant;Année\n"


def test_headings_and_feet_of_tables_are_nobody(importing):
    lines = "SPORT;;;\nClub 1;F;1000;2022\nClub 2;F;2000;2022\nCULTURE;;-;\nHarmonie;F;500;2022\nImprimé le 3 mars;;;\n"
    imported = importing(HEADED + lines)

    assert imported.aside() == {"rubrique": ("2", "5", "7")}
    assert imported.rows("SELECT name FROM beneficiary ORDER BY name") == [("Club 1",), ("Club 2",), ("Harmonie",)]


def test_a_body_whose_amount_alone_is_not_told_is_kept(importing):
    imported = importing(HEADED + "Club 1;F;1000;2022\nClub 2;F;2000;2022\nClub 3;;;2022\nClub 4;F;;\n")

    assert imported.aside() == {}
    assert imported.notes() == {"montant_absent": 2, "sans_annee": 1}


def test_what_nobody_got_is_no_grant_unless_it_has_a_number(importing):
    file = "nomBeneficiaire;siret;montant\nReste à répartir;;500\nProvision 2022;;9\nEnsemble;;509\nDivers;;30\n"
    imported = importing(f"{file}Provision d’amitié;73282932000074;7\nClub;;1\n")

    assert imported.aside() == {"non_affectee": ("2", "3"), "total": ("4",)}
    assert imported.rows("SELECT name, notes FROM grants WHERE list_contains(notes, 'nom_vague')") == [
        ("Divers", ["nom_vague", "sans_annee"])
    ]
    assert imported.report.cents == 3800


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Club Alpha / Club Bêta", True),
        ("Club Un; Club Deux", True),
        ("Club Un\nClub Deux", True),
        ("Club Gamma et Delta", False),
        ("MJC/Centre social", False),
        ("Comité 1/2", False),
    ],
)
def test_a_name_that_may_be_those_of_several_is_told(importing, name, several):
    imported = importing(f'nomBeneficiaire;montant\n"{name}";10\n')

    assert imported.notes().get("plusieurs_noms", 0) == several


def test_a_number_of_associations_in_the_place_of_a_siret_is_taken_for_what_it_is(importing):
    imported = importing(
        "nomBeneficiaire;idBeneficiaire;rnaBeneficiaire;montant\nA;W313001234;;1\nB;RNA w313001235;;2\n"
        "C;W313001236;W313001237;4\nA bis;;W313001234;8\n"
    )

    assert imported.rows("SELECT rna, cents FROM beneficiary ORDER BY rna") == [
        ("W313001234", 900),
        ("W313001235", 200),
        ("W313001237", 400),
    ]
    assert imported.notes()["rna_siret"] == 3


def test_aid_in_money_and_in_kind_together_is_told(importing):
    imported = importing('nomBeneficiaire;montant;nature\nA;1;"aide en nature;aide en numéraire"\nB;2;numéraire\n')

    assert imported.notes()["nature_mixte"] == 1


@pytest.mark.parametrize(
    ("paid", "day", "year", "told"),
    [
        ("2021-12-01/2022-02-01", "", 2021, 1),
        ("2022;2023", "", 2022, 1),
        ("2022-2023", "", 2022, 1),
        ("14/03/2022-30/09/2022", "", 2022, 0),
        ("2021-12-01/2022-02-01", "2022-01-15", 2022, 0),
    ],
)
def test_a_grant_dated_by_a_payment_over_years_is_told(importing, paid, day, year, told):
    file = f'nomBeneficiaire;montant;datesPeriodeVersement;dateConvention\nA;1;"{paid}";{day}\n'
    imported = importing(file)

    assert imported.rows("SELECT year FROM grants") == [(year,)]
    assert imported.notes().get("periode_annees", 0) == told


def test_shares_of_a_grant_that_do_not_make_one_are_told(importing):
    header = "nomBeneficiaire;objet;montant;pourcentageSubvention\n"
    imported = importing(f"{header}A;x;900;0,33\nB;x;900;0,33\nC;x;900;0,33\nD;y;100;0.5\nE;z;10;1\n")

    assert {reason.code: reason.first for reason in imported.report.notes}["parts_incompletes"] == ("5",)


FULL = "nomAttribuant{0}nomBeneficiaire{0}siret{0}objet{0}montant{0}dateConvention{0}secteur\n"


def test_lines_of_two_files_that_say_the_same_count_once_however_they_are_written(importing):
    one = FULL.format(";") + "V;Tennis;73282932000074;Fête;2000;2022-03-14;Sport\nV;Ski;;Fête;300;2022-03-14;Sport\n"
    other = "secteur,nomBeneficiaire,siret,objet,montant,dateConvention,nomAttribuant\n" + (
        "SPORT,TENNIS,73282932000074,fête,2 000.00 €,14/03/2022,v\nSport,SKI,,Fête,300,2022-03-14,V\n"
        "Sport,Ski,,Fête,301,2022-03-14,V\nSport,Ski,,Fête,300,2022-03-15,V\nLoisirs,Ski,,Fête,300,2022-03-14,V\n"
    )
    imported = importing(one, other)

    assert imported.aside() == {"deja_lue": ("2:2", "2:3")}
    assert imported.report.cents == 100 * (2000 + 300 + 301 + 300 + 300)
    assert any("3 lignes de fichiers différents (1:3, 2:5, 2:6)" in said for said in imported.report.to_check)


def test_persons_that_are_masked_are_still_told_apart_between_files(importing):
    header = "nomBeneficiaire;montant;exercice\n"
    imported = importing(f"{header}M. Paul Roux;100;2022\n", f"{header}M. Luc Blanc;100;2022\nM. PAUL ROUX;100;2022\n")

    assert imported.aside() == {"deja_lue": ("2:3",)}


def test_a_table_of_names_and_amounts_has_headings_and_feet_too(importing):
    imported = importing(
        "Association;Montant\nSPORT;\nJudo;600\nTennis;300\nTotal;900\nSource : service des finances;\n"
    )

    assert imported.aside() == {"rubrique": ("2", "6"), "total": ("5",)}
