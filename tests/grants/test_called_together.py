"""Bodies that are called together by what their names begin with, whatever else these words mean, and by their ends."""

import pytest

from tests.grants.talk import Talk, euros

CALLED = """nomBeneficiaire;objet;montant;exercice
Coopérative scolaire École Carnot;Classe de neige;100;2022
Coopérative scolaire École des Arènes;Classe de mer;200;2022
Coopérative scolaire École des Arènes;Classe de mer;400;2023
Syndicat CFDT Interco;Section;800;2022
Syndicat CGT des territoriaux;Section;1600;2022
Crèche associative Pimprenelle;Fonctionnement;3200;2022
Crèche parentale Les Pitchouns;Fonctionnement;6400;2022
Café-musiques Le Bivouac;Concerts;12800;2022
Club sportif de Pern;Saison;25600;2022
Club sportif de Lauzès;Saison;51200;2022
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(CALLED)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Somme allouée aux coopératives scolaires en 2022 ?", 30_000),
        ("montant des coopératives scolaires", 70_000),
        ("les deux syndicats ensemble ont eu combien ?", 240_000),
        ("combien pour les deux crèches ?", 960_000),
        ("les deux crèches associatives en 2022", 960_000),
        ("Combien de coopératives scolaires aidées en 2022 ?", 30_000),
    ],
)
def test_bodies_are_called_together_by_what_they_are(talk, asked, cents):
    assert f"pour {euros(cents)}" in talk(asked).text


@pytest.mark.parametrize("asked", ["les trois syndicats, combien ?", "les syndicats, combien ?"])
def test_one_word_calls_only_as_many_as_are_told(talk, asked):
    assert talk(asked).outcome != "answered"


def test_those_among_which_one_got_most_are_told(talk):
    reply = talk("Parmi les coopératives scolaires, laquelle a le plus reçu ?")
    assert reply.text.startswith(f"Coopérative scolaire École des Arènes\xa0: {euros(60_000)}")


@pytest.mark.parametrize("asked", ["laquelle a eu le plus ?", "qui a le plus ?", "laquelle a reçu le plus en 2022 ?"])
def test_which_of_them_got_most_is_asked_afterwards(talk, asked):
    talk("Combien ont eu les coopératives scolaires ?")
    assert talk(asked).text.startswith("Coopérative scolaire École des Arènes")


def test_they_are_spoken_of_from_year_to_year(talk):
    talk("les coopératives scolaires en 2022")
    assert f"pour {euros(40_000)}" in talk("et en 2023 ?").text


@pytest.mark.parametrize(
    "asked", ["quelle association a eu le plus ?", "qui a eu le plus, toutes structures confondues ?"]
)
def test_who_got_most_of_all_is_asked_of_all(talk, asked):
    talk("Combien ont eu les coopératives scolaires ?")
    assert "Club sportif de Lauzès" in talk(asked).text


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("le Bivouac a eu combien ?", "Café-musiques Le Bivouac"),
        ("combien pour les Pitchouns en 2022 ?", "Crèche parentale Les Pitchouns"),
    ],
)
def test_a_name_that_follows_what_it_is_calls_it_with_its_article(talk, asked, name):
    assert talk(asked).text.startswith(f"{name}\xa0: 1 subvention")
