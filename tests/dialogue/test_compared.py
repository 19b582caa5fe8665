"""What is asked of those that were compared, by how they came out or by their rank."""

import pytest

from tests.spaces import breakable

WHICH = "Qui a le plus de projets, le 93 ou le 92 ?"


@pytest.mark.parametrize("winner", ["du gagnant", "du vainqueur", "du département gagnant", "du grand gagnant"])
def test_the_winner_is_the_one_that_has_most(talk, winner):
    text = talk(WHICH, f"Cite les villes {winner}").text
    assert "Antony" in text
    assert "Montreuil" not in text


def test_the_other_of_two_is_the_one_that_did_not_win(talk):
    text = talk(WHICH, "Le gagnant a combien de communes lauréates ?", "Et l’autre ?").text
    assert "Montreuil" in text
    assert "Antony" not in text
    assert "Montreuil" in talk(WHICH, "Cite les villes du gagnant", "Et le perdant, quelles villes ?").text


def test_those_that_are_equal_won_together(talk):
    text = talk("Montreuil ou Vincennes, qui a le plus de projets ?", "La gagnante est dans quel département ?").text
    assert "Montreuil est" in text
    assert "Vincennes est" in text


def test_who_won_something_is_no_side_of_a_comparison(talk):
    assert "Chatbot" in talk(WHICH, "Quel est le gagnant du chatbot ?").text


def test_the_first_of_two_told_in_turn_is_set_beside_the_other(talk):
    turns = ("Combien de lauréats dans Paris Ouest La Défense ?", "Et Vallée Sud ?", "Le premier en a plus alors ?")
    assert talk(*turns).text.startswith("L’EPT Paris Ouest La Défense en a le plus")
    assert "Soit 1 de plus" in breakable(talk(*turns, "De combien ?").text)


def test_towns_are_asked_for_of_a_place_in_which_they_lie(talk):
    text = talk("Liste des projets du T11", "Et du T12 ?", "Le premier, il compte combien de villes ?").text
    assert breakable(text).startswith("L’EPT Grand Paris Sud Est Avenir (T11) regroupe 16 communes")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quel département a le moins de projets ?", "5 projets en Seine-Saint-Denis, pour 3 lauréats"),
        ("Quel département a le plus de projets ?", "9 projets dans le Val-de-Marne, pour 7 lauréats"),
    ],
)
def test_what_the_first_of_a_ranking_has_is_not_ranked_again(talk, asked, told):
    assert breakable(talk(asked, "Ses lauréats ?").text).startswith(told)


@pytest.mark.parametrize("asked", ["Il y en a combien en tout ?", "Il y en a combien ?"])
def test_a_list_is_counted_after_one_was_taken_of_it(talk, asked):
    turns = ("Quels sont les projets de relation usager ?", "Le premier est de quelle ville ?")
    assert breakable(talk(*turns, asked).text).startswith("5 projets")


@pytest.mark.parametrize("asked", ["Qui y est lauréat ?", "Qui y a gagné ?", "Qui a gagné là-bas ?"])
def test_who_has_something_there_is_asked_of_the_place_around(talk, asked):
    text = talk("Le territoire de Vincennes, c’est lequel ?", asked).text
    assert "Saint-Mandé" in text
    assert "E-formation" in talk("Bry est dans quel département ?", "Ils ont proposé quoi là-bas ?").text


def test_one_of_several_may_be_asked_more_than_one_thing(talk):
    text = talk("Quels sont les trois territoires lauréats ?", "Le premier des trois, il a monté quel projet ?").text
    assert "lavoir" in text
    assert "Solutions" not in text
