"""The last years of what is published, and the first ones, by how many they are."""

import pytest

from tests.grants.talk import euros

FOUR_YEARS = "nomBeneficiaire;objet;montant;exercice\n" + "".join(
    f"Judo Pernois;Tournoi;{amount};{year}\nChorale de Pern;Concert;7;{year}\n"
    for amount, year in ((100, 2020), (200, 2021), (400, 2022), (800, 2023))
)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien a reçu le judo depuis 2 ans ?", 120_000),
        ("Combien a reçu le judo depuis trois ans ?", 140_000),
        ("combien pour le judo ces deux dernières années ?", 120_000),
        ("les 3 dernières années, combien pour le judo ?", 140_000),
        ("combien pour le judo au cours des trois derniers exercices ?", 140_000),
        ("combien pour le judo les deux premières années ?", 30_000),
        ("il y a 3 ans, combien pour le judo ?", 20_000),
        ("combien pour le judo depuis un an ?", 80_000),
    ],
)
def test_years_are_counted_from_the_last_one_that_is_published(talk_about, asked, cents):
    assert f" {euros(cents)}" in talk_about(FOUR_YEARS)(asked).text


def test_a_follow_up_may_ask_of_the_last_years(talk_about):
    talk = talk_about(FOUR_YEARS)
    talk("combien pour le judo en 2020 ?")
    text = talk("et ces deux dernières années ?").text
    assert f" {euros(120_000)}" in text
    assert "de 2022 à 2023" in text


YEARLY = """nomBeneficiaire;montant;exercice
Chorale;1;2021
Chorale;20;2022
Chorale;300;2023
Chorale;4000;2024
"""


@pytest.mark.parametrize(
    ("year", "asked", "cents"),
    [
        (2023, "et les années d’avant ?", 2_100),
        (2024, "les années précédentes ?", 32_100),
        (2022, "Et les années suivantes ?", 430_000),
    ],
)
def test_the_years_before_and_after_the_one_spoken_of_are_all_of_them(talk_about, year, asked, cents):
    talk = talk_about(YEARLY)
    talk(f"La Chorale en {year} ?")
    assert euros(cents) in talk(asked).text


def test_nothing_is_told_of_the_years_after_the_last(talk_about):
    talk = talk_about(YEARLY)
    talk("La Chorale en 2024 ?")
    assert talk("et les années d’après ?").outcome == "unknown"


@pytest.mark.parametrize("year", ["vingt-trois", "vingt trois", "23", "vingt-trois enfin en deux mille vingt-trois"])
def test_a_year_is_said_by_its_last_two_digits(talk_about, year):
    assert f"pour {euros(30_000)}" in talk_about(YEARLY)(f"La Chorale a eu combien en {year} ?").text


def test_the_year_before_none_is_asked(talk_about):
    assert talk_about(YEARLY)("La Chorale l’année d’avant ?").outcome == "clarify"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("et avant ?", "avant 2023"),
        ("et auparavant ?", "avant 2023"),
        ("avant c’était combien ?", "avant 2023"),
        ("et depuis ?", "depuis 2024"),
    ],
)
def test_before_and_since_are_all_the_years_before_and_after_that_which_was_asked_about(talk_about, asked, told):
    talk = talk_about(YEARS_IN_TURN)
    talk("Combien pour le judo en 2023 ?")
    assert told in talk(asked).text


YEARS_IN_TURN = """nomBeneficiaire;objet;montant;exercice
Judo Pernois;Saison;100;2021
Judo Pernois;Saison;200;2022
Judo Pernois;Saison;400;2023
Judo Pernois;Saison;800;2024
"""
