"""Towns told of which none lies where a message asks: where they lie is told, and nothing of that place."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    "messages",
    [
        ("Antony et Sceaux ont gagné ?", "lesquels sont dans le 94 ?"),
        ("Quel est le projet de Sceaux ?", "parmi elles, laquelle est dans le 93 ?"),
        ("Qui a le plus de projets, Vincennes ou Sceaux ?", "laquelle est dans le 93 ?"),
    ],
)
def test_it_is_told_where_they_lie(talk, messages):
    reply = breakable(talk(*messages).text)

    assert reply.startswith("Non : ")
    assert "Alfortville" not in reply
    assert "Rosny" not in reply


def test_those_that_lie_there_are_told(talk):
    assert breakable(talk("Sceaux ?", "Créteil ?", "laquelle est dans le 94 ?").text).startswith("Créteil est lauréate")


@pytest.mark.parametrize("message", ["et dans le même département, quelqu’un a gagné ?", "qqn dans le même EPT ?"])
def test_whether_somebody_in_the_same_place_has_some_is_asked_of_it(talk, message):
    assert "Antony" in talk("Bagneux a gagné ?", message).text
