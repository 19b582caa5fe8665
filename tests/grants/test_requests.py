"""What was asked for beside what was granted, single grants, and projects that are those of grants."""

import pytest

from tests.grants.talk import euros

FILE = (
    "bénéficiaire;N° de dossier;objet;montant demandé;montant attribué;exercice;axe;modalités de versement\n"
    "Trail de l'Épine;VE-023;Course de montagne;3000;2000;2023;Sport;versement unique\n"
    "MJC Roguet;VE-024;Achat d'un fauteuil-ski;1 500,00 €;1000;2023;Sport;acompte puis solde\n"
    "MJC Roguet;VE-025;Concert;900;900;2022;Culture;versement unique\n"
    "Ciné Pern;VE-021;Film;100;100;2021;Culture;versement unique\n"
    "Ciné Pern;VE-022;Débat;100;100;2021;Culture;versement unique\n"
    "Prisme;VE-027;Marche;100;100;2021;Égalité et lutte contre les discriminations;versement unique\n"
    "Prisme;VE-028;Stand;100;100;2021;Égalité et lutte contre les discriminations;versement unique\n"
    "Crous;VE-026;Repas;90000;70000;2023;Égalité et lutte contre les discriminations;acompte puis solde\n"
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Combien la MJC Roguet avait-elle demandé ?", [euros(240_000), euros(190_000)]),
        ("Montant total demandé en 2023 ?", [euros(9_450_000), euros(7_300_000)]),
        ("Combien avait été demandé pour le sport ?", [euros(450_000)]),
        ("Le montant demandé par axe ?", ["- Sport : " + euros(450_000), "- Culture : " + euros(110_000)]),
        ("Qui a demandé le plus en 2023 ?", ["- Crous : " + euros(9_000_000), "- MJC Roguet : " + euros(150_000)]),
        ("Quel est le numéro de dossier du Trail de l'Épine ?", ["VE-023"]),
        ("Combien de projets ont été soutenus en 2023 ?", ["3 subventions"]),
        ("Combien de projets sport en 2023 ?", ["2 subventions (Sport)"]),
        ("Combien de projets égalité et discriminations en 2023 ?", [euros(7_000_000)]),
        ("Combien de projets de la MJC Roguet ?", ["2 subventions"]),
        ("Quel projet a permis d'acheter un fauteuil-ski ?", ["MJC Roguet", euros(100_000)]),
        ("Le plus gros montant en une fois en 2023 ?", [f"1. {euros(7_000_000)}"]),
        ("Si on cumule tous les exercices, ça représente combien ?", [euros(7_430_000)]),
        ("Qui a reçu le plus en 2023, en cumulant ses aides ?", ["Crous"]),
    ],
)
def test_it_is_told(talk_about, asked, told):
    reply = talk_about(FILE)(asked)

    assert reply.outcome == "answered"
    assert [one for one in told if one.replace("\u00a0", " ") not in reply.text.replace("\u00a0", " ")] == []


def test_which_amount_asks_of_what_was_granted(talk_about):
    talk = talk_about(FILE)

    talk("Combien de projets sport en 2023 ?")
    assert euros(300_000) in talk("Pour quel montant ?").text


def test_what_was_asked_for_is_not_told_where_no_column_does(talk_about):
    reply = talk_about("bénéficiaire;montant;exercice\nMJC Roguet;100;2022\n")("Combien la MJC avait-elle demandé ?")

    assert reply.outcome == "unknown"


@pytest.mark.parametrize("asked", ["Combien de projets à Vincennes en 2022 ?", "Quels projets à Vincennes en 2022 ?"])
def test_the_projects_of_the_fund_are_of_no_other_year(talk_about, asked):
    assert talk_about(FILE)(asked).outcome == "unknown"


def test_two_years_are_compared(talk_about):
    told = talk_about(FILE)("Plus en 2023 qu'en 2022 ?").text

    assert (euros(7_300_000) in told, "écart" in told) == (True, True)


def test_whoever_is_first_in_a_year_is_told(talk_about):
    assert "Crous" in talk_about(FILE)("Le numéro 1 en 2023").text


def test_how_much_the_first_got_is_asked_after_a_ranking(talk_about):
    talk = talk_about(FILE)

    talk("Qui a reçu le plus en 2021 ?")
    assert euros(20_000) in talk("Avec quel montant ?").text


def test_nobody_is_told_by_what_they_are_in_charge_of(talk_about):
    assert talk_about(FILE)("La personne chargée de la culture a reçu combien ?").outcome != "answered"


def test_the_projects_of_the_fund_stay_its_own(talk_about):
    assert "23 projets" in talk_about(FILE)("Combien de projets lauréats en 2018 ?").text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "asked", ["Je peux parler à quelqu'un du service ?", "Passez-moi la personne chargée du sport"]
)
def test_whoever_wants_somebody_is_told_whom_to_reach(talk_about, asked):
    assert talk_about(FILE)(asked).outcome == "handoff"
