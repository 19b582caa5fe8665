"""Bodies of one name, told apart by where they are."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomAttribuant;nomBeneficiaire;idBeneficiaire;montant;exercice;objet;secteur;quartier
Ville de Made;Club de l'Amitié;94970520600017;300;2022;Goûter;Seniors;Bord du Lac
Ville de Made;Club de l'Amitié;74467228800019;500;2022;Loto;Seniors;La Roseraie
Ville de Made;Théâtre;;40;2022;Saison;Culture;La Roseraie
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def test_they_are_proposed_by_the_quarter_of_each(talk):
    reply = talk("Combien pour le Club de l'Amitié ?")
    assert reply.outcome == "clarify"
    assert {button.title for button in reply.buttons} == {
        "Club de l'Amitié – Bord du Lac",
        "Club de l'Amitié – La Roseraie",
    }


@pytest.mark.parametrize("asked", ["Celui du Bord du Lac", "le club de l'amitié du Bord du Lac"])
def test_one_is_chosen_by_its_quarter(talk, asked):
    talk("Combien pour le Club de l'Amitié ?")
    assert euros(30_000) in talk(asked).text
