"""Several towns told together: a word for one stands for none before the others."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("Quels projets sur le stationnement ?", "cette ville a combien de projets ?"), "1 à Antony et 1 à Levallois"),
        (("Antony et Sceaux ont gagné ?", "la ville, elle a gagné ?"), "2 projets à Antony et à Sceaux"),
        (("Antony et Sceaux ont gagné ?", "et là-bas, il y a quoi ?"), "2 projets à Antony et à Sceaux"),
        (("Quels projets sur le stationnement ?", "son territoire a gagné ?"), "7 projets dans l’EPT Vallée Sud"),
        (("Quels projets sur le stationnement ?", "le premier ?", "elle en a combien ?"), "1 projet à Antony"),
        (("Qui a le plus de projets, Vincennes ou Sceaux ?", "cette ville a combien de projets ?"), "2 projets à Vinc"),
    ],
)
def test_each_of_them_is_told(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    "messages",
    [("Quels projets sur le stationnement ?", "elle en a combien ?"), ("Les lauréats de Vallée Sud ?", "son projet ?")],
)
def test_or_it_is_asked_which_is_meant(talk, messages):
    assert talk(*messages).outcome == "clarify"
