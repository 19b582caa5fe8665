"""What of the last question is asked again, and what is not."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize("message", ["Antony, c'est pour le stationnement ?", "Antony — c'est pour le stationnement ?"])
def test_what_is_whole_by_itself_is_not_asked_how_much(talk, message):
    assert "Stationnement intelligent" in talk("Combien a reçu Antony ?", message).text


@pytest.mark.parametrize("message", ["autant que Vincennes ?", "plus que Vincennes ?"])
def test_as_much_as_another_is_asked_of_amounts_where_those_were(talk, message):
    assert talk("Combien a touché Montreuil ?", message).outcome == "unknown"


@pytest.mark.parametrize("message", ["donc 20 pour les villes ?", "et 20 pour les communes, c'est ça ?"])
def test_so_many_for_some_counts_what_was_counted(talk, message):
    assert breakable(talk("Combien de projets ?", message).text).startswith("Oui : 20 projets")


def test_which_are_among_those_is_still_asked_of_them(talk):
    asked = "Combien de projets réunissent plusieurs collectivités ?"

    assert talk(asked, "quelles villes sont dedans ?").outcome == "unknown"


@pytest.mark.parametrize(
    "message", ["d'autres projets de ce type dans le 92 ?", "y en a d'autres comme ça dans le 92 ?"]
)
def test_others_of_the_kind_are_about_the_same_in_the_place_named(talk, message):
    text = talk("Que fait Antony ?", message).text

    assert "Levallois" in text
    assert "Sceaux" not in text


def test_two_things_told_in_turn_are_set_side_by_side(talk):
    text = talk("Le CRM c'est Vincennes ?", "et la GED ?", "les deux sont pareils ?").text

    assert "CRM" in text
    assert "collaborative" in text


def test_what_a_place_around_has_is_not_asked_if_it_is_the_same(talk):
    messages = "Boulogne n'a rien ?", "Et Issy ?", "c'est le même territoire non ?"

    assert "Aucun autre" not in talk(*messages, "et l'EPT il a quoi ?").text


@pytest.mark.parametrize("message", ["c'est pas à Vincennes ?", "ce n'est pas à Vincennes ?"])
def test_whether_it_is_not_there_keeps_nothing_out(talk, message):
    assert breakable(talk("Le chatbot, c'est où ?", message).text).startswith("Non, pas")


@pytest.mark.parametrize(
    ("message", "told"),
    [("Combien de communes lauréates ?", "16 sur 131"), ("Combien de communes lauréates dans le 92 ?", "8 sur 36")],
)
def test_what_share_that_is_is_asked_of_the_towns_counted(talk, message, told):
    assert told in breakable(talk(message, "ça fait quel pourcentage ?").text)


def test_what_may_be_a_project_is_one_where_a_town_is_named(talk):
    assert "Chatbot" in talk("Les projets du 93 ?", "celui de Rosny, c'est un chatbot ?").text


@pytest.mark.parametrize("said", ["et les territoires ?", "plus des territoires, non ? combien ?", "et côté EPT ?"])
def test_the_kind_that_is_counted_next_is_counted_among_those_that_were(talk, said):
    text = talk("La Métropole, ça fait combien de communes ?", "et là-dessus combien de lauréates ?", said).text

    assert breakable(text).startswith("3 territoires")


def test_how_many_towns_there_are_is_asked_in_full(talk):
    text = talk("Combien de lauréats dans la Métropole ?", "et la Métropole, elle a combien de communes ?").text

    assert "131 communes" in breakable(text)
