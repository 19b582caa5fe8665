"""The places around those told one after the other: « ces deux EPT »."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Rosny dépend de quel EPT ?", "et Montreuil", "lequel de ces deux EPT est lauréat lui-même ?"], "Solutions"),
        (["Sceaux ?", "et Vincennes ?", "ces deux départements ont combien de projets ?"], "17 projets"),
        (["Sceaux ?", "et Antony ?", "ces deux territoires ont gagné quoi ?"], "Bagneux"),
    ],
)
def test_places_around_those_told_are_pointed_to(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_those_told_are_pointed_to_by_their_own_kind(talk):
    assert "Bagneux" not in talk("Sceaux ?", "et Antony ?", "ces deux villes ont gagné quoi ?").text


@pytest.mark.parametrize("message", ["la ville, qu’est-ce qu’elle a gagné ?", "la commune, combien elle a eu ?"])
def test_the_town_is_that_spoken_of_where_a_pronoun_says_it_again(talk, message):
    assert "Saint-Denis ne figure pas" in breakable(talk("Saint-Denis", message).text)


def test_one_of_a_list_is_found_by_how_many_it_has_after_others_were_asked_about(talk):
    messages = ("Quelles villes ont deux projets ?", "ceux de la première ?", "et ceux de la dernière ?")

    assert "Montreuil est en" in breakable(talk(*messages, "laquelle des quatre est dans Est Ensemble ?").text)


def test_a_project_told_is_not_asked_of_the_other_towns(talk):
    reply = talk("Vincennes a quoi ?", "le CRM", "et les autres villes du 94 ?").text

    assert "Alfortville" in reply
    assert not reply.startswith("Non")
