"""What a city with a metropolis publishes: directions that instruct files, each with its number, and two that give."""

import pytest

from tests.grants.talk import euros

FILE = """Numéro de dossier;Année budgétaire;Collectivité;Nom bénéficiaire;Objet du dossier;Montant voté;Direction
2022_03865;2022;Ville de Brelle;Les Rives sonores;Concerts d'hiver;2100;Direction générale à la culture
2022_03866;2022;Ville de Brelle;Banque alimentaire;Camion frigorifique;3300;Direction de l'inclusion sociale
2022_03867;2022;Brelle Métropole;Banque alimentaire;Fonctionnement;1500;Direction de l'inclusion sociale
2023_10468;2023;Ville de Brelle;Coup de pouce;Lecture;900;Direction de l'éducation
2023_10469;2023;Brelle Métropole;Les Rives sonores;Fonctionnement;4700;Direction générale à la culture
2023_10470;2023;Ville de Brelle;Le Petit Pont;Lecture;0;Direction de l'éducation
2023_10471;2023;Ville de Brelle;Le Petit Pont;Goûter;250;Direction de l'éducation
"""


@pytest.fixture
def talk(talk_about):
    return talk_about(FILE)


def test_a_file_is_called_by_its_number(talk):
    assert "Les Rives sonores" in talk("Dossier 2022_03865, c'est qui ?").text.replace("LES", "Les")
    assert euros(210_000) in talk("combien ?").text
    assert "Lecture" in talk("Veuillez m'indiquer l'objet du dossier 2023_10468.").text


def test_a_year_before_an_amount_is_no_number_of_a_file(talk):
    assert "2023-10468" not in talk("qui a eu en 2023 10468 euros ?").text


@pytest.mark.parametrize("said", ["direction culture", "la direction de la culture", "dir culture"])
def test_a_direction_is_called_in_short(talk, said):
    assert talk(f"{said} 2023 combien").text.startswith("1 subvention (Direction générale à la culture) en 2023")


@pytest.mark.parametrize(
    "asked",
    [
        "Quelle est la direction ayant instruit les montants les plus importants en 2023 ?",
        "Quelle direction a instruit les plus grosses sommes en 2023 ?",
        "La direction qui a géré le plus en 2023 ?",
    ],
)
def test_who_instructed_most(talk, asked):
    assert f"\n- Direction générale à la culture\u00a0: {euros(470_000)}" in talk(asked).text


def test_each_of_two_givers_is_called_by_what_it_is(talk):
    assert euros(330_000) in talk("Combien la Ville a donné à la Banque alimentaire en 2022 ?").text
    assert euros(150_000) in talk("et la Métropole ?").text
    assert euros(480_000) in talk("les deux ensemble ?").text


def test_the_year_of_a_budget_is_a_year(talk):
    assert "4 subventions" not in (text := talk("Combien de dossiers figurent pour l'année budgétaire 2023 ?").text)
    assert text.startswith("3 subventions en 2023")


def test_the_least_that_is_not_nought(talk):
    assert "1. 250" in talk("Quelle est la plus petite subvention non nulle de 2023 ?").text


def test_a_long_title_needs_no_word_before_it(talk_about):
    talk = talk_about(
        "annee;beneficiaire;objet;montant\n"
        "2023;Chantiers navals;Exposition itinérante La cale n° 3;4700\n"
        "2023;Chantiers navals;Exposition permanente;300\n"
        "2022;Orchestre du Val;Concerts scolaires dans les écoles de Bellevue;17500\n"
        "2022;Orchestre du Val;Fonctionnement;90000\n"
        "2022;Ressourcerie de l'île;Fonctionnement;800\n"
        "2023;Ressourcerie des bois;Fonctionnement;70\n"
    )
    assert euros(470_000) in talk("L’exposition itinérante « La cale n° 3 » a eu combien ?").text
    assert euros(1_750_000) in talk("L’Orchestre du Val a eu combien pour les concerts scolaires ?").text
    assert talk("resourcerie de lile combien").text.startswith("Ressourcerie de l'île")


def test_what_a_sum_is_made_of_is_asked_of_who_was_spoken_of(talk):
    talk("Les Rives sonores, 2022 ?")
    talk("2023 ?")
    assert euros(210_000) in talk("tu as additionné quoi en 2022 ?").text
