"""Which of those told are meant, what else is asked of one of them, and what is asked of all of a place."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Les lauréats du 94", "lesquels sont dans le 92 parmi eux ?"], "Aucun des 7"),
        (["Les projets du 93", "Lesquels d’entre eux sont dans le 94 ?"], "Aucun des 5"),
        (["Les lauréats du 92", "Parmi eux, qui est dans Vallée Sud ?"], "3 sur 8 : Antony, Bagneux et Sceaux"),
        (["Un projet de stationnement ?", "parmi eux, lesquels sont dans le 94 ?"], "Pas sur ce thème"),
    ],
)
def test_those_told_that_lie_in_another_place_are_told(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Qui siégeait au comité ?", "Qui est Legale ?", "Il a fait quoi d’autre ?"], "Éric Legale est"),
        (["Que dit Ollier ?", "Il a dit autre chose ?"], "Patrick Ollier conclut"),
        (["Sceaux a quoi ?", "Elle a fait autre chose ?"], "Il n’y en a pas d’autre à Sceaux"),
        (["Que dit Courtois ?", "et les autres ?"], "Patrick Ollier conclut"),
    ],
)
def test_what_else_somebody_did_is_not_what_others_did(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["L’aire de livraison, c’est qui ?", "et dans tout le 92, qui a été retenu ?"], "8 projets"),
        (["Un projet de stationnement ?", "et sur tout le 94 ?"], "9 projets"),
        (["Un projet de stationnement ?", "et dans le 92 ?"], "2 projets"),
        (["Antony a du stationnement ?", "et dans tout le 92 ?"], "2 projets"),
    ],
)
def test_all_of_a_place_is_not_asked_of_a_subject_that_was_asked_of_everywhere(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Le chatbot, c’est qui ?", "Rosny-sur-Seine, n’est-ce pas ?"], "« Chatbot » : Rosny-sous-Bois"),
        (["Le chatbot, c’est qui ?", "Sceaux, n’est-ce pas ?"], "porté par Rosny-sous-Bois"),
        (["Le chatbot, c’est Rosny-sur-Seine ?", "et son autre projet ?"], "Plateforme Gestion Relations Usagers"),
    ],
)
def test_whose_a_thing_is_is_checked_against_a_place_elsewhere(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("c’est long, il y en a combien en tout ?", "16 communes"),
        ("oh là c’est trop long combien de communes dans le 94", "6 communes"),
        ("c’est trop long", "16 communes lauréates, pour 20 projets."),
    ],
)
def test_that_an_answer_was_long_changes_nothing_of_what_is_asked_after_that(talk, message, told):
    assert breakable(talk("Les villes qui ont gagné", message).text).startswith(told)
