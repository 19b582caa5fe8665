"""An amount that may be a year is none where its unit, what compares with it, or its other bound says so."""

import pytest

from tests.grants.talk import SMALL, euros

GIVEN = """nomBeneficiaire;objet;montant;exercice
Judo Pernois;Tournoi;1500;2022
Chorale de Pern;Concert;2022;2022
Pétanque Pernoise;Concours;2500;2023
Comité des fêtes;Fête;8000;2023
"""


@pytest.mark.parametrize(
    ("asked", "count", "cents"),
    [
        ("subventions de plus de 2000 €", 3, 1_252_200),
        ("les subventions de plus de 2 022 euros", 2, 1_050_000),
        ("combien de subventions de plus de 2023 € en 2023 ?", 2, 1_050_000),
        ("subventions supérieures à 2000", 3, 1_252_200),
        ("les subventions de moins de 2 030 €", 2, 352_200),
        ("subventions à partir de 2000 €", 3, 1_252_200),
        ("les subventions entre 1000 et 2000 euros", 1, 150_000),
        ("les subventions de 2000 à 2022 €", 1, 202_200),
        ("les subventions entre 2000 et 5000", 2, 452_200),
        ("les subventions de 2000 € à 2022 €", 1, 202_200),
        ("subventions 2000-5000 euros", 2, 452_200),
        ("les subventions dont le montant est plus bas que 2 100 euros", 2, 352_200),
        ("les subventions dont le montant est plus élevé que 2 100 euros", 2, 1_050_000),
        ("combien d’attributions ont excédé la somme de 2 100 euros ?", 2, 1_050_000),
        ("lé subv d o moin 2500 euro", 2, 1_050_000),
        ("les subventions 2023 versées entre 2 000 et 5 000 €", 1, 250_000),
        ("les subventions qui franchissent les 2 022 €", 2, 1_050_000),
        ("les subventions dépassant 1500 € sans aller au-delà de 2 500 €", 2, 452_200),
        # Another year is named beside it.
        ("les subventions de plus de 2022 en 2023", 2, 1_050_000),
        # A year is one where nothing says that it is an amount.
        ("subventions 2022", 2, 352_200),
        ("les subventions depuis 2023", 2, 1_050_000),
        ("subventions de 2022 à 2023", 4, 1_402_200),
        ("total 2022 (€)", 2, 352_200),
    ],
)
def test_a_number_of_euros_is_no_year(talk_about, asked, count, cents):
    text = talk_about(GIVEN)(asked).text
    assert text.startswith(f"{count} subvention")
    assert f" {euros(cents)}" in text


def test_what_comes_after_an_amount_is_bounded_by_it(talk_about):
    talk = talk_about(GIVEN)
    talk("subventions entre 2000 et 3000 euros")
    assert "Pétanque Pernoise" in talk("la plus grosse ?").text


@pytest.mark.parametrize("around", ["flirtent avec {}", "frôlent les {}", "avoisinent {}", "n’ont rien des {}"])
def test_an_amount_beside_what_may_compare_it_is_not_taken_for_exact(talk_about, around):
    talk = talk_about(GIVEN)
    assert talk(f"les subventions qui {around.format('2 500 €')}").outcome != "answered"
    assert talk("Dès 2 500 €, il y a qui ?").outcome != "answered"


def test_what_bounds_a_question_may_come_before_it(talk_about):
    talk = talk_about(GIVEN)
    assert talk("plus de 2 000 € en 2023, qui a eu quoi ?").text.startswith("2 bénéficiaires avec plus de")
    assert talk("supérieures à 2 000 € : lesquelles en 2023 ?").text.startswith("2 bénéficiaires avec plus de")


def test_more_than_an_amount_is_no_more_of_anything(talk_about):
    talk = talk_about("nomBeneficiaire;objet;montant;exercice\nJudo;Saison;7400;2023\nTennis;Saison;900;2023\n")
    said = talk("en 2023 yatil des aides de plsu de 3000 euros et a qui").text
    assert "de plus de 3 000" in said.replace("\u202f", " ").replace("\xa0", " ")
    assert "Judo" in said


PAID = """nomBeneficiaire;objet;montant;exercice;conditionsVersement
Judo Pernois;Tournoi;600;2022;unique
Judo Pernois;Saison;700;2023;unique
Chorale de Pern;Concert;1500;2023;échelonné
"""


@pytest.mark.parametrize("at_once", ["en une seule fois", "d’un coup", "en une subvention", "d’un seul coup"])
def test_what_is_bounded_at_once_is_one_grant_however_it_is_paid(talk_about, at_once):
    text = talk_about(PAID)(f"Qui a reçu plus de 1 000 € {at_once} ?").text
    assert "Chorale de Pern" in text
    assert "Judo" not in text


def test_what_is_paid_at_once_is_still_told_by_how_it_is_paid(talk_about):
    text = talk_about(PAID)("Qui a été payé en une seule fois ?").text
    assert "Judo Pernois" in text
    assert "Chorale" not in text


def test_who_got_between_two_amounts_is_one_question(talk_about):
    talk = talk_about(SMALL)
    text = talk("Qui a reçu entre 600 et 800 € ?").text
    assert "Mission locale du Sud" in text
    assert "Mission locale du Nord" not in text


def test_how_many_got_more_than_an_amount_counts_those(talk_about):
    talk = talk_about(SMALL)
    assert talk("Combien ont reçu plus de 2 500 € ?").text.startswith("2 bénéficiaires")
