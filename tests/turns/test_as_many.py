"""How many of something others have, where a message points to what was told."""

import pytest

from tests.spaces import breakable

TWO = "Vincennes a combien de projets ?"


@pytest.mark.parametrize(
    "asked",
    [
        "Quelles autres villes sont dans ce cas ?",
        "Qui d’autre est dans le même cas ?",
        "Quelles autres villes en ont autant ?",
        "D’autres communes ont autant de projets ?",
        "Combien d’autres sont dans cette situation ?",
    ],
)
def test_others_have_as_many_as_the_one_told(talk, asked):
    reply = talk(TWO, asked)
    assert "2 projets" in breakable(reply.text)
    assert {"Alfortville", "Montreuil", "Rosny-sous-Bois"} <= set(reply.text.replace(",", " ").split())
    assert "Antony" not in reply.text


def test_the_two_others_are_those_that_were_not_told(talk):
    text = talk(
        "Montreuil et Vincennes ont combien de projets ?", "Quelles sont les deux autres villes dans ce cas ?"
    ).text
    assert "Alfortville" in text
    assert "Rosny-sous-Bois" in text
    assert "Montreuil" not in text


def test_the_only_one_in_that_case_is_not_the_only_one_that_has_any(talk):
    text = breakable(talk(TWO, "Elle est la seule dans ce cas ?").text)
    assert text.startswith("Non : Alfortville, Montreuil et Rosny")


@pytest.mark.parametrize("before", ["Paris a eu un projet ?", "Sceaux a quoi ?"])
def test_how_many_have_nothing_is_not_asked_of_one_town(talk, before):
    assert breakable(talk(before, "combien n’ont rien ?").text).startswith("115 communes sur 131")


def test_others_have_none_as_the_one_told(talk):
    reply = talk("Saint-Denis a un projet ?", "Quelles autres villes du 93 sont dans ce cas ?")
    assert breakable(reply.text).startswith("Sans projet : 38 communes")


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("Sceaux a un projet sur le stationnement ?", "Qui d’autre est dans ce cas ?", "Antony"),
        ("Saint-Denis a un projet ?", "Dans ce cas, quelles autres villes du 93 ont gagné ?", "2 communes lauréates"),
        ("Sceaux est dans le T2.", "Quelles autres villes sont dans ce cas ?", "regroupe 11 communes"),
        (TWO, "Et Sceaux, elle est dans le même cas ?", "1 projet à Sceaux"),
    ],
)
def test_what_is_no_number_is_asked_as_it_is(talk, before, asked, told):
    assert told in breakable(talk(before, asked).text)
