"""Several bodies that are called by what one is, and names heard rather than read."""

import pytest

from tests.grants.talk import euros

CALLED = """nomBeneficiaire;objet;montant;exercice
Foyer rural de Pern;Été;100;2022
Foyer rural de Lauzès;Été;200;2022
Foyer rural de Pern;Été;400;2023
Ligue pernoise de judo;Saison;800;2022
Ligue pernoise de rugby;Saison;1600;2022
Banque alimentaire de Pern;Collecte;3200;2022
Amis de l'orgue de Pern;Concert;6400;2022
Amis de l'orgue de Lauzès;Concert;12800;2022
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("combien ont eu les foyers ruraux ?", 70_000),
        ("donne-moi les foyers ruraux qui ont eu une aide", 70_000),
        ("les foyers ruraux en 2022", 30_000),
        ("quelles ligues pernoises ont été aidées ?", 240_000),
        ("combien pour la bank alimentaire de pern", 320_000),
    ],
)
def test_all_that_are_called_so_are_told_of(talk_about, asked, cents):
    assert f"pour {euros(cents)}" in talk_about(CALLED)(asked).text


@pytest.mark.parametrize("asked", ["combien a eu le foyer rural ?", "combien pour les amis de l’orgue ?"])
def test_one_of_several_is_asked_back(talk_about, asked):
    assert talk_about(CALLED)(asked).outcome == "clarify"


@pytest.mark.parametrize("asked", ["le total des trois ?", "lequel des trois a eu le plus ?"])
def test_what_is_asked_of_several_asks_again_which_of_those_proposed_is_meant(talk_about, asked):
    talk = talk_about(CALLED)
    talk("combien a eu la ligue pernoise de judo ?")
    talk("et la banque alimentaire ?")
    assert talk("et les amis de l’orgue ?").outcome == "clarify"
    assert talk(asked).outcome == "clarify"


TOWNS = """nomBeneficiaire;objet;montant;exercice;commune
Voix du Val;Résidences;100;2022;Calvi
Judo du Val;Saison;200;2022;Calvi
Rugby du Val;Saison;300;2022;Bastia
Danse du Val;Saison;300;2022;Bastia
"""


@pytest.mark.parametrize("asked", ["Le FC Bastia a-t-il reçu une subvention ?", "combien pour le SC Calvi ?"])
def test_an_unknown_name_with_a_town_is_not_asked_of_the_town(talk_about, asked):
    reply = talk_about(TOWNS)(asked)
    assert reply.outcome == "unknown"
    assert "FC Bastia" in reply.text or "SC Calvi" in reply.text
