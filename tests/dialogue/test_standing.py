"""What pronouns and names of places stand for, after what was told of."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Qui a le chatbot ?", "elle a quoi, à part le chatbot ?"], "Plateforme Gestion"),
        (["Qui a le chatbot ?", "et à part le chatbot, ils ont autre chose ?"], "Plateforme Gestion"),
        (["Quelle ville fait la géolocalisation ?", "elle a autre chose que la géolocalisation ?"], "kiosque"),
        (["Quelle ville fait la géolocalisation ?", "Et à part ça, elle a eu autre chose ?"], "kiosque"),
    ],
)
def test_what_else_a_place_has_than_what_was_told_is_asked_of_it_alone(talk, messages, told):
    text = talk(*messages).text

    assert told in text
    assert "Sceaux" not in text


@pytest.mark.parametrize(
    "message", ["même pas un petit projet ?", "aucun projet alors ?", "un petit projet quand même ?"]
)
def test_whether_there_is_any_is_asked_of_the_place_spoken_of(talk, message):
    assert breakable(talk("Paris a eu une subvention ?", message).text).startswith("Paris ne figure pas")


def test_the_one_place_found_among_those_asked_for_is_meant_by_theirs(talk):
    text = talk("Il y a des EPT lauréats dans le 93 ?", "ils ont quoi ?").text

    assert "Solutions collaboratives" in text
    assert "Montreuil" not in text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Clichy a un projet ?", "et l'autre Clichy ?"], "Clichy-sous-Bois ne"),
        (["Clichy-sous-Bois a un projet ?", "et l'autre Clichy ?"], "Clichy ne"),
        (["Clichy dans le 92 a un projet ?", "et celle du 93 ?"], "Clichy-sous-Bois ne"),
    ],
)
def test_the_other_of_a_name_is_the_one_that_was_not_spoken_of(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Vincennes a quoi ?", "la dématérialisation c'est quoi ?", "Et l'autre, c'est une GRU ?"], "CRM"),
        (["Rosny a eu quoi ?", "Et l'autre, c'est une GRU ?"], "Plateforme"),
        (["Montreuil a quoi ?", "l'un c'est pour les jeunes, et l'autre ?"], "notre jardin"),
    ],
)
def test_the_other_of_two_things_is_told_by_what_it_is_about(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_inside_the_first_is_inside_the_first_place_that_holds_others(talk):
    messages = "Quels EPT ont été aidés ?", "le deuxième, c'est quelles villes ?", "il y a des lauréates dedans ?"

    assert "Grand Orly" in talk(*messages, "et dans le premier ?").text
