"""A place told by one that lies in it is that place."""

import pytest

from bot.dialogue.conversation import Conversation


@pytest.fixture
def ask(laureat):
    """The reply to a message that nothing comes before."""
    return lambda said: laureat.answer(said, Conversation())[0]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Quels projets dans le territoire de Sucy ?", "Quels projets dans Grand Paris Sud Est Avenir ?"),
        ("Le département de Bagneux a combien de lauréats ?", "Les Hauts-de-Seine ont combien de lauréats ?"),
        ("Qui a gagné dans le département où se trouve Pantin ?", "Qui a gagné dans le 93 ?"),
        ("Les lauréats du même territoire qu’Antony ?", "Les lauréats de Vallée Sud ?"),
        ("Quels projets sauf le département de Sceaux ?", "Quels projets sauf les Hauts-de-Seine ?"),
        ("Rueil-Malmaison est dans le territoire de Nanterre ?", "Rueil-Malmaison est dans Paris Ouest La Défense ?"),
    ],
)
def test_a_place_may_be_told_by_one_that_lies_in_it(ask, told, named):
    assert ask(told).text == ask(named).text


def test_others_around_a_place_are_all_but_it(ask):
    told = ask("Quels autres lauréats dans le territoire de Sceaux ?").text

    assert "Bagneux" in told
    assert "Bibliothèques" not in told


@pytest.mark.parametrize(
    ("message", "told", "left"),
    [
        ("À Est Ensemble y a Montreuil ok, qui d’autre ?", "Il n’y en a pas d’autre dans l’EPT Est Ensemble", "jardin"),
        ("Dans le 94 il y a Vincennes, quelles autres communes ?", "Alfortville", "CRM"),
        ("à Montreuil ya le jardin et l’autre c’est quoi ?", "Grandparisjeunes", "notre jardin"),
        ("à Vincennes le CRM et l’autre projet c’est quoi ?", "Dématérialisée", "CRM"),
    ],
)
def test_what_is_told_of_a_place_before_others_are_asked_for_is_left_out(ask, message, told, left):
    reply = ask(message).text

    assert told in reply
    assert left not in reply


def test_others_that_are_told_by_a_name_are_of_that(ask):
    assert "Rosny-sous-Bois a 2 projets" in ask("Le chatbot de Rosny et les autres projets du 93 ?").text


@pytest.mark.parametrize("said", ["Quel est le territoire de Sucy ?", "Le territoire de Sucy ?", "C’est le 94, Sucy ?"])
def test_which_place_it_is_may_be_all_that_is_asked(ask, said):
    assert "est dans le Val-de-Marne" in ask(said).text
