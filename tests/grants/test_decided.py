"""Grants that a département decided: which year, on which day, in which policy, and homes called alike."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;politique_publique
Département du Pern;Emmaüs Ruelle;Achat d'un camion;15000;2023-11-24;Solidarités
Département du Pern;EHPAD Le Champ de Foire;Unité protégée;150000;2023-04-14;Autonomie
Département du Pern;EHPAD Sainte-Marthe;Rénovation de chambres;110000;2021-02-12;Autonomie
Département du Pern;EHPAD Les Jardins;Investissement;95000;2022-06-24;Autonomie
Département du Pern;Jeunes Agriculteurs;Finale de labour;6000;2024-06-21;Agriculture et ruralité
Département du Pern;GAEC du Moulin;Conversion;7000;2024-09-22;Agriculture et ruralité
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    "asked", ["C’était en quelle année ?", "quelle année ?", "c’est de quelle année ?", "ça date de quand ?"]
)
def test_which_year_is_asked_of_who_was_told(talk, asked):
    talk("Qu’a reçu Emmaüs Ruelle ?")
    assert euros(1_500_000) in talk(asked).text


@pytest.mark.parametrize("asked", ["les données datent de quand ?", "vos chiffres sont de quelles années ?"])
def test_which_years_the_data_are_of_is_asked_of_none(talk, asked):
    talk("Qu’a reçu Emmaüs Ruelle ?")
    assert "6 subventions de 2021 à 2024" in talk(asked).text


@pytest.mark.parametrize("asked", ["nb aides agri 2024 svp", "cb pour l’agri ?"])
def test_a_theme_is_called_by_how_its_name_begins(talk, asked):
    assert talk(asked).text.startswith("2 subventions (Agriculture et ruralité)")


def test_a_known_word_that_sounds_as_one_of_a_name_is_that_one_beside_the_rest(talk):
    said = talk("EHPAD Saint Marthe ou EHPAD le Chant de Foire, ki a eu le plus ?").text
    assert said.startswith(f"EHPAD Le Champ de Foire\xa0: {euros(15_000_000)}")


def test_of_two_that_are_compared_one_that_is_not_known_is_asked_back(talk):
    said = talk("Emmaüs Ruelle ou le club de bridge, qui a eu le plus ?").text
    assert "À qui faut-il comparer" in said
    assert said.startswith("Emmaüs Ruelle\xa0:")


def test_of_several_told_those_that_got_nothing_then_are_counted(talk):
    talk("Liste des aides à des EHPAD ?")
    said = talk("Seulement en 2023").text
    assert said.startswith("EHPAD Le Champ de Foire\xa0:")
    assert said.endswith("Rien pour les 2 autres.")


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("le total des aides décidées en commission permanente le 14 avril 2023 ?", 15_000_000),
        ("Total voté à la commission permanente du 14 avril 2023", 15_000_000),
        ("Combien en 2024, toutes politiques réunies ?", 1_300_000),
        ("Le total 2024, tous secteurs réunis ?", 1_300_000),
    ],
)
def test_where_it_was_decided_and_for_all_policies_narrow_nothing(talk, asked, cents):
    assert euros(cents) in talk(asked).text
