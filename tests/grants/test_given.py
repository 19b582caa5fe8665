"""Grants pointed at by what they are for, without « pour »: « quand a-t-on voté le camion ? »."""

import pytest

from tests.grants.talk import euros

THINGS = """nomBeneficiaire;objet;montant;date de convention;référence de la décision
Banque alimentaire;Achat d’un camion frigorifique;10500;2023-06-29;2023-059
Banque alimentaire;Fonctionnement;4100;2024-02-08;2024-017
Harmonie municipale;Achat d’un tuba;3900;2023-12-14;2023-101
Radio Ado;Achat d’une table de mixage;1320;2023-09-28;2023-083
Restos du cœur;Remplacement de la chambre froide;3650;2022-12-15;2022-103
Vélo club;Grand prix de la ville;2200;2024-06-27;2024-055
Souvenir français;80 ans de la Libération;900;2024-06-27;2024-061
"""


@pytest.mark.parametrize(
    "asked",
    [
        "date du conseil qui a voté le camion frigorifique",
        "date du consiel qui a voté le camion frigorifque",
        "À quelle séance du conseil municipal a-t-on voté le camion frigorifique de la Banque alimentaire ?",
        "kan le conseil a voté pr le camion",
    ],
)
def test_the_day_on_which_something_was_voted_is_told(talk_about, asked):
    assert "29 juin 2023" in talk_about(THINGS)(asked).text


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("Numéro de la délibération qui accorde le tuba à l’Harmonie municipale ?", "2023-101"),
        ("quelle délibération a accordé la chambre froide ?", "2022-103"),
        ("délibération n° pour la table de mixage de Radio Ado", "2023-083"),
    ],
)
def test_the_number_of_what_granted_something_is_told(talk_about, asked, number):
    assert number in talk_about(THINGS)(asked).text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien a coûté le camion de la Banque alimentaire à la ville ?", 1_050_000),
        ("la ville a payé combien le camion frigorifique ?", 1_050_000),
        ("cb la table d mixage", 132_000),
        ("le Grand prix de la ville a été subventionné combien en 2024 ?", 220_000),
        ("combien pour les 80 ans de la Libération", 90_000),
    ],
)
def test_how_much_something_got_is_told(talk_about, asked, cents):
    assert euros(cents) in talk_about(THINGS)(asked).text


@pytest.mark.parametrize("asked", ["combien pour le camion rouge", "quand le conseil a-t-il voté le rond-point ?"])
def test_a_thing_that_no_line_says_is_not_another(talk_about, asked):
    assert talk_about(THINGS)(asked).outcome != "answered"


def test_what_else_a_body_got_is_asked_after_a_thing_of_its_own(talk_about):
    talk = talk_about(THINGS)
    talk("Combien a coûté le camion de la Banque alimentaire ?")
    assert euros(410_000) in talk("et leur fonctionnement en 2024 ?").text


def test_a_house_of_the_young_is_called_by_its_letters(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant\nMaison des jeunes La Fenêtre;2770\nTennis La Fenêtre;50\nMJC du Lac;9\n"
    )
    assert talk("mdj la fenetre cb").text.startswith("Maison des jeunes La Fenêtre")
