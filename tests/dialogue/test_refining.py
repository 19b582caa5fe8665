"""What a message makes of a list that was told: it narrows it, counts it, puts something to it, turns to its rest."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize("only", ["que celles du 93", "juste celles du 93", "que dans le 93", "uniquement celles du 93"])
@pytest.mark.parametrize("asked", ["Quelles villes ont gagné ?", "Qui sont les communes lauréates ?"])
def test_towns_alone_are_left_of_towns(talk, asked, only):
    told = breakable(talk(asked, only).text)
    assert told.startswith("2 communes lauréates en Seine-Saint-Denis, pour 4 projets")


def test_what_comes_back_in_is_not_kept_out_too(talk):
    told = breakable(talk("Hors du 94, quelles sont les communes lauréates ?", "et celles du 94").text)
    assert told.startswith("6 communes lauréates dans le Val-de-Marne")


def test_the_others_are_those_of_what_was_narrowed(talk):
    told = talk("Liste des villes avec deux projets", "que celles du 94", "et les autres").text
    assert "Montreuil" in told
    assert "Créteil" not in told
